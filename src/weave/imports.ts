import { isStd } from '../golang/platforms.js';
import type { PackageFile } from './packagefile.js';
import type { PackageFiles } from './packagefiles.js';

/** The imports that inserted code needs: their names in each file, and the declarations that are added. */
export class Imports {
  readonly #files: PackageFiles;
  readonly #importPath: string;
  readonly #prefix: () => string;
  readonly #added = new Map<PackageFile, Map<string, string>>();
  readonly #needed = new Set<string>();

  /** `prefix`: what names begin with that no file of the package uses. */
  constructor(files: PackageFiles, importPath: string, prefix: () => string) {
    this.#files = files;
    this.#importPath = importPath;
    this.#prefix = prefix;
  }

  /**
   * The name under which a file knows a package at an offset: its own import, if nothing hides it there, or one that is added.
   * `avoid`: names that the inserted code gives another meaning. Empty for the package itself.
   */
  name(file: PackageFile, path: string, wanted: string, offset: number, avoid: ReadonlySet<string>): string {
    if (path === this.#importPath) return '';
    const own = file.model.imports
      .filter((spec) => spec.path === path)
      .map((spec) => spec.alias || certainName(path))
      .find((name) => /^[\p{L}]/u.test(name) && !avoid.has(name) && file.syntax.meaning(name, offset) === 'import');
    if (own !== undefined) return own;
    const added = this.#of(file);
    const known = added.get(path);
    if (known !== undefined) return known;
    const taken = new Set(added.values());
    const base = `${this.#prefix()}${wanted}`;
    let name = base;
    for (let n = 2; taken.has(name); n++) name = `${base}${n}`;
    added.set(path, name);
    return name;
  }

  /** `import _ "path"` and `import . "path"`. */
  bare(file: PackageFile, path: string, name: '_' | '.'): void {
    const has = file.model.imports.some((spec) => spec.path === path && (name === '_' || spec.alias === '.'));
    if (has || path === this.#importPath) return;
    this.#of(file).set(`${name} ${path}`, name);
  }

  need(path: string): void {
    if (path !== 'unsafe' && path !== 'C' && !this.#files.imports(path)) this.#needed.add(path);
  }

  /** Paths that no file of the package imports by itself. */
  get needed(): string[] {
    return [...this.#needed].sort();
  }

  /** Import declarations to be put behind a file's package clause, on its line; for code that another rule replaced there are none. */
  declarations(file: PackageFile, woven: () => string): string {
    const added = [...(this.#added.get(file) ?? [])].map(([key, name]) => ({ name, path: key.slice(key.indexOf(' ') + 1) }));
    if (added.length === 0) return '';
    const text = woven();
    const used = added.filter(({ name }) => name === '_' || name === '.' || text.includes(name));
    for (const { path } of used) this.need(path);
    return used
      .map(({ name, path }) => `; import ${name} ${JSON.stringify(path)}`)
      .sort()
      .join('');
  }

  #of(file: PackageFile): Map<string, string> {
    const known = this.#added.get(file);
    if (known) return known;
    const added = new Map<string, string>();
    this.#added.set(file, added);
    return added;
  }
}

/** The name of a package that is imported without one; empty where its sources would have to be asked. */
function certainName(path: string): string {
  if (!isStd(path)) return '';
  const elements = path.split('/');
  const last = elements.pop() ?? '';
  return /^v\d+$/.test(last) ? (elements.pop() ?? '') : last;
}
