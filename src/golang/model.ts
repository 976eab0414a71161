import type { LineColumn } from './lines.js';

/** A half-open range of UTF-16 offsets. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** One `import` line. `alias` is empty when the package's own name is used; it may be `.` or `_`. */
export interface GoImport {
  readonly alias: string;
  readonly path: string;
  readonly position: LineColumn;
}

/**
 * A piece of a type: plain text (punctuation and keywords), or an identifier that means something outside of the type.
 * `qualifier` is the package's name in the file, empty for an unqualified identifier.
 */
export type TypePart = string | { readonly qualifier: string; readonly name: string };

/** A type as written, taken apart so that its identifiers can be resolved. */
export interface GoType {
  /** White space and names of parameters in function types are normalised; the rest is as written. */
  readonly text: string;
  readonly parts: readonly TypePart[];
  /** A struct type with fields, or an interface with unexported methods, is part of it: identical types cannot be written elsewhere. */
  readonly local: boolean;
}

export interface GoParameter {
  /** Empty when the parameter has no name. */
  readonly name: string;
  /** The name's range; undefined without a name. */
  readonly nameRange: Range | undefined;
  /** Where the declaration begins: a name can be inserted here when there is none. */
  readonly start: number;
  /** For a variadic parameter the element type. */
  readonly type: GoType;
  readonly variadic: boolean;
}

export interface GoReceiver {
  readonly parameter: GoParameter;
  /** Name of the receiver's type, without `*` and type parameters. */
  readonly base: string;
  readonly pointer: boolean;
  readonly typeParams: readonly string[];
}

/** A return statement of the function itself, not of a function literal in it. */
export interface GoReturn {
  readonly start: number;
  /** End of the last expression, or of the keyword. */
  readonly end: number;
  /** From the first to the last expression; undefined for a bare return. */
  readonly values: Range | undefined;
}

/** A defer statement of the function itself. */
export interface GoDefer {
  /** `literal`: a function literal; `name`: `f()`; `selector`: `x.f()` and everything else. */
  readonly kind: 'literal' | 'name' | 'selector';
  /** Last identifier of the called function. */
  readonly callee: string;
  /** For `selector`: the first identifier, which may be a package. */
  readonly operand: string;
  /** `literal`: `recover` is called in it. */
  readonly recovers: boolean;
}

/** What must be known of a body to weave it. */
export interface GoBody {
  readonly returns: readonly GoReturn[];
  readonly defers: readonly GoDefer[];
  /** `recover` is mentioned anywhere in the body. */
  readonly mentionsRecover: boolean;
  /** Named results that a function literal assigns, or whose address is taken: they may change after the return statement. */
  readonly escapingResults: readonly string[];
}

/** What addresses a function: enough to find it, cheap to read. */
export interface FunctionHead {
  readonly name: string;
  /** Name of the receiver's type; empty for a plain function. */
  readonly base: string;
  readonly pointer: boolean;
}

export interface GoFunction {
  readonly name: string;
  readonly position: LineColumn;
  readonly receiver: GoReceiver | undefined;
  readonly typeParams: readonly string[];
  readonly params: readonly GoParameter[];
  readonly results: readonly GoParameter[];
  /** Offsets of `{` and `}`; undefined for a function that is implemented elsewhere. */
  readonly braces: { readonly open: number; readonly close: number } | undefined;
  readonly body: GoBody | undefined;
  /** `//go:…` lines directly above, without the slashes: `go:nosplit`. */
  readonly directives: readonly string[];
}

/** First syntax error of a file. */
export interface GoSyntaxError {
  readonly position: LineColumn;
  readonly message: string;
}

export interface GoFile {
  readonly name: string;
  readonly packageName: string;
  readonly packagePosition: LineColumn;
  readonly packageRange: Range;
  readonly imports: readonly GoImport[];
  readonly syntaxError: GoSyntaxError | undefined;
  /** Every function, in order. */
  readonly heads: readonly FunctionHead[];
  /** Those that `wanted` of the parse options chose, in order. */
  readonly functions: readonly GoFunction[];
  /** Names declared at package level, methods excluded; undefined unless asked for. */
  readonly declared: ReadonlySet<string> | undefined;
}
