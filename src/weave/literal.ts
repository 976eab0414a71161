import type { GoFunction } from '../golang/model.js';
import type { GoFunctionLiteral } from '../golang/syntax.js';
import type { PackageFile } from './packagefile.js';
import type { FunctionPlace } from './place.js';
import type { FunctionWork, Weaving } from './weaving.js';

/** What is different about a function literal: it has no name of its own, and may use types of the function around it. */
export interface LiteralFacts {
  /** Below the package, as the runtime has it: `(*T).Get.func1`. */
  readonly name: string;
  readonly id: string;
  /** Type parameters and types of the enclosing function that the literal's signature mentions. */
  readonly hiddenTypes: readonly string[];
}

export function functionPlace(file: PackageFile, fn: GoFunction): FunctionPlace {
  return { kind: 'function', file, fn, position: fn.position };
}

/** A function literal, ready to be changed; undefined if it cannot be. */
export function literalWork(
  weaving: Weaving,
  file: PackageFile,
  { fn, range }: GoFunctionLiteral,
  around: GoFunction | undefined,
): FunctionWork | undefined {
  const known = weaving.functions.get(fn);
  if (known) return known;
  const parameters = [...fn.params, ...fn.results];
  if (!fn.braces || !fn.body || parameters.some(({ name }) => name === 'nil' || name === 'interface')) return undefined;
  const mentioned = parameters.flatMap(({ type }) =>
    type.parts.flatMap((part) => (typeof part !== 'string' && part.qualifier === '' ? [part.name] : [])),
  );
  const outer = [...(around?.typeParams ?? []), ...(around?.receiver?.typeParams ?? [])];
  const local = mentioned.filter((name) => outer.includes(name) || file.syntax.meaning(name, range.start) === 'local');
  const literal = {
    name: literalName(fn, around, () => initNumber(weaving, file, range.start)),
    id: literalId(fn, around),
    hiddenTypes: [...new Set([...outer, ...local])],
  };
  const work: FunctionWork = { file, found: { file: file.source, model: file.model, fn }, steps: [], joins: [], literal };
  weaving.functions.set(fn, work);
  return work;
}

function literalName(fn: GoFunction, around: GoFunction | undefined, initNumber: () => number): string {
  // The runtime's name for what initialises package-level variables.
  if (!around) return `init.${fn.name}`;
  const generic = around.typeParams.length > 0 ? '[...]' : '';
  const { receiver } = around;
  if (!receiver) return `${around.name}${around.name === 'init' ? `.${initNumber()}` : generic}.${fn.name}`;
  const base = `${receiver.base}${receiver.typeParams.length > 0 ? '[...]' : ''}`;
  return `${receiver.pointer ? `(*${base})` : base}.${around.name}.${fn.name}`;
}

/** A package may have several init functions; the compiler numbers them in the order of the files. */
function initNumber(weaving: Weaving, file: PackageFile, offset: number): number {
  const files = weaving.files.files;
  const before = files
    .slice(0, files.indexOf(file))
    .flatMap(({ model }) => model.heads.filter(({ name, base }) => name === 'init' && base === ''));
  const here = file.everyFunction().filter(({ name, receiver, braces }) => name === 'init' && !receiver && braces && braces.close < offset);
  return before.length + here.length;
}

function literalId(fn: GoFunction, around: GoFunction | undefined): string {
  const outer = around ? [around.receiver?.base ?? '', around.name].filter((part) => part !== '').join('_') : 'init';
  return `${outer}_${fn.name}`.replaceAll('.', '_').replaceAll('-', '_');
}
