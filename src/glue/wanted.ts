import type { HookCall } from './joinpoint.js';
import { SPAN_PACKAGE } from './span.js';
import type { AdapterNames } from './types.js';

/** The condition under which a hook runs in a program with ignored statements; empty without a condition. */
export function wanted(hook: HookCall, names: AdapterNames): string {
  return hook.ignorable ? `!${names.imports.name(SPAN_PACKAGE)}.Ignored()` : '';
}

/** Both conditions, either of which may be empty. */
export function both(one: string, other: string): string {
  return [one, other].filter((condition) => condition !== '').join(' && ');
}
