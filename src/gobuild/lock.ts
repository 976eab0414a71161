import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { Cache } from './cache.js';

const POLL_MS = 50;
/** A lock whose owner cannot be asked (another machine on a shared folder) counts no longer after this. */
const STALE_MS = 10 * 60_000;

/**
 * Lets one of several processes do the work that all of them need. That is a matter of speed only: entries are written atomically, and
 * who cannot get the lock does the work itself.
 */
export async function withLock<T>(cache: Cache, name: string, done: () => T | undefined, work: () => Promise<T>): Promise<T> {
  const file = cache.path('locks', name);
  try {
    mkdirSync(cache.path('locks'), { recursive: true });
    while (!take(file)) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      const result = done();
      if (result !== undefined) return result;
    }
  } catch {
    return work();
  }
  try {
    return done() ?? (await work());
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (isStale(file)) rmSync(file, { force: true });
    return false;
  }
}

function isStale(file: string): boolean {
  try {
    const age = Date.now() - statSync(file).mtimeMs;
    const owner = Number(readFileSync(file, 'utf8'));
    // Just made and not yet written.
    if (!(owner > 0)) return age > 1000;
    return age > STALE_MS || !isAlive(owner);
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
