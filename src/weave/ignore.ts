import { lineColumn } from '../golang/lines.js';
import type { Range } from '../golang/model.js';
import type { GoDirective } from '../golang/syntax.js';
import type { Ignored, Warning } from '../report/report.js';
import type { Rule } from '../rules/types.js';
import type { PackageFile } from './packagefile.js';
import { functionOf, type Place, rangeOf } from './place.js';

/** Name of the directive. */
export const IGNORE = 'otel:ignore';

/** otelc's directives: the same, but before the package clause for the file only, in which functions may ask for their hooks. */
const OTELC_IGNORE = 'otelc:ignore';
const OTELC_INSTRUMENT = 'otelc:instrument';

/** One `//otel:ignore`. */
export interface IgnoreEntry {
  readonly file: PackageFile;
  readonly directive: GoDirective;
  readonly what: string;
  readonly scope: 'package' | 'file' | 'part';
  /** What it covers in its file; undefined for a whole package and for types, whose methods may stand in any file. */
  readonly range: Range | undefined;
  readonly types: readonly string[];
  /** Rules that it has stopped. */
  readonly rules: Set<string>;
}

const RUNNING: ReadonlySet<string> = new Set(['statement', 'literal']);

/** The `//otel:ignore` directives of a package: what no rule weaves. */
export class Ignores {
  readonly entries: readonly IgnoreEntry[];
  /** Statements and function literals run without instrumentation; these directives have an effect in any case. */
  readonly statements: readonly IgnoreEntry[];
  readonly #stopped = new Set<Rule>();

  constructor(files: readonly PackageFile[]) {
    this.entries = files
      .filter((file) => MENTIONED.test(file.source.text))
      .flatMap((file) => file.syntax.directives.filter(isIgnore).map((directive) => entryOf(file, directive)));
    const whole = this.entries.some(({ scope }) => scope === 'package');
    this.statements = whole ? [] : this.entries.filter(({ scope, directive }) => scope === 'part' && RUNNING.has(directive.on.kind));
  }

  /** True when the place must stay as it is. Rules that serve the process, such as the flush at its end, are not stopped. */
  stops(place: Place, rule: Rule): boolean {
    if (this.entries.length === 0 || rule.support) return false;
    const { start } = rangeOf(place);
    const type = place.kind === 'struct' ? place.struct.name : functionOf(place)?.receiver?.base;
    return this.stopsAt(place.file, start, type, rule, asksForHooks(place, rule));
  }

  /** The same for an offset, in a method (or the declaration) of a type. */
  stopsAt(file: PackageFile, offset: number, type: string | undefined, rule: Rule, despiteFile = false): boolean {
    const found = this.entries.filter((entry) => covers(entry, file, offset, type) && !(despiteFile && entry.scope === 'file'));
    for (const entry of found) entry.rules.add(rule.name);
    if (found.length > 0) this.#stopped.add(rule);
    return found.length > 0;
  }

  /** What is put into the package as a whole, such as a file. */
  stopsPackage(rule: Rule): boolean {
    if (rule.support) return false;
    const found = this.entries.filter(({ scope }) => scope === 'package');
    for (const entry of found) entry.rules.add(rule.name);
    if (found.length > 0) this.#stopped.add(rule);
    return found.length > 0;
  }

  /** The rule has found places, but some of them are ignored. */
  hasStopped(rule: Rule): boolean {
    return this.#stopped.has(rule);
  }

  report(): Ignored[] {
    return this.entries
      .filter((entry) => entry.rules.size > 0 || this.statements.includes(entry))
      .map(({ file, directive, what, rules }) => ({
        position: { file: file.source.path, ...directive.position },
        reason: directive.args,
        what,
        rules: [...rules].sort(),
      }));
  }

  warnings(): Warning[] {
    return this.entries
      .filter((entry) => entry.rules.size === 0 && !this.statements.includes(entry))
      .map(({ file, directive, what }) => ({
        position: { file: file.source.path, ...directive.position },
        message:
          what === NOTHING
            ? `//${directive.name} has no effect: nothing follows it`
            : `//${directive.name} has no effect: no rule would weave ${what}`,
      }));
  }
}

const NOTHING = 'nothing';
const MENTIONED = new RegExp(`//(?:${IGNORE}|${OTELC_IGNORE})`);

function isIgnore({ name }: GoDirective): boolean {
  return name === IGNORE || name === OTELC_IGNORE;
}

/** The place is a function that asks for hooks, and the rule is about nothing else. */
function asksForHooks(place: Place, rule: Rule): boolean {
  if (place.kind !== 'function' || rule.advice.some(({ kind }) => kind !== 'inject_hooks')) return false;
  if (!place.file.source.text.includes(`//${OTELC_INSTRUMENT}`)) return false;
  const at = place.fn.braces?.open ?? -1;
  return place.file.syntax.directives.some(
    ({ name, on }) => name === OTELC_INSTRUMENT && on.kind === 'function' && on.range.start <= at && at < on.range.end,
  );
}

function entryOf(file: PackageFile, directive: GoDirective): IgnoreEntry {
  const { on } = directive;
  const common = { file, directive, rules: new Set<string>(), scope: on.kind === 'package' ? ('package' as const) : ('part' as const) };
  if (directive.name === OTELC_IGNORE && directive.range.end <= file.model.packageRange.start) {
    return { ...common, scope: 'file', what: `file ${file.source.name}`, range: { start: 0, end: file.source.text.length }, types: [] };
  }
  switch (on.kind) {
    case 'package':
      return { ...common, what: `package ${file.model.packageName}`, range: undefined, types: [] };
    case 'type':
      return { ...common, what: `type ${on.names.join(', ')}`, range: on.range, types: on.names };
    case 'function':
      return { ...common, what: on.recv === '' ? `func ${on.name}` : `func (${on.recv}) ${on.name}`, range: on.range, types: [] };
    case 'value':
      return { ...common, what: on.names.join(', '), range: on.range, types: [] };
    case 'literal':
      return { ...common, what: `the function literal in line ${lineIn(file, on.range.start)}`, range: on.range, types: [] };
    case 'statement':
      return { ...common, what: `the statement in line ${lineIn(file, on.range.start)}`, range: on.range, types: [] };
    case 'none':
      return { ...common, what: NOTHING, range: { start: 0, end: 0 }, types: [] };
  }
}

function covers(entry: IgnoreEntry, file: PackageFile, offset: number, type: string | undefined): boolean {
  if (entry.scope === 'package') return true;
  if (type !== undefined && entry.types.includes(type)) return true;
  const { range } = entry;
  return entry.file === file && range !== undefined && range.start <= offset && offset < range.end;
}

function lineIn(file: PackageFile, offset: number): number {
  return lineColumn(file.source.text, offset).line;
}
