/**
 * The code that is put into a function. Everything is an insertion on a line that is there already. H is the hook variable, A the
 * exit variable, K a variable that is always nil and carries the results' types; OUTS are replaced parameters and skip.
 *
 *   none              { if H != nil { H(args) };
 *     + outs          { if H != nil { otelp0, otelskip, otels0 := H(args); if otelskip { return otels0 }; p = otelp0 };
 *   return            { if H != nil { H(args) };                                                       … return A.ret(x, err)
 *     + state         { otelret := A.with(otelnil); if H != nil { otelret = A.with(H(args)) };          … return otelret.ret(x, err)
 *     + outs          { otelret := A.with(otelnil); if H != nil { otelst, OUTS := H(args); otelret = A.with(otelst); … };
 *     no results      … { A.ret(); return } … ;A.ret()}
 *   deferred          { otelret := K; if H != nil { var otelend func(); if otelend, otelret = H(args); otelend != nil { defer otelend() } };
 *                                                                                                       … return otelret.ret(x, err)
 *     + outs          { otelret := K; if H != nil { otelend, otelnew, OUTS := H(args); otelret = otelnew; if otelend != nil { defer otelend() }; … };
 *     no results      { if H != nil { if otelend := H(args); otelend != nil { defer otelend() } };
 *   closure           { if H != nil { otelend := H(args); if otelend != nil { defer func() { r0, err = otelend(r0, err) }() } };
 *
 * After-hooks see the results of a skipped call too: the skipping return goes through `otelret.ret`, or runs deferred calls.
 */
import { hasEntry, type JoinPlan, returnsThrough } from './plan.js';
import type { Edits } from './edits.js';
import type { Names } from './names.js';
import { isHidden, type WovenSlot } from './slots.js';
import { type Tuple, tupleOf, type TupleSet } from './tuples.js';

/** Writes the trampoline of one join point. */
export class Trampoline {
  readonly #plan: JoinPlan;
  readonly #names: Names;
  readonly #tuples: TupleSet;
  readonly #tuple: Tuple;

  constructor(plan: JoinPlan, names: Names, tuples: TupleSet) {
    this.#plan = plan;
    this.#names = names;
    this.#tuples = tuples;
    this.#tuple = tupleOf(plan);
  }

  /** The statements at the function's entry: begins with a space, ends with a semicolon. */
  entry(): string {
    const { form, results } = this.#plan;
    switch (form) {
      case 'none':
        return ` ${this.#guarded(this.#callNone())}`;
      case 'closure':
        return ` ${this.#guarded(this.#callClosure())}`;
      case 'deferred': {
        if (results.length === 0) return ` ${this.#guarded(this.#callDeferredPlain())}`;
        return ` ${this.#declareRet(this.#keep())}${this.#guarded(this.#callDeferred())}`;
      }
      case 'return': {
        // Without state nothing is carried from entry to exit: the return statements read the exit variable themselves. Types are
        // spelled at the entry only, where no declaration of the body hides them.
        const start = this.#plan.state
          ? this.#declareRet(`${this.#afterValue()}.with(${this.#local('nil')})`)
          : this.#plan.spelledInFunction
            ? this.#declareRet(this.#afterValue())
            : '';
        const entry = `${start}${hasEntry(this.#plan) ? this.#guarded(this.#callReturn()) : ''}`.trimEnd();
        return entry === '' ? '' : ` ${entry}`;
      }
    }
  }

  /** Hands the results over at each return statement. */
  editReturns(edits: Edits): void {
    const { body, braces, results } = this.#plan;
    if (!returnsThrough(this.#plan)) return;
    const ret = `${this.#through()}.ret(`;
    for (const statement of body.returns) {
      if (results.length === 0) {
        edits.insert(statement.start, `{ ${ret}); `);
        edits.insert(statement.end, ' }');
      } else if (statement.values) {
        edits.insert(statement.values.start, ret);
        edits.insert(statement.values.end, ')');
      } else edits.insert(statement.end, ` ${ret}${this.#bareValues()})`);
    }
    if (results.length === 0) edits.insert(braces.close, `;${ret})`);
  }

  #local(word: string): string {
    return this.#names.local(word);
  }

  /** What results pass through at a return statement. */
  #through(): string {
    const { form, state, spelledInFunction } = this.#plan;
    return form === 'return' && !state && !spelledInFunction ? this.#afterValue() : this.#local('ret');
  }

  #hook(): string {
    return this.#names.hook(this.#plan.id);
  }

  #call(): string {
    return `${this.#hook()}(${this.#plan.params.map((slot) => (slot.pass === 'ignored' ? 'nil' : slot.name)).join(', ')})`;
  }

  #guarded(statements: string): string {
    return `if ${this.#hook()} != nil { ${statements} };`;
  }

  /** A function without a return statement (it ends in panic, or never) does not use the variable. */
  #declareRet(value: string): string {
    const ret = this.#local('ret');
    const used = this.#plan.results.length === 0 || this.#plan.body.returns.length > 0 || this.#plan.skip;
    return `${ret} := ${value}; ${used ? '' : `_ = ${ret}; `}`;
  }

  #outs(): string[] {
    const { replacedParams, skip, results } = this.#plan;
    return [
      ...replacedParams.map((i) => this.#local(`p${i}`)),
      ...(skip ? [this.#local('skip'), ...results.map((_, i) => this.#local(`s${i}`))] : []),
    ];
  }

  /** `if otelskip { return … }; p = otelp0` */
  #useOuts(): string[] {
    const { replacedParams, params, skip } = this.#plan;
    const replaced = replacedParams.flatMap((i) => {
      const slot = params[i];
      return slot ? [{ slot, out: this.#local(`p${i}`) }] : [];
    });
    const typed = replaced.filter(({ slot }) => slot.pass !== 'any');
    return [
      ...(skip ? [`if ${this.#local('skip')} { ${this.#skippingReturn()} }`] : []),
      ...(typed.length > 0 ? [`${typed.map(({ slot }) => slot.name).join(', ')} = ${typed.map(({ out }) => out).join(', ')}`] : []),
      ...replaced.filter(({ slot }) => slot.pass === 'any').map(({ slot, out }) => this.#assignBack(slot, out)),
    ];
  }

  /**
   * What crossed as `any` gets its type back; nil is the zero value, and a value of another type changes nothing. Where the type can be
   * written, without a generic function: the package may be compiled as a version of Go that has none.
   */
  #assignBack(slot: WovenSlot, out: string): string {
    const { name, type } = slot;
    if (isHidden(slot, this.#plan) || /[\n{]|\b_\b/.test(type.text)) return `${name} = ${this.#tuples.useCast()}(${name}, ${out})`;
    const value = this.#local('v');
    const ok = this.#local('ok');
    return `if ${value}, ${ok} := ${out}.(${type.text}); ${ok} || ${out} == nil { ${name} = ${value} }`;
  }

  #skippingReturn(): string {
    const { results } = this.#plan;
    const through = returnsThrough(this.#plan);
    const ret = this.#through();
    if (results.length === 0) return through ? `${ret}.ret(); return` : 'return';
    const values = results.map((_, i) => this.#local(`s${i}`)).join(', ');
    if (results.every((slot) => slot.pass === 'typed')) return through ? `return ${ret}.ret(${values})` : `return ${values}`;
    const back = this.#tuples.useMethod(this.#tuple, 'back');
    return through ? `return ${ret}.ret(${ret}.${back}(${values}))` : `return ${this.#keep()}.${back}(${values})`;
  }

  #callNone(): string {
    const outs = this.#outs();
    if (outs.length === 0) return this.#call();
    const { replacedParams, params, skip } = this.#plan;
    const plain = !skip && replacedParams.every((i) => params[i]?.pass === 'typed');
    if (plain) return `${replacedParams.map((i) => params[i]?.name ?? '').join(', ')} = ${this.#call()}`;
    return [`${outs.join(', ')} := ${this.#call()}`, ...this.#useOuts()].join('; ');
  }

  #callReturn(): string {
    const { state } = this.#plan;
    const outs = this.#outs();
    const withState = (value: string): string => `${this.#local('ret')} = ${this.#afterValue()}.with(${value})`;
    if (outs.length === 0) return state ? withState(this.#call()) : this.#call();
    const st = this.#local('st');
    return [
      `${[...(state ? [st] : []), ...outs].join(', ')} := ${this.#call()}`,
      ...(state ? [withState(st)] : []),
      ...this.#useOuts(),
    ].join('; ');
  }

  #callDeferredPlain(): string {
    const end = this.#local('end');
    const outs = this.#outs();
    if (outs.length === 0) return `if ${end} := ${this.#call()}; ${end} != nil { defer ${end}() }`;
    return [`${[end, ...outs].join(', ')} := ${this.#call()}`, `if ${end} != nil { defer ${end}() }`, ...this.#useOuts()].join('; ');
  }

  #callDeferred(): string {
    const end = this.#local('end');
    const ret = this.#local('ret');
    const outs = this.#outs();
    if (outs.length === 0) return `var ${end} func(); if ${end}, ${ret} = ${this.#call()}; ${end} != nil { defer ${end}() }`;
    const fresh = this.#local('new');
    return [
      `${[end, fresh, ...outs].join(', ')} := ${this.#call()}`,
      `${ret} = ${fresh}`,
      `if ${end} != nil { defer ${end}() }`,
      ...this.#useOuts(),
    ].join('; ');
  }

  #callClosure(): string {
    const end = this.#local('end');
    const { results } = this.#plan;
    const args = results.map((slot) => (slot.pass === 'ignored' ? 'nil' : slot.name));
    const names = results.map((slot) => (slot.pass === 'ignored' ? '_' : slot.name));
    const call = `${end}(${args.join(', ')})`;
    const casts = results.some((slot) => slot.pass === 'any');
    const values = results.map((slot, i) => (slot.pass === 'any' ? this.#local(`v${i}`) : (names[i] ?? '_')));
    const assigns = results.flatMap((slot, i) => (slot.pass === 'any' ? [this.#assignBack(slot, this.#local(`v${i}`))] : []));
    const declared = results.flatMap((slot, i) => (slot.pass === 'any' ? [`var ${this.#local(`v${i}`)} interface{}`] : []));
    const inner = casts ? [...declared, `${values.join(', ')} = ${call}`, ...assigns].join('; ') : `${names.join(', ')} = ${call}`;
    const outs = this.#outs();
    return [`${[end, ...outs].join(', ')} := ${this.#call()}`, `if ${end} != nil { defer func() { ${inner} }() }`, ...this.#useOuts()].join(
      '; ',
    );
  }

  /** A bare return's results; a blank one still is zero. */
  #bareValues(): string {
    return this.#plan.results
      .map((slot, i) =>
        slot.parameter.name === '_' ? `${this.#through()}.${this.#tuples.useMethod(this.#tuple, `zero${i}`)}()` : slot.parameter.name,
      )
      .join(', ');
  }

  /** The typed nil function that a return statement passes results through while no hook is linked. */
  #keep(): string {
    const type = this.#tuples.use({ kind: 'keep', mask: this.#tuple.mask });
    return this.#plan.spelledInFunction ? `${type}[${this.#resultTypes()}](nil)` : this.#names.keep(this.#plan.id);
  }

  #afterValue(): string {
    const type = this.#tuples.use(this.#tuple);
    const value = this.#names.after(this.#plan.id);
    return this.#plan.spelledInFunction ? `${type}[${this.#resultTypes()}](${value})` : value;
  }

  #resultTypes(): string {
    return this.#plan.results.map((slot) => slot.type.text).join(', ');
  }
}
