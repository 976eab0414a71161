/** The functions that a hook package declares: what the weaver must know of it, and nothing that a change of a body would change. */
export interface HookPackage {
  readonly importPath: string;
  readonly packageName: string;
  readonly functions: readonly HookFunction[];
}

export interface HookParameter {
  /** `_` or the name; empty when unnamed. */
  readonly name: string;
  /** The type as written in the source, white space folded; `...T` for a variadic one. */
  readonly type: string;
}

export interface HookFunction {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly generic: boolean;
  readonly params: readonly HookParameter[];
  readonly results: readonly HookParameter[];
  /**
   * Methods that the function calls on its first parameter, sorted; `*` alone when that parameter is used in any other way
   * (passed on, stored), so that nothing can be said.
   */
  readonly contextMethods: readonly string[];
  /** The body holds no statement, so that it cannot panic. */
  readonly empty: boolean;
}
