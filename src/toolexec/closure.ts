/** Hook packages and everything that they need, compiled by the go command in the hooks' own module context. */
import { existsSync } from 'node:fs';
import { digest } from '../gobuild/cache.js';
import type { GoModule, Listed } from '../gobuild/gocommand.js';
import { HOOKS_MODULE } from '../gobuild/hooks.js';
import { listPackages } from '../gobuild/list.js';
import { pinsOf, writeWorkspace } from '../gobuild/workspace.js';
import { readGoObject } from '../goobj/object.js';
import { archiveIdentity } from './archive.js';
import { ARCHIVES_VARIABLE, type Slice } from './slice.js';
import { type Program, type World, writeArchives } from './variants.js';
import { addedModule, type AddedModule } from './moduleinfo.js';
import { reconcileFailure } from './reconcile.js';

export interface Closure {
  readonly packages: readonly HookPart[];
}

/** A package of the closure. */
export interface HookPart {
  readonly importPath: string;
  readonly archive: string;
  readonly imports: readonly string[];
  readonly standard: boolean;
  readonly module?: AddedModule;
}

/**
 * The closure of some hook packages beside a program: the program's own packages come first, with the versions that it selects. Where
 * those differ from what the hooks were compiled against, the hooks are compiled against the program's archives.
 */
export async function hookClosure(
  program: Program,
  world: World,
  paths: readonly string[],
  keys: ReadonlyMap<string, string>,
): Promise<Closure> {
  if (paths.length === 0) return { packages: [] };
  const { session, cache, info } = program;
  const workspace = writeWorkspace(cache, session.workspace, pinsOf(info.deps));
  const request = {
    packages: [...paths].sort(),
    main: program.main,
    deps: true,
    export: true,
    fields: ['ImportPath', 'Export', 'Standard', 'Imports', 'ImportMap', 'Module'],
    workspace,
    withoutCoverage: true,
    what: 'compile the hooks',
  };
  const list = async (more: ReadonlyMap<string, string>): Promise<Closure> => {
    const name = digest(
      JSON.stringify([workspace, request.packages, session.flags, session.goflags, session.key, session.context, [...keys], [...more]]),
    );
    const known = cache.read('closures', name) as Closure | undefined;
    if (known?.packages.every(({ archive }) => existsSync(archive)) === true) return known;
    const listed = await reconcileFailure(program, () =>
      listPackages(session, { ...request, keys: new Map([...keys, ...more]), env: { [ARCHIVES_VARIABLE]: program.archivesFile } }),
    );
    const closure = { packages: listed.flatMap((one) => partOf(one, session.version)) };
    cache.write('closures', name, closure);
    return closure;
  };
  const closure = await list(new Map());
  const differing = differingPackages(closure, world);
  if (differing.size === 0) return closure;
  // Compiled once more, against the program's packages: our compile step exchanges the archives that the go command names.
  const used = closure.packages.filter(({ importPath }) => world.has(importPath)).map(({ importPath }) => importPath);
  writeArchives(program, world);
  const key = cache.store('slices', replacingSlice(program, world, used));
  return list(new Map([...differing].map((path) => [path, key])));
}

function partOf({ ImportPath, Export, Standard, Imports = [], ImportMap = {}, Module }: Listed, version: string): HookPart[] {
  if (Export === undefined) return [];
  const module = moduleOf(Module, version);
  return [
    {
      importPath: ImportPath,
      archive: Export,
      imports: Imports.map((path) => ImportMap[path] ?? path),
      standard: Standard === true,
      ...(module ? { module } : {}),
    },
  ];
}

/** Our hooks have the version of this program. */
function moduleOf(module: GoModule | undefined, version: string): AddedModule | undefined {
  if (module !== undefined && (module.Path === HOOKS_MODULE || module.Path.startsWith(`${HOOKS_MODULE}/`)))
    return addedModule(module.Path, `v${version.split('+')[0] ?? ''}`, '');
  const { Version = '', Sum = '' } = module?.Replace ?? module ?? {};
  return module && addedModule(module.Path, Version, Sum);
}

/** Packages that only the hooks bring along and that were compiled against other packages than the program's. */
function differingPackages({ packages }: Closure, world: World): Set<string> {
  const changed = new Set(
    packages
      .filter(({ importPath, archive }) => {
        const own = world.get(importPath);
        return own !== undefined && archiveIdentity(own) !== archiveIdentity(archive) && fingerprint(own) !== fingerprint(archive);
      })
      .map(({ importPath }) => importPath),
  );
  const differing = new Set<string>();
  // Dependencies stand before what depends on them.
  for (const { importPath, imports } of packages) {
    if (!world.has(importPath) && imports.some((path) => changed.has(path) || differing.has(path))) differing.add(importPath);
  }
  return differing;
}

function fingerprint(file: string): string | undefined {
  return readGoObject(file)?.fingerprint;
}

function replacingSlice({ session }: Program, world: World, used: readonly string[]): Slice {
  return {
    salt: session.salt,
    weaver: session.version,
    importPath: '',
    version: undefined,
    context: session.context,
    rules: [],
    hooks: [],
    provided: [],
    blocked: false,
    archives: Object.fromEntries(used.map((path) => [path, archiveIdentity(world.get(path) ?? '')])),
    replaces: true,
  };
}
