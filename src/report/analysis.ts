/**
 * What a build's instrumentation consists of, or would: the data of `plan`, `explain` and `diff`, printed as JSON as it is. Documented in
 * docs/usage.md, "What is instrumented, and why"; deterministic for the same graph and outputs.
 */
import type { Position } from '../errors.js';
import type { JoinPoint } from './report.js';

export interface Analysis {
  readonly version: 1;
  /** What asked: `otel bazel`, or `otel plan` for the go command. */
  readonly source: 'bazel' | 'go';
  readonly targets: readonly string[];
  readonly binaries: readonly BinaryAnalysis[];
  /** Every rule of the workspace. */
  readonly rules: readonly RuleAnalysis[];
  /** Programs built as tools of the build: they stay plain. */
  readonly plainTools: number;
}

/**
 * - `instrumented`, `plain`: as the build says.
 * - `planned`: not built yet; a package that it contains is woven.
 * - `undecided`: not built yet; instrumented if it links one of the std packages that are offered.
 */
export type BinaryState = 'instrumented' | 'plain' | 'planned' | 'undecided';

export interface BinaryAnalysis {
  readonly label: string;
  readonly importPath: string;
  /** Name of the configuration's output folder. */
  readonly configuration: string;
  readonly platform: string;
  readonly state: BinaryState;
  /** Path relative to the execution root; undefined where nothing is linked. */
  readonly output: string | undefined;
  /** Where the build's own account lies; undefined for the go command, which writes none. */
  readonly manifest: string | undefined;
  /** Packages that it may contain, main included, std excluded. */
  readonly packageCount: number;
  /** Only packages that some rule names, sorted by import path. */
  readonly packages: readonly PackageAnalysis[];
  readonly hookPackages: readonly string[];
}

/**
 * - `woven`: changed, as the report of its weaving says.
 * - `planned`: a rule is for it; not built yet.
 * - `offered`: woven package of the standard library, for binaries that link it; whether this one does is known once it is built.
 * - `not linked`: such a package, or one that nothing imports, which this binary does not contain.
 * - `unchanged`: some rule names it, none is applied.
 */
export type PackageState = 'woven' | 'planned' | 'offered' | 'not linked' | 'unchanged';

export interface PackageAnalysis {
  readonly importPath: string;
  readonly label: string;
  /** Linker's name, where it is another one. */
  readonly importMap?: string;
  readonly std: boolean;
  readonly version: string | undefined;
  readonly state: PackageState;
  readonly rules: readonly RuleUse[];
  /** Programmable rewriters that look at the package. */
  readonly rewriters: readonly string[];
  /** Known once the package is woven. */
  readonly functions: readonly FunctionUse[];
  readonly edits: readonly EditUse[];
  readonly warnings: readonly string[];
  /** Import paths from main to the package; empty for std packages. */
  readonly path: readonly string[];
  readonly exportData?: ExportDataUse;
  /** The report that this is known from, relative to the execution root. */
  readonly report?: string;
  /** A source that is newer than the report. */
  readonly newerSource?: string;
}

export interface ExportDataUse {
  readonly equal: boolean;
  readonly causes: readonly string[];
}

/**
 * - `woven`: applied, as the report says.
 * - `planned`: will be tried when the package is woven.
 * - `no match`: tried; nothing in the package fits.
 * - `not applied`: is not for this package, though it names it.
 */
export type RuleUseState = 'woven' | 'planned' | 'no match' | 'not applied';

export interface RuleUse {
  readonly rule: string;
  readonly position: Position;
  /** The target of the rule that names the package. */
  readonly target: string;
  readonly versions: string;
  readonly place: string;
  readonly hooks: readonly string[];
  readonly support: boolean;
  readonly state: RuleUseState;
  readonly reason?: string;
}

export interface FunctionUse {
  readonly function: string;
  readonly file: string;
  readonly line: number;
  readonly form: JoinPoint['form'];
  readonly rules: readonly string[];
  readonly hooks: readonly string[];
  readonly hookVars: readonly string[];
}

export interface EditUse {
  readonly kind: string;
  readonly file: string;
  readonly line: number;
  readonly rule: string;
}

export interface RuleAnalysis {
  readonly rule: string;
  readonly position: Position;
  readonly targets: readonly string[];
  readonly excluded: readonly string[];
  readonly versions: string;
  readonly place: string;
  readonly kinds: readonly string[];
  readonly hooks: readonly string[];
  readonly support: boolean;
  /** Import paths of packages in which it is, or will be, woven. */
  readonly packages: readonly string[];
  /** Why there is none. */
  readonly unused?: string;
  /** Of ours, not of the user's; known for the go command. */
  readonly builtIn?: true;
}

/** Who imports whom, for the picture. Packages are known by their index. */
export interface PackageGraph {
  readonly packages: readonly { readonly importPath: string; readonly label: string }[];
  readonly imports: readonly (readonly number[])[];
  /** The main package of each binary, in their order. */
  readonly mains: readonly number[];
}
