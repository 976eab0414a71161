/**
 * Directives in the sources of the user's own modules. They are comments: what the compiler makes of a file is the same with and without
 * them, so that the go command would not link again after a change. Therefore they are part of the link's key.
 */
import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { type Cache, digest } from './cache.js';

/** What go run and go build call a program of single files. */
const SINGLE_FILES = 'command-line-arguments';
/** Any tool's directive: rules may select by them. */
const DIRECTIVE = /(?:^|\s)\/\/(?!go:|line |nolint:|export )([a-z0-9]+:[a-z0-9][^\n]*)/g;
const SPAN = /^otel:span(\s|$)/;
/** A file that is younger may be written again without its times showing it. */
const SETTLED_MS = 2000;

export interface SourceDirectives {
  /** Import paths of packages that ask for spans: they are woven although no rule names them. */
  readonly spans: readonly string[];
  readonly digest: string;
}

export interface SourceModule {
  readonly path: string;
  readonly folder: string;
}

/** Of one file: size and times, then its directives as `line:text`. */
type Entry = readonly [stamp: string, ...directives: string[]];
type Entries = Readonly<Record<string, Entry>>;

/** Only files that changed since the last time are read. `files` are named on the command line. */
export function scanDirectives(cache: Cache, modules: readonly SourceModule[], files: readonly string[]): SourceDirectives {
  const spans = new Set<string>();
  const texts: string[] = [];
  for (const { path, folder } of modules) {
    for (const [name, [, ...directives]] of Object.entries(entriesOf(cache, folder))) {
      texts.push(...directives.map((text) => `${path}/${name}:${text}`));
      if (directives.some(isSpan)) spans.add(packagePath(path, name));
    }
  }
  for (const file of files) {
    const directives = readDirectives(file);
    texts.push(...directives);
    if (directives.some(isSpan)) spans.add(SINGLE_FILES);
  }
  return { spans: [...spans].sort(), digest: texts.length === 0 ? '' : digest(...texts) };
}

function packagePath(module: string, file: string): string {
  const folder = dirname(file).split(sep).join('/');
  return folder === '.' ? module : `${module}/${folder}`;
}

function isSpan(directive: string): boolean {
  return SPAN.test(directive.slice(directive.indexOf(':') + 1));
}

function entriesOf(cache: Cache, folder: string): Entries {
  const name = digest(folder);
  const known = (cache.read('directives', name) ?? {}) as Entries;
  const found: Record<string, Entry> = {};
  let changed = false;
  for (const file of goFiles(folder)) {
    const key = relative(folder, file);
    const stamp = stampOf(file);
    const old = known[key];
    const same = old !== undefined && stamp !== undefined && old[0] === stamp;
    found[key] = same ? old : [stamp ?? '', ...readDirectives(file)];
    changed ||= !same;
  }
  if (changed || Object.keys(known).length !== Object.keys(found).length) cache.write('directives', name, found);
  return found;
}

function stampOf(file: string): string | undefined {
  try {
    const { size, mtimeMs, ctimeMs } = statSync(file);
    return Date.now() - ctimeMs > SETTLED_MS ? `${size} ${mtimeMs} ${ctimeMs}` : undefined;
  } catch {
    // It was removed meanwhile: the go command will say so.
    return undefined;
  }
}

/** Go files of a module; the folders that the go command leaves out, and those of other programs' packages, are left out. */
function goFiles(root: string): string[] {
  const found: string[] = [];
  const visit = (folder: string): void => {
    const entries = readFolder(folder);
    if (folder !== root && entries.some(({ name }) => name === 'go.mod')) return;
    for (const entry of entries) {
      if (/^[._]/.test(entry.name)) continue;
      if (entry.isDirectory()) {
        if (!/^(testdata|vendor|node_modules)$/.test(entry.name)) visit(join(folder, entry.name));
      } else if (entry.name.endsWith('.go')) found.push(join(folder, entry.name));
    }
  };
  visit(root);
  return found;
}

function readFolder(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

function readDirectives(file: string): string[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  return [...text.matchAll(DIRECTIVE)].map((match) => {
    const at = match.index + match[0].indexOf('//');
    return `${text.slice(0, at).split('\n').length}:${(match[1] ?? '').trimEnd()}`;
  });
}
