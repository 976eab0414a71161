import type { Position } from '../errors.js';
import { nearest } from './nearest.js';
import type { Problems } from './problems.js';
import { flatKinds, objects } from './schema.js';
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
  const payloadKeys = payloadKeysOf(kind);
  const supported = payloadKeys.length > 0;
  const words = [...selectors, ...payloadKeys];
  const parts: Record<Part, Entry[]> = { rule: [], where: [], advice: [], dropped: [] };
  for (const entry of rule.entries) parts[partOf(entry.key, kind, payloadKeys)].push(entry);
  const at = supported ? keyPosition : (rule.entries.find(({ key }) => flatKinds.get(key) === kind)?.keyPosition ?? keyPosition);
  const entries = [
    ...parts.rule,
    ...(parts.where.length > 0 && supported ? [{ key: 'where', keyPosition, value: mapping(parts.where, keyPosition) }] : []),
    { key: 'do', keyPosition, value: mapping([{ key: kind, keyPosition: at, value: mapping(parts.advice, keyPosition) }], keyPosition) },
  ];
  return { tree: mapping(entries, rule.position), words };
}

/** Where a key of a flat rule belongs in the present form; `dropped`: into advice that is refused anyway. */
type Part = 'rule' | 'where' | 'advice' | 'dropped';

function partOf(key: string, kind: string, payloadKeys: readonly string[]): Part {
  if (Object.hasOwn(objects.rule.keys, key)) return 'rule';
  if (payloadKeys.includes(key)) return 'advice';
  if (payloadKeys.length === 0 || (flatKinds.get(key) ?? kind) !== kind) return 'dropped';
  if (Object.hasOwn(objects.where.keys, key)) return 'where';
  // A misspelt key is reported where the right one would be, so that the right one is not missing too.
  const meant = nearest(key, [...Object.keys(objects.rule.keys), ...selectors, ...payloadKeys]) ?? '';
  return payloadKeys.includes(meant) ? 'advice' : selectors.includes(meant) ? 'where' : 'rule';
}

const selectors: readonly string[] = ['func', 'recv'];

function flatKind(rule: MappingTree, owner: string, problems: Problems): string | undefined {
  const told = rule.entries.map((entry) => ({ ...entry, kind: flatKinds.get(entry.key) })).filter((entry) => entry.kind !== undefined);
  const [first] = told;
  const other = told.find((entry) => entry.kind !== first?.kind);
  if (first && other) {
    const message = `"${first.key}" (${first.kind ?? ''}) together with "${other.key}" (${other.kind ?? ''}) in ${owner}, want one of them`;
    problems.add('RULE_CONFLICT', other.keyPosition, message, 'write "do" with one entry for each');
  }
  if (first) return first.kind;
  return rule.entries.some(({ key }) => key === 'func' || key === 'path') ? 'inject_hooks' : undefined;
}

function payloadKeysOf(kind: string): string[] {
  return kind === 'inject_hooks' || kind === 'inject_code' || kind === 'add_file' ? Object.keys(objects[kind].keys) : [];
}

function mapping(entries: readonly Entry[], position: Position): MappingTree {
  return { kind: 'mapping', entries, position };
}
