/** Where the hook packages that rules name lie, what they depend on among the user's own sources, and their signatures. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { UserError } from '../errors.js';
import type { BuildContext } from '../golang/constraints.js';
import type { HookPackage } from '../golang/hookpackage.js';
import { initParser, type GoParser } from '../golang/parser.js';
import { parseHookPackage } from '../golang/parsehooks.js';
import type { InjectHooks, Rule } from '../rules/types.js';
import { type Cache, digest } from './cache.js';
import { type Listed, oneLine, parseListed } from './gocommand.js';
import type { WorkspaceText } from './session.js';
import { digestFolders, packageFolders } from './sources.js';
import { libraryModules, listInWorkspace, writeWorkspace } from './workspace.js';

export const HOOKS_MODULE = 'otel-go.internal/hooks';

export interface Hooks {
  readonly packages: readonly HookPackage[];
  /** Of all sources that hooks are made of, as far as anybody may edit them. */
  readonly digest: string;
  /** Folders of these sources. */
  readonly folders: readonly string[];
}

interface Found {
  /** Folder of each hook package. */
  readonly folders: readonly (readonly [string, string])[];
  /** Folders of all packages that they depend on and that lie in main modules. */
  readonly local: readonly string[];
  readonly digest: string;
}

export interface HookSources {
  readonly cache: Cache;
  readonly cwd: string;
  readonly hooksRoot: string;
  readonly workspace: WorkspaceText;
  readonly context: BuildContext;
  readonly tags: readonly string[];
  /** -overlay for the workspace. */
  readonly overlay: string | undefined;
}

export async function readHooks(sources: HookSources, rules: readonly Rule[]): Promise<Hooks> {
  const { cache, hooksRoot, context } = sources;
  const wanted = new Map<string, InjectHooks>();
  for (const advice of rules.flatMap((rule) => rule.advice)) if (advice.kind === 'inject_hooks') wanted.set(advice.path.value, advice);
  const modules = [hooksRoot, ...libraryModules(hooksRoot).map(({ folder }) => folder)];
  const own = modules.flatMap(packageFolders).map((folder): [string, string] => [join(HOOKS_MODULE, relative(hooksRoot, folder)), folder]);
  const builtIn = own.filter(([path]) => !path.includes('/internal/'));
  const others = [...wanted.keys()].filter((path) => !builtIn.some(([known]) => known === path));
  const found = await findOthers(sources, others, wanted);
  const sourceDigest = digest(digestFolders(own.map(([, folder]) => folder)), found.digest);
  const folders = [...builtIn, ...found.folders].filter(([path]) => wanted.has(path) || path.startsWith(`${HOOKS_MODULE}/`));
  const name = digest(JSON.stringify([sourceDigest, folders, context]));
  const all = [...own.map(([, folder]) => folder), ...found.local];
  const known = cache.read('signatures', name) as HookPackage[] | undefined;
  if (known) return { packages: known, digest: sourceDigest, folders: all };
  const parser = await initParser();
  const packages = folders.map(([path, folder]) => readHookFolder(parser, path, folder, context));
  cache.write('signatures', name, packages);
  return { packages, digest: sourceDigest, folders: all };
}

function readHookFolder(parser: GoParser, importPath: string, folder: string, context: BuildContext): HookPackage {
  const names = readdirSync(folder).filter((name) => name.endsWith('.go'));
  const files = names.sort().map((name) => ({ name, path: `${importPath}/${name}`, text: readFileSync(join(folder, name), 'utf8') }));
  return parseHookPackage(parser, importPath, files, context);
}

/** Hook packages of the user; asked again only when one of their sources, or what selects modules, has changed. */
async function findOthers(sources: HookSources, paths: readonly string[], wanted: ReadonlyMap<string, InjectHooks>): Promise<Found> {
  if (paths.length === 0) return { folders: [], local: [], digest: '' };
  const { cache, workspace, tags, context } = sources;
  const modules = workspace.use.flatMap((dir) => [dir, readText(join(dir, 'go.mod'))]);
  const name = digest(JSON.stringify([paths, workspace, modules, tags, context, sources.overlay]));
  const known = cache.read('hook-folders', name) as Found | undefined;
  if (known && known.folders.every(([, folder]) => existsSync(folder)) && digestFolders(known.local) === known.digest) return known;
  const found = await listOthers(sources, paths, wanted);
  cache.write('hook-folders', name, found);
  return found;
}

async function listOthers(sources: HookSources, paths: readonly string[], wanted: ReadonlyMap<string, InjectHooks>): Promise<Found> {
  const work = writeWorkspace(sources.cache, sources.workspace, []);
  const result = await listInWorkspace(work, sources, 'ImportPath,Dir,Standard,Module,Error,GoFiles', paths);
  if (result.status !== 0) throw new UserError('HOOK_PACKAGE_NOT_FOUND', `go list of the hook packages: ${oneLine(result.stderr)}`);
  const listed = parseListed(result.stdout);
  const folders = paths.map((path): [string, string] => [path, folderOf(path, listed, wanted.get(path))]);
  const local = listed.flatMap(({ Dir, Standard, Module }) => (Dir !== undefined && Standard !== true && isLocal(Module) ? [Dir] : []));
  return { folders, local, digest: digestFolders(local) };
}

/** Packages of downloaded modules never change. */
function isLocal(module: Listed['Module']): boolean {
  return module === undefined || module.Main === true || (module.Replace?.Version === undefined && module.Replace !== undefined);
}

function folderOf(path: string, listed: readonly Listed[], advice: InjectHooks | undefined): string {
  const found = listed.find(({ ImportPath }) => ImportPath === path);
  if (found?.Dir !== undefined && (found.GoFiles ?? []).length > 0) return found.Dir;
  const why = found?.Error ? `: ${oneLine(found.Error.Err)}` : '';
  throw new UserError('HOOK_PACKAGE_NOT_FOUND', `hook package ${JSON.stringify(path)} is not found${why}`, {
    position: advice?.path.position,
    fix: 'name a package of the module, or add the folder of its module to "hooks" in otel.yaml',
  });
}

function readText(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
