import type { Position } from '../errors.js';
import type { Template } from './template.js';

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

/** Addresses a function: name and receiver. */
export interface FunctionSelector {
  readonly func: Located<string>;
  /** Receiver: `T` or `*T`; undefined addresses plain functions only. */
  readonly recv: Located<string> | undefined;
}

/** Type lists of `signature` and `signature_contains`; a list that is not given says nothing. */
export interface SignatureSelector {
  readonly args: readonly Located<string>[] | undefined;
  readonly returns: readonly Located<string>[] | undefined;
}

/**
 * One condition on a place. A place is what an advice kind changes: a function (inject_hooks, inject_code, expand_directive), a call
 * (wrap_call), a composite literal (set_fields), a struct type (add_struct_fields), a declaration (assign_value). Conditions on
 * functions hold for a call or a literal if they hold for the function that it stands in; conditions on files for everything in it.
 */
export type Selector =
  | { readonly kind: 'all-of' | 'one-of'; readonly position: Position; readonly of: readonly Selector[] }
  | { readonly kind: 'not'; readonly position: Position; readonly of: Selector }
  | ({ readonly kind: 'func' } & FunctionSelector)
  | ({ readonly kind: 'signature' | 'signature_contains'; readonly position: Position } & SignatureSelector)
  /** A type of the signature, as Go source; qualifiers are names of `imports:`, or the usual name of a package, or its import path. */
  | { readonly kind: 'result' | 'last_result' | 'param'; readonly type: Located<string> }
  | { readonly kind: 'struct'; readonly name: Located<string> }
  /** `import/path.Type` of composite literals. */
  | { readonly kind: 'struct_literal'; readonly type: Located<string> }
  /**
   * `import/path.Func`, or `import/path.Type.Method`, `import/path.(*Type).Method` for calls on values whose type is known; `parseCallee`
   * of gonames.ts takes it apart. `method_call` of a rule file is this selector too.
   */
  | { readonly kind: 'function_call'; readonly callee: Located<string> }
  /** Name of a directive comment, without slashes: `otelc:span`. */
  | { readonly kind: 'directive'; readonly name: Located<string> }
  | { readonly kind: 'identifier'; readonly name: Located<string>; readonly declaration: 'var' | 'const' | undefined }
  /** Conditions of `where.file`. */
  | ({ readonly kind: 'has_func' } & FunctionSelector)
  | { readonly kind: 'has_struct' | 'has_directive' | 'has_package'; readonly name: Located<string> }
  | { readonly kind: 'is_test'; readonly value: boolean; readonly position: Position };

/** `where:` of a rule. */
export interface Where {
  readonly position: Position;
  /** The keys of `where` and `where.file` as one `all-of`. */
  readonly selector: Selector;
  /**
   * Regular expression over the statements of the function, in gofmt's spelling; the first that matches is meant. In Go's syntax, as
   * written: `compileRegexp` of regexp-match.ts makes it ready.
   */
  readonly pattern: Located<string> | undefined;
  readonly placement: 'before' | 'after';
}

/** `inject_hooks:` of a rule. */
export interface InjectHooks {
  readonly kind: 'inject_hooks';
  readonly before: Located<string> | undefined;
  readonly after: Located<string> | undefined;
  /** Import path of the package that declares the hooks. */
  readonly path: Located<string>;
  /** For calls that come from these the hooks do not run; `parseCaller` of callers.ts takes them apart. */
  readonly excludeCallers?: readonly Located<string>[];
}

/** `inject_code:` of a rule: statements at the function's entry, or before or after the statement that `where.pattern` means. */
export interface InjectCode {
  readonly kind: 'inject_code';
  readonly raw: Template;
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

export interface NewField {
  readonly name: Located<string>;
  /** Go source of the type. */
  readonly type: Located<string>;
}

/** `add_struct_fields:` of a rule. */
export interface AddStructFields {
  readonly kind: 'add_struct_fields';
  readonly position: Position;
  readonly fields: readonly NewField[];
}

/** `wrap_call:` of a rule. Arguments are appended first, then the call is wrapped. */
export interface WrapCall {
  readonly kind: 'wrap_call';
  readonly position: Position;
  /** An expression in which `{{ . }}` stands for the call. */
  readonly replace: Template | undefined;
  readonly appendArgs: readonly Located<string>[];
  /** Element type of the variadic parameter, for calls with `xs...`. */
  readonly variadicType: Located<string> | undefined;
}

/** `expand_directive:` of a rule: statements at the entry of functions that carry the directive. */
export interface ExpandDirective {
  readonly kind: 'expand_directive';
  readonly position: Position;
  readonly template: Template;
}

/** `assign_value:` of a rule: another initial value of a package-level variable or constant. Exactly one of the two is given. */
export interface AssignValue {
  readonly kind: 'assign_value';
  readonly position: Position;
  readonly replace: Located<string> | undefined;
  readonly wrap: Template | undefined;
}

/**
 * One field of `set_fields:`: `value`, `wrap` or both, or else `fields`. As otelc has it, `wrap` alone leaves literals alone that lack the
 * field; `value` alone replaces what a literal gives; with both, `wrap` is for literals that give the field and `value` for the others.
 */
export interface FieldValue {
  readonly name: Located<string>;
  readonly value: Template | undefined;
  readonly wrap: Template | undefined;
  /** Fields of the nested literal that is the field's value. */
  readonly fields: readonly FieldValue[] | undefined;
}

/** `set_fields:` of a rule: fields of keyed composite literals. */
export interface SetFields {
  readonly kind: 'set_fields';
  readonly position: Position;
  readonly fields: readonly FieldValue[];
}

/** `trace_functions:` of a rule (ours): a span for every function of the target. */
export interface TraceFunctions {
  readonly kind: 'trace_functions';
  readonly position: Position;
  /** Spans nest no deeper than this below the first traced function of a goroutine's call chain; undefined: no limit. */
  readonly depth: number | undefined;
  /** Functions with fewer statements are left out. Default 0. */
  readonly minStatements: number;
  /** `F`, `T.M`, `*T.M`, with `*` for any part of a name: functions that are left out. */
  readonly exclude: readonly Located<string>[];
}

export type Advice =
  InjectHooks | InjectCode | AddFile | AddStructFields | WrapCall | ExpandDirective | AssignValue | SetFields | TraceFunctions;

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
  readonly where: Where | undefined;
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
