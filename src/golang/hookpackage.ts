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
  /** How another package declares the function, which is not exported, without a body; absent for exported ones. */
  readonly linked?: LinkedSignature;
  /** The body holds no statement, so that it cannot panic. */
  readonly empty: boolean;
}

/** Types with package qualifiers as quoted import paths. `problem`: why other packages cannot write them. */
export interface LinkedSignature {
  readonly params: readonly string[];
  readonly results: readonly string[];
  readonly problem?: string;
}
