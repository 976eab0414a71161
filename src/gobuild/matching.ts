/** Which rules are for which packages of a build. */
import { isStd } from '../golang/platforms.js';
import { isGlob, matchesPattern, matchesTarget, rootTarget } from '../rules/target.js';
import type { Rule } from '../rules/types.js';
import type { Session } from './session.js';

/** What hooks are made of: weaving it would make telemetry trace itself. */
const NEVER = ['go.opentelemetry.io', 'otel-go.internal'];

export function rulesFor(session: Pick<Session, 'rules' | 'hooks' | 'roots'>, importPath: string, isMain: boolean): Rule[] {
  const isHook = session.hooks.some((hook) => hook.importPath === importPath);
  const never = !isMain && NEVER.some((path) => importPath === path || importPath.startsWith(`${path}/`));
  if (never) return [];
  const pkg = { importPath, isMain, rootModule: session.roots };
  return session.rules.filter((rule) => matchesTarget(rule, pkg) && (isMain || addresses(rule, importPath, session.roots, isHook)));
}

/** `**` means the application's packages: those of the standard library, and hooks, want to be named. */
function addresses(rule: Rule, importPath: string, roots: readonly string[], isHook: boolean): boolean {
  const targets = rule.targets.filter(({ value }) => matchesPattern(value, { importPath, isMain: false, rootModule: roots }));
  if (isHook) return targets.some(({ value }) => value === importPath);
  if (!isStd(importPath)) return true;
  return targets.some(({ value }) => value !== rootTarget && !(isGlob(value) && isGlob(value.split('/')[0] ?? '')));
}
