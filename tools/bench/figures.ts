/** The figures that `npm run bench:bazel` prints: what was measured, against which limit, and whether it holds. */

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly limit: { readonly atMost: number } | { readonly exactly: number };
  /** What the value was computed from. */
  readonly detail?: string;
}

export function holds({ value, limit }: Figure): boolean {
  return 'exactly' in limit ? value === limit.exactly : value <= limit.atMost;
}

/** Each figure with its verdict, for `--json`. */
export function asJson(figures: readonly Figure[]): string {
  return JSON.stringify(
    figures.map((figure) => ({ ...figure, ok: holds(figure) })),
    null,
    2,
  );
}

export function asTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    `${Number.isInteger(figure.value) ? figure.value : figure.value.toFixed(2)} ${figure.unit}`.trimEnd(),
    'exactly' in figure.limit ? `= ${figure.limit.exactly}` : `<= ${figure.limit.atMost}`,
    holds(figure) ? 'ok' : 'MISSED',
    figure.detail ?? '',
  ]);
  const table = [['figure', 'measured', 'limit', '', 'from'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => (row[column] ?? '').length)));
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
