import { formatPosition } from '../errors.js';
import type { LineColumn } from '../golang/lines.js';
import type { GoFunction, GoParameter } from '../golang/model.js';
import type { GoCall, SnippetNames } from '../golang/syntax.js';
import type { EditRecord, RuleRef, Warning, NotApplied } from '../report/report.js';
import type { Advice, Rule, Selector } from '../rules/types.js';
import { headOf } from './address.js';
import { Ignores } from './ignore.js';
import { InjectionScope } from './injectionscope.js';
import { Imports } from './imports.js';
import type { HookRequest } from './inject_hooks.js';
import { chooseNames, type Names } from './names.js';
import { choosePrefix } from './prefix.js';
import type { LiteralFacts } from './literal.js';
import { notFound } from './notfound.js';
import type { PackageFile } from './packagefile.js';
import type { PackageFiles } from './packagefiles.js';
import { type FoundFunction, refusal } from './found.js';
import type { FunctionPlace, Place } from './place.js';
import type { WeaveRequest } from './request.js';
import type { TypeMatching } from './typematch.js';
import { holds, holdsForFile, mayHoldForHead, mayHoldInText, type PackageScope, wordsOf } from './select.js';

/** One thing that goes to a function's entry: code, or the trampoline of all its hooks. `order` is that of the rule. */
export type EntryStep =
  | { readonly kind: 'code'; readonly order: number; readonly text: () => string }
  /** Of the same order code comes first, as otelc has it: its rules return before the hooks run. Spans stay where their rule is. */
  | { readonly kind: 'hooks'; readonly order: number; readonly afterCode: boolean };

/** The steps of a function's entry as they are written. */
export function entrySteps(steps: readonly EntryStep[]): EntryStep[] {
  const rank = (step: EntryStep): number => (step.kind === 'hooks' && step.afterCode ? 1 : 0);
  return [...steps].sort((a, b) => a.order - b.order || rank(a) - rank(b));
}

/** A function that some rule changes. */
export interface FunctionWork {
  readonly file: PackageFile;
  readonly found: FoundFunction;
  /** In the order of the rules. */
  readonly steps: EntryStep[];
  readonly joins: HookRequest[];
  /** A function literal instead of a declaration. */
  readonly literal?: LiteralFacts;
}

const EVERYTHING: Selector = { kind: 'all-of', position: { file: '', line: 0, column: 0 }, of: [] };

/** What the advice kinds collect while a package is woven. */
export class Weaving {
  readonly request: WeaveRequest;
  readonly files: PackageFiles;
  readonly imports: Imports;
  readonly functions = new Map<GoFunction, FunctionWork>();
  readonly addedFiles = new Map<string, string>();
  readonly records: EditRecord[] = [];
  readonly notApplied: NotApplied[] = [];
  readonly warnings: Warning[] = [];
  /** Fields that rules have added so far: `T.name`. */
  readonly addedFields = new Set<string>();
  /** Names for parameters and results that have none, but that inserted code mentions. */
  readonly parameterNames = new Map<GoFunction, Map<GoParameter, string>>();
  /** Code of rules, by kind and text: a rule puts the same into many places. */
  readonly snippets = new Map<string, SnippetNames>();
  /** Calls of which only the arguments are left. */
  readonly rewrittenCalls = new Set<GoCall>();
  /** What `//otel:ignore` keeps from being changed. */
  readonly ignores: Ignores;
  readonly #scope: PackageScope;
  readonly #scopes = new Map<GoFunction, InjectionScope>();
  readonly #texts: readonly string[];
  #names: Names | undefined;
  #prefix: string | undefined;

  constructor(request: WeaveRequest, files: PackageFiles) {
    this.request = request;
    this.files = files;
    this.ignores = new Ignores(files.files);
    this.imports = new Imports(files, request.importPath, () => this.prefix);
    this.#scope = {
      importPath: request.importPath,
      packageName: files.packageName,
      testBuild: files.testBuild,
      mentionsImport: (path) => files.mentionsImport(path),
    };
    this.#texts = request.rules.flatMap((rule) => rule.advice.map((advice) => codeOf(advice)));
  }

  /** Names of what weaving declares, which neither the package nor inserted code uses. */
  get names(): Names {
    return (this.#names ??= chooseNames([...this.files.taking.map((file) => file.text), ...this.#texts]));
  }

  /** What names of imports and renamed variables begin with. */
  get prefix(): string {
    return (this.#prefix ??= choosePrefix([...this.files.taking.map((file) => file.text), ...this.#texts]));
  }

  /** Precedes names of the function's own in code of rules until their own names are final. */
  get ownMark(): string {
    return `${this.prefix}own_`;
  }

  /** The places that a rule's `where` chooses, in order. Files that cannot hold one are not parsed. */
  select<P extends Place>(rule: Rule, places: (file: PackageFile, words?: ReadonlySet<string>) => readonly P[]): P[] {
    const selector = rule.where?.selector ?? EVERYTHING;
    const scope = { ...this.#scope, ...this.matching(rule) };
    const named = wordsOf(selector);
    const words = named && this.files.withAliases(named);
    const search = (files: readonly PackageFile[]): P[] =>
      files.flatMap((file) => {
        const found = places(file, words).filter((place) => holds(selector, place, scope));
        file.checkParts();
        return found;
      });
    const may = this.files.files.filter((file) => mayHoldInText(selector, file.source.text, this.#scope, false));
    const likely = may.filter((file) => mayHoldInText(selector, file.source.text, this.#scope, true));
    const found = search(likely);
    // Unusual formatting: parse whatever mentions the names at all.
    const all = found.length > 0 ? found : search(may.filter((file) => !likely.includes(file)));
    return all.filter((place) => !this.ignores.stops(place, rule));
  }

  /** Whether the conditions on files hold for some file of the package. */
  hasFile(rule: Rule): boolean {
    const selector = rule.where?.selector ?? EVERYTHING;
    return this.files.files.some(
      (file) => mayHoldInText(selector, file.source.text, this.#scope, false) && holdsForFile(selector, file, this.#scope),
    );
  }

  /** What comparing types of a rule with those of a function takes. */
  matching(rule: Rule): TypeMatching {
    return {
      importPath: this.request.importPath,
      packageName: this.files.packageName,
      parser: this.files.parser,
      declares: (name) => this.files.declares(name),
      imports: rule.imports ?? [],
    };
  }

  /** The name of a parameter or result; one that has none gets `name`. */
  nameOf(fn: GoFunction, parameter: GoParameter, name: string): string {
    if (parameter.name !== '' && parameter.name !== '_') return parameter.name;
    const names = this.parameterNames.get(fn) ?? new Map<GoParameter, string>();
    this.parameterNames.set(fn, names);
    const known = names.get(parameter);
    if (known !== undefined) return known;
    names.set(parameter, name);
    return name;
  }

  /** The functions that a rule addresses, ready to be changed. */
  functionsOf(rule: Rule): FunctionWork[] {
    const selector = rule.where?.selector ?? EVERYTHING;
    const places = this.select(rule, (file) => functionPlaces(file, selector));
    if (places.length === 0) this.nothingFound(rule, 'function');
    return places.flatMap((place) => this.workOf(place, rule) ?? []);
  }

  /** A function, ready to be changed; undefined (and reported, or an error where the rule names just it) if it cannot be. */
  workOf(place: FunctionPlace, rule: Rule): FunctionWork | undefined {
    const { file, fn } = place;
    const known = this.functions.get(fn);
    if (known) return known;
    const found = { file: file.source, model: file.model, fn };
    const refused = refusal(found, rule, this.request.importPath);
    if (refused !== undefined) {
      this.leaveOut(rule, refused);
      return undefined;
    }
    const work: FunctionWork = { file, found, steps: [], joins: [] };
    this.functions.set(fn, work);
    return work;
  }

  /** A rule chose nothing: an error where it says outright what it wants of just this package, else reported. */
  nothingFound(rule: Rule, noun: string): void {
    if (this.ignores.hasStopped(rule)) return;
    this.notApplied.push({ rule: ruleRef(rule), reason: notFound(rule, noun, this.files, this.request.importPath), nothing: true });
  }

  leaveOut(rule: Rule, reason: string): void {
    this.notApplied.push({ rule: ruleRef(rule), reason });
  }

  /** Leaves out one place of several, and says where it is. */
  leaveOutPlace(rule: Rule, place: Place, reason: string): void {
    this.leaveOut(rule, `${formatPosition({ file: place.file.source.path, ...place.position })}: ${reason}`);
  }

  record(rule: Rule, kind: EditRecord['kind'], file: PackageFile, position: LineColumn): void {
    this.records.push({ rule: ruleRef(rule), kind, position: { file: file.source.path, ...position } });
  }

  /** What is put into the function around an offset; undefined at package level. */
  scopeOf(file: PackageFile, offset: number): InjectionScope | undefined {
    const fn = file.functionAround(offset);
    const { braces } = fn ?? {};
    if (!fn || !braces) return undefined;
    const known = this.#scopes.get(fn);
    if (known) return known;
    const identifiers = (): ReadonlySet<string> =>
      new Set([
        ...file.syntax.identifiers({ start: braces.open, end: braces.close + 1 }),
        ...signatureNames(fn),
        ...file.model.imports.flatMap((spec) => [spec.alias, spec.path.slice(spec.path.lastIndexOf('/') + 1)]),
      ]);
    const scope = new InjectionScope({ identifiers, prefix: () => this.prefix, blockEnd: (at) => file.syntax.blockEnd(at) });
    this.#scopes.set(fn, scope);
    return scope;
  }
}

/** The functions of a file that a selector may choose. */
export function functionPlaces(file: PackageFile, selector: Selector): FunctionPlace[] {
  return file.model.functions
    .filter((fn) => mayHoldForHead(selector, headOf(fn)))
    .map((fn) => ({ kind: 'function' as const, file, fn, position: fn.position }));
}

export function ruleRef(rule: Rule): RuleRef {
  return { name: rule.name, library: rule.library, position: rule.position, support: rule.support };
}

function signatureNames(fn: GoFunction): string[] {
  const parameters = [...(fn.receiver ? [fn.receiver.parameter] : []), ...fn.params, ...fn.results];
  return [...parameters.map((parameter) => parameter.name), ...fn.typeParams, ...(fn.receiver?.typeParams ?? [])];
}

/** Everything that an advice may insert, as one text. */
function codeOf(advice: Advice): string {
  return advice.kind === 'add_file' ? advice.text : JSON.stringify(advice);
}
