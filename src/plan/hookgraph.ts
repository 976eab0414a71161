/** What the hooks of a build are made of: asked of the go command where the build has hooks at all. */
import type { Cache } from '../gobuild/cache.js';
import { parseListed, runGo } from '../gobuild/gocommand.js';
import { type Dependents, dependentsIn } from '../gobuild/needed.js';
import type { Session } from '../gobuild/session.js';
import { writeWorkspace } from '../gobuild/workspace.js';
import { FIELDS, follow, type PackageSet, type PlanPackage, readPackage, selectedVersions } from './packages.js';

export interface HookGraph {
  readonly byPath: ReadonlyMap<string, PlanPackage>;
  readonly dependents: Dependents;
}

export const NO_HOOKS: HookGraph = { byPath: new Map(), dependents: (importPath) => new Set([importPath]) };

/** With -e: what is not downloaded yet says nothing about the plan; `otel doctor` and the build tell it. */
export async function readHookGraph(session: Session, cache: Cache, packages: PackageSet, paths: readonly string[]): Promise<HookGraph> {
  const workspace = writeWorkspace(cache, session.workspace, selectedVersions(packages));
  const tags = session.context.tags.length > 0 ? [`-tags=${session.context.tags.join(',')}`] : [];
  const overlay = session.overlay === undefined ? [] : [`-overlay=${session.overlay}`];
  const args = ['list', '-e', '-deps', `-json=${FIELDS}`, ...tags, ...overlay, '--', ...paths];
  const { stdout } = await runGo(args, session.cwd, { GOWORK: workspace, GOFLAGS: '' });
  const listed = parseListed(stdout).map((one) => readPackage(one, session.context.goVersion));
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
