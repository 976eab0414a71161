import { UserError } from '../errors.js';
import type { HookFunction, HookPackage } from '../golang/hookpackage.js';
import type { InjectHooks, Rule } from '../rules/types.js';
import type { Located } from '../rules/types.js';
import { missingCallers, sameCallers } from './callers.js';
import { type AdviceKind, FUNCTION_SELECTORS } from './kind.js';
import { nearest } from './nearest.js';
import type { SpanRequest } from './span_use.js';
import type { Weaving } from './weaving.js';

/** `inject_hooks`: hooks around a function. All hooks of a function share one trampoline, written in joinpoint.ts. */
export const injectHooks: AdviceKind<'inject_hooks'> = {
  kind: 'inject_hooks',
  selectors: FUNCTION_SELECTORS,
  collect(weaving, rule, advice) {
    const before = findHook(weaving, advice, advice.before);
    const after = findHook(weaving, advice, advice.after);
    const works = weaving.functionsOf(rule);
    if (works.length > 0) weaving.warnings.push(...missingCallers(advice, weaving));
    for (const work of works) {
      if (!work.steps.some((step) => step.kind === 'hooks')) {
        work.steps.push({ kind: 'hooks', order: rule.order, afterCode: true });
      }
      const same = work.joins.some(
        (join) =>
          join.advice.path.value === advice.path.value &&
          join.before?.name === before?.name &&
          join.after?.name === after?.name &&
          sameCallers(join.advice, advice),
      );
      if (!same) work.joins.push({ rule, advice, before, after });
    }
  },
};

function findHook(weaving: Weaving, advice: InjectHooks, name: Located<string> | undefined): HookFunction | undefined {
  if (!name) return undefined;
  const pkg = weaving.request.hooks.get(advice.path.value);
  if (!pkg) {
    throw new UserError(
      'HOOK_PACKAGE_NOT_FOUND',
      `hook package ${JSON.stringify(advice.path.value)} is not among the hook libraries of this build`,
      {
        position: advice.path.position,
        fix: hint(nearest(advice.path.value, weaving.request.hooks.keys()), 'add the go_library that declares it to the hooks'),
      },
    );
  }
  const hook = pkg.functions.find((fn) => fn.name === name.value);
  if (!hook) throw hookNotFound(pkg, name);
  if (hook.linked?.problem !== undefined) {
    const message = `hook ${name.value} of package ${pkg.importPath} is not exported, and package main cannot declare it: ${hook.linked.problem}`;
    throw new UserError('HOOK_SIGNATURE', message, { position: name.position, fix: 'export the hook, or use types that are exported' });
  }
  return hook;
}

function hookNotFound(pkg: HookPackage, name: Located<string>): UserError {
  const exported = pkg.functions.map((fn) => fn.name).filter((fn) => /^\p{Lu}/u.test(fn));
  return new UserError('HOOK_FUNCTION_NOT_FOUND', `package ${pkg.importPath} has no function ${name.value}`, {
    position: name.position,
    fix: hint(nearest(name.value, exported), `it has ${exported.join(', ') || 'no exported function'}`),
  });
}

function hint(near: readonly string[], otherwise: string): string {
  return near.length > 0 ? `nearest: ${near.join(', ')}` : otherwise;
}

/** What a rule asks for at one function. */
export interface HookRequest {
  readonly rule: Rule;
  readonly advice: InjectHooks;
  readonly before: HookFunction | undefined;
  readonly after: HookFunction | undefined;
  /** A span instead of hooks of the user's. */
  readonly span?: SpanRequest;
}
