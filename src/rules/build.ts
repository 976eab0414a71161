import type { Position } from '../errors.js';
import { quote, type Problems } from './problems.js';
import { plainTemplate } from './template.js';
import type { Advice, Located, Rule, RuleImport, Where } from './types.js';
import type { ObjectValue, Value } from './values.js';
import { parseVersionRange } from './version.js';

/** The text of a file that a rule names, by its path relative to the rule file; the package that it lies in, where the rule says so. */
export type ReadFile = (relativePath: string, importPath: string | undefined) => string | undefined;

export interface RuleContext {
  readonly name: Located<string>;
  readonly library: string;
  readonly readFile: ReadFile;
  readonly problems: Problems;
}

/** Kinds of advice whose code would need the imports of the rule, which weaving does not add yet. */
const needsImports: ReadonlySet<string> = new Set(['inject_code', 'add_file']);

/** Makes a rule of a checked value and checks what takes more than one key to see. */
export function buildRule(value: ObjectValue, context: RuleContext): Rule {
  const { problems, name, library } = context;
  const owner = `rule ${quote(name.value)}`;
  const { targets, excluded } = readTargets(value, owner, problems);
  const whereValue = objectOf(value, 'where');
  const where = readWhere(whereValue, owner, problems);
  const advice = items(value, 'do').flatMap((entry) => (entry.kind === 'object' ? readAdvice(entry, owner, context) : []));
  // A "where" that was refused or put into the wrong place has had its message.
  if (whereValue || !value.present.has('where')) checkPlace(advice, whereValue, owner, problems);
  const imports = readImports(value);
  checkImports(imports, advice, value, owner, problems);
  const range = stringOf(value, 'version');
  const version = range && parseVersionRange(range.value);
  return {
    name: name.value,
    position: name.position,
    library,
    targets,
    ...(excluded.length > 0 ? { excludedTargets: excluded } : {}),
    version: version && 'min' in version ? version : undefined,
    where,
    advice,
    order: integerOf(value, 'order') ?? 0,
    support: booleanOf(value, 'support') ?? false,
    ...(booleanOf(value, 'enabled') === false ? { enabled: false } : {}),
    ...(imports.length > 0 ? { imports } : {}),
  };
}

function readTargets(value: ObjectValue, owner: string, problems: Problems): { targets: Located<string>[]; excluded: Located<string>[] } {
  const entries = items(value, 'target');
  const targets = entries.flatMap((entry) => (entry.kind === 'string' ? [entry.located] : []));
  const excluded = entries.flatMap((entry) => (entry.kind === 'object' ? (stringOf(entry, 'not') ?? []) : []));
  const position = value.present.get('target');
  if (targets.length === 0 && excluded.length > 0 && position) {
    const message = `"target" of ${owner} has only "not" entries, want at least one package to take them from`;
    problems.add('RULE_VALUE', position, message, 'add for example - "**"');
  }
  return { targets, excluded };
}

function readWhere(where: ObjectValue | undefined, owner: string, problems: Problems): Where | undefined {
  if (!where) return undefined;
  const func = stringOf(where, 'func');
  const recv = stringOf(where, 'recv');
  const recvPosition = where.present.get('recv');
  if (recvPosition && !where.present.has('func')) {
    problems.add('RULE_VALUE', recvPosition, `"recv" without "func" in "where" of ${owner}, want both`, 'add for example func: ServeHTTP');
  }
  return func && { position: where.position, selector: { kind: 'func', func, recv }, pattern: undefined, placement: 'before' };
}

function readAdvice(entry: ObjectValue, owner: string, context: RuleContext): Advice[] {
  return [...entry.values].flatMap(([kind, value]) => {
    if (value.kind !== 'object') return [];
    if (kind === 'inject_hooks') return readHooks(value, entry.present.get(kind) ?? entry.position, owner, context.problems);
    if (kind === 'inject_code') {
      const raw = stringOf(value, 'raw');
      return raw ? [{ kind, raw: plainTemplate(raw) }] : [];
    }
    return kind === 'add_file' ? readAddFile(value, owner, context) : [];
  });
}

function readHooks(value: ObjectValue, position: Position, owner: string, problems: Problems): Advice[] {
  const [before, after, path] = [stringOf(value, 'before'), stringOf(value, 'after'), stringOf(value, 'path')];
  if (!value.present.has('before') && !value.present.has('after')) {
    const message = `neither "before" nor "after" in "inject_hooks" of ${owner}, want at least one`;
    problems.add('RULE_VALUE', position, message, 'add for example before: BeforeServe');
  }
  return path && (before ?? after) ? [{ kind: 'inject_hooks', before, after, path }] : [];
}

function readAddFile(value: ObjectValue, owner: string, { readFile, problems }: RuleContext): Advice[] {
  const [file, path] = [stringOf(value, 'file'), stringOf(value, 'path')];
  if (!file) return [];
  const text = readFile(file.value, path?.value);
  if (text === undefined) {
    const where = path ? `next to the rule file or in ${path.value}` : 'next to the rule file';
    problems.add(
      'RULE_VALUE',
      file.position,
      `"file" of ${owner} is ${quote(file.value)}, want a file that exists ${where}`,
      'create it or correct the name',
    );
    return [];
  }
  return [{ kind: 'add_file', file, ...(path ? { path } : {}), text }];
}

/** Which advice needs a function, and which has no use for one. */
function checkPlace(advice: readonly Advice[], where: ObjectValue | undefined, owner: string, problems: Problems): void {
  const hasFunction = where?.present.has('func') === true;
  const needsFunction = advice.find(({ kind }) => kind !== 'add_file');
  const otherSelectors = [...(where?.present.keys() ?? [])].some((key) => key !== 'func');
  if (needsFunction && !hasFunction && !otherSelectors) {
    const at =
      needsFunction.kind === 'inject_hooks'
        ? needsFunction.path.position
        : needsFunction.kind === 'inject_code'
          ? needsFunction.raw.source.position
          : undefined;
    if (at)
      problems.add(
        'RULE_VALUE',
        at,
        `"${needsFunction.kind}" of ${owner} without a function, want "func" in "where"`,
        'add for example where: { func: ServeHTTP }',
      );
  }
  const position = where?.present.get('func');
  if (position && advice.length > 0 && !needsFunction) {
    problems.add(
      'RULE_CONFLICT',
      position,
      `"func" together with nothing but "add_file" in ${owner}, want "add_file" without "func"`,
      'remove "func": the file is added to the whole package',
    );
  }
}

function checkImports(
  imports: readonly RuleImport[],
  advice: readonly Advice[],
  value: ObjectValue,
  owner: string,
  problems: Problems,
): void {
  const position = value.present.get('imports');
  const user = advice.find(({ kind }) => needsImports.has(kind));
  if (!position || imports.length === 0 || !user) return;
  const message = `"imports" of ${owner} for "${user.kind}" is part of the rule format but not supported yet, want code that needs no more than the imports of its file`;
  problems.add('RULE_UNSUPPORTED', position, message, 'use inject_hooks, or remove the rule or set enabled: false');
}

function readImports(value: ObjectValue): readonly RuleImport[] {
  const imports = value.values.get('imports');
  return imports?.kind === 'imports' ? imports.imports : [];
}

function items(value: ObjectValue, key: string): readonly Value[] {
  const list = value.values.get(key);
  return list?.kind === 'list' ? list.items : [];
}

function objectOf(value: ObjectValue, key: string): ObjectValue | undefined {
  const found = value.values.get(key);
  return found?.kind === 'object' ? found : undefined;
}

export function stringOf(value: ObjectValue, key: string): Located<string> | undefined {
  const found = value.values.get(key);
  return found?.kind === 'string' ? found.located : undefined;
}

function integerOf(value: ObjectValue, key: string): number | undefined {
  const found = value.values.get(key);
  return found?.kind === 'integer' ? found.value : undefined;
}

export function booleanOf(value: ObjectValue, key: string): boolean | undefined {
  const found = value.values.get(key);
  return found?.kind === 'boolean' ? found.value : undefined;
}
