import { formatPosition, UserError } from '../errors.js';
import type { GoFunction } from '../golang/model.js';
import type { TypeScope } from '../golang/resolve.js';
import type { HookUse } from '../report/report.js';
import { symbolPath } from '../golang/symbol.js';
import { excludedCallers } from './callers.js';
import { afterForm, mayRecover } from './form.js';
import type { HookRequest } from './inject_hooks.js';
import type { Names } from './names.js';
import type { JoinPlan } from './plan.js';
import { afterShape, beforeShape } from './shape.js';
import type { SignatureCase } from './signature.js';
import { isHidden, type TargetSignature, targetSignature } from './slots.js';
import { passParams, passResults, type SlotDemand } from './passing.js';
import { spanDemands, spanHooks } from './span_use.js';
import { type FunctionWork, ruleRef, type Weaving } from './weaving.js';

/** Decides everything about the hooks of one function. */
export function planJoinPoint(work: FunctionWork, weaving: Weaving, names: Names): JoinPlan {
  const { file, model, fn } = work.found;
  const { body, braces } = fn;
  if (!body || !braces) throw new Error(`${fn.name} has no body`);
  const { request, files } = weaving;
  const typeParams = [...fn.typeParams, ...(fn.receiver?.typeParams ?? []), ...(work.literal?.hiddenTypes ?? [])];
  const scope: TypeScope = {
    importPath: request.importPath,
    packageName: model.packageName,
    imports: model.imports,
    typeParams,
    declares: (name) => files.declares(name),
  };
  const signature = targetSignature(fn, scope);
  const packagePath = model.packageName === 'main' ? 'main' : request.importMap;
  const target = runtimeName(fn, packagePath, work.literal?.name);
  const hooks = work.joins.map((join) =>
    join.span ? spanHooks(join.span, ruleRef(join.rule), signature, target) : hookUse(join, signature, target, packagePath),
  );
  const form = afterForm(fn, body, hooks, (call) => mayRecover(call, body, (name) => files.functionText(name)));
  const demands: SlotDemand[] = work.joins.flatMap((join, i) => demandsOf(join, hooks[i], signature));
  const shapes = hooks.flatMap((hook) => [hook.before, hook.after].filter((shape) => shape !== undefined));
  const skip = shapes.some((shape) => shape.skip);
  const replacing = shapes.filter((shape) => shape.replacesParams && !shape.replaced);
  const withReceiver = replacing.some((shape) => shape.style === 'context');
  const all = replacing.length === 0 ? [] : signature.params.flatMap((slot, i) => (slot.receiver && !withReceiver ? [] : [i]));
  const replacedParams = [...new Set([...all, ...shapes.flatMap((shape) => shape.replaced ?? [])])].sort((a, b) => a - b);
  const params = passParams(signature.params, demands, { replaced: replacedParams, names });
  const crossing = form !== 'none' || skip;
  const results = passResults(signature.results, demands, { all: skip, none: !crossing, rename: form === 'closure', names });
  const plan: JoinPlan = {
    id: work.literal ? names.id('', work.literal.id) : names.id(fn.receiver?.base ?? '', fn.name),
    file,
    fn,
    body,
    braces,
    function: target,
    hooks,
    form,
    params,
    results,
    replacedParams,
    skip,
    state: form === 'return' && hooks.some((hook) => hook.before?.state),
    replacesResults: shapes.some((shape) => shape.replacesResults),
    spelledInFunction: crossing && results.some((slot) => slot.type.inFunctionOnly),
  };
  checkSpelling(plan, work);
  checkPredeclared(plan, work, weaving);
  return plan;
}

function hookUse(join: HookRequest, signature: TargetSignature, target: string, packagePath: string): HookUse {
  const caseOf = (when: 'before' | 'after'): SignatureCase | undefined => {
    const hook = join[when];
    const rule = join.advice[when];
    return hook && rule ? { when, hook, rule, target, signature } : undefined;
  };
  const before = caseOf('before');
  const after = caseOf('after');
  return {
    rule: ruleRef(join.rule),
    path: join.advice.path.value,
    ...excludedCallers(join.advice, packagePath),
    // The after-hook first: what state a before-hook returns can only be told from it.
    ...afterFirst(
      () => after && afterShape(after, join.before),
      () => before && beforeShape(before, join.after),
    ),
  };
}

function afterFirst<T>(after: () => T, before: () => T): { before: T; after: T } {
  const second = after();
  return { before: before(), after: second };
}

function demandsOf(join: HookRequest, use: HookUse | undefined, signature: TargetSignature): SlotDemand[] {
  if (use?.span) return spanDemands(use, signature);
  return [
    ...(join.before && use?.before ? [{ when: 'before' as const, hook: join.before, shape: use.before }] : []),
    ...(join.after && use?.after ? [{ when: 'after' as const, hook: join.after, shape: use.after }] : []),
  ];
}

/** `net/http.(*Transport).roundTrip`, `example.com/p.Map[...]`. */
function runtimeName(fn: GoFunction, packagePath: string, literal: string | undefined): string {
  const path = symbolPath(packagePath);
  if (literal !== undefined) return `${path}.${literal}`;
  const name = `${fn.name}${fn.typeParams.length > 0 ? '[...]' : ''}`;
  if (!fn.receiver) return `${path}.${name}`;
  const base = `${fn.receiver.base}${fn.receiver.typeParams.length > 0 ? '[...]' : ''}`;
  return `${path}.${fn.receiver.pointer ? `(*${base})` : base}.${name}`;
}

/** Identifiers of the language that woven code needs may mean something else in this package. */
function checkPredeclared(plan: JoinPlan, work: FunctionWork, { files, request }: Weaving): void {
  const needed = ['nil', ...(plan.skip ? ['bool'] : []), ...(plan.state ? ['byte'] : [])];
  const taken = needed.find((name) => files.declares(name));
  if (taken !== undefined) refuse(plan, work, `package ${request.importPath} declares ${taken} itself, which the woven code must name`);
}

function refuse(plan: JoinPlan, work: FunctionWork, reason: string): never {
  const { fn, file } = work.found;
  throw new UserError('RULE_UNSUPPORTED', `${plan.function} (${formatPosition({ file: file.path, ...fn.position })}): ${reason}`, {
    position: plan.hooks[0]?.rule.position,
    fix: 'address another function',
  });
}

/** Types that the woven function itself must write may not be hidden by its parameters, nor be ones that it cannot name. */
function checkSpelling(plan: JoinPlan, work: FunctionWork): void {
  const spelled = plan.spelledInFunction ? plan.results : [];
  const written = [
    ...plan.params.filter((slot) => slot.pass === 'typed'),
    ...plan.results.filter((slot) => slot.pass === 'typed'),
    ...spelled,
  ];
  const problem = written.find((slot) => slot.type.problem)?.type.problem;
  if (problem !== undefined) refuse(plan, work, `${problem}; give the import an alias`);
  for (const slot of spelled) {
    if (isHidden(slot, plan)) refuse(plan, work, `a parameter hides the type ${slot.type.text}, which the woven code must name`);
  }
}
