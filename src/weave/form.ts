import type { GoBody, GoDefer, GoFunction } from '../golang/model.js';
import type { AfterForm, HookUse } from '../report/report.js';

/**
 * How the end of the call reaches the after-hooks. `return` costs least, but misses panics; `deferred` sees them, and keeps the
 * results that the return statement gave; `closure` reads results at the very end, but dependents see it (export data).
 */
export function afterForm(fn: GoFunction, body: GoBody, hooks: readonly HookUse[], mayRecover: (call: GoDefer) => boolean): AfterForm {
  if (!hooks.some((hook) => hook.after)) return 'none';
  const exit = hooks.some((hook) => hook.after?.exit);
  const recovers = body.defers.some((call) => call.recovers || mayRecover(call));
  const named = fn.results.some((result) => result.name !== '' && result.name !== '_');
  // A deferred call that recovers ends the call without a return statement of ours; named results then hold what was assigned.
  if (named && body.defers.length > 0 && (body.escapingResults.length > 0 || recovers)) return 'closure';
  return exit || recovers ? 'deferred' : 'return';
}

/** Methods that people defer, and that recover nothing. */
const HARMLESS = new Set(
  'Unlock RUnlock Close Done Stop End Finish Flush Put Release Rollback Wait Cancel Reset Remove RemoveAll Store Add'.split(' '),
);

/**
 * Whether a deferred function may call `recover`. What is declared elsewhere cannot be looked into: its name must do
 * (`utilruntime.HandleCrash`, `x.recoverPanic`).
 */
export function mayRecover(call: GoDefer, body: GoBody, textOfFunction: (name: string) => string | undefined): boolean {
  if (call.kind === 'literal') return call.recovers;
  if (HARMLESS.has(call.callee)) return false;
  if (/recover|panic|crash/i.test(call.callee)) return true;
  const text = textOfFunction(call.callee);
  if (text !== undefined) return /\brecover\s*\(/.test(text);
  // A local variable: any literal of this body may be in it.
  return call.kind === 'name' && body.mentionsRecover;
}
