/** Tokens after which a line end is a semicolon; https://go.dev/ref/spec#Semicolons */
const ENDS_STATEMENT = /([\p{L}\p{Nd}_)\]}"'`]|\+\+|--)$/u;
const CONTINUING_KEYWORD =
  /\b(case|chan|const|default|defer|else|for|func|go|goto|if|import|interface|map|package|range|select|struct|switch|type|var)$/;
const TOKENS = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`|\/\/[^\n]*|\/\*[\s\S]*?\*\/|\r?\n|[^"'`/\r\n]+|[\s\S]/g;

/**
 * Go source on one line: line ends become semicolons where Go takes them for such, `//` comments go, raw strings over several lines
 * are written as interpreted ones.
 */
export function foldLines(source: string): string {
  let line = '';
  const breakLine = (): void => {
    const code = line.replaceAll(/\/\*.*?\*\//g, '').trimEnd();
    line = line.trimEnd();
    line += ENDS_STATEMENT.test(code) && !CONTINUING_KEYWORD.test(code) ? '; ' : line === '' ? '' : ' ';
  };
  for (const [token] of source.matchAll(TOKENS)) {
    if (token.startsWith('//')) continue;
    if (/^\r?\n$/.test(token)) breakLine();
    else if (token.startsWith('/*')) {
      line += token.replaceAll(/\r?\n/g, ' ');
      // A comment that spans lines ends a statement like a line end does.
      if (token.includes('\n')) breakLine();
    } else if (token.startsWith('`') && token.includes('\n')) line += JSON.stringify(token.slice(1, -1).replaceAll('\r', ''));
    else line += line.endsWith(' ') ? token.trimStart() : token;
  }
  return line.trim().replace(/;$/, '');
}
