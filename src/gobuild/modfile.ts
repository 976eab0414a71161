/** Which modules the user works in, read from go.work and go.mod: nothing is loaded for it, builds without a change do it too. */
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readOptional } from './cache.js';
import type { GoEnvironment } from './goenvironment.js';

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

/** Arguments of a directive, written on one line or in a block; `wanted` sees lines with their comments. */
export function entries(text: string, directive: string, wanted: (line: string) => boolean = () => true): string[] {
  const code = text
    .split('\n')
    .filter((line) => wanted(line))
    .join('\n')
    .replaceAll(/\/\/[^\n]*/g, '');
  const blocks = [...code.matchAll(new RegExp(`^${directive}\\s*\\(([^)]*)\\)`, 'gm'))].flatMap(([, body = '']) => body.split('\n'));
  const single = [...code.matchAll(new RegExp(`^${directive}[ \\t]+([^(\\n]+)$`, 'gm'))].map(([, body = '']) => body);
  return [...blocks, ...single].map((line) => line.trim()).filter((line) => line !== '');
}

export function unquote(path: string): string {
  return path.startsWith('"') ? (JSON.parse(path) as string) : path.replaceAll('`', '');
}
