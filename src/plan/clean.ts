/** Our cache, measured and removed. Only what is ours: the folder is the user's choice (OTEL_GO_CACHE). */
import { lstatSync, readdirSync, rmdirSync, rmSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../errors.js';
import { ENTRY_KINDS, TRIM_FILE } from '../gobuild/trim.js';

export interface CacheContent {
  readonly files: number;
  readonly bytes: number;
  /** Names in the folder that are not ours. */
  readonly others: readonly string[];
}

/** Kinds of entries (src/gobuild, src/toolexec). A test holds this list against a cache that builds have filled. */
const OURS: ReadonlySet<string> = new Set([...ENTRY_KINDS, TRIM_FILE, 'locks', 'salt', 'tmp']);

export function measureCache(folder: string): CacheContent {
  const names = namesIn(folder);
  const sizes = names.filter((name) => OURS.has(name)).flatMap((name) => sizesBelow(join(folder, name)));
  return { files: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0), others: names.filter((name) => !OURS.has(name)) };
}

export function cleanCache(folder: string): CacheContent {
  const content = measureCache(folder);
  try {
    for (const name of namesIn(folder)) if (OURS.has(name)) rmSync(join(folder, name), { recursive: true, force: true });
    if (content.others.length === 0 && content.files > 0) rmdirSync(folder);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UserError('USAGE', `cannot remove the cache ${folder}: ${message}`, { fix: 'see who owns the folder' });
  }
  return content;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new UserError('USAGE', `cannot read the cache ${folder}: ${(error as Error).message}`, { fix: 'set OTEL_GO_CACHE to a folder' });
  }
}

function sizesBelow(entry: string): number[] {
  let stat: Stats;
  try {
    stat = lstatSync(entry);
  } catch {
    // A build that runs at the same time has removed it.
    return [];
  }
  return stat.isDirectory() ? readdirSync(entry).flatMap((name) => sizesBelow(join(entry, name))) : [stat.size];
}
