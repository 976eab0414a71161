/** The packages that rules bring into a program beside its own: hooks, and what woven code imports. */
import type { Rule } from '../rules/types.js';
import { rulePaths } from '../worker/rule-imports.js';

/** Packages that the generated file of main needs in any case. */
const BASE_HOOKS = ['otel-go.internal/hooks/api', 'otel-go.internal/hooks/runtime', 'otel-go.internal/hooks/span'];

/** Hook packages that a program with these rules links, and what woven code imports. */
export function neededHooks(rules: readonly Rule[]): string[] {
  const hooks = rules.flatMap(({ advice }) => advice.flatMap((one) => (one.kind === 'inject_hooks' ? [one.path.value] : [])));
  return [...new Set([...BASE_HOOKS, ...hooks, ...importedPaths(rules)])].sort();
}

/** Packages that woven code itself imports. */
export function importedPaths(rules: readonly Rule[]): string[] {
  return [...new Set(rules.flatMap(rulePaths).map(({ path }) => path))].filter((path) => path !== 'unsafe').sort();
}

/** Import paths that depend on a package, itself included: it cannot import them. */
export type Dependents = (importPath: string) => ReadonlySet<string>;

/** Dependencies stand before what depends on them, as `go list -deps` prints them. */
export function dependentsIn(packages: readonly { readonly importPath: string; readonly imports: readonly string[] }[]): Dependents {
  return (importPath) => {
    const found = new Set([importPath]);
    for (const one of packages) if (one.imports.some((path) => found.has(path))) found.add(one.importPath);
    return found;
  };
}
