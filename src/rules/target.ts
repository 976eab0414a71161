import { compileGlob, isGlob } from './glob.js';
import type { Rule } from './types.js';

export { expandBraces, isGlob } from './glob.js';

/** Target of every main package, whatever its import path. */
export const mainTarget = 'main';
/** Target of the root module's packages. */
export const rootTarget = '$root';

export interface Package {
  readonly importPath: string;
  readonly isMain: boolean;
  /** Path of the module (or modules) that the build is about, which `$root` stands for; without it `$root` matches nothing. */
  readonly rootModule?: string | readonly string[] | undefined;
}

/** A package is a rule's target if one of the rule's targets matches it and none of the excluded ones (`not:`) does. */
export function matchesTarget(rule: Pick<Rule, 'targets' | 'excludedTargets'>, pkg: Package): boolean {
  const matches = (target: { readonly value: string }): boolean => matchesPattern(target.value, pkg);
  return rule.targets.some(matches) && !(rule.excludedTargets ?? []).some(matches);
}

/** A main package is matched by `main` and by its own import path, exactly or through a glob. */
export function matchesPattern(pattern: string, pkg: Package): boolean {
  if (pattern === mainTarget) return pkg.isMain;
  if (pattern === rootTarget) {
    const roots = typeof pkg.rootModule === 'string' ? [pkg.rootModule] : (pkg.rootModule ?? []);
    return roots.some((root) => pkg.importPath === root || pkg.importPath.startsWith(`${root}/`));
  }
  return isGlob(pattern) ? compiled(pattern)(pkg.importPath) : pattern === pkg.importPath;
}

/** Rule sets are small and live as long as the process, so that nothing needs to be dropped from here. */
const cache = new Map<string, (path: string) => boolean>();

function compiled(pattern: string): (path: string) => boolean {
  let matches = cache.get(pattern);
  if (!matches) cache.set(pattern, (matches = compileGlob(pattern)));
  return matches;
}
