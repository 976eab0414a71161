/** Where words stand in a text: finding them costs less than looking at what stands there. */
export class Mentions {
  readonly #offsets: readonly number[];

  constructor(offsets: readonly number[]) {
    this.#offsets = [...offsets].sort((a, b) => a - b);
  }

  static of(text: string, words: ReadonlySet<string>): Mentions {
    return new Mentions([...words].flatMap((word) => mentionsOf(text, word)));
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

/** Offsets of a word, not of longer ones that it is a part of. */
function mentionsOf(text: string, word: string): number[] {
  return offsetsOf(text, word).filter((at) => !isWordAt(text, at - 1) && !isWordAt(text, at + word.length));
}

/**
 * Where a text may declare a name at package level: it begins a line or follows `;`, `(`, a receiver, a keyword or other names. Most
 * names that are asked for are imports, and stand before a dot.
 */
export function declarationsOf(text: string, name: string): number[] {
  return offsetsOf(text, name).filter((at) => {
    const end = at + name.length;
    return text[end] !== '.' && !isWordAt(text, end) && mayBeginAt(text, at);
  });
}

function mayBeginAt(text: string, at: number): boolean {
  let before = at - 1;
  while (text[before] === ' ' || text[before] === '\t') before--;
  const char = text[before];
  if (char === undefined || '\n;(),\uFEFF'.includes(char)) return true;
  if (char === '/') return text[before - 1] === '*';
  return before < at - 1 && /\b(?:func|var|const|type)$/.test(text.slice(Math.max(0, before - 6), before + 1));
}

function offsetsOf(text: string, word: string): number[] {
  const offsets: number[] = [];
  if (word === '') return offsets;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) offsets.push(at);
  return offsets;
}

function isWordAt(text: string, at: number): boolean {
  return /^[\p{L}\p{Nd}_]$/u.test(text.charAt(at));
}
