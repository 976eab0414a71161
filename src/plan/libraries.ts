/** The libraries that there are rules for, and which of them a module uses. */
import type { Position } from '../errors.js';
import { hooksOf, ruleId } from '../report/rule-uses.js';
import { placeText, versionText } from '../rules/describe.js';
import { isGlob, mainTarget, matchesTarget, rootTarget } from '../rules/target.js';
import type { Rule } from '../rules/types.js';
import { inRange } from '../rules/version.js';
import type { PlanPackage } from './packages.js';

export interface Library {
  readonly library: string;
  /** Rule file, as messages name it. */
  readonly file: string;
  readonly builtIn: boolean;
  readonly state: 'on' | 'off' | 'partly on';
  readonly targets: readonly string[];
  readonly versions: readonly string[];
  readonly rules: readonly LibraryRule[];
  /** Packages of the present module's build that rules of the library are for; undefined where there is no module. */
  readonly used: readonly UsedPackage[] | undefined;
}

export interface LibraryRule {
  readonly name: string;
  readonly position: Position;
  readonly enabled: boolean;
  readonly targets: readonly string[];
  readonly versions: string;
  readonly place: string;
  readonly kinds: readonly string[];
  readonly hooks: readonly string[];
  readonly support: boolean;
}

export interface UsedPackage {
  readonly importPath: string;
  readonly version: string | undefined;
  /** Whether the version lies in the range of at least one rule. */
  readonly inRange: boolean;
}

export interface LibrarySources {
  /** Every rule, those that are switched off included. */
  readonly all: readonly Rule[];
  /** Rules that a build applies. */
  readonly active: readonly Rule[];
  readonly isBuiltIn: (rule: Rule) => boolean;
  /** Undefined where there is no module. */
  readonly packages: readonly PlanPackage[] | undefined;
  readonly roots: readonly string[];
}

export function readLibraries(sources: LibrarySources): Library[] {
  const groups = new Map<string, Rule[]>();
  for (const rule of sources.all) {
    const key = `${rule.library} ${rule.position.file}`;
    groups.set(key, [...(groups.get(key) ?? []), rule]);
  }
  const active = new Set(sources.active.map(ruleId));
  return [...groups.values()].flatMap((rules) => {
    const [first] = rules;
    return first ? [libraryOf(first, rules, active, sources)] : [];
  });
}

function libraryOf(first: Rule, rules: readonly Rule[], active: ReadonlySet<string>, sources: LibrarySources): Library {
  const described = rules.map((rule) => describeRule(rule, active.has(ruleId(rule))));
  const on = described.filter(({ enabled }) => enabled).length;
  return {
    library: first.library,
    file: first.position.file,
    builtIn: sources.isBuiltIn(first),
    state: on === 0 ? 'off' : on === rules.length ? 'on' : 'partly on',
    targets: [...new Set(described.flatMap(({ targets }) => targets))],
    versions: [...new Set(rules.map((rule) => versionText(rule)).filter((text) => text !== ''))],
    rules: described,
    used: sources.packages && usedPackages(rules, sources.packages, sources.roots),
  };
}

function describeRule(rule: Rule, enabled: boolean): LibraryRule {
  const excluded = (rule.excludedTargets ?? []).map(({ value }) => `not ${value}`);
  return {
    name: rule.name,
    position: rule.position,
    enabled,
    targets: [...rule.targets.map(({ value }) => value), ...excluded],
    versions: versionText(rule),
    place: placeText(rule),
    kinds: [...new Set(rule.advice.map(({ kind }) => kind))],
    hooks: hooksOf(rule),
    support: rule.support,
  };
}

/** Packages that a rule names: with `**` or `main` any application would use the library. */
function usedPackages(rules: readonly Rule[], packages: readonly PlanPackage[], roots: readonly string[]): UsedPackage[] {
  const named = rules.map((rule) => ({ ...rule, targets: rule.targets.filter(({ value }) => isName(value)) }));
  return packages
    .flatMap(({ importPath, isMain, version }) => {
      const own = named.filter((rule) => matchesTarget(rule, { importPath, isMain, rootModule: roots }));
      return own.length === 0 ? [] : [{ importPath, version, inRange: own.some((rule) => inRange(version, rule.version) === true) }];
    })
    .sort((a, b) => (a.importPath < b.importPath ? -1 : 1));
}

function isName(target: string): boolean {
  return target !== mainTarget && target !== rootTarget && !isGlob(target.split('/')[0] ?? '');
}
