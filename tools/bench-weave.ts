/**
 * `npm run bench:weave`: what weaving costs against parsing alone, and how much is rejected before parsing. Figures as a table,
 * or with `--json` as JSON; speeds go to stderr. Exit code 1 if a figure misses its limit.
 */
import { parseArgs } from 'node:util';
import { asJson, asTable, holds } from './bench/figures.js';
import { weaveCost } from './bench/weave-cost.js';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const { lines, figures } = await weaveCost();
process.stderr.write(lines.map((line) => `bench: ${line}\n`).join(''));
process.stdout.write(`${values.json ? asJson(figures) : asTable(figures)}\n`);
process.exitCode = figures.every(holds) ? 0 : 1;
