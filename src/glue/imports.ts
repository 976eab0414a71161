import { isExported } from '../golang/typeparts.js';

/** A function of another package that is not exported, and its name here. */
export interface LinkedFunction {
  readonly path: string;
  readonly name: string;
  readonly local: string;
}

/** Import declarations of a generated Go file: every path once, under a name that cannot meet one of the user's. */
export class ImportTable {
  readonly #names = new Map<string, string>();
  readonly #linked: LinkedFunction[] = [];
  readonly #prefix: string;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** The file's name for the package. */
  name(path: string): string {
    const known = this.#names.get(path);
    if (known !== undefined) return known;
    const name = `${this.#prefix}p${this.#names.size}`;
    this.#names.set(path, name);
    return name;
  }

  /** How the file calls a function of the package: one that is not exported has a declaration of its own (linked.ts). */
  member(path: string, name: string): string {
    if (isExported(name)) return `${this.name(path)}.${name}`;
    const known = this.#linked.find((one) => one.path === path && one.name === name);
    if (known) return known.local;
    const local = `${this.#prefix}linked${this.#linked.length}`;
    this.#linked.push({ path, name, local });
    return local;
  }

  /** Functions that are not exported, in the order in which they were asked for. */
  get linked(): readonly LinkedFunction[] {
    return this.#linked;
  }

  /** `import ( … )`, sorted by path; packages in `blank` that nothing else uses are imported for their effect. */
  declaration(blank: readonly string[]): string {
    const lines = [...this.#names].map(([path, name]) => `\t${name} ${JSON.stringify(path)}`);
    const effects = blank.filter((path) => !this.#names.has(path)).map((path) => `\t_ ${JSON.stringify(path)}`);
    const byPath = (line: string): string => line.slice(line.indexOf('"'));
    return ['import (', ...[...lines, ...effects].sort((a, b) => (byPath(a) < byPath(b) ? -1 : 1)), ')'].join('\n');
  }
}

/**
 * A type in the report's form (package qualifiers as quoted import paths) in the words of the generated file.
 * `*"net/http".Request` becomes `*otelgluep3.Request`.
 */
export function renderType(type: string, imports: ImportTable): string {
  return type.replace(/"((?:[^"\\]|\\.)*)"\./g, (_, path: string) => `${imports.name(path)}.`);
}
