/**
 * The module context in which hooks are built: a go.work in our cache, of the user's module (or modules) and the hooks' own. The
 * user's go.mod, go.sum and go.work are only read. Versions that the program selects are pinned by `replace`, so that the hooks' own
 * requirements cannot raise them.
 */
import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { type Cache, digest, readOptional } from './cache.js';
import type { GoEnvironment } from './gocommand.js';
import type { WorkspaceText } from './session.js';

export function readWorkspace(env: GoEnvironment, hooksRoot: string): WorkspaceText {
  const modules = usedModules(env);
  const work = workFile(env);
  const texts = [join(hooksRoot, 'go.mod'), ...modules.map((dir) => join(dir, 'go.mod')), ...(work === undefined ? [] : [work])].map(
    (file) => readOptional(file) ?? '',
  );
  return {
    go: highest(texts.map((text) => /^go\s+(\S+)/m.exec(text)?.[1] ?? '1.0')),
    use: [...modules, hooksRoot],
    replace: work === undefined ? [] : replacements(readFileSync(work, 'utf8'), dirname(work)),
    sum: (work === undefined ? undefined : readOptional(`${work}.sum`)) ?? '',
  };
}

export function workFile({ GOWORK }: GoEnvironment): string | undefined {
  return GOWORK === '' || GOWORK === 'off' ? undefined : GOWORK;
}

/** Folders of the main modules. */
export function usedModules(env: GoEnvironment): string[] {
  const work = workFile(env);
  if (work !== undefined) return entries(readFileSync(work, 'utf8'), 'use').map((path) => resolve(dirname(work), unquote(path)));
  return env.GOMOD.endsWith('go.mod') ? [dirname(env.GOMOD)] : [];
}

export function modulePath(dir: string): string | undefined {
  return /^module\s+"?([^\s"]+)/m.exec(readOptional(join(dir, 'go.mod')) ?? '')?.[1];
}

/** Writes the go.work for some pinned versions; returns its path. */
export function writeWorkspace(
  cache: Cache,
  text: WorkspaceText,
  pins: readonly { readonly path: string; readonly version: string }[],
): string {
  const replaced = new Set(text.replace.map((line) => line.split(/\s/)[0]));
  const lines = [
    `go ${text.go}`,
    ...text.use.map((dir) => `use ${quote(dir)}`),
    ...text.replace.map((line) => `replace ${line}`),
    ...pins.filter(({ path }) => !replaced.has(path)).map(({ path, version }) => `replace ${path} => ${path} ${version}`),
  ];
  const content = `${lines.join('\n')}\n`;
  const dir = join('work', digest(content, text.sum));
  // The go command adds to go.work.sum what it downloads: written once only.
  if (text.sum !== '' && readOptional(cache.path(dir, 'go.work.sum')) === undefined) cache.writeText(join(dir, 'go.work.sum'), text.sum);
  return cache.writeText(join(dir, 'go.work'), content);
}

/** Arguments of a directive, written on one line or in a block. */
function entries(text: string, directive: string): string[] {
  const code = text.replaceAll(/\/\/[^\n]*/g, '');
  const blocks = [...code.matchAll(new RegExp(`^${directive}\\s*\\(([^)]*)\\)`, 'gm'))].flatMap(([, body = '']) => body.split('\n'));
  const single = [...code.matchAll(new RegExp(`^${directive}[ \\t]+([^(\\n]+)$`, 'gm'))].map(([, body = '']) => body);
  return [...blocks, ...single].map((line) => line.trim()).filter((line) => line !== '');
}

function replacements(text: string, dir: string): string[] {
  return entries(text, 'replace').map((line) => {
    const [from = '', to = ''] = line.split('=>').map((part) => part.trim());
    const target = unquote(to);
    return /^\.\.?(\/|$)/.test(target) || isAbsolute(target) ? `${from} => ${quote(resolve(dir, target))}` : line;
  });
}

function highest(versions: readonly string[]): string {
  const parts = (version: string): number[] => version.split(/[.a-z]+/).map(Number);
  return [...versions].sort((a, b) => compare(parts(b), parts(a)))[0] ?? '1.25';
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

function unquote(path: string): string {
  return path.startsWith('"') ? (JSON.parse(path) as string) : path.replaceAll('`', '');
}
