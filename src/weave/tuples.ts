import type { Names } from './names.js';
import type { JoinPlan } from './plan.js';
import type { WovenSlot } from './slots.js';

/**
 * The generic types through which results pass at a return statement. Only generic declarations keep a package's export data as
 * it was: their instances are referred to by name.
 *
 *   type otelkeep2[A0, A1 interface{}] func(A0, A1) (A0, A1)
 *   func (f otelkeep2[A0, A1]) ret(a0 A0, a1 A1) (A0, A1) { if f != nil { return f(a0, a1) }; return a0, a1 }
 *
 *   type otelsee2[A0, A1 interface{}] func(A0, A1)
 *   func (f otelsee2[A0, A1]) ret(a0 A0, a1 A1) (A0, A1) { if f != nil { f(a0, a1) }; return a0, a1 }
 *
 *   type otelafter2[A0, A1 interface{}] func(*byte, A0, A1) (A0, A1)
 *   func (f otelafter2[A0, A1]) with(s *byte) otelcall2[A0, A1] { return otelcall2[A0, A1]{f, s} }
 *
 * A result whose type hooks cannot name crosses as `any` and is cast back; one that no hook looks at crosses as nil. Such types
 * carry a letter for each result: `otelkeep2_tai` (typed, any, ignored).
 */
export interface Tuple {
  /** `see`: results are only looked at; `keep`: they may be replaced; `after`: the before-hook's state comes along too. */
  readonly kind: 'see' | 'keep' | 'after';
  /** A letter for each result. */
  readonly mask: string;
}

/** Methods of a tuple beside `ret` and `with`: `back` casts the results of a skipped call, `zero<i>` gives a blank result. */
export type TupleMethod = 'back' | `zero${number}`;

/** The types, and methods of them, that a package needs. */
export class TupleSet {
  readonly #names: Names;
  readonly #methods = new Map<string, { tuple: Tuple; methods: Set<TupleMethod> }>();
  #casts = false;

  constructor(names: Names) {
    this.#names = names;
  }

  /** Notes that a type is used; gives its name. */
  use(tuple: Tuple): string {
    const key = `${tuple.kind} ${tuple.mask}`;
    if (!this.#methods.has(key)) this.#methods.set(key, { tuple, methods: new Set() });
    if (tuple.mask.includes('a')) this.#casts = true;
    return tupleName(tuple, this.#names);
  }

  useMethod(tuple: Tuple, method: TupleMethod): string {
    this.use(tuple);
    this.#methods.get(`${tuple.kind} ${tuple.mask}`)?.methods.add(method);
    return method;
  }

  /** Notes that a value that crossed as `any` is cast back. */
  useCast(): string {
    this.#casts = true;
    return this.#names.local('cast');
  }

  declarations(): string[] {
    const sorted = [...this.#methods].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
    return [
      ...sorted.flatMap(({ tuple, methods }) => declareTuple(tuple, [...methods].sort(), this.#names)),
      ...(sorted.some(({ tuple }) => tuple.kind === 'after') ? [`var ${this.#names.local('nil')} *byte`] : []),
      ...(this.#casts ? [castDeclaration(this.#names)] : []),
    ];
  }
}

function maskOf(results: readonly WovenSlot[]): string {
  return results.map((slot) => slot.pass.charAt(0)).join('');
}

export function tupleOf(plan: JoinPlan): Tuple {
  return { kind: tupleKind(plan), mask: maskOf(plan.results) };
}

function tupleKind(plan: JoinPlan): Tuple['kind'] {
  if (plan.form !== 'return') return 'keep';
  if (plan.state) return 'after';
  // Casting back what was skipped needs no more than replacing does.
  return plan.replacesResults ? 'keep' : 'see';
}

function tupleName(tuple: Tuple, names: Names): string {
  return `${names.local(tuple.kind)}${suffix(tuple.mask)}`;
}

function suffix(mask: string): string {
  return /^t*$/.test(mask) ? String(mask.length) : `${mask.length}_${mask}`;
}

function castDeclaration(names: Names): string {
  const cast = names.local('cast');
  // nil stands for the zero value: an interface that a hook sets to nil arrives as such.
  return `func ${cast}[T interface{}](like T, v interface{}) (zero T) { if v == nil { return zero }; if t, ok := v.(T); ok { return t }; return like }`;
}

function declareTuple(tuple: Tuple, methods: readonly TupleMethod[], names: Names): string[] {
  const letters = [...tuple.mask];
  const name = tupleName(tuple, names);
  // Without results a type parameter is still needed: only generic methods are invisible.
  const typeNames = letters.length > 0 ? letters.map((_, i) => `A${i}`) : ['S'];
  const args = `[${typeNames.join(', ')}]`;
  const constraint = `[${typeNames.join(', ')} interface{}]`;
  const crossing = letters.map((letter, i) => (letter === 't' ? `A${i}` : 'interface{}'));
  const types = typeNames.slice(0, letters.length);
  const values = letters.map((_, i) => `a${i}`);
  const state = tuple.kind === 'after' ? ['*byte'] : [];
  const lines = [`type ${name}${constraint} func(${[...state, ...crossing].join(', ')})${tuple.kind === 'see' ? '' : list(crossing)}`];
  const params = values.map((value, i) => `${value} ${types[i] ?? ''}`).join(', ');
  if (tuple.kind === 'after') {
    const call = `${names.local('call')}${suffix(tuple.mask)}`;
    lines.push(
      `type ${call}${constraint} struct { f ${name}${args}; s *byte }`,
      `func (f ${name}${args}) with(s *byte) ${call}${args} { return ${call}${args}{f, s} }`,
      `func (c ${call}${args}) ret(${params})${list(types)} { if c.f != nil { ${pass('c.f', ['c.s'], letters, names)} }${values.length > 0 ? `; return ${values.join(', ')}` : ''} }`,
    );
  } else if (tuple.kind === 'see') {
    const call = `f(${letters.map((letter, i) => (letter === 'i' ? 'nil' : `a${i}`)).join(', ')})`;
    lines.push(`func (f ${name}${args}) ret(${params})${list(types)} { if f != nil { ${call} }; return ${values.join(', ')} }`);
  } else {
    lines.push(
      `func (f ${name}${args}) ret(${params})${list(types)} { if f != nil { ${pass('f', [], letters, names)} }; return ${values.join(', ')} }`,
    );
  }
  return [...lines, ...methods.map((method) => declareMethod(tuple, method, letters, args, names))];
}

/** Calls the function with the values as it takes them, and returns what it gives as the function's results. */
function pass(callee: string, leading: readonly string[], letters: readonly string[], names: Names): string {
  const call = `${callee}(${[...leading, ...letters.map((letter, i) => (letter === 'i' ? 'nil' : `a${i}`))].join(', ')})`;
  if (letters.length === 0) return call;
  if (letters.every((letter) => letter === 't')) return `return ${call}`;
  const outs = letters.map((letter, i) => (letter === 'i' ? '_' : `b${i}`));
  const returned = letters.map((letter, i) =>
    letter === 'i' ? `a${i}` : letter === 't' ? `b${i}` : `${names.local('cast')}(a${i}, b${i})`,
  );
  const assign = outs.every((out) => out === '_') ? '' : `${outs.join(', ')} := `;
  return `${assign}${call}; return ${returned.join(', ')}`;
}

function declareMethod(tuple: Tuple, method: TupleMethod, letters: readonly string[], args: string, names: Names): string {
  const receiver = `${tuple.kind === 'after' ? `${names.local('call')}${suffix(tuple.mask)}` : tupleName(tuple, names)}${args}`;
  const types = letters.map((_, i) => `A${i}`);
  if (method !== 'back') return `func (${receiver}) ${method}() (zero A${method.slice('zero'.length)}) { return }`;
  const params = letters.map((letter, i) => `a${i} ${letter === 't' ? types[i] : 'interface{}'}`).join(', ');
  const zeros = letters.flatMap((letter, i) => (letter === 't' ? [] : [`var z${i} A${i}; `])).join('');
  const values = letters.map((letter, i) => (letter === 't' ? `a${i}` : `${names.local('cast')}(z${i}, a${i})`));
  return `func (${receiver}) back(${params})${list(types)} { ${zeros}return ${values.join(', ')} }`;
}

function list(types: readonly string[]): string {
  if (types.length === 0) return '';
  return types.length === 1 ? ` ${types[0] ?? ''}` : ` (${types.join(', ')})`;
}
