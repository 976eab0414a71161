import { expect, test } from '@jest/globals';
import { remarksOf } from './remarks.js';
import type { RuleRef, WeaveReport } from './report.js';

const rule = (name: string): RuleRef => ({ name, library: 'l', support: false, position: { file: 'r.otelc.yaml', line: 3, column: 1 } });
const report = {
  notApplied: [
    { rule: rule('old'), reason: 'its versions are v1.0.0,v2.0.0, the package is v2.1.0' },
    { rule: rule('everywhere'), reason: 'no such call' },
  ],
  warnings: [{ position: { file: 'p.go', line: 7, column: 2 }, message: 'unknown directive //otel:spam' }],
  rewriters: [{ id: 'ours', notes: ['one'] }],
} as unknown as WeaveReport;

test('one line each, with the place', () => {
  expect(remarksOf(report)).toEqual([
    'otel: r.otelc.yaml:3:1: rule old is not applied: its versions are v1.0.0,v2.0.0, the package is v2.1.0',
    'otel: r.otelc.yaml:3:1: rule everywhere is not applied: no such call',
    'otel: p.go:7:2: unknown directive //otel:spam',
    'otel: rewriter ours: one',
  ]);
});

test('rules that are of no interest are left out, warnings are not', () => {
  expect(remarksOf(report, ({ name }) => name === 'old')).toHaveLength(3);
});
