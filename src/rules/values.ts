import type { Position } from '../errors.js';
import { checks, importNameComplaint } from './checks.js';
import type { Complaint } from './gonames.js';
import { goProblem, type GoSyntax } from './gosyntax.js';
import { didYouMean, nearest } from './nearest.js';
import { orList, quote, type Problems } from './problems.js';
import { adviceKinds, objectSpec, objects, type KeySpec, type ObjectName, type StringCheck, type ValueSpec } from './schema.js';
import type { Located, RuleImport } from './types.js';
import { unreadable, type Entry, type MappingTree, type ScalarTree, type Tree } from './yamltree.js';

/** A value of a rule file that has the shape which the schema asks for. */
export type Value =
  | { readonly kind: 'string'; readonly located: Located<string>; readonly at: (offset: number) => Position }
  | { readonly kind: 'integer'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'imports'; readonly imports: readonly RuleImport[] }
  | ObjectValue;

export interface ObjectValue {
  readonly kind: 'object';
  readonly values: ReadonlyMap<string, Value>;
  /** Every known key that was written, under its present name, also those whose value was refused. */
  readonly present: ReadonlyMap<string, Position>;
  readonly position: Position;
  /** How many keys were written, known or not. */
  readonly size: number;
}

/** Reads what the schema describes and reports everything else. */
export class Reader {
  readonly #problems: Problems;
  /** `rule "x"`: what the messages are about. */
  readonly #owner: string;

  readonly #goSyntax: GoSyntax | undefined;

  constructor(problems: Problems, owner: string, goSyntax?: GoSyntax) {
    this.#problems = problems;
    this.#owner = owner;
    this.#goSyntax = goSyntax;
  }

  /** `label`: what the object is called in messages; `extraWords`: what else an unknown key may have been meant to be. */
  object(name: ObjectName, label: string, tree: MappingTree, extraWords: readonly string[] = []): ObjectValue {
    const spec = objectSpec(name);
    const values = new Map<string, Value>();
    const present = new Map<string, Position>();
    const written = new Map<string, Position>();
    for (const entry of tree.entries) {
      const key = Object.hasOwn(spec.keys, entry.key) ? spec.keys[entry.key] : undefined;
      if (!key) {
        // What is misspelt is not missing too.
        const meant = this.#unknownKey(name, label, entry, extraWords);
        if (meant !== undefined && !present.has(meant)) present.set(meant, entry.keyPosition);
        continue;
      }
      const known = key.aliasOf ?? entry.key;
      const twice = written.get(known);
      if (twice) this.#twice(known, entry, twice, label);
      written.set(known, entry.keyPosition);
      present.set(known, entry.keyPosition);
      const value = this.#value(key.value, entry.value, { name: entry.key, label: `${quote(entry.key)} of ${this.#owner}`, key });
      if (value) values.set(known, value);
    }
    for (const [key, { required, example }] of Object.entries(spec.keys)) {
      if (!required || present.has(key) || spec.exactlyOne) continue;
      this.#problems.add('RULE_VALUE', tree.position, `no ${quote(key)} in ${label}, want one`, `add for example ${example ?? key}`);
    }
    if (spec.exactlyOne && tree.entries.length !== 1) this.#notOne(name, label, tree);
    return { kind: 'object', values, present, position: tree.position, size: tree.entries.length };
  }

  #value(spec: ValueSpec, tree: Tree, at: Place): Value | undefined {
    if (tree.kind === 'scalar' && tree.value === unreadable) return undefined;
    switch (spec.kind) {
      case 'string':
        return this.#string(spec.check, tree, at);
      case 'choice':
        return this.#choice(spec.of, tree, at);
      case 'integer': {
        const value = tree.kind === 'scalar' && Number.isSafeInteger(tree.value) ? Number(tree.value) : undefined;
        if (value !== undefined && value >= (spec.min ?? -Infinity)) return { kind: 'integer', value };
        return this.#wrong(tree, spec.min === undefined ? 'an integer' : `an integer from ${spec.min} on`, at);
      }
      case 'boolean':
        return tree.kind === 'scalar' && typeof tree.value === 'boolean'
          ? { kind: 'boolean', value: tree.value }
          : this.#wrong(tree, 'true or false', at);
      case 'list':
        return this.#list(spec, tree, at);
      case 'object':
        return tree.kind === 'mapping' ? this.object(spec.of, this.#inside(at), tree) : this.#wrong(tree, 'a mapping', at);
      case 'string-or-object':
        return tree.kind === 'mapping' ? this.object(spec.of, this.#inside(at), tree) : this.#string(spec.check, tree, at);
      case 'imports':
        return tree.kind === 'mapping' ? this.#imports(tree, at) : this.#wrong(tree, 'a mapping of names to import paths', at);
    }
  }

  #string(check: StringCheck, tree: Tree, at: Place): Value | undefined {
    if (tree.kind !== 'scalar' || typeof tree.value !== 'string') return this.#wrong(tree, 'a string', at);
    const complaint = checks[check](tree.value);
    if (complaint) return this.#complain(complaint, tree, tree.value, at);
    const offsetAt = tree.at ?? (() => tree.position);
    const wrong = this.#goSyntax && goProblem(check, tree.value, this.#goSyntax);
    if (wrong)
      this.#problems.add('GO_SYNTAX', offsetAt(wrong.offset), `${at.label} is not Go: ${wrong.found}, want ${wrong.want}`, wrong.fix);
    return { kind: 'string', located: { value: tree.value, position: tree.position }, at: offsetAt };
  }

  #choice(words: readonly string[], tree: Tree, at: Place): Value | undefined {
    if (tree.kind !== 'scalar' || typeof tree.value !== 'string') return this.#wrong(tree, orList(words), at);
    if (words.includes(tree.value))
      return { kind: 'string', located: { value: tree.value, position: tree.position }, at: () => tree.position };
    return this.#complain({ want: orList(words), fix: didYouMean(tree.value, words) }, tree, tree.value, at);
  }

  #list(spec: Extract<ValueSpec, { kind: 'list' }>, tree: Tree, at: Place): Value | undefined {
    const items = tree.kind === 'list' ? tree.items : spec.orSingle ? [tree] : undefined;
    if (!items) return this.#wrong(tree, 'a list', at);
    if (items.length === 0 && !spec.orEmpty) return this.#wrong(tree, 'at least one entry', at);
    const entry = { ...at, entry: true };
    return { kind: 'list', items: items.map((item) => this.#value(spec.of, item, entry)).filter((value) => value !== undefined) };
  }

  #imports(tree: MappingTree, at: Place): Value {
    const imports: RuleImport[] = [];
    for (const { key: name, keyPosition, value } of tree.entries) {
      const complaint = importNameComplaint(name);
      if (complaint) this.#problems.add('RULE_VALUE', keyPosition, `${quote(name)} in ${at.label}, want ${complaint.want}`, complaint.fix);
      const path = this.#value({ kind: 'string', check: 'import-path' }, value, { ...at, label: `${quote(name)} in ${at.label}` });
      if (!complaint && path?.kind === 'string') imports.push({ name, path: path.located });
    }
    return { kind: 'imports', imports };
  }

  #wrong(tree: Tree, want: string, { label, key }: Place): undefined {
    const fix = key.example === undefined ? undefined : `write for example ${key.example}`;
    this.#problems.add('RULE_VALUE', tree.position, `${label} is ${describe(tree)}, want ${want}`, quotable(tree, want) ?? fix);
    return undefined;
  }

  #complain(complaint: Complaint, tree: ScalarTree, text: string, { label }: Place): undefined {
    const found = text.trim() === '' ? 'empty' : quote(text);
    this.#problems.add(complaint.code ?? 'RULE_VALUE', tree.position, `${label} is ${found}, want ${complaint.want}`, complaint.fix);
    return undefined;
  }

  /** Returns the key that was probably meant. */
  #unknownKey(name: ObjectName, label: string, entry: Entry, extraWords: readonly string[]): string | undefined {
    const known = [...supportedKeys(name), ...extraWords];
    const message = `unknown key ${quote(entry.key)} in ${label}, want ${orList(known)}`;
    const home = homeOf(entry.key, name);
    const every = [...Object.keys(objectSpec(name).keys), ...extraWords];
    // A key that is right elsewhere is misplaced rather than misspelt.
    const fix = home === undefined ? (didYouMean(entry.key, every) ?? 'remove it') : `move it ${home.place}`;
    this.#problems.add('RULE_UNKNOWN_KEY', entry.keyPosition, message, fix);
    return home === undefined ? nearest(entry.key, every) : name === 'rule' ? home.under : undefined;
  }

  #twice(known: string, entry: Entry, first: Position, label: string): void {
    const message = `${quote(entry.key)} in ${label} for ${quote(known)}, which stands on line ${first.line} already, want it once`;
    this.#problems.add('RULE_CONFLICT', entry.keyPosition, message, 'remove one of them');
  }

  #notOne(name: ObjectName, label: string, tree: MappingTree): void {
    const [, second] = tree.entries;
    const count = tree.entries.length === 0 ? 'nothing' : `${tree.entries.length} keys`;
    const fix = tree.entries.length === 0 ? 'remove the entry or fill it' : `give ${quote(second?.key ?? '')} a "- " of its own`;
    const code = tree.entries.length === 0 ? 'RULE_VALUE' : 'RULE_CONFLICT';
    this.#problems.add(
      code,
      second?.keyPosition ?? tree.position,
      `${count} in ${label}, want exactly one of ${orList(supportedKeys(name))}`,
      fix,
    );
  }

  #inside(at: Place): string {
    return `${at.entry === true ? `an entry of ${quote(at.name)}` : quote(at.name)} of ${this.#owner}`;
  }
}

interface Place {
  /** The key. */
  readonly name: string;
  readonly label: string;
  /** The value is one of the key's list. */
  readonly entry?: boolean;
  readonly key: KeySpec;
}

function supportedKeys(name: ObjectName): string[] {
  return Object.entries(objectSpec(name).keys)
    .filter(([, key]) => !key.older && key.aliasOf === undefined)
    .map(([key]) => key);
}

interface Home {
  readonly place: string;
  /** Key of the rule under which the place is. */
  readonly under: 'where' | 'do' | undefined;
}

/** Where a key that is misplaced would be right. */
function homeOf(key: string, except: ObjectName): Home | undefined {
  if (except === 'exclusion') return undefined;
  if (except !== 'rule' && Object.hasOwn(objects.rule.keys, key)) return { place: 'out, into the rule itself', under: undefined };
  if (except !== 'where' && Object.hasOwn(objects.where.keys, key)) return { place: 'under "where"', under: 'where' };
  if (except !== 'file' && Object.hasOwn(objects.file.keys, key)) return { place: 'under "where", into "file"', under: 'where' };
  const kind = adviceKinds.find((kind) => kind !== except && Object.hasOwn(objects[kind].keys, key));
  if (kind !== undefined) return { place: `under "do", into "${kind}"`, under: 'do' };
  return except !== 'advice' && Object.hasOwn(objects.advice.keys, key) ? { place: 'under "do"', under: 'do' } : undefined;
}

/** What stands there, for a message: `the number 1.5`, `a list`. */
export function describe(tree: Tree): string {
  if (tree.kind !== 'scalar') return tree.kind === 'list' ? (tree.items.length === 0 ? 'an empty list' : 'a list') : 'a mapping';
  if (tree.value === null) return 'empty';
  if (typeof tree.value === 'string') return `the text ${quote(tree.value)}`;
  return `the ${typeof tree.value === 'boolean' ? 'truth value' : 'number'} ${quote(tree.source).slice(1, -1)}`;
}

/** YAML reads an unquoted 1.0 as a number: quotes are all that a string needs. */
function quotable(tree: Tree, want: string): string | undefined {
  const isOther = tree.kind === 'scalar' && (typeof tree.value === 'number' || typeof tree.value === 'boolean');
  return isOther && want === 'a string' ? `put it into quotes: ${quote(tree.source)}` : undefined;
}
