export type Ranges = readonly (readonly [number, number])[];

/** The characters that are in none of the ranges. */
export function complement(ranges: Ranges): Ranges {
  const result: (readonly [number, number])[] = [];
  let from = 0;
  for (const [low, high] of [...ranges].sort(([a], [b]) => a - b)) {
    if (low > from) result.push([from, low - 1]);
    from = Math.max(from, high + 1);
  }
  return [...result, [from, 0x10ffff]];
}

/** A category or script of Unicode by its name; undefined if there is none. */
export function unicodeClass(name: string): RegExp | undefined {
  if (name === 'Any') return /\p{Any}/u;
  for (const property of [`General_Category=${name}`, `Script=${name}`]) {
    try {
      if (/^\w+$/.test(name)) return new RegExp(`\\p{${property}}`, 'u');
    } catch {
      // Not a category: a script, or unknown.
    }
  }
  return undefined;
}

const ranges = (text: string): Ranges => text.split(' ').map((range) => [range.charCodeAt(0), range.charCodeAt(range.length - 1)] as const);

/** `\d`, `\w` and `\s`, which are of ASCII in Go. */
export const perlClasses: Readonly<Record<string, Ranges>> = {
  d: ranges('0-9'),
  w: ranges('0-9 A-Z _ a-z'),
  s: [
    [9, 10],
    [12, 13],
    [32, 32],
  ],
};

/** `[:alpha:]` and the like. */
export const posixClasses: Readonly<Record<string, Ranges>> = {
  alnum: ranges('0-9 A-Z a-z'),
  alpha: ranges('A-Z a-z'),
  ascii: [[0, 127]],
  blank: [
    [9, 9],
    [32, 32],
  ],
  cntrl: [
    [0, 31],
    [127, 127],
  ],
  digit: ranges('0-9'),
  graph: ranges('!-~'),
  lower: ranges('a-z'),
  print: [[32, 126]],
  punct: ranges('!-/ :-@ [-` {-~'),
  space: [
    [9, 13],
    [32, 32],
  ],
  upper: ranges('A-Z'),
  word: ranges('0-9 A-Z _ a-z'),
  xdigit: ranges('0-9 A-F a-f'),
};
