import type { Position } from '../errors.js';
import type { Advice } from '../rules/types.js';

/**
 * What weaving did to one package. Written next to the woven files as deterministic JSON, read by the glue generator (`src/glue`),
 * which writes the code that sets the hook variables, and by everything that explains a build to its user.
 */
export interface WeaveReport {
  readonly version: 1;
  readonly importPath: string;
  /** The linker's name of the package (rules_go's importmap). */
  readonly importMap: string;
  readonly packageName: string;
  readonly label: string;
  readonly joinPoints: readonly JoinPoint[];
  /** Changes without a hook variable: everything but inject_hooks. */
  readonly edits: readonly EditRecord[];
  /** Import paths that woven code needs and that the package did not import: a build must provide them. Sorted. */
  readonly imports: readonly string[];
  /**
   * Every package that the woven package imports, where a build asks for it (`--own-imports`): what the object file will say, known
   * before there is one. Sorted.
   */
  readonly allImports?: readonly string[];
  /** Base names of files that lie in the woven directory: changed ones and added ones. */
  readonly changedFiles: readonly string[];
  readonly addedFiles: readonly string[];
  /** Rules that were not applied, and why (version out of range, ...). */
  readonly notApplied: readonly NotApplied[];
  /** What the user should look at, though the build goes on. */
  readonly warnings: readonly Warning[];
  /** What `//otel:ignore` kept from being woven; absent when there is nothing. */
  readonly ignored?: readonly Ignored[];
  /** Variable that ignored statements of the package call: `otelignore`; absent when there are none. */
  readonly ignoreVar?: string;
  /** What programmable rewriters did, in their order; absent where none wanted the package. */
  readonly rewriters?: readonly RewriterRecord[];
}

export interface NotApplied {
  readonly rule: RuleRef;
  readonly reason: string;
  /** The package has nothing that the rule means, which is ordinary for rules that target many packages. */
  readonly nothing?: true;
}

export interface RewriterRecord {
  readonly id: string;
  /** Base names. */
  readonly changedFiles: readonly string[];
  readonly addedFiles: readonly string[];
  /** `file:line:column: text`, or the text alone. */
  readonly notes: readonly string[];
  readonly imports: readonly string[];
}

export interface Warning {
  readonly position: Position;
  readonly message: string;
}

/** A `//otel:ignore` that had an effect. */
export interface Ignored {
  readonly position: Position;
  /** As the user gave it; may be empty. */
  readonly reason: string;
  /** `package p`, `type T`, `func F`, `statement`, … */
  readonly what: string;
  /** Rules that would have woven there. */
  readonly rules: readonly string[];
}

export interface RuleRef {
  readonly name: string;
  readonly library: string;
  readonly position: Position;
  readonly support: boolean;
}

export interface EditRecord {
  readonly rule: RuleRef;
  readonly kind: Exclude<Advice['kind'], 'inject_hooks' | 'trace_functions'>;
  readonly position: Position;
}

/**
 * How the end of the call reaches the hooks.
 * - `none`: no after-hook.
 * - `return`: at each return statement, by value; nothing is called when the function panics.
 * - `deferred`: results are kept by value at each return statement, hooks run in a deferred call; panics are seen.
 * - `closure`: a deferred function literal reads and writes the (named) results; used where the function's own deferred
 *   calls may change results after the return statement. Visible in export data.
 */
export type AfterForm = 'none' | 'return' | 'deferred' | 'closure';

/** One function with hooks. All hooks of a function share one hook variable: the glue composes them. */
export interface JoinPoint {
  /** Unique in the package, an identifier: `serverHandler_ServeHTTP`. */
  readonly id: string;
  /** As the runtime names it: `net/http.(*Transport).roundTrip`. */
  readonly function: string;
  readonly position: Position;
  /** Variable that holds the entry hook: `otelhook_<id>`; always present. */
  readonly hookVar: string;
  /** Form `return` only: variable that holds the exit hook: `otelafter_<id>`. */
  readonly afterVar: string | undefined;
  readonly form: AfterForm;
  /** Receiver first, if there is one. */
  readonly params: readonly Slot[];
  readonly results: readonly Slot[];
  /** Indices into params whose value the hook variable returns anew. */
  readonly replacedParams: readonly number[];
  /** The hook variable also returns `skip bool` and the results to return instead. */
  readonly skip: boolean;
  /** An after-hook may change results. */
  readonly replacesResults: boolean;
  /** Form `return`: an after-hook wants the before-hook's state, or the hook variable exists only for afters. */
  readonly state: boolean;
  /** The function has deferred calls of its own. */
  readonly defers?: true;
  /** In order of execution (after-hooks run in reverse). */
  readonly hooks: readonly HookUse[];
}

export interface Slot {
  /** Name in the woven source. */
  readonly name: string;
  /** True for the receiver. */
  readonly receiver: boolean;
  readonly variadic: boolean;
  /** How the value crosses: as its own type, as `any` (its type cannot be named outside the package), or as a nil `any` because no hook looks at it. */
  readonly pass: 'typed' | 'any' | 'ignored';
  /**
   * The type, every package qualifier written as a quoted import path: `*"net/http".Request`, `func("time".Duration) error`.
   * For variadic parameters the slice type. For `pass` other than `typed` the type as written in the source.
   */
  readonly type: string;
}

/** What a hook function asks for, read off its signature. */
export interface HookShape {
  readonly name: string;
  readonly position: Position;
  /** `typed`: parameters as they are; `context`: first parameter is a HookContext. */
  readonly style: 'typed' | 'context';
  /** Typed: a before-hook that returns state / an after-hook that takes it. */
  readonly state: boolean;
  /** Typed before: returns parameters anew. Context: calls SetParam, or may. */
  readonly replacesParams: boolean;
  /** Indices of the only parameters that are returned anew; without it, all but the receiver. */
  readonly replaced?: readonly number[];
  /** Typed before: returns (api.Skip, results...). Context: calls SetSkipCall, or may. */
  readonly skip: boolean;
  /** Typed after: last parameter is api.Exit; runs also when the function panics. Always true for context style. */
  readonly exit: boolean;
  /** Typed after: returns the results anew. Context: calls SetReturnVal, or may. */
  readonly replacesResults: boolean;
}

export interface HookUse {
  readonly rule: RuleRef;
  /** Import path of the hook package. */
  readonly path: string;
  readonly before: HookShape | undefined;
  readonly after: HookShape | undefined;
  /** For calls that come from these the hooks do not run. */
  readonly excludeCallers?: readonly ExcludedCaller[];
  /** A span of `//otel:span` or `trace_functions`: the glue writes both hooks itself. */
  readonly span?: SpanUse;
}

/** Functions by the names that the runtime gives them, with stars: see hooks/api/callers.go. */
export interface ExcludedCaller {
  readonly package: string;
  /** `F` or `T.M`; absent for every function of the package. */
  readonly function?: string;
}

/** The span around a function. */
export interface SpanUse {
  readonly name: string;
  /** Index into params of the function's context. */
  readonly context: number | undefined;
  /** Constant attributes. */
  readonly tags: readonly SpanTag[];
  /** Attributes from values of the call. */
  readonly attributes: readonly SpanAttribute[];
  /** Index into results of the error. */
  readonly error: number | undefined;
  /** How many spans of such functions nest in each other; 0 is no limit. */
  readonly levels: number;
}

export interface SpanTag {
  readonly key: string;
  readonly type: 'string' | 'bool' | 'int64' | 'float64';
  /** The value in plain text. */
  readonly text: string;
}

export interface SpanAttribute {
  readonly key: string;
  readonly of: 'param' | 'result';
  /** Index into params or results. */
  readonly index: number;
  /** Names of fields, of a field of the value and so on; empty for the value itself. */
  readonly path: readonly string[];
}
