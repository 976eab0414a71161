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
  const names = readSnippet(weaving.files.parser, text, kind);
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

/** The text that is inserted, on one line: imports under the names that they have in the file, own names renamed where they are taken. */
export function render(weaving: Weaving, injection: Injection): string {
  const { rule, file, offset, names } = injection;
  const imports = new Map((rule.imports ?? []).map((spec) => [spec.name, spec.path.value]));
  const words = new Set(injection.text.match(/[\p{L}_][\p{L}\p{Nd}_]*/gu));
  const scope = weaving.scopeOf(file, offset);
  const replacements: { readonly range: Range; readonly text: string }[] = [];
  for (const { name, range } of names.free) {
    const path = imports.get(name);
    const renamed = scope?.rename(injection, name);
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
    const renamed = injection.declared.has(name) ? scope?.rename(injection, name) : undefined;
    if (renamed !== undefined) replacements.push(...ranges.map((range) => ({ range, text: renamed })));
  }
  return foldLines(replaceAll(injection.text, replacements)).replaceAll(weaving.ownMark, '');
}

/** The name is one of several before a `:=`. */
function isOneOfSeveral(text: string, name: string): boolean {
  return severalBefore(name).test(text);
}

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

/** What rules put into one function, for names that must not meet. */
export class InjectionScope {
  readonly #injections: Injection[] = [];
  readonly #identifiers: () => ReadonlySet<string>;
  readonly #prefix: () => string;
  readonly #renamed = new Map<string, string | undefined>();

  /** `identifiers`: names that the function itself mentions. */
  constructor(identifiers: () => ReadonlySet<string>, prefix: () => string) {
    this.#identifiers = identifiers;
    this.#prefix = prefix;
  }

  add(injection: Injection): void {
    this.#injections.push(injection);
  }

  /**
   * The other name of what a rule's library declares here, where its own is taken; undefined if the name stays. Rules of one library
   * see each other's variables; what a second rule declares anew is another variable.
   */
  rename(injection: Injection, name: string): string | undefined {
    const { library } = injection.rule;
    const declaring = this.#injections.filter((one) => one.rule.library === library && one.declared.has(name));
    if (declaring.length === 0) return undefined;
    const number = isOneOfSeveral(injection.text, name) ? 0 : Math.max(0, declaring.indexOf(injection));
    const key = `${library} ${name} ${number}`;
    if (!this.#renamed.has(key)) this.#renamed.set(key, number > 0 || this.#isTaken(library, name) ? this.#fresh(name) : undefined);
    return this.#renamed.get(key);
  }

  #isTaken(library: string, name: string): boolean {
    const others = this.#injections.filter((one) => one.rule.library !== library);
    const mention = new RegExp(`(?<![\\p{L}\\p{Nd}_])${name}(?![\\p{L}\\p{Nd}_])`, 'u');
    return this.#identifiers().has(name) || others.some((one) => mention.test(one.text));
  }

  #fresh(name: string): string {
    const taken = new Set(this.#renamed.values());
    const base = `${this.#prefix()}${name}`;
    let fresh = base;
    for (let n = 2; taken.has(fresh); n++) fresh = `${base}${n}`;
    return fresh;
  }
}
