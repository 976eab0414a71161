import type { Position } from '../errors.js';

/** A string of a rule file together with where it stands. */
export interface Located<T> {
  readonly value: T;
  readonly position: Position;
}

/** `version: v1.0.0,v2.0.0`: from `min` (inclusive) to `max` (exclusive); either may be missing. */
export interface VersionRange {
  readonly min: string | undefined;
  readonly max: string | undefined;
}

/** `where:` of a rule that addresses a function. Every key that is given must hold. */
export interface FunctionSelector {
  readonly func: Located<string>;
  /** Receiver: `T` or `*T`; undefined addresses plain functions only. */
  readonly recv: Located<string> | undefined;
}

/** `inject_hooks:` of a rule. */
export interface InjectHooks {
  readonly kind: 'inject_hooks';
  readonly before: Located<string> | undefined;
  readonly after: Located<string> | undefined;
  /** Import path of the package that declares the hooks. */
  readonly path: Located<string>;
}

/** `inject_code:` of a rule: raw statements at the function's entry. */
export interface InjectCode {
  readonly kind: 'inject_code';
  readonly raw: Located<string>;
}

/** `add_file:` of a rule: a Go file that is compiled into the target package, after the package's own files. */
export interface AddFile {
  readonly kind: 'add_file';
  /** Path as written in the rule, relative to the rule file. */
  readonly file: Located<string>;
  /** Import path of the package that the file lies in, where the rule says so (otelc's files do). */
  readonly path?: Located<string>;
  /** The file's text, read by the loader. */
  readonly text: string;
}

export type Advice = InjectHooks | InjectCode | AddFile;

/** An entry of `imports:`: name (alias, `_` or `.`) and path of an import that injected code needs. */
export interface RuleImport {
  readonly name: string;
  readonly path: Located<string>;
}

/** One rule of a `*.otelc.yaml` file, checked. */
export interface Rule {
  readonly name: string;
  readonly position: Position;
  /** Library (file name without `.otelc.yaml`) that the rule belongs to. */
  readonly library: string;
  /** Import path or glob; `main`. */
  readonly targets: readonly Located<string>[];
  /** `- not: …` in the list of targets, and packages that were switched off: they are no targets. Patterns as in `targets`. */
  readonly excludedTargets?: readonly Located<string>[];
  readonly version: VersionRange | undefined;
  readonly where: FunctionSelector | undefined;
  readonly advice: readonly Advice[];
  /** Lower comes first; equal ones by name. Default 0. */
  readonly order: number;
  /** True for rules that serve other instrumentation (process start and exit): alone they link nothing into a binary. */
  readonly support: boolean;
  /** False for `enabled: false`: merging the rule sets drops the rule, and with it the one that it replaces. Absent means true. */
  readonly enabled?: boolean;
  readonly imports?: readonly RuleImport[];
}

export interface RuleSet {
  readonly rules: readonly Rule[];
}
