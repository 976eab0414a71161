/** Where words stand in a text: finding them costs less than looking at what stands there. */
export class Mentions {
  readonly #offsets: readonly number[];

  constructor(text: string, words: ReadonlySet<string>) {
    this.#offsets = [...words].flatMap((word) => offsetsOf(text, word)).sort((a, b) => a - b);
  }

  /** True if one of the words begins in the range. */
  in({ start, end }: { readonly start: number; readonly end: number }): boolean {
    let low = 0;
    let high = this.#offsets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#offsets[middle] ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    return (this.#offsets[low] ?? Infinity) < end;
  }
}

function offsetsOf(text: string, word: string): number[] {
  const offsets: number[] = [];
  if (word === '') return offsets;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) offsets.push(at);
  return offsets;
}
