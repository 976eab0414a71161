import type { SyntaxNode } from '../tree.js';

/** Offsets of the line breaks of a text, to tell the line of an offset. */
export class LineTable {
  readonly text: string;
  readonly #breaks: number[] = [];

  constructor(text: string, start: number, end: number) {
    this.text = text;
    for (let at = text.indexOf('\n', start); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) this.#breaks.push(at);
  }

  /** Line of an offset, from 1. */
  lineOf(offset: number): number {
    let low = 0;
    let high = this.#breaks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#breaks[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  }
}

/** Text in the making. As gofmt does, it follows the line breaks of the source where the language lets one choose. */
export abstract class Writer {
  protected readonly lines: LineTable;
  #out = '';
  #indent = 0;
  /** Line of the source that has been written last. */
  #line = 1;

  constructor(lines: LineTable, indent = 0) {
    this.lines = lines;
    this.#indent = indent;
  }

  get result(): string {
    return this.#out;
  }

  protected get line(): number {
    return this.#line;
  }

  protected textOf(node: { readonly start: number; readonly end: number }): string {
    return this.lines.text.slice(node.start, node.end);
  }

  protected lineOf(offset: number): number {
    return this.lines.lineOf(offset);
  }

  protected indent(by: 1 | -1): void {
    this.#indent += by;
  }

  /** Writes a token. `at` is what it stands for in the source. */
  protected write(text: string, at?: { readonly start: number; readonly end: number }): void {
    if (this.#out.endsWith('\n')) this.#out += '\t'.repeat(Math.max(0, this.#indent));
    else if (mayCombine(this.#out.at(-1), text[0])) this.#out += ' ';
    this.#out += text;
    if (at) this.#line = this.lineOf(at.end);
  }

  /** Writes a leaf of the tree. */
  protected leaf(node: SyntaxNode): void {
    this.write(this.textOf(node), node);
  }

  protected blank(): void {
    if (!this.#out.endsWith('\n') && !this.#out.endsWith(' ')) this.#out += ' ';
  }

  /** Breaks the line as often as the source does up to a line, twice at most, and at least `min` times. */
  protected linebreak(line: number, min: number): number {
    const count = Math.max(Math.min(line - this.#line, 2), min);
    if (count <= 0) return 0;
    this.#out = this.#out.replace(/ +$/, '') + '\n'.repeat(count);
    this.#line = line;
    return count;
  }

  /** The blanks that align columns in the source: how wide a column is depends on lines that are not looked at here. */
  protected column(from: number, to: number): void {
    const gap = this.lines.text.slice(from, to);
    this.#out += /^ +$/.test(gap) ? gap : ' ';
  }

  /** How much is written since an earlier result, or infinitely much if it is more than a line. */
  protected widthSince(length: number): number {
    const written = this.#out.slice(length);
    return written.includes('\n') ? Infinity : written.length;
  }
}

/** `- -x`, `a / *p`: tokens that would become another one. */
function mayCombine(last: string | undefined, next: string | undefined): boolean {
  if (last === undefined || next === undefined) return false;
  return ['++', '--', '/*', '<-', '<<', '&&', '&^'].includes(last + next);
}
