/** Old entries of our cache are removed, as the go command does with its own: those that no build has used for some time. */
import { readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** The go command keeps its entries for 5 days; what we know of these must not go first. */
const UNUSED_MS = 10 * DAY_MS;

/** Kinds of entries, each a folder of the cache. */
export const ENTRY_KINDS: readonly string[] = (
  'archives closures directives hook-folders launchers overlays prepared program sessions signatures slices tool-tags variants work worlds ' +
  'woven'
).split(' ');

/** Its time says when the cache was trimmed last. */
export const TRIM_FILE = 'trimmed';

/** Says that an entry is used; its time is written anew once an hour only. */
export function markUsed(file: string, now = Date.now()): void {
  try {
    if (now - statSync(file).mtimeMs > HOUR_MS) utimesSync(file, now / 1000, now / 1000);
  } catch {
    // A cache that cannot be written is not trimmed either.
  }
}

/** At most once a day. */
export function trimCache(dir: string, now = Date.now()): void {
  const stamp = join(dir, TRIM_FILE);
  if (now - (timeOf(stamp) ?? 0) < DAY_MS) return;
  try {
    writeFileSync(stamp, '');
    utimesSync(stamp, now / 1000, now / 1000);
  } catch {
    return;
  }
  for (const kind of ENTRY_KINDS) {
    for (const name of namesIn(join(dir, kind))) {
      const entry = join(dir, kind, name);
      const used = lastUse(entry);
      if (used !== undefined && now - used > UNUSED_MS) remove(entry);
    }
  }
}

/** Of a folder that of its youngest file. */
function lastUse(entry: string): number | undefined {
  const times = namesIn(entry).flatMap((name) => timeOf(join(entry, name)) ?? []);
  return times.length > 0 ? Math.max(...times) : timeOf(entry);
}

function timeOf(file: string): number | undefined {
  try {
    return statSync(file).mtimeMs;
  } catch {
    return undefined;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function remove(entry: string): void {
  try {
    rmSync(entry, { recursive: true, force: true });
  } catch {
    // Another build was faster.
  }
}
