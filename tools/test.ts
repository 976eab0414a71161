/**
 * `npm test [suite...]`: every suite of the project, one after the other, with what each prints on stderr. The last line, on
 * stdout, is `N passed, N failed`. A suite that does not start counts as one failure, so that nothing is skipped in silence.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CHECKOUT } from './bazel/index.js';
import { gitStatus } from './test/process.js';
import { type Count, type SuiteContext, suites } from './test/suites.js';

function log(line: string): void {
  process.stderr.write(`test: ${line}\n`);
}

async function runSuite(name: string, run: (context: SuiteContext) => Promise<Count>): Promise<Count> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'otel-test-'));
  const started = Date.now();
  log(`${name} ...`);
  let count: Count;
  try {
    count = await run({ checkout: CHECKOUT, scratch });
  } catch (error) {
    log(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    count = { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
  const seconds = Math.round((Date.now() - started) / 1000);
  log(`${name}: ${count.passed} passed, ${count.failed} failed${skipped} (${seconds} s)`);
  return count;
}

async function unchanged(before: string): Promise<Count> {
  const after = await gitStatus(CHECKOUT);
  if (after !== before) log(`git status before:\n${before}git status after:\n${after}`);
  return after === before ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

async function main(wanted: readonly string[]): Promise<number> {
  const unknown = wanted.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    log(`unknown suite ${unknown.join(', ')}; there are ${suites.map((suite) => suite.name).join(', ')}`);
    return 2;
  }
  const chosen = wanted.length === 0 ? suites : suites.filter((suite) => wanted.includes(suite.name));
  const results: { name: string; count: Count }[] = [];
  const before = await gitStatus(CHECKOUT);
  for (const { name, run } of chosen) results.push({ name, count: await runSuite(name, run) });
  // Whatever the suites build and run, the checkout stays as it was.
  results.push({ name: 'checkout unchanged', count: await runSuite('checkout unchanged', () => unchanged(before)) });
  const passed = results.reduce((sum, { count }) => sum + count.passed, 0);
  const failed = results.reduce((sum, { count }) => sum + count.failed, 0);
  for (const { name, count } of results) if (count.failed > 0) log(`failed: ${name}`);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
