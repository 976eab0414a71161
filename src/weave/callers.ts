/** `exclude_callers` of hooks: who calls is only known while the program runs, so the report says what the glue has to ask for. */
import type { ExcludedCaller, HookUse, Warning } from '../report/report.js';
import { parseCaller } from '../rules/callers.js';
import type { InjectHooks } from '../rules/types.js';
import { nearest } from './nearest.js';
import type { Weaving } from './weaving.js';

/** `own`: the path of the target package as the runtime names it. */
export function excludedCallers({ excludeCallers = [] }: InjectHooks, own: string): Pick<HookUse, 'excludeCallers'> {
  const callers = excludeCallers
    .flatMap(({ value }) => parseCaller(value))
    .map((caller): ExcludedCaller => ({
      package: caller.package ?? own,
      ...(caller.function === undefined ? {} : { function: caller.function }),
    }));
  return callers.length > 0 ? { excludeCallers: callers } : {};
}

export function sameCallers(one: InjectHooks, other: InjectHooks): boolean {
  const texts = ({ excludeCallers = [] }: InjectHooks): string => excludeCallers.map(({ value }) => value).join('\n');
  return texts(one) === texts(other);
}

/** Callers that can only be functions of the target, which it does not have. */
export function missingCallers({ excludeCallers = [] }: InjectHooks, { files, request }: Weaving): Warning[] {
  const named = excludeCallers.filter(({ value }) => !/[/*]/.test(value.replace(/^\(?\*(?=[\p{L}_])/u, '')));
  const only = named.flatMap((caller) => {
    const [own, ...others] = parseCaller(caller.value);
    // `Server.Serve` is no function of a package Server.
    const isOwn = own?.package === undefined && others.every((other) => /^[*\p{Lu}]/u.test(other.package ?? ''));
    return isOwn && own?.function !== undefined ? [{ caller, name: own.function }] : [];
  });
  if (only.length === 0) return [];
  const functions = files.allFunctions().map((name) => name.replace(/^\*/, ''));
  return only
    .filter(({ name }) => !functions.includes(name))
    .map(({ caller, name }) => {
      const near = nearest(name, functions);
      const hint = near.length > 0 ? `; nearest: ${near.join(', ')}` : '';
      return { position: caller.position, message: `exclude_callers: package ${request.importPath} has no function ${name}${hint}` };
    });
}
