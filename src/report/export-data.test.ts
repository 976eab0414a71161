import { describe, expect, test } from '@jest/globals';
import { compareExportData, describeExportData } from './export-data.js';
import type { JoinPoint, WeaveReport } from './report.js';

const point = (form: JoinPoint['form'], line: number): JoinPoint =>
  ({ form, function: `p.F${line}`, position: { file: 'p.go', line, column: 1 } }) as JoinPoint;

function report(joinPoints: readonly JoinPoint[], edits: WeaveReport['edits'] = []): WeaveReport {
  return { importPath: 'example.com/p', label: '//p', joinPoints, edits } as WeaveReport;
}

const [plain, woven] = [Buffer.from('a'), Buffer.from('b')];

describe('export data', () => {
  test('equal', () => {
    const compared = compareExportData(report([point('closure', 3)]), plain, plain);
    expect(compared).toMatchObject({ equal: true, causes: [] });
    expect(describeExportData(compared)).toBe('example.com/p: export data equal to the plain package');
  });

  test('the closure form is named alone, for it always changes export data', () => {
    const compared = compareExportData(report([point('return', 3), point('closure', 7)]), plain, woven);
    expect(compared.causes.map(({ what, line }) => [what, line])).toEqual([['p.F7', 7]]);
    expect(describeExportData(compared)).toContain('p.go:7: p.F7: a deferred call may change named results');
  });

  test('else it was the compiler: every function is named', () => {
    const compared = compareExportData(report([point('return', 3), point('none', 9)]), plain, woven);
    expect(compared.causes.map(({ what, line }) => [what, line])).toEqual([
      ['p.F3', 3],
      ['p.F9', 9],
    ]);
  });
});
