/** Files of a build, by the paths that actions have. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';

export class OutputTree {
  readonly executionRoot: string;
  readonly outputBase: string;
  readonly workspace: string;

  constructor(places: { readonly executionRoot: string; readonly outputBase: string; readonly workspace: string }) {
    this.executionRoot = places.executionRoot;
    this.outputBase = places.outputBase;
    this.workspace = places.workspace;
  }

  /** The execution root holds links to repositories and sources only after a build: they are looked up where they lie. */
  resolve(path: string): string {
    if (isAbsolute(path)) return path;
    if (path.startsWith('external/')) return join(this.outputBase, path);
    return join(path.startsWith('bazel-out/') ? this.executionRoot : this.workspace, path);
  }

  exists(path: string): boolean {
    return existsSync(this.resolve(path));
  }

  text(path: string): string | undefined {
    try {
      return readFileSync(this.resolve(path), 'utf8');
    } catch {
      return undefined;
    }
  }

  /** A JSON file that the build has written; undefined while it has not. */
  json(path: string): unknown {
    const text = this.text(path);
    return text === undefined ? undefined : (JSON.parse(text) as unknown);
  }

  /** The first of these files that is newer than `path`. */
  newerThan(path: string, files: readonly string[]): string | undefined {
    const time = this.#time(path);
    return time === undefined ? undefined : files.find((file) => (this.#time(file) ?? 0) > time);
  }

  #time(path: string): number | undefined {
    return statSync(this.resolve(path), { throwIfNoEntry: false })?.mtimeMs;
  }
}
