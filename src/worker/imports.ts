/** What woven code imports, and what of it the build can provide. */
import { UserError } from '../errors.js';
import { isStd } from '../golang/platforms.js';
import type { WeaveReport } from '../report/report.js';
import { isGlob } from '../rules/target.js';
import type { Rule } from '../rules/types.js';
import type { Flags } from './command.js';
import { rulePaths } from './rule-imports.js';

/** The flags that say which imports are provided (bazel/private/imports.bzl). */
export const importFlags = { values: ['provided'], booleans: ['blocked'] } as const;

type NotApplied = WeaveReport['notApplied'][number];

/**
 * Sorts out the rules whose imports a package cannot have, because hook libraries depend on the package: for a rule that names it
 * by its very path an error, for others an entry of the report.
 */
export function sortOutBlocked(
  rules: readonly Rule[],
  importPath: string,
  flags: Flags,
): { readonly rules: readonly Rule[]; readonly notApplied: readonly NotApplied[] } {
  if (!flags.is('blocked')) return { rules, notApplied: [] };
  const provided = new Set(flags.many('provided'));
  const notApplied: NotApplied[] = [];
  const kept = rules.filter((rule) => {
    const missing = rulePaths(rule).find(({ path }) => !isStd(path) && !provided.has(path));
    if (!missing) return true;
    const why = isStd(importPath) ? 'it is of the standard library' : 'hook libraries depend on it';
    const exact = rule.targets.find((target) => target.value === importPath && !isGlob(target.value));
    if (exact) {
      throw new UserError('RULE_UNSUPPORTED', `rule ${rule.name} imports ${missing.path} into ${importPath}, which cannot be: ${why}`, {
        position: missing.position,
        fix: 'call it through a hook (inject_hooks)',
      });
    }
    const { name, library, position, support } = rule;
    notApplied.push({ rule: { name, library, position, support }, reason: `${importPath} cannot import ${missing.path}: ${why}` });
    return false;
  });
  return { rules: kept, notApplied };
}

/** Everything that woven code imports is of the standard library, a dependency of the package, or comes from a library of the rules. */
export function checkProvided(report: WeaveReport, rules: readonly Rule[], importPath: string, flags: Flags): void {
  const provided = new Set(flags.many('provided'));
  const fromRewriters = (report.rewriters ?? []).flatMap((rewriter) =>
    rewriter.imports.map((path) => ({ path, position: undefined, by: `rewriter ${rewriter.id}` })),
  );
  const used = new Set(report.imports);
  const fromRules = rules.flatMap((rule) =>
    rulePaths(rule)
      .filter(({ path }) => used.has(path))
      .map((one) => ({ ...one, by: `rule ${rule.name}` })),
  );
  const missing = [...fromRules, ...fromRewriters].find(({ path }) => !isStd(path) && !provided.has(path));
  if (!missing) return;
  const listed = missing.position ? '' : ', and its import path to imports of otel.rewriter(…)';
  throw new UserError('RULE_VALUE', `${missing.by} imports ${missing.path} into ${importPath}, but no library provides it`, {
    position: missing.position,
    fix: `add the go_library to the hooks of otel.rules(…) in MODULE.bazel${listed}`,
  });
}
