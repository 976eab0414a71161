import { describe, expect, test } from '@jest/globals';
import { remarksOf, remarksOfProgram } from './remarks.js';
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

test('rules that serve others are not missed', () => {
  const one = { rule: { ...rule('serving'), support: true }, reason: 'version v1.0.0 is outside of v2.0.0' };
  const serving = { notApplied: [one], warnings: [], importPath: 'p', edits: [], joinPoints: [] } as unknown as WeaveReport;
  expect(remarksOf(serving)).toEqual([]);
  expect(remarksOfProgram([serving])).toEqual([]);
});

test('rules that are of no interest are left out, warnings are not', () => {
  expect(remarksOf(report, ({ rule: { name } }) => name === 'old')).toHaveLength(3);
});

describe('of a program', () => {
  const position = { file: 'r.otelc.yaml', line: 3, column: 1 };
  const reportOf = (
    importPath: string,
    nothing: readonly string[],
    applied: readonly string[] = [],
    other: readonly string[] = [],
  ): WeaveReport =>
    ({
      importPath,
      edits: applied.map((name) => ({ rule: rule(name), kind: 'inject_code', position })),
      joinPoints: [],
      notApplied: [
        ...nothing.map((name) => ({ rule: rule(name), reason: `no call of F in ${importPath}`, nothing: true })),
        ...other.map((name) => ({ rule: rule(name), reason: 'p.go:1:1: the call is a statement' })),
      ],
      warnings: [],
    }) as unknown as WeaveReport;

  test('a rule that means something in one package may mean nothing in others', () => {
    expect(remarksOfProgram([reportOf('a', ['glob']), reportOf('b', [], ['glob']), reportOf('c', ['glob'])])).toEqual([]);
  });

  test('a rule that means nothing anywhere is one line', () => {
    expect(remarksOfProgram([reportOf('a/b', ['glob']), reportOf('c', ['glob', 'exact'])])).toEqual([
      'otel: r.otelc.yaml:3:1: rule glob is not applied: no call of F in any of the 2 packages of the program that it targets',
      'otel: r.otelc.yaml:3:1: rule exact is not applied to c: no call of F in c',
    ]);
  });

  test('hooks count as applied, and another reason is always said', () => {
    const hooked = { ...reportOf('b', []), joinPoints: [{ hooks: [{ rule: rule('glob') }] }] } as unknown as WeaveReport;
    expect(remarksOfProgram([reportOf('a', ['glob']), hooked])).toEqual([]);
    expect(remarksOfProgram([reportOf('a', [], ['glob'], ['glob']), reportOf('a', [], [], ['glob'])])).toEqual([
      'otel: r.otelc.yaml:3:1: rule glob is not applied to a: p.go:1:1: the call is a statement',
    ]);
  });

  test('warnings and notes of rewriters are said', () => {
    expect(remarksOfProgram([{ ...report, edits: [], joinPoints: [], notApplied: [] }])).toEqual([
      'otel: p.go:7:2: unknown directive //otel:spam',
      'otel: rewriter ours: one',
    ]);
  });
});
