/** Insertions and replacements over an original text, whose untouched parts survive byte for byte. */
export class Edits {
  readonly #text: string;
  readonly #edits: { readonly start: number; readonly end: number; readonly text: string; readonly order: number }[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  get changed(): boolean {
    return this.#edits.length > 0;
  }

  /** Inserts at an offset of the original text; several insertions at one offset keep their order. */
  insert(offset: number, text: string): void {
    this.replace(offset, offset, text);
  }

  replace(start: number, end: number, text: string): void {
    // A line break would move every line below: stack traces, coverage and export data would show it.
    if (text.includes('\n') || this.#text.slice(start, end).includes('\n')) throw new Error(`edit at ${start} changes line numbers`);
    this.#edits.push({ start, end, text, order: this.#edits.length });
  }

  toString(): string {
    const sorted = [...this.#edits].sort((a, b) => a.start - b.start || a.end - b.end || a.order - b.order);
    let result = '';
    let at = 0;
    for (const edit of sorted) {
      if (edit.start < at) throw new Error(`edits overlap at ${edit.start}`);
      result += this.#text.slice(at, edit.start) + edit.text;
      at = edit.end;
    }
    return result + this.#text.slice(at);
  }
}
