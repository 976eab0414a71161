/** What becomes of rules in packages: the same for every build system. */
import { formatPosition } from '../errors.js';
import { placeText, versionText } from '../rules/describe.js';
import { nearest } from '../rules/nearest.js';
import { isGlob, mainTarget, matchesPattern, rootTarget, type Package } from '../rules/target.js';
import type { Rule } from '../rules/types.js';
import { outsideRange } from '../weave/version.js';
import type { EditUse, FunctionUse, RuleAnalysis, RuleUse } from './analysis.js';
import type { JoinPoint, RuleRef, WeaveReport } from './report.js';

export function ruleId({ library, name }: Pick<RuleRef, 'library' | 'name'>): string {
  return `${library}/${name}`;
}

export function hooksOf(rule: Rule): string[] {
  return rule.advice.flatMap((advice) =>
    advice.kind === 'inject_hooks'
      ? [advice.before, advice.after].flatMap((hook) => (hook ? [`${advice.path.value}.${hook.value}`] : []))
      : [],
  );
}

/** Everything that is known of a package when rules are held against it. */
export interface Candidate {
  readonly pkg: Package;
  readonly version: string | undefined;
  readonly std: boolean;
  /** Hook packages, and what they are made of, are never woven. */
  readonly never: boolean;
  readonly report: WeaveReport | undefined;
}

/** What becomes of a rule in a package that it names; undefined for rules that do not name it. */
export function useOf(rule: Rule, candidate: Candidate): RuleUse | undefined {
  const { pkg, std } = candidate;
  const target = rule.targets.find(({ value }) => names(value, pkg, std));
  if (!target) return undefined;
  const reason = exclusion(rule, candidate) ?? outsideRange(candidate.version, rule.version);
  const use = {
    rule: ruleId(rule),
    position: rule.position,
    target: target.value,
    versions: versionText(rule),
    place: placeText(rule),
    hooks: hooksOf(rule),
    support: rule.support,
  };
  if (reason !== undefined) return { ...use, state: 'not applied', reason };
  if (!candidate.report) return { ...use, state: 'planned' };
  if (isWoven(rule, candidate.report)) return { ...use, state: 'woven' };
  const listed = candidate.report.notApplied.find((one) => ruleId(one.rule) === ruleId(rule));
  return { ...use, state: listed ? 'not applied' : 'no match', reason: listed?.reason ?? noMatch(rule, candidate.report) };
}

function names(pattern: string, pkg: Package, std: boolean): boolean {
  // `**` and `*/handlers` mean the application's packages (bazel/private/patterns.bzl).
  if (std && isGlob(pattern.split('/')[0] ?? '')) return false;
  return matchesPattern(pattern, pkg);
}

function exclusion(rule: Rule, { pkg, never }: Candidate): string | undefined {
  const excluded = (rule.excludedTargets ?? []).find(({ value }) => matchesPattern(value, pkg));
  if (excluded) return `the rule excepts ${excluded.value}`;
  return never ? 'hooks, and what they are made of, are never woven: telemetry would trace itself' : undefined;
}

function isWoven(rule: Rule, report: WeaveReport): boolean {
  const same = (ref: RuleRef): boolean => ruleId(ref) === ruleId(rule);
  return report.joinPoints.some((point) => point.hooks.some((hook) => same(hook.rule))) || report.edits.some((edit) => same(edit.rule));
}

function noMatch(rule: Rule, report: WeaveReport): string {
  const ignored = (report.ignored ?? []).find((one) => one.rules.includes(rule.name) || one.rules.includes(ruleId(rule)));
  if (ignored) return `//otel:ignore at ${formatPosition(ignored.position)}${ignored.reason === '' ? '' : `: ${ignored.reason}`}`;
  return `nothing in the package matches: ${placeText(rule)}`;
}

/** A rule together with the packages where it is woven, or why there is none. */
export function coverageOf(
  rule: Rule,
  uses: readonly { readonly importPath: string; readonly use: RuleUse }[],
  importPaths: ReadonlySet<string>,
): RuleAnalysis {
  const applied = uses.filter(({ use }) => use.state === 'woven' || use.state === 'planned').map(({ importPath }) => importPath);
  const packages = [...new Set(applied)].sort();
  return {
    rule: ruleId(rule),
    position: rule.position,
    targets: rule.targets.map(({ value }) => value),
    excluded: (rule.excludedTargets ?? []).map(({ value }) => value),
    versions: versionText(rule),
    place: placeText(rule),
    kinds: [...new Set(rule.advice.map(({ kind }) => kind))],
    hooks: hooksOf(rule),
    support: rule.support,
    packages,
    ...(packages.length === 0 ? { unused: whyUnused(rule, uses, importPaths) } : {}),
  };
}

function whyUnused(
  rule: Rule,
  uses: readonly { readonly importPath: string; readonly use: RuleUse }[],
  importPaths: ReadonlySet<string>,
): string {
  const reasons = [...new Set(uses.map(({ importPath, use }) => `${importPath}: ${use.reason ?? use.state}`))];
  if (reasons.length > 0) return reasons.slice(0, 3).join('; ') + (reasons.length > 3 ? `; and ${reasons.length - 3} more packages` : '');
  const targets = rule.targets.map(({ value }) => value);
  const exact = targets.find((value) => !isGlob(value) && value !== mainTarget && value !== rootTarget);
  const near = exact === undefined ? undefined : nearest(exact, importPaths);
  return `no package of these binaries is ${targets.join(' or ')}${near === undefined ? '' : ` (the nearest is ${near})`}`;
}

export function functionsOf(report: WeaveReport): FunctionUse[] {
  return report.joinPoints.map((point) => ({
    function: point.function,
    file: point.position.file,
    line: point.position.line,
    form: point.form,
    rules: point.hooks.map(({ rule }) => ruleId(rule)),
    hooks: point.hooks.flatMap((hook) => [hook.before, hook.after].flatMap((shape) => (shape ? [`${hook.path}.${shape.name}`] : []))),
    hookVars: [...(hasEntryHook(point) ? [point.hookVar] : []), ...(point.afterVar === undefined ? [] : [point.afterVar])],
  }));
}

/** A function whose hooks only look at its results calls nothing at its entry (src/glue/types.ts). */
function hasEntryHook({ form, state, hooks }: JoinPoint): boolean {
  return form === 'deferred' || form === 'closure' || (form === 'return' && state) || hooks.some((hook) => hook.before ?? hook.span);
}

export function editsOf(report: WeaveReport): EditUse[] {
  return report.edits.map(({ kind, position, rule }) => ({ kind, file: position.file, line: position.line, rule: ruleId(rule) }));
}
