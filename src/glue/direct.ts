/**
 * The cheapest way from a woven function to a hook: one function between them, bound as it is. It serves functions with a single
 * rule whose typed hooks only look on: nothing is kept from entry to exit, nothing is replaced. A deferred check of a flag costs
 * half of a deferred recover; after a panic the variable is empty again and the hook is off.
 */
import type { AdapterNames } from './types.js';
import { declare, hookArguments, hookTypes, type HookCall, type JoinPointView } from './joinpoint.js';
import type { Lines } from './lines.js';

export function isDirect(view: JoinPointView): boolean {
  const { form, state, skip, replacedParams, replacesResults } = view.point;
  const [hook, ...others] = view.hooks;
  const plain = form === 'none' || (form === 'return' && !state);
  return (
    plain &&
    hook !== undefined &&
    others.length === 0 &&
    !hook.context &&
    !hook.ignorable &&
    !hook.excluding &&
    !skip &&
    replacedParams.length === 0 &&
    !replacesResults
  );
}

export function writeDirect(view: JoinPointView, names: AdapterNames, out: Lines): void {
  const [hook] = view.hooks;
  if (!hook) return;
  const sides = (['before', 'after'] as const).filter((side) => hook[side]);
  for (const side of sides.filter((each) => !isHarmless(view, hook, each))) writeSide(view, hook, side, names, out);
  out.add(`func ${names.prefix}bind${view.number}() {`);
  for (const side of sides) {
    const harmless = isHarmless(view, hook, side);
    const value = harmless ? hookName(hook, side, names) : `${names.prefix}${side}call${view.number}`;
    out.located(hook.use.rule.position, `\t${variable(view, side)} = ${value}`);
  }
  out.add('}', '');
}

/** A hook without statements cannot panic: where its types are the variable's own, it is bound as it is. */
function isHarmless(view: JoinPointView, hook: HookCall, side: 'before' | 'after'): boolean {
  const fn = side === 'before' ? hook.beforeFunction : hook.afterFunction;
  const types = side === 'before' ? view.paramTypes : view.resultTypes;
  return fn?.empty === true && hookTypes(fn, 0, types).every((type, i) => type === types[i]);
}

function hookName(hook: HookCall, side: 'before' | 'after', names: AdapterNames): string {
  return names.imports.member(hook.use.path, hook[side]?.name ?? '');
}

function variable(view: JoinPointView, side: 'before' | 'after'): string {
  return side === 'before' ? view.hookVar : view.afterVar;
}

function writeSide(view: JoinPointView, hook: HookCall, side: 'before' | 'after', names: AdapterNames, out: Lines): void {
  const before = side === 'before';
  const params = before ? view.params : view.results;
  const args = hookArguments(before ? hook.beforeFunction : hook.afterFunction, 0, params);
  out.add(`func ${names.prefix}${side}call${view.number}(${declare(params, before ? view.paramTypes : view.resultTypes)}) {`);
  out.add('\tok := false', '\tdefer func() {', '\t\tif !ok {', `\t\t\t${variable(view, side)} = nil`);
  out.add(`\t\t\t${names.api}.Recovered(&${names.prefix}site${view.number}[${before ? 0 : 1}], recover())`, '\t\t}', '\t}()');
  out.located(hook.use.rule.position, `\t${hookName(hook, side, names)}(${args.join(', ')})`);
  out.add('\tok = true', '}', '');
}
