import type { HookCall, JoinPointView } from './joinpoint.js';
import type { Lines } from './lines.js';
import { SPAN_PACKAGE } from './span.js';
import { type AdapterNames, goString } from './types.js';

/** The condition under which a hook runs: no ignored statement is running, and no excluded caller is calling. Empty without a condition. */
export function wanted(view: JoinPointView, hook: HookCall, names: AdapterNames): string {
  return both(
    hook.ignorable ? `!${names.imports.name(SPAN_PACKAGE)}.Ignored()` : '',
    hook.excluding ? `!${callersVariable(view, hook, names)}.Calling(${goString(view.point.function)})` : '',
  );
}

/** Both conditions, either of which may be empty. */
export function both(one: string, other: string): string {
  return [one, other].filter((condition) => condition !== '').join(' && ');
}

/** The variables with the callers that hooks exclude. */
export function writeCallers(view: JoinPointView, names: AdapterNames, out: Lines): void {
  for (const hook of view.hooks.filter(({ excluding }) => excluding)) {
    const callers = (hook.use.excludeCallers ?? []).map((caller) => {
      const fn = caller.function === undefined ? '' : `, Function: ${goString(caller.function)}`;
      return `{Package: ${goString(caller.package)}${fn}}`;
    });
    out.add(`var ${callersVariable(view, hook, names)} = ${names.api}.Callers{${callers.join(', ')}}`, '');
  }
}

function callersVariable(view: JoinPointView, hook: HookCall, { prefix }: AdapterNames): string {
  return `${prefix}callers${view.number}_${hook.index}`;
}
