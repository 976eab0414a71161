/** `otel_`, or the first numbered variant that no text uses: what added import names and renamed variables begin with. */
export function choosePrefix(texts: readonly string[]): string {
  for (let n = 1; ; n++) {
    const prefix = n === 1 ? 'otel_' : `otel${n}_`;
    const taken = new RegExp(`(?<![\\p{L}\\p{Nd}_])${prefix}`, 'u');
    if (!texts.some((text) => text.includes(prefix) && taken.test(text))) return prefix;
  }
}
