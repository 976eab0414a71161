/** Go string literals (strconv.Quote and Unquote), as strings of bytes: each character stands for one byte. */
const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
};

export function unquoteGo(literal: string): string {
  const body = literal.trim().slice(1, -1);
  const bytes = body.replaceAll(
    /\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{3}|[abfnrtv\\"'])|[^\\]/gsu,
    (match, escape: string | undefined) => {
      if (escape === undefined) return utf8(match);
      if (escape.startsWith('x')) return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
      if (escape.startsWith('u') || escape.startsWith('U')) return utf8(String.fromCodePoint(Number.parseInt(escape.slice(1), 16)));
      return ESCAPES[escape] ?? String.fromCharCode(Number.parseInt(escape, 8));
    },
  );
  return bytes;
}

export function quoteGo(bytes: string): string {
  const inner = bytes.replaceAll(/[^ !#-[\]-~]/g, (byte) => {
    if (byte === '\n') return '\\n';
    if (byte === '\t') return '\\t';
    if (byte === '"' || byte === '\\') return `\\${byte}`;
    return `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
  return `"${inner}"`;
}

function utf8(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
