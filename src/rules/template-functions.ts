/** Names and numbers of arguments of everything that a template may call. */
export interface FunctionSpec {
  readonly min: number;
  readonly max: number;
  /** How it is written. */
  readonly example: string;
}

const spec = (example: string, min: number, max = min): FunctionSpec => ({ min, max, example });

/** What the place gives: with or without a dot before it. */
export const placeFunctions: ReadonlyMap<string, FunctionSpec> = new Map([
  ['FuncName', spec('FuncName', 0)],
  ['Receiver', spec('Receiver', 0)],
  ['FuncArgument', spec('FuncArgument 0', 1)],
  ['FuncArgumentCount', spec('FuncArgumentCount', 0)],
  ['FuncArgumentOfType', spec('FuncArgumentOfType "context.Context"', 1)],
  ['FuncReturn', spec('FuncReturn 0', 1)],
  ['FuncReturnCount', spec('FuncReturnCount', 0)],
  ['FuncReturnOfType', spec('FuncReturnOfType "error"', 1)],
  ['DirectiveArg', spec('DirectiveArg "name"', 1)],
  ['DirectiveArgs', spec('DirectiveArgs', 0)],
  ['CallArgument', spec('CallArgument 0', 1)],
  ['CallArgumentCount', spec('CallArgumentCount', 0)],
]);

/** Of one entry of `DirectiveArgs`. */
export const entryFunctions: ReadonlyMap<string, FunctionSpec> = new Map([
  ['Key', spec('.Key', 0)],
  ['Value', spec('.Value', 0)],
]);

/** Of Go's templates, and `quote`, which makes a Go string literal. */
export const plainFunctions: ReadonlyMap<string, FunctionSpec> = new Map([
  ['and', spec('and .A .B', 1, Infinity)],
  ['or', spec('or .A .B', 1, Infinity)],
  ['not', spec('not .A', 1)],
  ['eq', spec('eq .A "b"', 2, Infinity)],
  ['ne', spec('ne .A "b"', 2)],
  ['lt', spec('lt .A 1', 2)],
  ['le', spec('le .A 1', 2)],
  ['gt', spec('gt .A 1', 2)],
  ['ge', spec('ge .A 1', 2)],
  ['len', spec('len .A', 1)],
  ['index', spec('index .A 0', 2)],
  ['print', spec('print .A', 0, Infinity)],
  ['println', spec('println .A', 0, Infinity)],
  ['printf', spec('printf "%s" .A', 1, Infinity)],
  ['quote', spec('quote .A', 1)],
]);

export function functionSpec(name: string): FunctionSpec | undefined {
  return placeFunctions.get(name) ?? plainFunctions.get(name);
}

/** Those that take a type, which may stand without quotes. */
export const takesType: ReadonlySet<string> = new Set(['FuncArgumentOfType', 'FuncReturnOfType']);

export const templateKeywords: ReadonlySet<string> = new Set(['if', 'else', 'end', 'range', 'with']);
/** Of Go's templates, but of no use in one rule. */
export const refusedKeywords: ReadonlySet<string> = new Set(['define', 'template', 'block', 'break', 'continue']);
