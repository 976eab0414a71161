/** Woven variants of packages: compiled by the go command under a key of their own, and known to us by what they were made of. */
import { stdVersion } from '../rules/version.js';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../errors.js';
import { type Cache, digest, readOptional } from '../gobuild/cache.js';
import { COMPILE_RECORD, RECORD_END } from '../gobuild/launcher.js';
import { markUsed } from '../gobuild/trim.js';
import { listPackages, ToolFailure } from '../gobuild/list.js';
import { withLock } from '../gobuild/lock.js';
import { rulesFor } from '../gobuild/matching.js';
import { type Dependents, importedPaths } from '../gobuild/needed.js';
import type { Session } from '../gobuild/session.js';
import { readGoObject } from '../goobj/object.js';
import { isStd } from '../golang/platforms.js';
import type { WeaveReport } from '../report/report.js';
import type { Rule } from '../rules/types.js';
import { actionId, archiveIdentity } from './archive.js';
import { replaceFlag } from './compilecommand.js';
import { type ModuleInfo, moduleOf } from './moduleinfo.js';
import { ARCHIVES_VARIABLE, type Slice, type Woven } from './slice.js';

/** The packages of a program: archive of each, by import path. */
export type World = ReadonlyMap<string, string>;

export interface Variant {
  readonly importPath: string;
  readonly archive: string;
  readonly report: WeaveReport;
  readonly active: boolean;
  /** Export data is the plain package's. */
  readonly equal: boolean;
  readonly key: string;
  /** Hash of the archive where it lies in our own cache. */
  readonly content?: string;
}

export interface Program {
  readonly session: Session;
  readonly cache: Cache;
  /** Import path of the main package, as the go command names it. */
  readonly main: string;
  readonly info: ModuleInfo;
  /** Where the file with the archives lies that compiles may take from outside. */
  readonly archivesFile: string;
}

/** Tells compiles below which archives they may take from outside. */
export function writeArchives({ archivesFile }: Program, archives: World): void {
  writeFileSync(archivesFile, JSON.stringify(Object.fromEntries(archives)));
}

/** What woven code of a package may import that the package itself does not, and from where. */
export interface Offers {
  readonly archives: World;
  readonly dependents: Dependents;
}

export function sliceOf(program: Program, importPath: string, offers: Offers): Slice {
  const { session, info } = program;
  const rules = rulesFor(session, importPath, false);
  const wanted = importedPaths(rules);
  const dependents = wanted.length > 0 ? offers.dependents(importPath) : new Set<string>();
  const provided = wanted.filter((path) => offers.archives.has(path) && !dependents.has(path));
  const module = moduleOf(importPath, info);
  return {
    salt: session.salt,
    weaver: session.version,
    importPath,
    version: isStd(importPath) ? stdVersion(session.context.goVersion) : versionOf(module),
    context: session.context,
    rules,
    hooks: hooksOf(session, rules),
    provided,
    blocked: wanted.some((path) => dependents.has(path)),
    archives: Object.fromEntries(provided.map((path) => [path, archiveIdentity(offers.archives.get(path) ?? '')])),
    replaces: false,
  };
}

function versionOf(module: ReturnType<typeof moduleOf>): string | undefined {
  const version = module?.replace?.version ?? module?.version;
  return version === undefined || version === '' || version === '(devel)' ? module?.version : version;
}

/** Spans are made by a hook package that no rule names: any package may ask for one in a directive. */
export function hooksOf(session: Session, rules: readonly Rule[]): Slice['hooks'] {
  const named = new Set(rules.flatMap(({ advice }) => advice.flatMap((one) => (one.kind === 'inject_hooks' ? [one.path.value] : []))));
  return session.hooks.filter(({ importPath }) => named.has(importPath) || importPath.startsWith('otel-go.internal/'));
}

/** The variant of one package. `keys` are those of packages that are woven in place. */
export async function variantOf(
  program: Program,
  world: World,
  slice: Slice,
  keys: ReadonlyMap<string, string> = new Map(),
): Promise<Variant> {
  const { cache } = program;
  const plain = world.get(slice.importPath);
  if (plain === undefined) throw new Error(`${slice.importPath} is not among the packages of the program`);
  const key = cache.store('slices', slice);
  const name = digest(archiveIdentity(plain), key, ...[...keys].flat());
  const known = (): Variant | undefined => {
    const variant = cache.read('variants', name) as Variant | undefined;
    return variant && isIntact(variant) ? variant : undefined;
  };
  return (
    known() ??
    withLock(cache, name, known, async () => {
      const variant =
        (keys.size === 0 ? await compileDirectly(program, plain, slice, key, name) : undefined) ??
        (await compileVariant(program, plain, slice, keys)) ??
        (await compileVariant(program, plain, { ...slice, again: randomUUID() }, keys));
      if (!variant) throw new UserError('USAGE', `the cache ${cache.dir} does not keep its entries`, { fix: 'remove it and build again' });
      cache.write('variants', name, variant);
      return variant;
    })
  );
}

/** The go command looks after its own cache; an archive of ours must be what we wrote. */
function isIntact({ archive, content }: Variant): boolean {
  if (content === undefined) return existsSync(archive);
  try {
    if (digest(readFileSync(archive)) !== content) return false;
    markUsed(archive);
    return true;
  } catch {
    return false;
  }
}

/**
 * A package that this very build has compiled: our launcher left the command line beside the archive, so that nobody need ask the go
 * command. Undefined where the compiler alone does not make the archive.
 */
async function compileDirectly(program: Program, plain: string, slice: Slice, key: string, name: string): Promise<Variant | undefined> {
  const { session, cache, archivesFile } = program;
  const record = readOptional(join(dirname(plain), COMPILE_RECORD))?.split('\n') ?? [];
  const [cwd, tool, ...args] = record.slice(0, -2);
  if (cwd === undefined || tool === undefined || record.at(-2) !== RECORD_END) return undefined;
  if (args.includes('-symabis') || args.some((arg) => arg.endsWith('_cgo_gotypes.go'))) return undefined;
  const archive = cache.path('archives', `${name}-${key.slice(0, 8)}.a`);
  // The weaver is loaded only where something is woven.
  const { compileSlice } = await import('./compile.js');
  const unfinished = `${archive}.${process.pid}`;
  mkdirSync(dirname(archive), { recursive: true });
  const archives = JSON.parse(readOptional(archivesFile) ?? '{}') as Record<string, string>;
  try {
    const { status, woven } = await compileSlice({ session, cache, slice, tool, cwd, archives, args: replaceFlag(args, '-o', unfinished) });
    if (status !== 0 || !woven) throw new ToolFailure('');
    renameSync(unfinished, archive);
    return {
      importPath: slice.importPath,
      archive,
      ...woven,
      equal: sameExportData(archive, plain),
      key,
      content: digest(readFileSync(archive)),
    };
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/** Undefined where the go command has the archive in its cache and we lost what we knew of it. */
async function compileVariant(
  program: Program,
  plain: string,
  slice: Slice,
  keys: ReadonlyMap<string, string>,
): Promise<Variant | undefined> {
  const { session, cache, main } = program;
  const { importPath } = slice;
  const key = cache.store('slices', slice);
  const tested = importPath === main && main.endsWith('.test') ? main.slice(0, -'.test'.length) : undefined;
  const own = {
    packages: importPath === 'command-line-arguments' ? session.packages : [importPath],
    keys: new Map([...keys, [importPath, key]]),
  };
  const listed = await listPackages(session, {
    ...(tested === undefined ? own : { packages: [tested], keys, test: true, testMain: { tested, key } }),
    main,
    withoutCoverage: !isCovered(session, importPath, main),
    export: true,
    fields: ['ImportPath', 'Export'],
    env: { [ARCHIVES_VARIABLE]: program.archivesFile },
    what: `compile ${importPath} with its instrumentation`,
  });
  const archive = listed.find(({ ImportPath }) => ImportPath === importPath)?.Export;
  if (archive === undefined) throw new UserError('GO_UNSUPPORTED', `the go command gave no archive for ${importPath}`);
  const woven = readWoven(cache, archive);
  return woven && { importPath, archive, ...woven, equal: sameExportData(archive, plain), key };
}

/** Without -coverpkg, coverage is for the packages of the main modules. */
function isCovered({ flags, roots }: Session, importPath: string, main: string): boolean {
  if (importPath === main || flags.some(({ name }) => name === 'coverpkg')) return true;
  return roots.some((root) => importPath === root || importPath.startsWith(`${root}/`));
}

function sameExportData(a: string, b: string): boolean {
  return readGoObject(a)?.fingerprint === readGoObject(b)?.fingerprint;
}

export function readWoven(cache: Cache, archive: string): Woven | undefined {
  return cache.read('woven', digest(actionId(archive) ?? '')) as Woven | undefined;
}
