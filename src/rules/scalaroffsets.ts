/**
 * Where each character of a scalar's value stands in the text of the file: quotes, escapes, indentation and folded lines make the two
 * differ. Offsets count UTF-16 code units; `start` is where the scalar begins (its quote, its `|`, its first character).
 */
export function offsetInFile(text: string, start: number, style: string | undefined, value: string): (offset: number) => number {
  let known: ((offset: number) => number) | undefined;
  return (offset) => {
    known ??= style === 'BLOCK_LITERAL' ? literal(text, start, value) : other(text, start, style, value);
    return known(offset);
  };
}

/** Lines of a literal block are the lines of the file without their indentation. */
function literal(text: string, start: number, value: string): (offset: number) => number {
  const first = text.indexOf('\n', start) + 1;
  const lines = value.split('\n');
  const starts: number[] = [];
  let at = first;
  let indentation: number | undefined;
  for (const line of lines) {
    const end = lineEnd(text, at);
    starts.push(at);
    if (line !== '') indentation ??= Math.max(0, end - at - line.length);
    at = nextLine(text, at);
  }
  return (offset) => {
    let rest = offset;
    let index = 0;
    while (index < lines.length - 1 && rest > (lines[index] ?? '').length) rest -= (lines[index++] ?? '').length + 1;
    const begin = starts[index] ?? first;
    return Math.min(begin + (indentation ?? 0) + rest, lineEnd(text, begin));
  };
}

function lineEnd(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  const end = feed < 0 ? text.length : feed;
  return text[end - 1] === '\r' && end > from ? end - 1 : end;
}

function nextLine(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  return feed < 0 ? text.length : feed + 1;
}

/** Walks value and file side by side: white space of the value stands for a folded line end and what is around it. */
function other(text: string, start: number, style: string | undefined, value: string): (offset: number) => number {
  const offsets: number[] = [];
  let at = start;
  if (style === 'QUOTE_DOUBLE' || style === 'QUOTE_SINGLE') at++;
  if (style === 'BLOCK_FOLDED') at = skipSpace(text, text.indexOf('\n', start) + 1);
  for (let i = 0; i < value.length; i++) {
    const wanted = value[i] ?? '';
    if (style === 'QUOTE_DOUBLE') while (/^\\\r?\n/.test(text.slice(at, at + 3))) at = skipSpace(text, at + 1);
    if (text[at] !== wanted && /\s/.test(text[at] ?? '') && !/\s/.test(wanted)) at = skipSpace(text, at);
    offsets.push(at);
    if (style === 'QUOTE_DOUBLE' && text[at] === '\\') {
      const length = escapeLength(text[at + 1]);
      // A character beyond the basic plane is one escape but two code units.
      if (length === 10 && /[\ud800-\udbff]/.test(wanted) && i + 1 < value.length) {
        offsets.push(at);
        i++;
      }
      at += length;
    } else if (style === 'QUOTE_SINGLE' && text.startsWith("''", at)) at += 2;
    else at++;
  }
  offsets.push(at);
  return (offset) => offsets[Math.min(offset, offsets.length - 1)] ?? start;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text[at] ?? '')) at++;
  return at;
}

function escapeLength(kind: string | undefined): number {
  if (kind === 'x') return 4;
  if (kind === 'u') return 6;
  return kind === 'U' ? 10 : 2;
}
