/**
 * Packages whose export data changes when they are woven. What depends on them must be compiled again: the go command does that, with a
 * key for each such package, and keeps the result in its cache beside the plain packages.
 */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { UserError } from '../errors.js';
import type { WeaveReport } from '../report/report.js';
import { digest } from '../gobuild/cache.js';
import { listPackages } from '../gobuild/list.js';
import { actionId, archiveIdentity } from './archive.js';
import { type Closure, hookClosure } from './closure.js';
import { ARCHIVES_VARIABLE, type Slice } from './slice.js';
import { type Program, readWoven, type World } from './variants.js';

export interface InPlace {
  readonly world: World;
  readonly closure: Closure;
  /** Of the packages that are woven in place. */
  readonly keys: ReadonlyMap<string, string>;
  readonly reports: ReadonlyMap<string, WeaveReport>;
}

export async function inPlace(
  program: Program,
  plain: World,
  keys: ReadonlyMap<string, string>,
  paths: readonly string[],
): Promise<InPlace> {
  const inProgram = new Map([...keys].filter(([importPath]) => plain.has(importPath)));
  const world = inProgram.size === 0 ? plain : await worldOf(program, plain, inProgram);
  await restoreReports(program, plain, inProgram, world);
  const closure = await hookClosure(program, world, paths, keys);
  const placed = { world, closure, keys };
  const reports = new Map<string, WeaveReport>();
  for (const importPath of keys.keys()) {
    const woven = readWoven(program.cache, archiveIn(placed, importPath) ?? '');
    if (!woven) {
      throw new UserError('USAGE', `the cache ${program.cache.dir} lost what it knew of ${importPath}`, {
        fix: 'remove it, and build again',
      });
    }
    reports.set(importPath, woven.report);
  }
  return { ...placed, reports };
}

/** The hooks' own closure has what only they bring along. */
export function archiveIn({ world, closure }: Pick<InPlace, 'world' | 'closure'>, importPath: string): string | undefined {
  return world.get(importPath) ?? closure.packages.find((part) => part.importPath === importPath)?.archive;
}

/**
 * The go command has archives in its cache of which we lost what we knew: the packages are woven once more, under other keys, to know
 * it again.
 */
async function restoreReports(program: Program, plain: World, keys: ReadonlyMap<string, string>, world: World): Promise<void> {
  const { cache } = program;
  const lost = [...keys].filter(([importPath]) => readWoven(cache, world.get(importPath) ?? '') === undefined);
  if (lost.length === 0) return;
  const renewed = lost.flatMap(([importPath, key]): [string, string][] => {
    const slice = cache.read('slices', key) as Slice | undefined;
    return slice ? [[importPath, cache.store('slices', { ...slice, again: randomUUID() })]] : [];
  });
  const other = await worldOf(program, plain, new Map([...keys, ...renewed]));
  for (const [importPath] of renewed) {
    const woven = readWoven(cache, other.get(importPath) ?? '');
    const action = actionId(world.get(importPath) ?? '');
    if (woven && action !== undefined) cache.write('woven', digest(action), woven);
  }
}

async function worldOf(program: Program, plain: World, keys: ReadonlyMap<string, string>): Promise<World> {
  const { session, cache, main } = program;
  const name = digest(...[...keys].flat(), ...[...plain].flatMap(([path, archive]) => [path, archiveIdentity(archive)]));
  const known = cache.read('worlds', name) as [string, string][] | undefined;
  if (known?.every(([, archive]) => existsSync(archive)) === true) return new Map(known);
  const test = main.endsWith('.test');
  const tested = main.replace(/\.test$/, '');
  const listed = await listPackages(session, {
    packages: main === 'command-line-arguments' ? session.packages : [tested],
    main,
    keys,
    deps: true,
    export: true,
    test,
    fields: ['ImportPath', 'Export', 'ForTest'],
    env: { [ARCHIVES_VARIABLE]: program.archivesFile },
    what: `compile what depends on ${[...keys.keys()].join(', ')}`,
  });
  const found = new Map<string, string>();
  // Variants for the test stand behind the packages themselves.
  for (const { ImportPath, Export } of listed) {
    const path = ImportPath.replace(/ \[.*\]$/, '');
    if (Export !== undefined && plain.has(path) && (path === ImportPath || ImportPath.endsWith(` [${main}]`))) found.set(path, Export);
  }
  const world = [...plain].map(([path, archive]): [string, string] => [path, found.get(path) ?? archive]);
  if (!world.some(([, archive]) => !archive.endsWith('-d'))) cache.write('worlds', name, world);
  return new Map(world);
}
