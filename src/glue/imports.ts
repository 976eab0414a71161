/** Import declarations of a generated Go file: every path once, under a name that cannot meet one of the user's. */
export class ImportTable {
  readonly #names = new Map<string, string>();
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
