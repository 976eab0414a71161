/** Bazel quotes an argument as a whole in single quotes, a single quote in it as `'\''`; a quoted argument may span lines. */
export function parseParams(text: string): string[] {
  const args: string[] = [];
  let current: string | undefined;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (quoted) {
      if (char === "'") quoted = false;
      else current = (current ?? '') + char;
    } else if (char === "'") {
      quoted = true;
      current ??= '';
    } else if (char === '\\') {
      current = (current ?? '') + text.charAt(++i);
    } else if (char === '\n') {
      if (current !== undefined) args.push(current);
      current = undefined;
    } else {
      current = (current ?? '') + char;
    }
  }
  if (current !== undefined) args.push(current);
  return args;
}
