/**
 * The module context in which hooks are built: a go.work in our cache, of the user's module (or modules) and the hooks' own. The
 * user's go.mod, go.sum and go.work are only read. Versions that the program selects are pinned by `replace`, so that the hooks' own
 * requirements cannot raise them.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { type Cache, digest, readOptional } from './cache.js';
import { type GoResult, runGo } from './gocommand.js';
import type { GoEnvironment } from './goenvironment.js';
import { entries, unquote, usedModules, workFile } from './modfile.js';
import type { WorkspaceText } from './session.js';
import { type Pin, telemetryPins } from './telemetry-pins.js';

/** `modfile` is in the place of the go.mod of the one module. */
export function readWorkspace(env: GoEnvironment, hooksRoot: string, modfile?: string): WorkspaceText {
  const modules = usedModules(env);
  const work = workFile(env);
  const libraries = libraryModules(hooksRoot).filter((library) =>
    modules.some((dir) => selects(modfile ?? join(dir, 'go.mod'), library.needs)),
  );
  const use = [...modules, hooksRoot, ...libraries.map(({ folder }) => folder)];
  const texts = [
    ...use.map((dir) => join(dir, 'go.mod')),
    ...(modfile === undefined ? [] : [modfile]),
    ...(work === undefined ? [] : [work]),
  ].map((file) => readOptional(file) ?? '');
  return {
    go: highest(texts.map((text) => goVersion(text))),
    use,
    replace: work === undefined ? [] : replacements(readFileSync(work, 'utf8'), dirname(work)),
    telemetry: telemetryRequirements(hooksRoot),
    sum: (work === undefined ? undefined : readOptional(`${work}.sum`)) ?? '',
  };
}

/** A module below the hooks' own, whose hooks are about other modules than OpenTelemetry's. */
export interface LibraryModule {
  readonly folder: string;
  /** Paths of the modules that its hooks are about. */
  readonly needs: readonly string[];
}

/**
 * Hooks for libraries lie in modules of their own: a program that has not selected such a library must not get it because of us.
 * Each requires the lowest version that its rules accept, which therefore raises nobody's.
 */
export function libraryModules(hooksRoot: string): LibraryModule[] {
  return readdirSync(hooksRoot, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(hooksRoot, entry.name, 'go.mod')))
    .map((entry) => ({ folder: join(hooksRoot, entry.name), needs: neededModules(join(hooksRoot, entry.name)) }));
}

function neededModules(folder: string): string[] {
  return entries(readFileSync(join(folder, 'go.mod'), 'utf8'), 'require', (line) => !line.includes('// indirect'))
    .map((line) => unquote(line.split(/\s/)[0] ?? ''))
    .filter((path) => !/^(go\.opentelemetry\.io\/otel|otel-go\.internal)(\/|$)/.test(path));
}

function telemetryRequirements(hooksRoot: string): Pin[] {
  return entries(readFileSync(join(hooksRoot, 'go.mod'), 'utf8'), 'require', (line) => !line.includes('// indirect'))
    .map((line) => line.split(/\s+/))
    .flatMap(([path = '', version = '']) => (path.startsWith('go.opentelemetry.io/') ? [{ path, version }] : []));
}

/** Before Go 1.17 go.mod names direct requirements only; what is used stands in go.sum. */
function selects(mod: string, needs: readonly string[]): boolean {
  const text = readOptional(mod) ?? '';
  const old = compare(versionParts(goVersion(text)), [1, 17]) < 0;
  const known = new Set(
    [...entries(text, 'require'), ...(old ? (readOptional(mod.replace(/\.mod$/, '.sum')) ?? '').split('\n') : [])].map((line) =>
      unquote(line.split(/\s/)[0] ?? ''),
    ),
  );
  return needs.every((path) => known.has(path));
}

function goVersion(text: string): string {
  return /^go\s+(\S+)/m.exec(text)?.[1] ?? '1.0';
}

/** The versions of modules that go.work can hold fast: a replaced module, and one without a version, is what the user's files say. */
export function pinsOf(
  modules: readonly { readonly path: string; readonly version: string | undefined; readonly replace?: object | undefined }[],
): Pin[] {
  const found = modules.flatMap(({ path, version = '', replace }): Pin[] =>
    replace || version === '' || version === '(devel)' ? [] : [{ path, version }],
  );
  return [...new Map(found.map((pin) => [pin.path, pin])).values()];
}

/** Writes the go.work for some pinned versions; returns its path. */
export function writeWorkspace(cache: Cache, text: WorkspaceText, pins: readonly Pin[]): string {
  const replaced = new Set(text.replace.map((line) => line.split(/\s/)[0]));
  const lines = [
    `go ${text.go}`,
    ...text.use.map((dir) => `use ${quote(dir)}`),
    ...text.replace.map((line) => `replace ${line}`),
    ...[...pins, ...telemetryPins(text.telemetry, pins)]
      .filter(({ path }) => !replaced.has(path))
      .map(({ path, version }) => `replace ${path} => ${path} ${version}`),
  ];
  const content = `${lines.join('\n')}\n`;
  const dir = join('work', digest(content, text.sum));
  // The go command adds to go.work.sum what it downloads: written once only.
  if (text.sum !== '' && readOptional(cache.path(dir, 'go.work.sum')) === undefined) cache.writeText(join(dir, 'go.work.sum'), text.sum);
  return cache.writeText(join(dir, 'go.work'), content);
}

export interface WorkspaceListing {
  readonly cwd: string;
  readonly tags: readonly string[];
  readonly overlay: string | undefined;
}

/** `go list` of packages and all that they need, in a go.work of ours. With -e: what is wrong with a package stands beside it. */
export function listInWorkspace(
  work: string,
  { cwd, tags, overlay }: WorkspaceListing,
  fields: string,
  paths: readonly string[],
): Promise<GoResult> {
  const flags = [...(tags.length > 0 ? [`-tags=${tags.join(',')}`] : []), ...(overlay === undefined ? [] : [`-overlay=${overlay}`])];
  // What the build needs of GOFLAGS are its tags and overlay.
  return runGo(['list', '-e', '-deps', `-json=${fields}`, ...flags, '--', ...paths], cwd, { GOWORK: work, GOFLAGS: '' });
}

function replacements(text: string, dir: string): string[] {
  return entries(text, 'replace').map((line) => {
    const [from = '', to = ''] = line.split('=>').map((part) => part.trim());
    const target = unquote(to);
    return /^\.\.?(\/|$)/.test(target) || isAbsolute(target) ? `${from} => ${quote(resolve(dir, target))}` : line;
  });
}

function highest(versions: readonly string[]): string {
  return [...versions].sort((a, b) => compare(versionParts(b), versionParts(a)))[0] ?? '1.25';
}

function versionParts(version: string): number[] {
  return version.split(/[.a-z]+/).map(Number);
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? -1) - (b[i] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}

function quote(path: string): string {
  return /[\s"'`()]/.test(path) ? JSON.stringify(path) : path;
}
