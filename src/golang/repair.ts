/**
 * Valid Go that the grammar does not know, in other words of the same length: offsets stay right, and what a node says is read off the
 * original text. Undefined if there is nothing of the kind. `isType` tells whether a text alone is a type.
 */
export function repair(text: string, isType: (text: string) => boolean): string | undefined {
  const repaired = closeGroups(renameNew(text, isType));
  return repaired === text ? undefined : repaired;
}

/** Go 1.26: `new(expression)`. The grammar wants a type there, but not in a call of any other function. */
function renameNew(text: string, isType: (text: string) => boolean): string {
  return text.replaceAll(/\bnew\(/g, (match, offset: number) => {
    const argument = argumentAt(text, offset + match.length);
    return argument === undefined || isType(argument) ? match : 'neW(';
  });
}

/** The text up to the parenthesis that closes a list. */
function argumentAt(text: string, start: number): string | undefined {
  const tokens = /"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)+'|\/\/[^\n]*|\/\*[\s\S]*?\*\/|[()]/g;
  tokens.lastIndex = start;
  let depth = 1;
  for (let token = tokens.exec(text); token; token = tokens.exec(text)) {
    if (token[0] === '(') depth++;
    if (token[0] === ')' && --depth === 0) return text.slice(start, token.index);
  }
  return undefined;
}

/**
 * `var (a int)` and `const ( A = 1; B = 2 )` on one line: the grammar wants an end of line before the parenthesis. Several
 * specifications with no blank before it leave no room for one.
 */
function closeGroups(text: string): string {
  return text.replaceAll(
    /\b(var|const)([ \t]*)\(([^()\n;]*(?:\([^()\n]*\)[^()\n;]*)*(;[^()\n]*)?)\)/g,
    (match, keyword: string, gap: string, specs: string) => {
      if (specs.trim() === '') return match;
      if (/[ \t]$/.test(specs)) return `${keyword}${gap}(${specs.slice(0, -1)};)`;
      return specs.includes(';') ? match : `${keyword}${gap} ${specs} `;
    },
  );
}
