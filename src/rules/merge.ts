import { isDeepStrictEqual } from 'node:util';
import { UserError, UserErrors } from '../errors.js';
import { isGlob } from './glob.js';
import { didYouMean } from './nearest.js';
import { quote } from './problems.js';
import { mainTarget, matchesPattern, rootTarget } from './target.js';
import type { Located, Rule, RuleSet } from './types.js';

export type RuleOrigin = 'built-in' | 'workspace' | 'target' | 'command-line';

/** Lowest precedence first. */
const origins: readonly RuleOrigin[] = ['built-in', 'workspace', 'target', 'command-line'];

export interface RuleSource {
  readonly origin: RuleOrigin;
  readonly rules: readonly Rule[];
}

export interface MergeOptions {
  /** Names of rules (also `library/rule`), libraries or targets to switch off. */
  readonly disable: readonly string[];
}

/**
 * Makes one rule set of several sources.
 * - A rule is known by its library and name. The command line wins over what a build target names, that over the workspace, and that
 *   over what is built in: the rule of the higher origin replaces the whole rule of the lower one, wherever the sources stand in the list.
 * - Within one origin the same rule twice (in two files) counts once; two different rules of one library and name are an error.
 * - Then `disable` and `enabled: false` take effect. A disabled target is taken out of rules that name it, and excluded from globs
 *   that match it.
 * - The result is ordered by `order`, then by name, then by library.
 */
export function mergeRuleSets(sources: readonly RuleSource[], options: MergeOptions): RuleSet {
  const merged = new Map<string, Rule>();
  const errors: UserError[] = [];
  for (const origin of origins) {
    const ofOrigin = new Map<string, Rule>();
    for (const rule of sources.filter((source) => source.origin === origin).flatMap((source) => source.rules)) {
      const first = ofOrigin.get(identity(rule));
      if (!first) ofOrigin.set(identity(rule), rule);
      else if (!sameRule(first, rule)) errors.push(duplicate(first, rule));
    }
    for (const [key, rule] of ofOrigin) merged.set(key, rule);
  }
  const rules = [...merged.values()];
  errors.push(...unknownDisables(rules, options.disable));
  if (errors.length > 0) throw new UserErrors(errors);
  return {
    rules: rules
      .filter((rule) => rule.enabled !== false)
      .flatMap((rule) => applyDisables(rule, options.disable) ?? [])
      .sort(byOrder),
  };
}

function identity(rule: Rule): string {
  return `${rule.library}/${rule.name}`;
}

function byOrder(a: Rule, b: Rule): number {
  return a.order - b.order || compareText(a.name, b.name) || compareText(a.library, b.library);
}

/** By code units, so that the order does not depend on the machine's language. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sameRule(a: Rule, b: Rule): boolean {
  return isDeepStrictEqual(withoutPositions(a), withoutPositions(b));
}

function withoutPositions(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === 'position' ? undefined : inner)));
}

function duplicate(first: Rule, second: Rule): UserError {
  const { file, line } = first.position;
  return new UserError(
    'RULE_DUPLICATE',
    `rule ${quote(second.name)} of library ${quote(second.library)} a second time (first in ${file}:${line}), want each name once`,
    { position: second.position, fix: 'rename one of them' },
  );
}

function namesRule(rule: Rule, word: string): boolean {
  return rule.name === word || rule.library === word || identity(rule) === word;
}

function isTargetOf(rule: Rule, word: string): boolean {
  return rule.targets.some((target) => target.value === word || coveredBy(target.value, word));
}

/** Whether a glob target covers a single package that is switched off. */
function coveredBy(target: string, word: string): boolean {
  const single = !isGlob(word) && word !== mainTarget && word !== rootTarget;
  return single && isGlob(target) && matchesPattern(target, { importPath: word, isMain: false });
}

function unknownDisables(rules: readonly Rule[], disable: readonly string[]): UserError[] {
  const known = new Set(rules.flatMap((rule) => [rule.name, rule.library, identity(rule), ...rule.targets.map((target) => target.value)]));
  return disable
    .filter((word) => !rules.some((rule) => namesRule(rule, word) || isTargetOf(rule, word)))
    .map(
      (word) =>
        new UserError('USAGE', `${quote(word)} to disable, want the name of a rule, a library or a target`, {
          fix: didYouMean(word, known) ?? 'otel rules list shows all of them',
        }),
    );
}

/** The rule without what is switched off; undefined if nothing is left. */
function applyDisables(rule: Rule, disable: readonly string[]): Rule | undefined {
  if (disable.some((word) => namesRule(rule, word))) return undefined;
  const targets = rule.targets.filter((target) => !disable.includes(target.value));
  const excluded: Located<string>[] = disable
    .filter((word) => targets.some((target) => coveredBy(target.value, word)))
    .map((word) => ({ value: word, position: rule.position }));
  if (targets.length === 0) return undefined;
  if (targets.length === rule.targets.length && excluded.length === 0) return rule;
  const excludedTargets = [...(rule.excludedTargets ?? []), ...excluded];
  return { ...rule, targets, ...(excludedTargets.length > 0 ? { excludedTargets } : {}) };
}
