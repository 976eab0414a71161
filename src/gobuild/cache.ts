import { createHash, randomBytes } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../errors.js';
import { markUsed, trimCache } from './trim.js';

const LEFT_BEHIND_MS = 24 * 60 * 60_000;

/**
 * Our own cache folder. Entries are written under another name and renamed, so that a build that is killed, or a second one at the
 * same time, never leaves half an entry. Each entry carries the hash of its content: one that does not fit is no entry.
 */
export class Cache {
  readonly dir: string;

  constructor(dir: string) {
    this.dir = dir;
  }

  path(...parts: readonly string[]): string {
    return join(this.dir, ...parts);
  }

  read(kind: string, key: string): unknown {
    const file = this.path(kind, `${key}.json`);
    const text = readOptional(file);
    if (text === undefined) return undefined;
    const end = text.indexOf('\n');
    const body = text.slice(end + 1);
    if (end <= 0 || text.slice(0, end) !== digest(body)) return undefined;
    markUsed(file);
    return JSON.parse(body) as unknown;
  }

  write(kind: string, key: string, value: unknown): void {
    const body = JSON.stringify(value);
    this.writeText(join(kind, `${key}.json`), `${digest(body)}\n${body}`);
  }

  /** Stores a value under the hash of its content; returns that. */
  store(kind: string, value: unknown): string {
    const key = digest(JSON.stringify(value));
    if (this.read(kind, key) === undefined) this.write(kind, key, value);
    return key;
  }

  /** Writes a file unless it has this content already; returns its path. */
  writeText(name: string, text: string, mode = 0o644): string {
    const file = this.path(name);
    if (readOptional(file) === text) {
      markUsed(file);
      return file;
    }
    const temporary = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;
    this.#attempt(() => {
      mkdirSync(dirname(file), { recursive: true });
      try {
        writeFileSync(temporary, text, { mode });
        renameSync(temporary, file);
      } catch (error) {
        rmSync(temporary, { force: true });
        throw error;
      }
    });
    return file;
  }

  /**
   * Part of the key of all woven packages in the go command's cache. Their reports lie in this cache: one that was emptied gets another
   * salt, so that everything is woven anew.
   */
  salt(): string {
    const file = this.path('salt');
    const known = readOptional(file);
    if (known !== undefined && /^[0-9a-f]{32}$/.test(known)) return known;
    const made = randomBytes(16).toString('hex');
    const temporary = `${file}.${made}`;
    this.#attempt(() => {
      mkdirSync(this.dir, { recursive: true });
      if (known !== undefined) rmSync(file, { force: true });
      writeFileSync(temporary, made);
      try {
        // A link, unlike a rename, does not replace the salt of another build that was faster.
        linkSync(temporary, file);
      } catch {
        if (readOptional(file) === undefined) renameSync(temporary, file);
      } finally {
        rmSync(temporary, { force: true });
      }
    });
    return readOptional(file) ?? made;
  }

  /** A folder of its own for one process; the caller removes it. */
  temporary(): string {
    let made = '';
    this.#attempt(() => {
      mkdirSync(this.path('tmp'), { recursive: true });
      made = mkdtempSync(this.path('tmp', 'w'));
    });
    return made;
  }

  /** Removes what killed builds left behind, and what nobody has used for long. */
  sweep(): void {
    trimCache(this.dir);
    for (const kind of ['tmp', 'locks']) {
      for (const name of readFolder(this.path(kind))) {
        const entry = this.path(kind, name);
        try {
          if (Date.now() - statSync(entry).mtimeMs > LEFT_BEHIND_MS) rmSync(entry, { recursive: true, force: true });
        } catch {
          // Another build was faster, or the folder cannot be written: nothing depends on it.
        }
      }
    }
  }

  /** Of a folder below one that cannot be written mkdir says that it does not exist. */
  #refusal(): string | undefined {
    try {
      if (existsSync(this.dir)) accessSync(this.dir, constants.W_OK);
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  }

  #attempt(write: () => void): void {
    try {
      write();
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      const message = this.#refusal() ?? (error as Error).message;
      throw new UserError('USAGE', `cannot write the cache ${this.dir}: ${message}`, {
        fix: 'make room, or set OTEL_GO_CACHE to a folder that can be written',
      });
    }
  }
}

function readFolder(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** $OTEL_GO_CACHE, or a folder of the user's cache folder. */
export function openCache(env: NodeJS.ProcessEnv = process.env): Cache {
  const chosen = env['OTEL_GO_CACHE'];
  return new Cache(chosen !== undefined && chosen !== '' ? resolve(chosen) : join(userCacheDir(env), 'otel-go'));
}

function userCacheDir(env: NodeJS.ProcessEnv): string {
  if (process.platform === 'win32') return env['LocalAppData'] ?? join(homedir(), 'AppData', 'Local');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  const xdg = env['XDG_CACHE_HOME'];
  return xdg !== undefined && xdg !== '' ? xdg : join(homedir(), '.cache');
}

export function digest(...texts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length}:`).update(text);
  return hash.digest('hex').slice(0, 40);
}

export function readOptional(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
