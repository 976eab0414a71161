import type { HookFunction, HookParameter } from '../golang/hookpackage.js';
import { isHookContext } from '../golang/parsehooks.js';
import { bareOf, bareText } from '../golang/resolve.js';
import type { HookShape } from '../report/report.js';
import { type SignatureCase, signatureError, wantedType } from './signature.js';
import type { TargetSlot } from './slots.js';

/** Reads off a before-hook's signature what it asks for. `after` is the after-hook of the same rule. */
export function beforeShape(of: SignatureCase, after: HookFunction | undefined): HookShape {
  checkPlain(of);
  if (isContextStyle(of.hook)) return contextShape(of, of.signature.params);
  checkTypes(of, of.hook.params, of.signature.params, 'parameter');
  const { results } = of.hook;
  const skipAt = results.findIndex((r, i) => isNamed(r.type, 'Skip') && results.length - i - 1 === of.signature.results.length);
  if (skipAt !== -1) checkTypes(of, results.slice(skipAt + 1), of.signature.results, 'result after api.Skip', 'returned');
  const leading = skipAt === -1 ? results : results.slice(0, skipAt);
  const state = stateOf(of, leading, after);
  const returned = state ? leading.slice(1) : leading;
  const replaced = returned.length > 0 ? replacedIndices(of, returned, after) : undefined;
  return {
    name: of.hook.name,
    position: positionOf(of.hook),
    style: 'typed',
    state,
    replacesParams: returned.length > 0,
    ...(replaced ? { replaced } : {}),
    skip: skipAt !== -1,
    exit: false,
    replacesResults: false,
  };
}

/** Reads off an after-hook's signature what it asks for. */
export function afterShape(of: SignatureCase, before: HookFunction | undefined): HookShape {
  checkPlain(of);
  if (isContextStyle(of.hook)) return contextShape(of, of.signature.results);
  const { exit, state, values } = splitAfter(of);
  if (state && (!before || isContextStyle(before))) {
    throw signatureError(
      of,
      `it takes ${of.hook.params.length} parameters, one more than there are results, but the rule has no before-hook that returns a state`,
    );
  }
  checkTypes(of, values, of.signature.results, 'result');
  const replaces = of.hook.results.length > 0;
  if (replaces) checkTypes(of, of.hook.results, of.signature.results, 'returned result', 'returned');
  return {
    name: of.hook.name,
    position: positionOf(of.hook),
    style: 'typed',
    state,
    replacesParams: false,
    skip: false,
    exit,
    replacesResults: replaces,
  };
}

/** The parameters of a hook that stand for the target's parameters (before) or results (after). */
export function valueParameters(hook: HookFunction, shape: HookShape, when: 'before' | 'after'): readonly HookParameter[] {
  const from = shape.style === 'context' || (shape.state && when === 'after') ? 1 : 0;
  return hook.params.slice(from, hook.params.length - (shape.style === 'typed' && shape.exit ? 1 : 0));
}

/** `_ any` and `_ ...any`: the hook does not look at the value. */
export function isIgnored(parameter: HookParameter | undefined): boolean {
  return parameter !== undefined && (parameter.name === '_' || parameter.name === '') && isAny(parameter.type.replace(/^\.\.\./, ''));
}

function isAny(type: string): boolean {
  return type === 'any' || type === 'interface{}';
}

function isContextStyle(hook: HookFunction): boolean {
  return hook.params[0] !== undefined && isHookContext(hook.params[0].type);
}

function positionOf(hook: HookFunction): HookShape['position'] {
  return { file: hook.file, line: hook.line, column: hook.column };
}

function isNamed(type: string, name: string): boolean {
  return type === name || type.endsWith(`.${name}`);
}

function checkPlain(of: SignatureCase): void {
  if (of.hook.generic) throw signatureError(of, 'it has type parameters, but hooks are called with concrete types');
}

function contextShape(of: SignatureCase, slots: readonly TargetSlot[]): HookShape {
  checkTypes(of, of.hook.params.slice(1), slots, of.when === 'before' ? 'parameter' : 'result');
  if (of.hook.results.length > 0)
    throw signatureError(of, 'a hook that takes a HookContext returns nothing (it calls SetParam, SetReturnVal, SetSkipCall)');
  const calls = (method: string): boolean => of.hook.contextMethods.includes('*') || of.hook.contextMethods.includes(method);
  const before = of.when === 'before';
  return {
    name: of.hook.name,
    position: positionOf(of.hook),
    style: 'context',
    state: false,
    replacesParams: before && calls('SetParam'),
    skip: before && calls('SetSkipCall'),
    exit: true,
    replacesResults: !before && calls('SetReturnVal'),
  };
}

function splitAfter(of: SignatureCase): { exit: boolean; state: boolean; values: readonly HookParameter[] } {
  const { params } = of.hook;
  const count = of.signature.results.length;
  for (const exit of [true, false]) {
    if (exit && !isNamed(params.at(-1)?.type ?? '', 'Exit')) continue;
    const rest = exit ? params.slice(0, -1) : params;
    if (rest.length === count) return { exit, state: false, values: rest };
    if (rest.length === count + 1) return { exit, state: true, values: rest.slice(1) };
  }
  throw signatureError(of, `it takes ${plural(params.length, 'parameter')}, but the function has ${plural(count, 'result')}`);
}

function stateOf(of: SignatureCase, leading: readonly HookParameter[], after: HookFunction | undefined): boolean {
  if (!after || isContextStyle(after)) return false;
  const split = splitAfterCount(after, of.signature.results.length);
  if (!split) return false;
  const [first] = leading;
  const taken = after.params[0]?.type ?? '';
  if (first?.type === taken) return true;
  const got = first ? first.type : 'no state';
  throw signatureError(
    of,
    `after-hook ${after.name} (${after.file}:${after.line}) takes a state of type ${taken}, but ${of.hook.name} returns ${got}`,
  );
}

function splitAfterCount(after: HookFunction, results: number): boolean {
  const exit = isNamed(after.params.at(-1)?.type ?? '', 'Exit');
  const count = after.params.length;
  // The same preference as for the after-hook itself: api.Exit first.
  if (exit && (count - 1 === results || count - 1 === results + 1)) return count - 1 === results + 1;
  return count === results + 1;
}

/** Which parameters a before-hook returns anew: those that it looks at; undefined where it returns all of them. */
function replacedIndices(of: SignatureCase, returned: readonly HookParameter[], after: HookFunction | undefined): number[] | undefined {
  const { params } = of.signature;
  const own = params.flatMap((slot, i) => (slot.receiver ? [] : [i]));
  const seen = own.filter((i) => !isIgnored(of.hook.params[i]));
  const replaced = returned.length === own.length ? own : seen;
  if (returned.length !== replaced.length) {
    const first = returned[0]?.type ?? '';
    const hint = after ? `after-hook ${after.name} does not take it as a state` : 'the rule has no after-hook that takes it as a state';
    const takes =
      seen.length === 0 || seen.length === own.length ? `${own.length}` : `${own.length}, or the ${seen.length} that it looks at`;
    throw signatureError(
      of,
      `it returns ${plural(returned.length, 'value')} (${first}${returned.length > 1 ? ', …' : ''}), but ${hint}, and replacing parameters takes ${takes}`,
    );
  }
  const slots = replaced.flatMap((i) => params[i] ?? []);
  checkTypes(of, returned, slots, 'replaced parameter', 'returned');
  return replaced === own ? undefined : replaced;
}

/** A hook may take any value as `any`, but returns one as `any` only where the type cannot be named: it is cast back just there. */
function checkTypes(
  of: SignatureCase,
  got: readonly HookParameter[],
  want: readonly TargetSlot[],
  noun: string,
  direction: 'taken' | 'returned' = 'taken',
): void {
  if (got.length !== want.length) {
    throw signatureError(of, `it has ${plural(got.length, noun)} where the function has ${want.length}`);
  }
  want.forEach((slot, i) => {
    const parameter = got[i];
    const type = parameter?.type ?? '';
    if (parameter && direction === 'taken' && slot.parameter.variadic && isIgnored(parameter)) return;
    if (fits(type, slot) || (isAny(type) && (direction === 'taken' || slot.type.nameable !== 'yes'))) return;
    const why =
      slot.type.nameable === 'no'
        ? `${slot.type.text} cannot be named outside of its package (${slot.type.reason ?? ''})`
        : `the function's is ${slot.type.text}`;
    throw signatureError(of, `${noun} ${i + 1} is ${type}, want ${wantedType(slot)}: ${why}`);
  });
}

function fits(type: string, slot: TargetSlot): boolean {
  if (slot.type.nameable === 'no') return false;
  const plain = slot.parameter.variadic && type.startsWith('...') ? `[]${type.slice(3)}` : type;
  return bareOf(plain) === bareText(slot.type);
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
