import type { Position } from '../errors.js';
import { nearest } from './nearest.js';
import type { Problems } from './problems.js';
import { flatKinds, objects, type AdviceKind } from './schema.js';
import type { Entry, MappingTree } from './yamltree.js';

export interface NestedRule {
  readonly tree: MappingTree;
  /** Keys that would be right at the top of a flat rule, beside those of every rule. */
  readonly words: readonly string[];
}

/**
 * The form of otelc's first releases (`target`, `func`, `recv`, `before`, `after`, `path` side by side) written as the present one, so
 * that everything behind knows one form only. A rule with `where` or `do` is of the present form already.
 */
export function nestFlatRule(rule: MappingTree, owner: string, keyPosition: Position, problems: Problems): NestedRule {
  if (rule.entries.some(({ key }) => key === 'where' || key === 'do')) return { tree: rule, words: [] };
  const kind = flatKind(rule, owner, problems);
  if (kind === undefined) return { tree: rule, words: [] };
  const payload = Object.keys(objects[kind].keys);
  const offered = [...selectors, ...payload].filter((key) => !isOlder(kind, key));
  const parts: Record<Part, Entry[]> = { rule: [], where: [], advice: [], dropped: [] };
  for (const entry of rule.entries) parts[partOf(entry.key, kind, payload)].push(entry);
  const entries = [
    ...parts.rule,
    ...(parts.where.length > 0 ? [{ key: 'where', keyPosition, value: mapping(parts.where, keyPosition) }] : []),
    { key: 'do', keyPosition, value: mapping([{ key: kind, keyPosition, value: mapping(parts.advice, keyPosition) }], keyPosition) },
  ];
  return { tree: mapping(entries, rule.position), words: offered };
}

/** Where a key of a flat rule belongs in the present form; `dropped`: it has been complained about. */
type Part = 'rule' | 'where' | 'advice' | 'dropped';

function partOf(key: string, kind: AdviceKind, payload: readonly string[]): Part {
  if (Object.hasOwn(objects.rule.keys, key)) return 'rule';
  if (payload.includes(key)) return 'advice';
  if ((flatKinds.get(key) ?? kind) !== kind) return 'dropped';
  if (isSelector(key)) return 'where';
  // A misspelt key is reported where the right one would be, so that the right one is not missing too.
  const meant = nearest(key, [...Object.keys(objects.rule.keys), ...selectors, ...payload]) ?? '';
  return payload.includes(meant) ? 'advice' : selectors.includes(meant) ? 'where' : 'rule';
}

/** Conditions on files and combinators came with the present form. */
function isSelector(key: string): boolean {
  return Object.hasOwn(objects.where.keys, key) && !['file', 'all-of', 'one-of', 'not'].includes(key);
}

const selectors: readonly string[] = Object.keys(objects.where.keys).filter(isSelector);

function isOlder(kind: AdviceKind, key: string): boolean {
  const spec = objects[kind].keys[key] ?? objects.where.keys[key];
  return spec?.aliasOf !== undefined || spec?.older === true;
}

function flatKind(rule: MappingTree, owner: string, problems: Problems): AdviceKind | undefined {
  const told = rule.entries.flatMap((entry) => {
    const kind = flatKinds.get(entry.key);
    return kind === undefined ? [] : [{ ...entry, kind }];
  });
  const [first] = told;
  const other = told.find((entry) => entry.kind !== first?.kind);
  if (first && other) {
    const message = `"${first.key}" (${first.kind}) together with "${other.key}" (${other.kind}) in ${owner}, want one of them`;
    problems.add('RULE_CONFLICT', other.keyPosition, message, 'write "do" with one entry for each');
  }
  if (first) return first.kind;
  return rule.entries.some(({ key }) => key === 'func' || key === 'path') ? 'inject_hooks' : undefined;
}

function mapping(entries: readonly Entry[], position: Position): MappingTree {
  return { kind: 'mapping', entries, position };
}
