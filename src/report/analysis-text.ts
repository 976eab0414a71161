/** Text for a terminal. */

const ESCAPE = '\u001b';
const ESCAPES = new RegExp(`${ESCAPE}\\[\\d+m`, 'g');

export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  red(text: string): string;
}

/** Colours only where a terminal shows them, and where NO_COLOR does not forbid it. */
export function paintFor(terminal: boolean, env: Readonly<Record<string, string | undefined>>): Paint {
  const on = terminal && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
  const code =
    (open: number, close: number) =>
    (text: string): string =>
      on ? `${ESCAPE}[${open}m${text}${ESCAPE}[${close}m` : text;
  return { bold: code(1, 22), dim: code(2, 22), green: code(32, 39), yellow: code(33, 39), red: code(31, 39) };
}

/** Columns of equal width; the last one is as long as it is. */
export function columns(rows: readonly (readonly string[])[], indent: string): string[] {
  const width = (cell: string): number => cell.replaceAll(ESCAPES, '').length;
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, width(cell))));
  const pad = (cell: string, i: number): string => cell + ' '.repeat(Math.max(0, (widths[i] ?? 0) - width(cell)));
  return rows.map((row) => (indent + row.map(pad).join('  ')).trimEnd());
}
