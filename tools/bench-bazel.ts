/**
 * `npm run bench:bazel`: the project's figures, measured on this machine, as a table or with `--json` as JSON.
 * Progress goes to stderr. Exit code 1 if a figure misses its limit.
 */
import { parseArgs } from 'node:util';
import { PrepareError } from './bazel/index.js';
import { buildCost } from './bench/build-cost.js';
import { asJson, asTable, holds } from './bench/figures.js';
import { hookCost } from './bench/hook-cost.js';
import { weaveTime } from './bench/weave-time.js';

function progress(line: string): void {
  process.stderr.write(`bench: ${line} ...\n`);
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
  const figures = await buildCost(progress);
  progress('weaving net/http in a warm worker');
  figures.push(await weaveTime());
  progress('cost of hooks');
  figures.push(...(await hookCost()));
  process.stdout.write(`${values.json ? asJson(figures) : asTable(figures)}\n`);
  return figures.every(holds) ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof PrepareError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
