import { type ErrorCode, UserError } from '../errors.js';
import { readSnippet } from '../golang/snippet.js';
import type { Range } from '../golang/model.js';
import type { SnippetNames } from '../golang/syntax.js';
import type { Located, Rule } from '../rules/types.js';
import { foldLines } from './fold.js';
import type { PackageFile } from './packagefile.js';
import type { Weaving } from './weaving.js';

/** Code of a rule on its way into a file. */
export interface Injection {
  readonly rule: Rule;
  readonly file: PackageFile;
  /** Where it goes. */
  readonly offset: number;
  readonly text: string;
  readonly names: SnippetNames;
  /** Names that it declares for the code behind it. */
  readonly declared: ReadonlySet<string>;
}

/** Checks a rule's code and finds out what its names mean at a place. `source` is what messages point at. */
export function inject(
  weaving: Weaving,
  rule: Rule,
  place: { readonly file: PackageFile; readonly offset: number },
  text: string,
  source: Located<string>,
  kind: 'statements' | 'expression' | 'type',
): Injection {
  const names = namesIn(weaving, text, kind);
  if (names.syntaxError) throw syntaxError(text, names.syntaxError, source, rule);
  for (const { name, path } of rule.imports ?? []) {
    if (name === '_' || name === '.') weaving.imports.bare(place.file, path.value, name);
  }
  const used = new Set(names.free.map((one) => one.name));
  // `ctx, span := start(ctx)`: a name that is read before it is declared is the function's own, and assigned as Go assigns it.
  const own = (name: string): boolean =>
    (used.has(name) || redeclares(text, name, `${weaving.ownMark}${name}`)) && place.file.syntax.meaning(name, place.offset) === 'local';
  const declarations = kind === 'statements' ? [...names.declared, ...names.labels].map((one) => one.name) : [];
  const declared = new Set(declarations.filter((name) => name !== '_' && !name.startsWith(weaving.ownMark) && !own(name)));
  const injection = { rule, ...place, text, names, declared };
  weaving.scopeOf(place.file, place.offset)?.add(injection);
  return injection;
}

function namesIn({ snippets, files }: Weaving, text: string, kind: 'statements' | 'expression' | 'type'): SnippetNames {
  const key = `${kind} ${text}`;
  const names = snippets.get(key) ?? readSnippet(files.parser, text, kind);
  snippets.set(key, names);
  return names;
}

/** The text that is inserted, on one line: imports under the names that they have in the file, own names renamed where they are taken. */
export function render(weaving: Weaving, injection: Injection): string {
  const { rule, file, offset, names } = injection;
  const imports = new Map((rule.imports ?? []).map((spec) => [spec.name, spec.path.value]));
  const words = new Set(injection.text.match(/[\p{L}_][\p{L}\p{Nd}_]*/gu));
  const scope = weaving.scopeOf(file, offset);
  const replacements: { readonly range: Range; readonly text: string }[] = [];
  for (const { name, range } of names.free) {
    const path = imports.get(name);
    const renamed = scope?.nameUsed(injection, name);
    if (renamed !== undefined) replacements.push({ range, text: renamed });
    else if (path !== undefined) {
      const avoid = new Set([...words].filter((word) => word !== name));
      const alias = weaving.imports.name(file, path, name, offset, names.declared.some((one) => one.name === name) ? words : avoid);
      replacements.push(
        alias === '' ? { range: { start: range.start, end: afterDot(injection, range) }, text: '' } : { range, text: alias },
      );
    }
  }
  for (const { name, ranges } of [...names.declared, ...names.labels]) {
    const renamed = scope?.nameDeclared(injection, name);
    if (renamed !== undefined) replacements.push(...ranges.map((range) => ({ range, text: renamed })));
  }
  return foldLines(replaceAll(injection.text, replacements)).replaceAll(weaving.ownMark, '');
}

/** The name is one of several before a `:=`. */
function severalBefore(name: string): RegExp {
  return new RegExp(`(?:,\\s*${name}\\s*|(?<![\\p{L}\\p{Nd}_])${name}\\s*,[\\p{L}\\p{Nd}_,\\s]*):=`, 'u');
}

/** `ctx, span := start({{ FuncArgument 0 }})`, where the argument is called ctx too. */
function redeclares(text: string, name: string, own: string): boolean {
  const match = severalBefore(name).exec(text);
  if (!match) return false;
  let depth = 0;
  let value = '';
  for (const char of text.slice(match.index + match[0].length)) {
    if ('([{'.includes(char)) depth++;
    if (')]}'.includes(char)) depth--;
    if (depth <= 0 && (char === ';' || char === '\n')) break;
    value += char;
  }
  return value.includes(own);
}

/** A package's own names have no qualifier in it. */
function afterDot({ text }: Injection, range: Range): number {
  return range.end + (/^\s*\.\s*/.exec(text.slice(range.end))?.[0].length ?? 0);
}

function replaceAll(text: string, replacements: readonly { readonly range: Range; readonly text: string }[]): string {
  let result = '';
  let at = 0;
  for (const { range, text: replacement } of [...replacements].sort((a, b) => a.range.start - b.range.start)) {
    if (range.start < at) continue;
    result += text.slice(at, range.start) + replacement;
    at = range.end;
  }
  return result + text.slice(at);
}

function syntaxError(text: string, error: NonNullable<SnippetNames['syntaxError']>, source: Located<string>, rule: Rule): UserError {
  const line = text.slice(0, error.offset).split('\n').length;
  const where = text.includes('\n') ? ` in line ${line}` : '';
  const code: ErrorCode = 'GO_SYNTAX';
  return new UserError(code, `code of rule ${rule.name}${where}: ${error.message}`, { position: source.position });
}
