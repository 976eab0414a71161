/**
 * `npm run bench:go`: what `otel go build` costs against plain `go build`, on the HTTP service of e2e/http-service and on a
 * large open-source server. Figures as a table, or with `--json` as JSON; `--no-server` and `--no-cold` leave out what takes minutes. Exit
 * code 1 if a figure misses its limit.
 */
import { parseArgs } from 'node:util';
import { asJson, asTable, holds } from './bench/figures.js';
import { goCost } from './bench/go-cost.js';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    server: { type: 'boolean', default: true },
    cold: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const figures = goCost((line) => process.stderr.write(`bench: ${line}\n`), values);
process.stdout.write(`${values.json ? asJson(figures) : asTable(figures)}\n`);
process.exitCode = figures.every(holds) ? 0 : 1;
