/** Which rules are for which packages of a build. */
import { isStd } from '../golang/platforms.js';
import { isGlob, matchesPattern, matchesTarget, rootTarget } from '../rules/target.js';
import type { Rule } from '../rules/types.js';
import type { Session } from './session.js';

/** What hooks are made of: weaving it would make telemetry trace itself. */
const NEVER = ['otel-go.internal'];
/** What telemetry is made of: only rules that know what they do there, and so name the package, are for it. */
const NAMED_ONLY = ['go.opentelemetry.io'];

export function rulesFor(session: Pick<Session, 'rules' | 'hooks' | 'roots'>, importPath: string, isMain: boolean): Rule[] {
  const isHook = session.hooks.some((hook) => hook.importPath === importPath);
  if (!isMain && isBelow(importPath, NEVER)) return [];
  const exactly = isHook || isBelow(importPath, NAMED_ONLY);
  const pkg = { importPath, isMain, rootModule: session.roots };
  return session.rules.filter((rule) => matchesTarget(rule, pkg) && (isMain || addresses(rule, importPath, session.roots, exactly)));
}

function isBelow(importPath: string, prefixes: readonly string[]): boolean {
  return prefixes.some((path) => importPath === path || importPath.startsWith(`${path}/`));
}

/** `**` means the application's packages: those of the standard library, and hooks, want to be named. */
function addresses(rule: Rule, importPath: string, roots: readonly string[], exactly: boolean): boolean {
  const targets = rule.targets.filter(({ value }) => matchesPattern(value, { importPath, isMain: false, rootModule: roots }));
  if (exactly) return targets.some(({ value }) => value === importPath);
  if (!isStd(importPath)) return true;
  return targets.some(({ value }) => value !== rootTarget && !(isGlob(value) && isGlob(value.split('/')[0] ?? '')));
}
