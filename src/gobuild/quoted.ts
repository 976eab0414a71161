/** cmd/internal/quoted: words separated by white space, or in single or double quotes, without escapes. */
export function splitQuoted(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, bare]) => double ?? single ?? bare ?? '');
}

export function quoteWord(word: string): string {
  if (word !== '' && !/[\s"']/.test(word)) return word;
  return word.includes("'") ? `"${word}"` : `'${word}'`;
}

export function joinQuoted(words: readonly string[]): string {
  return words.map(quoteWord).join(' ');
}
