/** The suites of `npm test`, and how each one is started and counted. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { resolveBazel } from '../bazel/index.js';
import { countBazelTests, countGoTests, countJest, type Count } from './counts.js';
import { capture, passThrough } from './process.js';

export type { Count } from './counts.js';

export interface SuiteContext {
  readonly checkout: string;
  /** An empty folder that is removed afterwards. */
  readonly scratch: string;
}

export interface Suite {
  readonly name: string;
  readonly run: (context: SuiteContext) => Promise<Count>;
}

type Check = readonly [program: string, ...args: string[]];

/** Programs that only say yes or no: each counts as one test. */
async function checks(checkout: string, commands: readonly Check[]): Promise<Count> {
  let passed = 0;
  for (const [program, ...args] of commands) {
    if ((await passThrough(program, args, checkout)) === 0) passed++;
  }
  return { passed, failed: commands.length - passed, skipped: 0 };
}

function nodeModule(script: string, ...args: string[]): Check {
  return [process.execPath, path.join('node_modules', script), ...args];
}

async function jest({ checkout, scratch }: SuiteContext, folders: readonly string[]): Promise<Count> {
  const report = path.join(scratch, 'jest.json');
  const options = ['--json', `--outputFile=${report}`, '--ci', '--runInBand', ...folders];
  const args = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', ...options];
  // Jest repeats the report on stdout.
  const { code } = await capture(process.execPath, args, checkout);
  return countJest(report, code);
}

async function goTests(folder: string): Promise<Count> {
  const vet = await vetted(folder);
  const tests = await capture('go', ['test', '-json', './...'], folder);
  const count = countGoTests(tests.stdout, tests.code);
  if (count.failed > 0) process.stderr.write(count.output);
  return { passed: count.passed + vet.passed, failed: count.failed + vet.failed, skipped: count.skipped };
}

async function vetted(folder: string): Promise<Count> {
  const vet = await passThrough('go', ['vet', './...'], folder);
  return { passed: vet === 0 ? 1 : 0, failed: vet === 0 ? 0 : 1, skipped: 0 };
}

/** Hooks for libraries are modules of their own. Most of them are tested as part of programs, by the e2e tests. */
async function libraryTests({ checkout }: SuiteContext): Promise<Count> {
  const total = { passed: 0, failed: 0, skipped: 0 };
  const hooks = path.join(checkout, 'hooks');
  for (const name of readdirSync(hooks).sort()) {
    if (!existsSync(path.join(hooks, name, 'go.mod'))) continue;
    const folder = path.join(hooks, name);
    const tested = readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((file) => file.endsWith('_test.go'));
    const count = tested ? await goTests(folder) : await vetted(folder);
    total.passed += count.passed;
    total.failed += count.failed;
    total.skipped += count.skipped;
  }
  return total;
}

async function bazelTests({ checkout, scratch }: SuiteContext): Promise<Count> {
  const bazel = await resolveBazel();
  const events = path.join(scratch, 'events.json');
  const flags = ['--lockfile_mode=off', '--experimental_convenience_symlinks=ignore', '--test_output=errors'];
  const args = ['test', ...flags, `--build_event_json_file=${events}`, '//bazel/tests/...'];
  const { code } = await bazel.run(checkout, args, { inherit: true });
  return countBazelTests(events, code);
}

export const suites: readonly Suite[] = [
  {
    name: 'types',
    run: ({ checkout }) => checks(checkout, [nodeModule('typescript/bin/tsc', '-p', 'tsconfig.json', '--noEmit')]),
  },
  {
    name: 'lint',
    run: ({ checkout }) =>
      checks(checkout, [nodeModule('eslint/bin/eslint.js', '.'), nodeModule('prettier/bin/prettier.cjs', '--check', '.')]),
  },
  { name: 'unit', run: (context) => jest(context, ['dist/src', 'dist/tools']) },
  { name: 'hooks', run: ({ checkout }) => goTests(path.join(checkout, 'hooks')) },
  // Modules of their own: what the hooks are held against is no dependency of theirs.
  { name: 'otelhttp', run: ({ checkout }) => goTests(path.join(checkout, 'hooks', 'internal', 'otelhttpcompare')) },
  { name: 'otlp', run: ({ checkout }) => goTests(path.join(checkout, 'hooks', 'internal', 'otlptest')) },
  { name: 'libraries', run: libraryTests },
  { name: 'bazel', run: bazelTests },
  { name: 'e2e', run: (context) => jest(context, ['dist/e2e']) },
];
