/**
 * `npm run bench:runtime`: what telemetry costs a program at run time, against the same program plain and instrumented by hand with
 * OpenTelemetry's contrib packages. Figures as a table, or with `--json` as JSON. Exit code 1 if a figure misses its limit.
 */
import { parseArgs } from 'node:util';
import { asJson, asTable, holds } from './bench/figures.js';
import { runtimeCost } from './bench/runtime-cost.js';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, load: { type: 'string', default: '60' } } });
const figures = await runtimeCost((line) => process.stderr.write(`bench: ${line}\n`), Number(values.load));
process.stdout.write(`${values.json ? asJson(figures) : asTable(figures)}\n`);
process.exitCode = figures.every(holds) ? 0 : 1;
