import { expect, test } from '@jest/globals';
import { asJson, asTable, type Figure, holds, median } from './figures.js';
import { parseGoBench } from './hook-cost.js';

const met: Figure = { name: 'a', value: 0, unit: '', limit: { exactly: 0 } };
const missed: Figure = { name: 'longer', value: 1.234, unit: 'x', limit: { atMost: 1.2 }, detail: '2 against 1' };

test('a figure holds up to and including its limit', () => {
  expect([holds(met), holds(missed), holds({ ...missed, value: 1.2 })]).toEqual([true, false, true]);
});

test('the table shows measured value, limit and verdict', () => {
  expect(asTable([met, missed])).toBe(
    ['figure  measured  limit           from', 'a       0         = 0     ok', 'longer  1.23 x    <= 1.2  MISSED  2 against 1'].join('\n'),
  );
});

test('JSON carries the verdict', () => {
  expect(JSON.parse(asJson([missed]))).toEqual([{ ...missed, ok: false }]);
});

test('median', () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
});

test('the output of go test -bench is read, repeated lines by their median', () => {
  const line = (name: string, ns: string, allocs: number): string =>
    `Benchmark${name}-2   \t 500000000\t         ${ns} ns/op\t       0 B/op\t       ${allocs} allocs/op`;
  const output = [
    'goos: linux',
    line('Bare', '2.1', 0),
    line('Bare', '2.3', 0),
    line('Bare', '9', 0),
    line('Context', '30', 1),
    'PASS',
  ].join('\n');
  expect(Object.fromEntries(parseGoBench(output))).toEqual({
    Bare: { nsPerOp: 2.3, allocsPerOp: 0 },
    Context: { nsPerOp: 30, allocsPerOp: 1 },
  });
});
