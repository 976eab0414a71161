import { readAdvice, type ReadFile } from './build-advice.js';
import { readWhere } from './build-where.js';
import { checkContradictions } from './contradictions.js';
import type { GoSyntax } from './gosyntax.js';
import { checkImports } from './imports-used.js';
import { checkPlaces } from './places.js';
import { quote, type Problems } from './problems.js';
import type { Located, Rule, RuleImport } from './types.js';
import { booleanOf, integerOf, items, objectOf, stringOf, stringsOf } from './values-of.js';
import type { ObjectValue, Value } from './values.js';
import { parseVersionRange } from './version.js';

export interface RuleContext {
  readonly name: Located<string>;
  readonly library: string;
  readonly readFile: ReadFile;
  readonly goSyntax: GoSyntax | undefined;
  readonly problems: Problems;
}

/** Makes a rule of a checked value and checks what takes more than one key to see. */
export function buildRule(value: ObjectValue, context: RuleContext): Rule {
  const { problems, name, library, readFile, goSyntax } = context;
  const owner = `rule ${quote(name.value)}`;
  const { targets, excluded } = readTargets(value, owner, problems);
  const before = problems.list.length;
  const whereValue = objectOf(value, 'where');
  const where = readWhere(whereValue, owner, problems);
  const adviceContext = { owner, readFile, goSyntax, problems };
  const advice = items(value, 'do').flatMap((entry) => (entry.kind === 'object' ? readAdvice(entry, adviceContext) : []));
  // What was refused or put into the wrong place has had its message.
  if (whereValue || !value.present.has('where')) {
    checkPlaces(advice, where, whereValue !== undefined && saysMore(whereValue), owner, problems);
    checkContradictions(where, owner, problems);
  }
  const imports = readImports(value);
  if (problems.list.length === before && !refused(value)) checkImports(imports, advice, where, owner, problems);
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

/** Whether a selector was written whose value was refused. */
function saysMore(where: ObjectValue): boolean {
  return [...where.present.keys()].some((key) => {
    const value = where.values.get(key);
    if (value === undefined || key === 'recv' || key === 'kind') return true;
    const inside = value.kind === 'object' ? [value] : value.kind === 'list' ? value.items : [];
    return inside.some((one) => one.kind === 'object' && saysMore(one));
  });
}

/** Whether something in it was refused, so that what is left may lack what uses an import. */
function refused(value: ObjectValue): boolean {
  return items(value, 'do').some((entry) => entry.kind === 'object' && [...entry.values.values()].some(isIncomplete));
}

function isIncomplete(value: Value): boolean {
  return value.kind === 'object' && value.present.size !== value.values.size;
}

function readTargets(value: ObjectValue, owner: string, problems: Problems): { targets: Located<string>[]; excluded: Located<string>[] } {
  const entries = items(value, 'target');
  const targets = entries.flatMap((entry) => (entry.kind === 'string' ? [entry.located] : []));
  const not = entries.flatMap((entry) => (entry.kind === 'object' ? (stringOf(entry, 'not') ?? []) : []));
  const position = value.present.get('target');
  if (targets.length === 0 && not.length > 0 && position) {
    const message = `"target" of ${owner} has only "not" entries, want at least one package to take them from`;
    problems.add('RULE_VALUE', position, message, 'add for example - "**"');
  }
  const excluded = [...not, ...(stringsOf(value, 'exclude_targets') ?? [])];
  const dropped = targets.find((target) => excluded.some((one) => one.value === target.value));
  if (dropped && targets.every((target) => excluded.some((one) => one.value === target.value))) {
    const message = `target ${quote(dropped.value)} of ${owner} is excluded too, want a package that is left: this rule can never match`;
    problems.add('RULE_CONFLICT', dropped.position, message, 'remove the exclusion');
  }
  return { targets, excluded };
}

function readImports(value: ObjectValue): readonly RuleImport[] {
  const imports = value.values.get('imports');
  return imports?.kind === 'imports' ? imports.imports : [];
}
