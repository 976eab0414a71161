/** The packages of a build, from one `go list`. */
import { readFileSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { UserError } from '../errors.js';
import { flagText, lastValue, parseGoFlags } from '../gobuild/arguments.js';
import { type GoModule, type Listed, oneLine, parseListed, runGo } from '../gobuild/gocommand.js';
import type { Session } from '../gobuild/session.js';
import type { Pin } from '../gobuild/telemetry-pins.js';
import { pinsOf } from '../gobuild/workspace.js';
import { stdVersion } from '../rules/version.js';

export interface PlanPackage {
  readonly importPath: string;
  readonly isMain: boolean;
  readonly std: boolean;
  /** Named on the command line, not only imported. */
  readonly named: boolean;
  readonly module: GoModule | undefined;
  /** What version ranges of rules are held against. */
  readonly version: string | undefined;
  readonly dir: string;
  /** Names of the files that this build compiles. */
  readonly files: readonly string[];
  readonly imports: readonly string[];
  readonly error: { readonly Err: string; readonly Pos?: string } | undefined;
}

export interface PackageSet {
  readonly byPath: ReadonlyMap<string, PlanPackage>;
  readonly mains: readonly PlanPackage[];
  /** Text of a package's file, with the replacements of -overlay. */
  text(pkg: PlanPackage, file: string): string;
}

export interface ListedPackage extends Listed {
  readonly Name?: string;
  readonly DepOnly?: boolean;
}

export const FIELDS = 'ImportPath,Name,Dir,Standard,Imports,ImportMap,Module,DepOnly,GoFiles,CgoFiles,Error';

type ListContext = Pick<Session, 'cwd' | 'flags' | 'goflags' | 'context'>;

/** With -e: a package that nobody links, such as one of hooks, may import what only we know. */
export async function listBuild(session: ListContext, patterns: readonly string[]): Promise<PackageSet> {
  const flags = session.flags.filter(({ name }) => name !== 'gcflags').map(flagText);
  const result = await runGo(['list', '-e', '-deps', `-json=${FIELDS}`, ...flags, '--', ...patterns], session.cwd);
  if (result.status !== 0) throw new UserError('USAGE', oneLine(result.stderr).replace(/^go: /, ''), { fix: 'go build says the same' });
  const all = parseListed(result.stdout).map((listed) => readPackage(listed, session.context.goVersion));
  if (all.length === 0) throw new UserError('USAGE', oneLine(result.stderr) || `no package matches ${patterns.join(' ')}`);
  const byPath = new Map(all.map((pkg) => [pkg.importPath, pkg]));
  for (const { error, named } of all) if (error && named) throw listError(error);
  const mains = all.filter(({ isMain, named }) => isMain && named);
  const replaced = readOverlay(session);
  return {
    byPath,
    mains,
    text: (pkg, file) => {
      const path = resolve(pkg.dir, file);
      return readFileSync(replaced.get(path) ?? path, 'utf8');
    },
  };
}

/** The versions of modules that a build selects. */
export function selectedVersions({ byPath }: PackageSet): Pin[] {
  const modules = [...byPath.values()].flatMap(({ module }) => module ?? []);
  return pinsOf(modules.map(({ Path, Version, Replace }) => ({ path: Path, version: Version, replace: Replace })));
}

function listError({ Err, Pos }: { readonly Err: string; readonly Pos?: string }): UserError {
  const [, file, line, column] = /^(.+):(\d+):(\d+)$/.exec(Pos ?? '') ?? [];
  const position = file === undefined ? undefined : { file, line: Number(line), column: Number(column) };
  return new UserError('USAGE', oneLine(Err), { position });
}

export function readPackage(listed: ListedPackage, goVersion: string): PlanPackage {
  const {
    ImportPath,
    Name,
    Dir = '',
    Standard = false,
    Module,
    DepOnly,
    Imports = [],
    ImportMap = {},
    GoFiles = [],
    CgoFiles = [],
  } = listed;
  return {
    importPath: ImportPath,
    isMain: Name === 'main',
    std: Standard,
    named: DepOnly !== true,
    module: Module,
    version: Standard ? stdVersion(goVersion) : Module && versionOf(Module),
    dir: Dir,
    files: [...GoFiles, ...CgoFiles].sort(),
    imports: Imports.filter((path) => path !== 'C').map((path) => ImportMap[path] ?? path),
    error: listed.Error,
  };
}

/** A replaced module has the version of what replaces it; a folder has none. */
function versionOf({ Version, Replace }: GoModule): string | undefined {
  return Replace?.Version ?? Version;
}

function readOverlay({ flags, goflags, cwd }: ListContext): ReadonlyMap<string, string> {
  const file = lastValue([...parseGoFlags(goflags), ...flags], 'overlay');
  if (file === undefined || file === '') return new Map();
  const { Replace = {} } = JSON.parse(readFileSync(resolve(cwd, file), 'utf8')) as { Replace?: Record<string, string> };
  return new Map(Object.entries(Replace).map(([from, to]) => [resolve(cwd, from), resolve(cwd, to)]));
}

/** A program and all that it links, with the shortest way from main to each package. */
export interface Program {
  readonly main: PlanPackage;
  readonly paths: ReadonlyMap<string, readonly string[]>;
}

/** Adds to the ways all that is imported from there on. A Map is iterated in the order of insertion: breadth first. */
export function follow(paths: Map<string, readonly string[]>, importsOf: (importPath: string) => readonly string[] | undefined): void {
  for (const [importPath, path] of paths) {
    for (const next of importsOf(importPath) ?? []) if (importsOf(next) && !paths.has(next)) paths.set(next, [...path, next]);
  }
}

export function programOf(main: PlanPackage, { byPath }: PackageSet): Program {
  const paths = new Map<string, readonly string[]>([[main.importPath, [main.importPath]]]);
  follow(paths, (importPath) => {
    const imports = byPath.get(importPath)?.imports;
    // The linker adds the runtime, whatever the sources import.
    return importPath === main.importPath ? [...main.imports, 'runtime'] : imports;
  });
  for (const path of paths.keys()) {
    const error = byPath.get(path)?.error;
    if (error) throw listError(error);
  }
  return { main, paths };
}

/** As the user would write it: relative to the folder of the build where the file lies below it. */
export function shownPath(dir: string, file: string, cwd: string): string {
  const path = isAbsolute(file) ? file : join(dir, file);
  return path.startsWith(`${cwd}${sep}`) ? relative(cwd, path).split(sep).join('/') : path;
}

/** Where a package comes from, in one word. */
export function originOf({ std, module, dir }: PlanPackage, cwd: string): string {
  if (std) return 'std';
  if (module && module.Main !== true) return module.Version === undefined ? module.Path : `${module.Path}@${module.Version}`;
  const path = relative(cwd, dir).split(sep).join('/');
  return path === '' ? '.' : path.startsWith('..') ? dir : `./${path}`;
}
