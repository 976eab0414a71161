/**
 * What the advice kinds ask of a Go file beside its functions: calls, composite literals, declarations, struct types, directives,
 * statements. Plain data: offsets are UTF-16 code units of the file's text, tree-sitter nodes stay in this folder.
 */
import type { LineColumn } from './lines.js';
import type { GoFunction, GoType, Range } from './model.js';

/** A function declaration or literal that encloses a place, outermost first in lists. Literals are called as the runtime does: `func1`. */
export interface Enclosing {
  readonly kind: 'declaration' | 'literal';
  /** Name of the declaration (`ServeHTTP`), or of the literal within it (`func1`, `func1.2`). */
  readonly name: string;
  /** Receiver type of the declaration, `T` or `*T`; empty without one. */
  readonly recv: string;
  /** The whole declaration or literal. */
  readonly range: Range;
}

/** A type that was found out for an operand: a name of the package itself (`path` empty) or of an import. */
export interface NamedType {
  readonly path: string;
  readonly name: string;
  readonly pointer: boolean;
}

export type Callee =
  /** `http.Get`: the qualifier is an import of the file, which nothing hides at this place. */
  | { readonly kind: 'package'; readonly path: string; readonly name: string }
  /** `Get`: a function of the package itself, or of a dot import (`path` of it; empty: own package). */
  | { readonly kind: 'plain'; readonly path: string; readonly name: string }
  /**
   * `client.Get`: `type` is undefined where it is not known from the file or the package. In `pkg.X.Get` X is given as the type: if it
   * is a variable, no type of that package has its name.
   */
  | { readonly kind: 'method'; readonly type: NamedType | undefined; readonly name: string };

export interface GoCall {
  /** From the callee's first character to the closing parenthesis. */
  readonly range: Range;
  readonly position: LineColumn;
  readonly callee: Callee;
  readonly arguments: readonly Range[];
  /** Offset of the closing parenthesis. */
  readonly close: number;
  /** A comma stands between the last argument and the closing parenthesis. */
  readonly trailingComma: boolean;
  /** The last argument is followed by `...`: the range of these three characters. */
  readonly ellipsis: Range | undefined;
  /** The call is the operand of a `go` or `defer` statement: it cannot become another kind of expression. */
  readonly statement: 'go' | 'defer' | 'expression' | undefined;
  readonly enclosing: readonly Enclosing[];
}

export interface GoElement {
  /** Empty for a literal without keys. */
  readonly key: string;
  readonly value: Range;
  /** The value is itself a composite literal (also behind `&`). */
  readonly literal: GoLiteral | undefined;
}

/** A composite literal of a named type. */
export interface GoLiteral {
  /** From the type to the closing brace; `&` is not part of it. */
  readonly range: Range;
  readonly position: LineColumn;
  /** Undefined for an elided type (`{…}` in a slice literal) whose type could not be found out. */
  readonly type: NamedType | undefined;
  readonly keyed: boolean;
  readonly elements: readonly GoElement[];
  readonly braces: { readonly open: number; readonly close: number };
  readonly trailingComma: boolean;
  readonly enclosing: readonly Enclosing[];
}

/** One name of a package-level `var` or `const` declaration. */
export interface GoValue {
  readonly kind: 'var' | 'const';
  readonly name: string;
  readonly nameRange: Range;
  readonly position: LineColumn;
  /** Source of the declared type; empty without one. */
  readonly type: GoType | undefined;
  /** End of the name list, or of the type where there is one: `= x` can be inserted here. */
  readonly end: number;
  /** The name's own initial value; undefined without one. */
  readonly value: Range | undefined;
  /** `a, b = f()`: one value for several names; or the implicit repetition of a constant group. */
  readonly shared: boolean;
}

export interface GoStruct {
  readonly name: string;
  readonly position: LineColumn;
  readonly typeParams: readonly string[];
  readonly braces: { readonly open: number; readonly close: number };
  /** Names of the fields, embedded ones by their type's name. */
  readonly fields: readonly string[];
  readonly range: Range;
}

/** A directive comment: `//otelc:span name k:v`. */
export interface GoDirective {
  /** `otelc:span` */
  readonly name: string;
  /** What follows the name, trimmed: `name k:v`. */
  readonly args: string;
  readonly position: LineColumn;
  readonly range: Range;
  /**
   * What it stands on: the declaration or statement that begins on the next line that is not a comment; `package` above the package
   * clause; `none` where nothing follows. `trailing`: the statement on whose line it stands.
   */
  readonly on:
    | { readonly kind: 'package' }
    | { readonly kind: 'function'; readonly range: Range; readonly name: string; readonly recv: string }
    | { readonly kind: 'type'; readonly range: Range; readonly names: readonly string[] }
    | { readonly kind: 'value'; readonly range: Range; readonly names: readonly string[] }
    | { readonly kind: 'literal'; readonly range: Range }
    | { readonly kind: 'statement'; readonly range: Range }
    | { readonly kind: 'none' };
}

/** A statement of a function body (also of blocks and function literals in it), in pre-order: an outer one before what it holds. */
export interface GoStatement {
  readonly range: Range;
  readonly position: LineColumn;
  /** The statement as gofmt would write it: what `pattern` is matched against. */
  readonly text: string;
  /** A statement can be put before it: always so for members of statement lists, which are the only ones that are listed. */
  readonly before: boolean;
  /** A statement after it would be reached: false after a terminating statement or a jump. */
  readonly after: boolean;
}

/** A function literal, read like a declaration; its name is that of the runtime below the declaration: `func1`. */
export interface GoFunctionLiteral {
  readonly fn: GoFunction;
  readonly range: Range;
  readonly enclosing: readonly Enclosing[];
}

/** Answers about one file, each read on first use. */
export interface FileSyntax {
  readonly calls: readonly GoCall[];
  /** Calls of what one of the words names: the rest of the file is not looked at. */
  callsWith(words: ReadonlySet<string>): readonly GoCall[];
  readonly literals: readonly GoLiteral[];
  /** Composite literals of types that one of the words names. */
  literalsWith(words: ReadonlySet<string>): readonly GoLiteral[];
  /** Composite literals whose type is written at one of the offsets. */
  literalsAt(offsets: readonly number[]): readonly GoLiteral[];
  readonly values: readonly GoValue[];
  readonly structs: readonly GoStruct[];
  readonly directives: readonly GoDirective[];
  readonly functionLiterals: readonly GoFunctionLiteral[];
  /** Statements of the function whose range or braces begin at `open`. */
  statements(braces: { readonly open: number; readonly close: number }): readonly GoStatement[];
  /** Every identifier that occurs in a range, fields and labels included: names that inserted code must not declare. */
  identifiers(range: Range): ReadonlySet<string>;
  /** End of the innermost block or clause around an offset: how far a declaration there is seen. */
  blockEnd(offset: number): number;
  /** What an unqualified identifier means at a place: the nearest declaration around it. */
  meaning(name: string, offset: number): 'local' | 'package' | 'import' | 'unknown';
}

/** What is known of the rest of the package, for the types of operands. Asked only when needed. */
export interface PackageFacts {
  /** Type of a field of a struct type of the package; undefined if it is not known. */
  fieldType(type: string, field: string): NamedType | undefined;
  /** Type of the only (or first) result of a function (`recv` empty) or method of the package. */
  resultType(recv: string, func: string): readonly (NamedType | undefined)[] | undefined;
  /** Type of a package-level variable. */
  valueType(name: string): NamedType | undefined;
  /** The package declares the name at package level. */
  declares(name: string): boolean;
  /** What the package declares under a name at package level. */
  kind(name: string): 'func' | 'type' | 'var' | 'const' | undefined;
  /** `type A = pkg.T`: what a name of the package is another name for. */
  alias(name: string): NamedType | undefined;
}

/** A piece of Go that is inserted: statements or one expression. */
export interface SnippetNames {
  /** Identifiers that refer to something outside of the snippet, with their ranges in it; selectors' fields and keys are none. */
  readonly free: readonly { readonly name: string; readonly range: Range }[];
  /** Names that the snippet declares in the scope that it is put into (not in blocks or literals of its own), with all their uses. */
  readonly declared: readonly { readonly name: string; readonly ranges: readonly Range[] }[];
  /** Labels that the snippet declares, with their uses; labels have a name space of their own. */
  readonly labels: readonly { readonly name: string; readonly ranges: readonly Range[] }[];
  /** First syntax error, as an offset of the snippet. */
  readonly syntaxError: { readonly offset: number; readonly message: string } | undefined;
}
