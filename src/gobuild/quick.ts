/**
 * The driver's first step: finds the session of a build. A build that was prepared before, with all its sources as they were, is known by
 * these; only what is needed to find that out is loaded here.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../errors.js';
import { type GoCommandLine, lastValue } from './arguments.js';
import { type Cache, digest, readOptional } from './cache.js';
import { scanDirectives, type SourceDirectives } from './directives.js';
import { type GoEnvironment, goEnvironment } from './goenvironment.js';
import { modulePath, usedModules } from './modfile.js';
import { digestFolders, digestProgram, stampFolder } from './sources.js';
import { markUsed } from './trim.js';

const PROGRAM = fileURLToPath(new URL('../', import.meta.url));
/** What else of the environment decides which files take part in a build. */
const ENVIRONMENT = /^GO(AMD64|ARM|ARM64|386|PPC64|RISCV64|MIPS|MIPS64|WASM|EXPERIMENT|FIPS140)$/;

/** In place of a command of the go command: `otel toolexec`. */
export const FOREIGN = 'toolexec';

export interface BuildOptions {
  /** Rule files of the command line. */
  readonly rules: readonly string[];
  readonly disable: readonly string[];
  /** `go test`: tests link hooks too. */
  readonly testHooks: boolean;
}

export interface BuildRequest {
  readonly line: GoCommandLine;
  readonly options: BuildOptions;
  /** Folder in which the user is, and that in which the go command works. */
  readonly start: string;
  readonly cwd: string;
  readonly env: GoEnvironment;
  /** Hash of this program. */
  readonly program: string;
  readonly directives: SourceDirectives;
}

export interface Prepared {
  readonly launcher: string;
  /** Name of the session in the cache. */
  readonly session: string;
  /** What the session was made of; files that need not exist are among them. */
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

interface Entry extends Prepared {
  readonly content: string;
}

/** Makes the session of a build; returns the launcher. */
export async function prepare(cache: Cache, line: GoCommandLine, options: BuildOptions, start: string): Promise<string> {
  return (await prepareBuild(cache, { line, options, start, ...(await buildFolder(line, start)) })).launcher;
}

/** Where the go command works, and with which environment. */
async function buildFolder(line: GoCommandLine, start: string): Promise<Pick<BuildRequest, 'cwd' | 'env'>> {
  const cwd = resolve(start, lastValue(line.flags, 'C') ?? '.');
  if (!existsSync(cwd)) throw new UserError('USAGE', `got -C ${cwd}, which does not exist`, { fix: 'name an existing folder' });
  return { cwd, env: await goEnvironment(cwd) };
}

/** Makes the session of a build, or finds the one that was made of the same sources. */
async function prepareBuild(cache: Cache, asked: Omit<BuildRequest, 'program' | 'directives'>): Promise<Prepared> {
  const program = programDigest(cache);
  const request = { ...asked, directives: directivesOf(cache, asked) };
  const levels = Object.entries(process.env).filter(([name]) => ENVIRONMENT.test(name));
  const name = digest(JSON.stringify([request, program, levels, cache.salt(), process.execPath]));
  const known = cache.read('prepared', name) as Entry | undefined;
  if (known && isUsable(cache, known)) return known;
  const { prepareFully } = await import('./prepare.js');
  const prepared = await prepareFully(cache, { ...request, program });
  cache.write('prepared', name, { ...prepared, content: contentOf(prepared) } satisfies Entry);
  return prepared;
}

export function directivesOf(cache: Cache, { env, line, cwd }: Pick<BuildRequest, 'env' | 'line' | 'cwd'>): SourceDirectives {
  const modules = usedModules(env).map((folder) => ({ folder, path: modulePath(folder) ?? '' }));
  const files = line.packages.filter((name) => name.endsWith('.go')).map((name) => resolve(cwd, name));
  return scanDirectives(cache, modules, files);
}

function isUsable(cache: Cache, entry: Entry): boolean {
  return isIntact(entry.launcher) && cache.read('sessions', entry.session) !== undefined && contentOf(entry) === entry.content;
}

/** Launchers are named by their content. */
function isIntact(launcher: string): boolean {
  const text = readOptional(launcher);
  if (text === undefined || digest(text) !== basename(launcher)) return false;
  markUsed(launcher);
  return true;
}

function contentOf({ files, folders }: Prepared): string {
  return digest(...files.map((file) => readOptional(file) ?? 'none'), digestFolders(folders));
}

/** A changed weaver weaves anew. */
function programDigest(cache: Cache): string {
  const stamp = stampFolder(PROGRAM);
  const known = readOptional(cache.path('program', stamp));
  if (known !== undefined && /^[0-9a-f]{12}$/.test(known)) return known;
  const made = digestProgram(PROGRAM).slice(0, 12);
  cache.writeText(join('program', stamp), made);
  return made;
}

export function packageVersion(packageRoot: string): string {
  return (JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string }).version;
}
