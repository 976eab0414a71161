/** What the hooks of a build are made of: asked of the go command where the build has hooks at all. */
import type { Cache } from '../gobuild/cache.js';
import { parseListed, runGo } from '../gobuild/gocommand.js';
import type { Session } from '../gobuild/session.js';
import { writeWorkspace } from '../gobuild/workspace.js';
import type { Rule } from '../rules/types.js';
import { rulePaths } from '../worker/rule-imports.js';
import { FIELDS, follow, type PackageSet, type PlanPackage, readPackage } from './packages.js';

/** Import paths that depend on a package, itself included. */
export type Dependents = (importPath: string) => ReadonlySet<string>;

export interface HookGraph {
  readonly byPath: ReadonlyMap<string, PlanPackage>;
  readonly dependents: Dependents;
}

/** Packages that the generated file of main needs in any case (src/toolexec/link.ts). */
const BASE = ['otel-go.internal/hooks/api', 'otel-go.internal/hooks/runtime', 'otel-go.internal/hooks/span'];

export const NO_HOOKS: HookGraph = { byPath: new Map(), dependents: (importPath) => new Set([importPath]) };

/** Hook packages that a program with these rules links, and what woven code imports. */
export function neededHooks(rules: readonly Rule[]): string[] {
  const hooks = rules.flatMap(({ advice }) => advice.flatMap((one) => (one.kind === 'inject_hooks' ? [one.path.value] : [])));
  const imported = rules.flatMap(rulePaths).map(({ path }) => path);
  return [...new Set([...BASE, ...hooks, ...imported])].filter((path) => path !== 'unsafe').sort();
}

/** With -e: what is not downloaded yet says nothing about the plan; `otel doctor` and the build tell it. */
export async function readHookGraph(session: Session, cache: Cache, packages: PackageSet, paths: readonly string[]): Promise<HookGraph> {
  const modules = new Map([...packages.byPath.values()].flatMap(({ module }) => (module ? [[module.Path, module] as const] : [])));
  const pins = [...modules.values()].flatMap(({ Path, Version, Replace }) =>
    Replace || Version === undefined ? [] : [{ path: Path, version: Version }],
  );
  const workspace = writeWorkspace(cache, session.workspace, pins);
  const tags = session.context.tags.length > 0 ? [`-tags=${session.context.tags.join(',')}`] : [];
  const overlay = session.overlay === undefined ? [] : [`-overlay=${session.overlay}`];
  const args = ['list', '-e', '-deps', `-json=${FIELDS}`, ...tags, ...overlay, '--', ...paths];
  const { stdout } = await runGo(args, session.cwd, { GOWORK: workspace, GOFLAGS: '' });
  const listed = parseListed(stdout).map((one) => readPackage(one, session.context.goVersion));
  return {
    byPath: new Map(listed.map((pkg) => [pkg.importPath, pkg])),
    dependents: (importPath) => {
      const found = new Set([importPath]);
      // Dependencies stand before what depends on them.
      for (const one of listed) if (one.imports.some((path) => found.has(path))) found.add(one.importPath);
      return found;
    },
  };
}

/** The ways from main, over its hooks, to what only these bring along. */
export function broughtBy(
  main: string,
  hooks: readonly string[],
  { byPath }: HookGraph,
  own: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly string[]> {
  const paths = new Map<string, readonly string[]>(hooks.filter((path) => byPath.has(path)).map((path) => [path, [main, path]]));
  follow(paths, (importPath) => byPath.get(importPath)?.imports);
  return new Map([...paths].filter(([path]) => !own.has(path)));
}
