/** A package that is woven by a rule file, compiled and run: `func Run()` prints. */
export interface KindCase {
  /** Also the package's name and, below the module's path, its import path. */
  readonly name: string;
  /** A rule file, in which TARGET stands for the import path. */
  readonly rules: string;
  /** Rules of another file. */
  readonly otherLibrary?: string;
  /** Source of example.com/k/hooks as far as this case needs it; hooks are not linked. */
  readonly hooks?: string;
  /** One file, or several by name; without the package clause of line 1. */
  readonly go: string | Readonly<Record<string, string>>;
  readonly out: readonly string[];
  /** Parts of the reasons why something was left out. */
  readonly notApplied?: readonly string[];
  /** Import paths that are new to the package. */
  readonly imports?: readonly string[];
  /** Files that rules add, by name. */
  readonly added?: Readonly<Record<string, string>>;
}

/** Rules of one kind, with one place and one advice each. */
export function rule(name: string, where: string, advice: string, more = ''): string {
  return `${name}:\n  target: TARGET\n  where: ${where}\n  do:\n    - ${advice}\n${more === '' ? '' : `  ${more}\n`}`;
}
