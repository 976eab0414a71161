import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { countBazelTests, countGoTests, countJest } from './counts.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'otel-counts-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(text: string): string {
  const file = path.join(folder, 'report');
  writeFileSync(file, text);
  return file;
}

test('a jest file that does not load is a failure', () => {
  const report = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 2, numRuntimeErrorTestSuites: 1 };
  expect(countJest(write(JSON.stringify(report)), 1)).toEqual({ passed: 3, failed: 2, skipped: 2 });
});

test('a runner that leaves no report, or runs no test, is a failure', () => {
  expect(countJest(path.join(folder, 'absent'), 0).failed).toBe(1);
  expect(countBazelTests(write(''), 0).failed).toBe(1);
  expect(countGoTests('', 0).failed).toBe(1);
});

test('go tests count without their subtests; a package that does not build is a failure', () => {
  const events = [
    { Action: 'pass', Package: 'a', Test: 'TestA' },
    { Action: 'pass', Package: 'a', Test: 'TestA/sub' },
    { Action: 'pass', Package: 'a' },
    { Action: 'fail', Package: 'b', Test: 'TestB' },
    { Action: 'fail', Package: 'b' },
    { Action: 'output', Package: 'c', Output: 'c.go:1: broken\n' },
    { Action: 'fail', Package: 'c' },
  ];
  const text = events.map((event) => JSON.stringify(event)).join('\n');
  expect(countGoTests(text, 1)).toEqual({ passed: 1, failed: 2, skipped: 0, output: 'c.go:1: broken\n' });
});

test('bazel tests count by their summaries; a build that fails is a failure', () => {
  const events = [{ testSummary: { overallStatus: 'PASSED' } }, { progress: {} }, { testSummary: { overallStatus: 'FAILED' } }];
  const file = write(events.map((event) => JSON.stringify(event)).join('\n'));
  expect(countBazelTests(file, 3)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  expect(countBazelTests(write(JSON.stringify(events[0])), 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
});
