/** -modfile for the go.work that hooks are built with: there the go command takes another go.mod by -overlay only. */
import { dirname, join, resolve } from 'node:path';
import { type Flag, lastValue } from './arguments.js';
import { type Cache, digest, readOptional } from './cache.js';
import type { GoEnvironment } from './goenvironment.js';

export interface OtherModFile {
  /** The go.mod and go.sum of the user's -modfile. */
  readonly mod: string;
  readonly sum: string;
}

export function otherModFile(flags: readonly Flag[], cwd: string): OtherModFile | undefined {
  const name = lastValue(flags, 'modfile');
  if (name === undefined || name === '') return undefined;
  const mod = resolve(cwd, name);
  return { mod, sum: mod.replace(/\.mod$/, '.sum') };
}

/** The user's overlay, with the other go.mod in the place of the module's; returns its path. */
export function writeOverlay(
  cache: Cache,
  { env, cwd, flags }: { readonly env: GoEnvironment; readonly cwd: string; readonly flags: readonly Flag[] },
): string | undefined {
  const other = otherModFile(flags, cwd);
  if (!other || !env.GOMOD.endsWith('go.mod')) return undefined;
  const replace = { ...usersOverlay(flags, cwd), [env.GOMOD]: other.mod, [join(dirname(env.GOMOD), 'go.sum')]: other.sum };
  const text = JSON.stringify({ Replace: replace });
  return cache.writeText(join('overlays', `${digest(text)}.json`), text);
}

function usersOverlay(flags: readonly Flag[], cwd: string): Readonly<Record<string, string>> {
  const name = lastValue(flags, 'overlay');
  const text = name === undefined || name === '' ? undefined : readOptional(resolve(cwd, name));
  if (text === undefined) return {};
  try {
    const { Replace = {} } = JSON.parse(text) as { Replace?: Readonly<Record<string, string>> };
    // An empty name removes the file.
    return Object.fromEntries(Object.entries(Replace).map(([from, to]) => [resolve(cwd, from), to === '' ? '' : resolve(cwd, to)]));
  } catch {
    // The go command says what is wrong with it.
    return {};
  }
}
