/**
 * A compile with our flag: weaves the sources that the go command hands to the compiler, adds what a program's main package needs, and
 * runs the real compiler with them. Everything else of its command line stays.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { UserError } from '../errors.js';
import { type Cache, digest } from '../gobuild/cache.js';
import { KEY_FLAG, TEST_MAIN_FLAG } from '../gobuild/list.js';
import type { Session } from '../gobuild/session.js';
import { GLUE_FILE, generateGlue } from '../glue/generate.js';
import { activePlan } from '../glue/plan.js';
import { initParser } from '../golang/parser.js';
import { weavePackage } from '../weave/weave.js';
import { parseFlags } from '../worker/command.js';
import { checkProvided, importFlags, sortOutBlocked } from '../worker/imports.js';
import { type CompileCommand, expandArguments, flagValue, folderOf, parseCompile, replaceFlag, trimWoven } from './compilecommand.js';
import { formatImportConfig, parseImportConfig } from './importcfg.js';
import { runTool } from './runtool.js';
import { ARCHIVES_VARIABLE, type Slice, type Woven } from './slice.js';

export async function compileWoven(session: Session, cache: Cache, tool: string, rawArgs: readonly string[]): Promise<number> {
  const args = expandArguments(rawArgs);
  const plain = args.filter((arg) => !arg.startsWith(KEY_FLAG) && !arg.startsWith(TEST_MAIN_FLAG));
  const name = flagValue(plain, '-p');
  const flag = name === 'main' && process.env['TOOLEXEC_IMPORTPATH']?.endsWith('.test') === true ? TEST_MAIN_FLAG : KEY_FLAG;
  const key = args.find((arg) => arg.startsWith(flag))?.slice(flag.length);
  if (key === undefined) return runTool(session, tool, plain);
  const slice = cache.read('slices', key) as Slice | undefined;
  if (!slice) throw new UserError('USAGE', `the cache ${cache.dir} lost an entry during the build`, { fix: 'start the build again' });
  // The go command means by a package's pattern also the tests outside it.
  if (name === `${slice.importPath}_test`) return runTool(session, tool, plain);
  const { status, woven } = await compileSlice({ session, cache, slice, tool, args: plain, cwd: process.cwd(), archives: readArchives() });
  const action = flagValue(plain, '-buildid')?.split('/')[0];
  if (status === 0 && action !== undefined && woven) cache.write('woven', digest(action), woven);
  return status;
}

export interface SliceCompile {
  readonly session: Session;
  readonly cache: Cache;
  readonly slice: Slice;
  readonly tool: string;
  /** The go command's arguments for the compiler. */
  readonly args: readonly string[];
  readonly cwd: string;
  /** Archives that the compile may take from outside. */
  readonly archives: Readonly<Record<string, string>>;
}

export async function compileSlice(request: SliceCompile): Promise<{ status: number; woven: Woven | undefined }> {
  const { session, cache, slice, tool, cwd } = request;
  const parsed = parseCompile(request.args);
  const folder = cache.temporary();
  try {
    const { files, result } = slice.replaces
      ? { files: parsed.files, result: undefined }
      : await weave(session, slice, parsed, cwd, folder);
    const flags = adjustFlags(parsed, request, folder);
    return { status: runTool(session, tool, [...flags, ...files], cwd), woven: result };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function weave(
  session: Session,
  slice: Slice,
  command: CompileCommand,
  cwd: string,
  folder: string,
): Promise<{ files: readonly string[]; result: Woven }> {
  const importMap = flagValue(command.flags, '-p') ?? slice.importPath;
  const parser = await initParser();
  const flags = parseFlags(
    [...(slice.blocked ? ['--blocked'] : []), ...slice.provided.map((path) => `--provided=${path}`)],
    importFlags.values,
    importFlags.booleans,
  );
  const hooks = new Map(slice.hooks.map((hook) => [hook.importPath, hook]));
  const { rules, notApplied } = sortOutBlocked(slice.rules, slice.importPath, flags);
  const files = command.files
    .map((file) => resolve(cwd, file))
    .map((file) => ({ name: basename(file), path: shownPath(file, session.cwd), text: readFileSync(file, 'utf8') }));
  const { files: changed, report: bare } = weavePackage(parser, {
    importPath: slice.importPath,
    importMap,
    label: slice.importPath,
    packageVersion: slice.version,
    buildContext: slice.context,
    files,
    rules,
    hooks,
  });
  checkProvided(bare, rules, slice.importPath, flags);
  const report = { ...bare, notApplied: [...bare.notApplied, ...notApplied] };
  const texts = new Map(changed);
  const plan = slice.glue ? activePlan([...slice.glue.reports, report], new Set(slice.glue.reachable)) : undefined;
  if (plan?.active === true) {
    const prefix = freePrefix(files.map(({ text }) => text));
    texts.set(GLUE_FILE, generateGlue({ joinPoints: plan.joinPoints, reports: plan.reports, hookPackages: hooks, prefix }));
  }
  for (const [name, text] of texts) writeFileSync(join(folder, name), text);
  const names = new Set(command.files.map((file) => basename(file)));
  const replaced = command.files.map((file) => (texts.has(basename(file)) ? join(folder, basename(file)) : file));
  const added = [...texts.keys()].filter((name) => !names.has(name));
  // Sorts before the package's own files: hooks are in place before its variables are initialised.
  const first = added.filter((name) => name === GLUE_FILE);
  const last = added.filter((name) => name !== GLUE_FILE);
  return {
    files: [...first.map((name) => join(folder, name)), ...replaced, ...last.map((name) => join(folder, name))],
    result: { report, active: plan?.active ?? false },
  };
}

function adjustFlags({ flags, files }: CompileCommand, { slice, cwd, archives }: SliceCompile, folder: string): string[] {
  // Without -std the linker accepts references to a standard package's hook variables.
  let result = flags.filter((flag) => flag !== '-std' && !(flag === '-complete' && slice.glue));
  const [firstFile] = files;
  if (firstFile !== undefined) {
    result = replaceFlag(result, '-trimpath', trimWoven(flagValue(result, '-trimpath'), folder, folderOf(firstFile, cwd)));
  }
  const file = flagValue(result, '-importcfg');
  if (file === undefined || Object.keys(slice.archives).length === 0) return result;
  const config = parseImportConfig(readFileSync(resolve(cwd, file), 'utf8'));
  const packages = new Map(config.packages);
  for (const path of Object.keys(slice.archives)) {
    const archive = archives[path];
    if (archive !== undefined && (slice.replaces ? packages.has(path) : !packages.has(path))) packages.set(path, archive);
  }
  const own = join(folder, 'importcfg');
  writeFileSync(own, formatImportConfig({ ...config, packages }));
  return replaceFlag(result, '-importcfg', own);
}

function readArchives(): Readonly<Record<string, string>> {
  const file = process.env[ARCHIVES_VARIABLE];
  return file === undefined || file === '' ? {} : (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
}

/** Sources inside the folder of the build are shown as the user would write them. */
function shownPath(file: string, cwd: string): string {
  return file.startsWith(`${cwd}/`) ? file.slice(cwd.length + 1) : file;
}

/** Nothing in package main may begin with what the glue's names begin with. */
function freePrefix(texts: readonly string[]): string {
  for (let i = 0; ; i++) {
    const prefix = `otelglue${i === 0 ? '' : i}`;
    if (!texts.some((text) => text.includes(prefix))) return prefix;
  }
}
