import { type Position, UserError } from '../errors.js';
import type { SpanTag } from '../report/report.js';

/** Where the value of an attribute comes from, as the directive writes it. */
export interface ValueReference {
  readonly key: string;
  readonly of: 'arg' | 'recv' | 'result';
  /** Name of the parameter or result, or index of the result; empty for the receiver. */
  readonly name: string;
  readonly path: readonly string[];
  readonly position: Position;
}

/** `//otel:span name k:v arg:NAME`, taken apart. */
export interface SpanDirective {
  /** Undefined: the function's own name. */
  readonly name: string | undefined;
  readonly tags: readonly SpanTag[];
  readonly references: readonly ValueReference[];
}

interface Token {
  readonly text: string;
  readonly position: Position;
}

const STRING = String.raw`"(?:[^"\\]|\\.)*"`;
const TOKEN = new RegExp(`(?:[^\\s"]|${STRING}|"(?:[^"\\\\]|\\\\.)*$)+`, 'g');
const REFERENCE = /^(arg|recv|result):(.*)$/s;
const PATH = /^[\p{L}\p{Nd}_]+(\.[\p{L}_][\p{L}\p{Nd}_]*)*$/u;

/**
 * Reads what follows the directive's name. `at` gives the place of an offset of `text`.
 *
 *   //otel:span "load user" tier:gold retries:3 arg:id user.name:arg:user.Name shard:recv:shard rows:result:0
 */
export function parseSpanDirective(text: string, at: (offset: number) => Position): SpanDirective {
  let name: string | undefined;
  const tags: SpanTag[] = [];
  const references: ValueReference[] = [];
  const tokens = [...text.matchAll(TOKEN)].map((match): Token => ({ text: match[0], position: at(match.index) }));
  tokens.forEach((token, i) => {
    const colon = colonOf(token.text);
    if (colon === -1) {
      if (i > 0) throw fail(token, 'is neither a name nor key:value', 'write the name first, in double quotes if it has spaces');
      name = unquote(token);
      if (name === '') throw fail(token, 'is an empty name', 'leave the name out for that of the function');
      return;
    }
    const own = REFERENCE.exec(token.text);
    const key = own ? '' : unquote({ ...token, text: token.text.slice(0, colon) });
    const rest = own ? token.text : token.text.slice(colon + 1);
    if (!own && key === '') throw fail(token, 'has no key', 'write key:value');
    const reference = own ?? REFERENCE.exec(rest);
    if (reference) references.push(referenceOf(token, key, reference[1] ?? '', reference[2] ?? ''));
    else tags.push(tagOf(token, key, rest));
  });
  const seen = new Set<string>();
  for (const key of [...tags, ...references].map((entry) => entry.key)) {
    const token = tokens.findLast(({ text: one }) => one.includes(key)) ?? tokens[0];
    if (seen.has(key) && token) throw fail(token, `gives the attribute ${JSON.stringify(key)} a second time`, 'take one out');
    seen.add(key);
  }
  return { name, tags, references };
}

/** The first colon outside of quotes. */
function colonOf(text: string): number {
  const quoted = /^"(?:[^"\\]|\\.)*"/.exec(text)?.[0].length ?? 0;
  return text.indexOf(':', quoted);
}

function referenceOf(token: Token, key: string, of: string, source: string): ValueReference {
  const example = of === 'recv' ? 'recv:Field' : of === 'result' ? 'result:0' : 'arg:name';
  if (!PATH.test(source))
    throw fail(token, `names no ${of === 'recv' ? 'field' : of === 'result' ? 'result' : 'parameter'}`, `write ${example}`);
  const [first = '', ...fields] = source.split('.');
  const position = token.position;
  if (of === 'recv') return { key: key || source, of, name: '', path: [first, ...fields], position };
  if (of === 'arg') return { key: key || source, of, name: first, path: fields, position };
  return { key: key || (/^\d/.test(source) ? `result.${source}` : source), of: 'result', name: first, path: fields, position };
}

/** Unquoted numbers and `true`, `false` are what they look like. */
function tagOf(token: Token, key: string, source: string): SpanTag {
  if (source === '') throw fail(token, 'has no value', 'write key:value, or key:"" for the empty text');
  if (source.startsWith('"')) return { key, type: 'string', text: unquote({ ...token, text: source }) };
  if (source === 'true' || source === 'false') return { key, type: 'bool', text: source };
  if (/^-?(0|[1-9]\d{0,17})$/.test(source)) return { key, type: 'int64', text: source };
  if (/^-?\d+\.\d+([eE][-+]?\d+)?$/.test(source) && Number.isFinite(Number(source))) return { key, type: 'float64', text: source };
  return { key, type: 'string', text: source };
}

function unquote(token: Token): string {
  const { text } = token;
  if (!text.includes('"')) return text;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'string') return value;
  } catch {
    // Told below.
  }
  throw fail(token, 'is no text in double quotes', 'close the quotes, and write \\" for a quote in them');
}

function fail(token: Token, found: string, fix: string): UserError {
  return new UserError('DIRECTIVE', `//otel:span: ${token.text} ${found}`, { position: token.position, fix });
}
