import { UserError } from '../errors.js';
import type { AdviceKind } from './kind.js';
import { ruleRef } from './weaving.js';

/** `inject_code`: raw statements at the function's entry, on the line of its opening brace. */
export const injectCode: AdviceKind<'inject_code'> = {
  kind: 'inject_code',
  collect(weaving, rule, advice) {
    const text = foldLines(advice.raw.source.value);
    if (text === undefined) {
      throw new UserError('RULE_UNSUPPORTED', 'inject_code holds a // comment or a raw string over several lines, but is put on one line', {
        position: advice.raw.source.position,
        fix: 'write /* … */, or leave the comment out',
      });
    }
    for (const work of weaving.functionsOf(rule)) {
      if (text !== '') work.steps.push({ kind: 'raw', text: ` ${text};` });
      weaving.records.push({
        rule: ruleRef(rule),
        kind: 'inject_code',
        position: { file: work.found.file.path, ...work.found.fn.position },
      });
    }
  },
};

/** Tokens after which a line end is a semicolon; https://go.dev/ref/spec#Semicolons */
const ENDS_STATEMENT = /([\p{L}\p{Nd}_)\]}"'`]|\+\+|--)$/u;
const CONTINUING_KEYWORD =
  /\b(case|chan|const|default|defer|else|for|func|go|goto|if|import|interface|map|package|range|select|struct|switch|type|var)$/;

/** The statements on one line; undefined where that is not possible. */
export function foldLines(raw: string): string | undefined {
  const tokens = raw.matchAll(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`|\/\/[^\n]*|\/\*[\s\S]*?\*\/|\r?\n|[^"'`/\r\n]+|./g);
  let line = '';
  for (const [token] of tokens) {
    if (token.startsWith('//') || (token.startsWith('`') && token.includes('\n'))) return undefined;
    if (/^\r?\n$/.test(token)) {
      const code = line.replaceAll(/\/\*.*?\*\//g, '').trimEnd();
      line = line.trimEnd();
      line += ENDS_STATEMENT.test(code) && !CONTINUING_KEYWORD.test(code) ? '; ' : line === '' ? '' : ' ';
    } else if (token.startsWith('/*')) line += token.replaceAll(/\r?\n/g, ' ');
    else line += line.endsWith(' ') ? token.trimStart() : token;
  }
  return line.trim().replace(/;$/, '');
}
