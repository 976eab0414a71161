/** What the hooks of a build are made of: asked of the go command where the build has hooks at all. */
import type { Cache } from '../gobuild/cache.js';
import { parseListed } from '../gobuild/gocommand.js';
import { type Dependents, dependentsIn } from '../gobuild/needed.js';
import type { Session } from '../gobuild/session.js';
import { listInWorkspace, writeWorkspace } from '../gobuild/workspace.js';
import { FIELDS, follow, type PackageSet, type PlanPackage, readPackage, selectedVersions } from './packages.js';

export interface HookGraph {
  readonly byPath: ReadonlyMap<string, PlanPackage>;
  readonly dependents: Dependents;
}

export const NO_HOOKS: HookGraph = { byPath: new Map(), dependents: (importPath) => new Set([importPath]) };

/** With -e: what is not downloaded yet says nothing about the plan; `otel doctor` and the build tell it. */
export async function readHookGraph(session: Session, cache: Cache, packages: PackageSet, paths: readonly string[]): Promise<HookGraph> {
  const workspace = writeWorkspace(cache, session.workspace, selectedVersions(packages));
  const { cwd, context, overlay } = session;
  const { stdout } = await listInWorkspace(workspace, { cwd, tags: context.tags, overlay }, FIELDS, paths);
  const listed = parseListed(stdout).map((one) => readPackage(one, context.goVersion));
  return {
    byPath: new Map(listed.map((pkg) => [pkg.importPath, pkg])),
    dependents: dependentsIn(listed),
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
