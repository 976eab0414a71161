import { isIgnored } from '../weave/shape.js';
import type { HookFunction } from '../golang/hookpackage.js';
import type { HookShape, HookUse, JoinPoint, Slot } from '../report/report.js';
import { type ImportTable, renderType } from './imports.js';

/** One hook of a join point in the words of the generated file. */
export interface HookCall {
  readonly index: number;
  readonly use: HookUse;
  readonly context: boolean;
  /**
   * The HookContext may live on after the call: a hook uses it in other ways than by calling its methods. Else it is part of the
   * pooled frame.
   */
  readonly retained: boolean;
  readonly state: boolean;
  /** The program has statements in which the hook must not run. */
  readonly ignorable: boolean;
  /** There are callers for whose calls the hook must not run. */
  readonly excluding: boolean;
  readonly before: HookShape | undefined;
  readonly after: HookShape | undefined;
  readonly beforeFunction: HookFunction | undefined;
  readonly afterFunction: HookFunction | undefined;
}

/** A join point with every name and type that its adapter needs, ready to be written. */
export interface JoinPointView {
  readonly point: JoinPoint;
  readonly number: number;
  /** How the generated file writes the hook variable and the exit variable: by name, or through a pointer. */
  readonly hookVar: string;
  readonly afterVar: string;
  /** The function is one of package main itself: its variables need no linkname. */
  readonly own: boolean;
  readonly params: readonly string[];
  readonly paramTypes: readonly string[];
  readonly results: readonly string[];
  readonly resultTypes: readonly string[];
  readonly hooks: readonly HookCall[];
  /** How the call ended must be known: a hook asks for it, or runs at a deferred call only if the function returned. */
  readonly exit: boolean;
  /** A hook may look at the duration. */
  readonly timed: boolean;
}

export function viewJoinPoint(
  point: JoinPoint,
  number: number,
  own: boolean,
  prefix: string,
  imports: ImportTable,
  findHook: (path: string, name: string) => HookFunction | undefined,
  ignoring = false,
): JoinPointView {
  const typeOf = (slot: Slot): string => (slot.pass === 'typed' ? renderType(slot.type, imports) : 'any');
  const hooks = point.hooks.map((use, index): HookCall => {
    const context = (use.before ?? use.after)?.style === 'context';
    const functions = [use.before, use.after].map((shape) => (shape && !use.span ? findHook(use.path, shape.name) : undefined));
    return {
      index,
      use,
      context,
      retained: context && functions.some((fn) => fn?.contextMethods.includes('*')),
      state: !context && use.before?.state === true,
      // A span looks by itself; what serves the process must go on.
      ignorable: ignoring && !use.span && !use.rule.support,
      excluding: use.excludeCallers !== undefined,
      before: use.before,
      after: use.after,
      beforeFunction: functions[0],
      afterFunction: functions[1],
    };
  });
  return {
    point,
    number,
    hookVar: own ? (returnsFunction(point) ? `*${prefix}hook${number}` : point.hookVar) : `${prefix}hook${number}`,
    afterVar: own ? (point.afterVar ?? '') : `${prefix}after${number}`,
    own,
    params: point.params.map((_, i) => `p${i}`),
    paramTypes: point.params.map(typeOf),
    results: point.results.map((_, i) => `r${i}`),
    resultTypes: point.results.map(typeOf),
    hooks,
    exit: hooks.some((hook) => hook.after !== undefined && (hook.context ? hook.retained : hook.after.exit || point.form !== 'return')),
    timed: hooks.some(
      (hook) => hook.retained || (!hook.context && hook.after?.exit === true && isNamed(hook.afterFunction?.params.at(-1)?.name)),
    ),
  };
}

/**
 * The hook returns a function through which results pass. In the woven package that has a type of its own, so that a function of
 * package main itself cannot simply be assigned.
 */
function returnsFunction({ form, results }: JoinPoint): boolean {
  return form === 'closure' || (form === 'deferred' && results.length > 0);
}

function isNamed(name: string | undefined): boolean {
  return name !== undefined && name !== '' && name !== '_';
}

/** `a A, b B`. */
export function declare(names: readonly string[], types: readonly string[]): string {
  return names.map((name, i) => `${name} ${types[i] ?? ''}`).join(', ');
}

/** `(A, B)` as a result list: nothing for none, no parentheses for one. */
export function resultList(types: readonly string[]): string {
  if (types.length === 0) return '';
  return types.length === 1 ? ` ${types[0] ?? ''}` : ` (${types.join(', ')})`;
}

/** The types that a hook function declares for the values of `slots`: its own `any` stays `any`. */
export function hookTypes(fn: HookFunction | undefined, from: number, types: readonly string[]): string[] {
  return types.map((type, i) => {
    const declared = fn?.params[from + i]?.type.replaceAll(/\s+/g, '');
    const element = declared?.replace(/^\.\.\./, '');
    if (element === 'any' || element === 'interface{}') return declared === element ? 'any' : '...any';
    return declared?.startsWith('...') ? `...${elementOf(type)}` : type;
  });
}

function elementOf(sliceType: string): string {
  return sliceType.startsWith('[]') ? sliceType.slice(2) : sliceType;
}

/** Arguments of a hook call; a hook that is variadic itself takes the slice with `...`, and as `_ ...any` nothing. */
export function hookArguments(fn: HookFunction | undefined, from: number, names: readonly string[]): string[] {
  return names.flatMap((name, i) => {
    const parameter = fn?.params[from + i];
    if (!parameter?.type.startsWith('...')) return name;
    return isIgnored(parameter) ? [] : `${name}...`;
  });
}
