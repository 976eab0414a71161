/** The Go types of hook variables and of the hooks that are bound to them. */
import type { ImportTable } from './imports.js';
import { hookTypes, resultList, type HookCall, type JoinPointView } from './joinpoint.js';

/** The generated file's names. */
export interface AdapterNames {
  readonly prefix: string;
  readonly api: string;
  readonly imports: ImportTable;
}

/** Types of the hook variable's results, in the order of the contract with the trampoline. */
export function hookResultTypes(view: JoinPointView): string[] {
  const { point, resultTypes, paramTypes } = view;
  const through = `func(${resultTypes.join(', ')})${resultList(resultTypes)}`;
  return [
    ...(point.form === 'return' && point.state ? ['*byte'] : []),
    ...(point.form === 'deferred' ? ['func()'] : []),
    ...(point.form === 'deferred' && resultTypes.length > 0 ? [through] : []),
    ...(point.form === 'closure' ? [through] : []),
    ...point.replacedParams.map((i) => paramTypes[i] ?? 'any'),
    ...(point.skip ? ['bool', ...resultTypes] : []),
  ];
}

/** Type of the exit variable of form `return`. */
export function exitType(view: JoinPointView): string {
  const { point, resultTypes } = view;
  const results = resultList(point.state || point.replacesResults ? resultTypes : []);
  return `func(${[...(point.state ? ['*byte'] : []), ...resultTypes].join(', ')})${results}`;
}

/** True when the function calls something at its entry: a before-hook, or what prepares the end. */
export function hasEntryHook(view: JoinPointView): boolean {
  return view.hooks.some((hook) => hook.before) || usesFrame(view);
}

/** What lives from entry to exit needs a place. */
export function usesFrame(view: JoinPointView): boolean {
  const { form, state } = view.point;
  return form === 'deferred' || form === 'closure' || (form === 'return' && state);
}

/** Indices of the parameters that a before-hook returns anew. */
export function replacedParams(hook: HookCall, view: JoinPointView): readonly number[] {
  if (!hook.before?.replacesParams) return [];
  return hook.before.replaced ?? view.point.params.flatMap((slot, i) => (slot.receiver ? [] : [i]));
}

export function beforeType(hook: HookCall, view: JoinPointView, api: string): string {
  const results = [
    `S${hook.index}`,
    ...replacedParams(hook, view).map((i) => view.paramTypes[i] ?? 'any'),
    ...(hook.before?.skip ? [`${api}.Skip`, ...view.resultTypes] : []),
  ];
  return `func(${hookTypes(hook.beforeFunction, 0, view.paramTypes).join(', ')})${resultList(results)}`;
}

export function afterType(hook: HookCall, view: JoinPointView, api: string): string {
  const params = [`S${hook.index}`, ...hookTypes(hook.afterFunction, 1, view.resultTypes), ...(hook.after?.exit ? [`${api}.Exit`] : [])];
  return `func(${params.join(', ')})${resultList(hook.after?.replacesResults ? view.resultTypes : [])}`;
}

/** `a, b` of several lists. */
export const join = (...parts: (readonly string[])[]): string => parts.flat().join(', ');

export function goString(text: string): string {
  return JSON.stringify(text);
}
