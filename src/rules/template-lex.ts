import { nearest } from './nearest.js';
import { functionSpec, placeFunctions, refusedKeywords, templateKeywords } from './template-functions.js';

/** A mistake in a template: where, what was found, and what to do. */
export class TemplateError extends Error {
  readonly offset: number;
  readonly fix: string | undefined;

  constructor(offset: number, message: string, fix?: string) {
    super(message);
    this.offset = offset;
    this.fix = fix;
  }
}

export type Piece =
  | { readonly kind: 'text'; readonly text: string; readonly from: readonly Origin[] }
  /** What stands between the braces, without trim markers; `offset` is where it begins, `start` where its braces do. */
  | { readonly kind: 'action'; readonly text: string; readonly offset: number; readonly start: number };

/** A part of a text: where in the text it begins, and where in the source. */
export interface Origin {
  readonly at: number;
  readonly offset: number;
}

/** Cuts a template into text and actions. Trim markers take effect, comments are gone. */
export function pieces(source: string): Piece[] {
  const result: Piece[] = [];
  let text = '';
  let from: Origin[] = [];
  let trim = false;
  let at = 0;
  const add = (literal: string, offset: number): void => {
    from.push({ at: text.length, offset });
    text += literal;
  };
  while (at < source.length) {
    const open = source.indexOf('{{', at);
    const literal = source.slice(at, open < 0 ? undefined : open);
    const kept = trim ? literal.trimStart() : literal;
    add(kept, at + literal.length - kept.length);
    if (open < 0) break;
    if (!isAction(source, open + 2)) {
      add('{{', open);
      trim = false;
      at = open + 2;
      continue;
    }
    const action = readAction(source, open);
    if (action.trimBefore) text = text.trimEnd();
    if (action.text !== undefined) {
      if (text !== '') result.push({ kind: 'text', text, from });
      text = '';
      from = [];
      result.push({ kind: 'action', text: action.text, offset: action.offset, start: open });
    }
    trim = action.trimAfter;
    at = action.end;
  }
  if (text !== '') result.push({ kind: 'text', text, from });
  return result;
}

/**
 * A composite literal of Go may hold `{{` too (`[]T{{1, 2}}`), and most such code is no valid action. What can be nothing but an action
 * is one, and what gofmt would not write (a space after the braces) if it is not plainly a list of elements.
 */
function isAction(source: string, from: number): boolean {
  const close = source.indexOf('}}', from);
  const all = source.slice(from, close < 0 ? undefined : close);
  const rest = all.replace(/^-(?=[\s.$"`(A-Za-z])/, '');
  const inside = rest.trim().replace(/\s*-$/, '');
  if (inside.startsWith('/*') || /^[.$](?!\d|\.\.)/.test(inside) || inside === '') return true;
  if (/^(?:"(?:[^"\\]|\\.)*[{}]|`[^`]*[{}])/.test(source.slice(from).replace(/^-?\s+/, ''))) return true;
  const word = /^[A-Za-z]\w*/.exec(inside)?.[0];
  const after = word === undefined ? '' : inside.slice(word.length);
  const elements = /^[^"`]*[,:](?!=)/.test(inside);
  if (word !== undefined) {
    if (goKeywords.has(word)) return true;
    if (templateKeywords.has(word) || refusedKeywords.has(word)) return /^(?:\s|$)/.test(after) && !elements;
    const spec = functionSpec(word);
    if (spec && /^(?:\s|\||$)/.test(after)) return !elements && (after.trim() !== '' || spec.min === 0 || placeFunctions.has(word));
    if (nearest(word, placeFunctions.keys()) !== undefined && /^(?:\s+[\d"`]|$)/.test(after)) return true;
  }
  return /^\s/.test(rest) && !elements && /^(?:[\w"`(])/.test(inside);
}

/** No element of a literal begins with one of these. */
const goKeywords: ReadonlySet<string> = new Set(['if', 'else', 'range', 'break', 'continue']);

interface Action {
  /** Undefined for a comment. */
  readonly text: string | undefined;
  readonly offset: number;
  readonly end: number;
  readonly trimBefore: boolean;
  readonly trimAfter: boolean;
}

function readAction(source: string, open: number): Action {
  let offset = open + 2;
  const trimBefore = /^-(?=[\s.$"`(A-Za-z/])/.test(source.slice(offset, offset + 2));
  if (trimBefore) offset++;
  const comment = /^\s*\/\*[^]*?\*\/\s*?(\s-)?\}\}/.exec(source.slice(offset));
  if (comment) return { text: undefined, offset, end: offset + comment[0].length, trimBefore, trimAfter: comment[1] !== undefined };
  if (/^\s*\/\*/.test(source.slice(offset))) throw new TemplateError(open, 'a comment without end in', 'close it with */}}');
  const close = endOfAction(source, offset, open);
  const text = source.slice(offset, close);
  const trimAfter = /(?:\s|[\w.)"`])-$/.test(text);
  return { text: trimAfter ? text.slice(0, -1) : text, offset, end: close + 2, trimBefore, trimAfter };
}

function endOfAction(source: string, from: number, open: number): number {
  for (let i = from; i < source.length; i++) {
    if (source.startsWith('}}', i)) return i;
    if (source.startsWith('{{', i)) break;
    const string = /^(?:"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*')/.exec(
      source[i] === '"' || source[i] === '`' || source[i] === "'" ? source.slice(i) : '',
    );
    if (string) i += string[0].length - 1;
  }
  throw new TemplateError(open, 'an action without "}}" in', 'close it');
}

export interface Token {
  readonly kind: 'string' | 'number' | 'name' | 'member' | 'variable' | 'dot' | 'symbol' | 'word';
  /** The value of a string; the name without `.` or `$`. */
  readonly text: string;
  readonly offset: number;
  readonly end: number;
}

/** The tokens of an action. A `word` is what is nothing else: a type without quotes. */
export function tokens(text: string, offset: number): Token[] {
  const result: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const space = /^\s+/.exec(rest);
    if (space) {
      at += space[0].length;
      continue;
    }
    const [kind, raw, value] = token(rest, offset + at);
    result.push({ kind, text: value, offset: offset + at, end: offset + at + raw.length });
    at += raw.length;
  }
  return result;
}

function token(rest: string, offset: number): [Token['kind'], string, string] {
  const match = (pattern: RegExp): string | undefined => pattern.exec(rest)?.[0];
  const quoted = match(/^"(?:[^"\\\n]|\\.)*"/);
  if (quoted !== undefined) return ['string', quoted, unquote(quoted, offset)];
  const raw = match(/^`[^`]*`/);
  if (raw !== undefined) return ['string', raw, raw.slice(1, -1)];
  const number = match(/^[+-]?\d+(?:\.\d+)?(?![\w.])/);
  if (number !== undefined) return ['number', number, number];
  const symbol = match(/^(?::=|[()|,=])/);
  if (symbol !== undefined) return ['symbol', symbol, symbol];
  const variable = match(/^\$\w*/);
  if (variable !== undefined) return ['variable', variable, variable.slice(1)];
  const member = match(/^\.[A-Za-z_]\w*/);
  if (member !== undefined) return ['member', member, member.slice(1)];
  if (/^\.(?![\w./])/.test(rest)) return ['dot', '.', '.'];
  const name = match(/^[A-Za-z_]\w*(?![\w./[\]*])/);
  if (name !== undefined) return ['name', name, name];
  const word = match(/^[^\s()|"`]+/);
  if (word !== undefined) return ['word', word, word];
  throw new TemplateError(offset, `a string without end in`, 'close the quote');
}

function unquote(text: string, offset: number): string {
  try {
    return String(
      JSON.parse(
        text
          .replace(/\\x([0-9A-Fa-f]{2})/g, '\\u00$1')
          .replace(/\\a/g, '\\u0007')
          .replace(/\\v/g, '\\u000b'),
      ),
    );
  } catch {
    throw new TemplateError(offset, `the string ${text} with an escape that Go does not know in`, 'correct the string');
  }
}
