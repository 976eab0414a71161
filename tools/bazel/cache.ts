/**
 * The folder, outside the checkout, that holds everything expensive: the Debian root, the local
 * module registry and Bazel's own output. Entries appear whole or not at all.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { type Log, PrepareError } from './steps.js';

type Env = Readonly<Record<string, string | undefined>>;

/** `$OTEL_DEV_CACHE`, or `rules_otel_go` in the user's cache folder. */
export function cacheFolder(env: Env = process.env, home: string = homedir()): string {
  if (env['OTEL_DEV_CACHE']) return path.resolve(env['OTEL_DEV_CACHE']);
  return path.join(env['XDG_CACHE_HOME'] || path.join(home, '.cache'), 'rules_otel_go');
}

/**
 * Runs `body` while no other process does, for the same name.
 *
 * flock(1) holds the lock and reads our pipe: when this process ends, however it ends, the pipe
 * closes, flock exits and the kernel frees the lock. There is no stale lock to clean up.
 */
export async function withLock<T>(folder: string, name: string, log: Log, body: () => Promise<T>): Promise<T> {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name}.lock`);
  const holder = spawn('flock', [file, 'sh', '-c', 'echo locked; exec cat >/dev/null'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // A group of its own: Ctrl-C must not free the lock before we have stopped.
    detached: true,
  });
  const waiting = setTimeout(() => log(`waiting for another process to finish (${file})`), 1000);
  try {
    await Promise.race([
      once(holder.stdout, 'data'),
      once(holder, 'exit').then(() => {
        throw new PrepareError(`could not lock ${file}\n  what to do: install util-linux (flock)`);
      }),
    ]);
    clearTimeout(waiting);
    return await body();
  } finally {
    clearTimeout(waiting);
    holder.stdin.end();
  }
}

/**
 * Returns `folder/name`, built by `build` if it is not there yet. `build` fills a folder with a
 * temporary name which is renamed at the end, so a killed run leaves nothing that looks complete.
 */
export async function buildOnce(folder: string, name: string, log: Log, build: (temporary: string) => Promise<void>): Promise<string> {
  const final = path.join(folder, name);
  if (existsSync(final)) return final;
  return await withLock(folder, name, log, async () => {
    if (existsSync(final)) return final;
    const prefix = `${name}.tmp-`;
    for (const stale of readdirSync(folder).filter((entry) => entry.startsWith(prefix))) {
      await rm(path.join(folder, stale), { recursive: true, force: true });
    }
    const temporary = path.join(folder, `${prefix}${process.pid}`);
    mkdirSync(temporary);
    await build(temporary);
    renameSync(temporary, final);
    return final;
  });
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** A failure remembered for a day, so that not every run waits for the same time-out. */
export class NegativeMemo {
  readonly #file: string;
  readonly #key: string;

  constructor(file: string, key: string) {
    this.#file = file;
    this.#key = key;
  }

  /** Why it failed, if that is less than a day ago; otherwise undefined. */
  read(now: number = Date.now()): string | undefined {
    try {
      const memo: unknown = JSON.parse(readFileSync(this.#file, 'utf8'));
      if (typeof memo !== 'object' || memo === null) return undefined;
      const { key, at, reason } = memo as { key?: unknown; at?: unknown; reason?: unknown };
      if (key !== this.#key || typeof at !== 'number' || now - at > DAY_MS) return undefined;
      return typeof reason === 'string' ? reason : undefined;
    } catch {
      return undefined; // Absent or damaged: try again, which is always right.
    }
  }

  write(reason: string, now: number = Date.now()): void {
    mkdirSync(path.dirname(this.#file), { recursive: true });
    writeFileSync(this.#file, JSON.stringify({ key: this.#key, at: now, reason }));
  }
}
