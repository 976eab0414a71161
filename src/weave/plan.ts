import type { SourceFile } from '../golang/parsehooks.js';
import type { GoBody, GoFunction } from '../golang/model.js';
import type { AfterForm, HookUse, JoinPoint } from '../report/report.js';
import { reportSlot, type WovenSlot } from './slots.js';

/** A function, all hooks around it, and everything that was decided about it: what the trampoline is written from. */
export interface JoinPlan {
  readonly id: string;
  readonly file: SourceFile;
  readonly fn: GoFunction;
  readonly body: GoBody;
  readonly braces: { readonly open: number; readonly close: number };
  /** As the runtime names it. */
  readonly function: string;
  readonly hooks: readonly HookUse[];
  readonly form: AfterForm;
  readonly params: readonly WovenSlot[];
  readonly results: readonly WovenSlot[];
  readonly replacedParams: readonly number[];
  readonly skip: boolean;
  readonly state: boolean;
  readonly replacesResults: boolean;
  /** Result types can be written in the function's own file only (type parameters, C types). */
  readonly spelledInFunction: boolean;
}

/** The hook variable is called at entry; form `return` needs it for before-hooks only. */
export function hasEntry(plan: JoinPlan): boolean {
  return plan.form !== 'return' || plan.hooks.some((hook) => hook.before);
}

/** Own results are handed over at each return statement. */
export function returnsThrough(plan: JoinPlan): boolean {
  return plan.form === 'return' || (plan.form === 'deferred' && plan.results.length > 0);
}

export function reportJoinPoint(plan: JoinPlan, hookVar: string, afterVar: string): JoinPoint {
  return {
    id: plan.id,
    function: plan.function,
    position: { file: plan.file.path, ...plan.fn.position },
    hookVar,
    afterVar: plan.form === 'return' ? afterVar : undefined,
    form: plan.form,
    params: plan.params.map(reportSlot),
    results: plan.results.map(reportSlot),
    replacedParams: plan.replacedParams,
    skip: plan.skip,
    replacesResults: plan.replacesResults,
    state: plan.state,
    ...(plan.body.defers.length > 0 ? { defers: true as const } : {}),
    hooks: plan.hooks,
  };
}
