import type { Paint } from './analysis-text.js';

/** Colours for the lines of a unified diff. */
export function paintDiff(lines: readonly string[], paint: Paint): string[] {
  return lines.map((line) => {
    if (/^(---|\+\+\+) /.test(line)) return paint.bold(line);
    if (line.startsWith('@@')) return paint.dim(line);
    if (line.startsWith('+')) return paint.green(line);
    return line.startsWith('-') ? paint.red(line) : line;
  });
}
