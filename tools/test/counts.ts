/**
 * Reads the number of tests out of what the test runners report. A runner that ends with an error although no test failed (it
 * did not compile, it did not start) counts as one failure.
 */
import { existsSync, readFileSync } from 'node:fs';

export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

function withExitCode(count: Count, code: number): Count {
  const nothingRan = count.passed + count.failed === 0;
  return count.failed === 0 && (code !== 0 || nothingRan) ? { ...count, failed: 1 } : count;
}

interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numRuntimeErrorTestSuites: number;
}

/** `jest --json --outputFile=<file>`. */
export function countJest(file: string, code: number): Count {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(readFileSync(file, 'utf8')) as JestReport;
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return withExitCode({ passed: report.numPassedTests, failed, skipped: report.numPendingTests }, code);
}

interface GoEvent {
  readonly Action: string;
  readonly Package?: string;
  readonly Test?: string;
  readonly Output?: string;
}

/** `go test -json`; `output` is what failing packages printed. Subtests belong to their test. */
export function countGoTests(text: string, code: number): Count & { readonly output: string } {
  const lines = text.split('\n').filter((line) => line.startsWith('{'));
  const events = lines.map((line) => JSON.parse(line) as GoEvent);
  const tests = events.filter((event) => event.Test !== undefined && !event.Test.includes('/'));
  const count = (action: string): number => tests.filter((event) => event.Action === action).length;
  const failing = events.filter((event) => event.Action === 'fail');
  const failedTests = new Set(failing.filter((event) => event.Test !== undefined).map((event) => event.Package));
  // A package that fails without a failing test did not build, or panicked outside of one.
  const brokenPackages = new Set(failing.map((event) => event.Package).filter((name) => !failedTests.has(name)));
  const failingPackages = new Set(failing.map((event) => event.Package));
  const output = events
    .filter((event) => event.Package === undefined || failingPackages.has(event.Package))
    .map((event) => event.Output ?? '')
    .join('');
  const total = { passed: count('pass'), failed: count('fail') + brokenPackages.size, skipped: count('skip') };
  return { ...withExitCode(total, code), output };
}

interface BuildEvent {
  readonly testSummary?: { readonly overallStatus?: string };
}

const PASSED = new Set(['PASSED', 'FLAKY']);

/** `bazel test --build_event_json_file=<file>`: a test summary for each test target. */
export function countBazelTests(file: string, code: number): Count {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const statuses = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as BuildEvent).testSummary?.overallStatus)
    .filter((status) => status !== undefined);
  const passed = statuses.filter((status) => PASSED.has(status)).length;
  return withExitCode({ passed, failed: statuses.length - passed, skipped: 0 }, code);
}
