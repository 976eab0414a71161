import type { FunctionHead } from '../golang/model.js';
import type { GoParser } from '../golang/parser.js';
import type { Advice, Rule } from '../rules/types.js';
import { attempt } from './attempt.js';
import { directiveSteps } from './directives.js';
import { emit } from './emit.js';
import type { AdviceKind } from './kind.js';
import { KINDS } from './kinds.js';
import { PackageFiles } from './packagefiles.js';
import type { WeaveRequest, WeaveResult } from './request.js';
import { sortRules } from './order.js';
import { mayHoldForHead } from './select.js';
import { outsideRange } from './version.js';
import { ruleRef, Weaving } from './weaving.js';

/** Applies the rules to one package. Throws a UserError, or UserErrors for several; then nothing is woven. */
export function weavePackage(parser: GoParser, request: WeaveRequest): WeaveResult {
  return parser.keep(() => weave(parser, request));
}

function weave(parser: GoParser, request: WeaveRequest): WeaveResult {
  const rules = sortRules(request.rules);
  const outside = new Map(rules.map((rule) => [rule, outsideRange(request.packageVersion, rule.version)]));
  const applied = rules.filter((rule) => outside.get(rule) === undefined);
  const wanted = (head: FunctionHead): boolean => applied.some((rule) => wantsFunction(rule, head));
  const weaving = new Weaving(request, new PackageFiles(parser, request, wanted));
  for (const [rule, reason] of outside) if (reason !== undefined) weaving.notApplied.push({ rule: ruleRef(rule), reason });
  const steps = (rules: readonly Rule[]): (() => void)[] =>
    rules.flatMap((rule) => rule.advice.map((advice) => () => collect(weaving, rule, advice)));
  // Directives count as rules of order 0 that come first: the flush at the end of main lies around its span.
  const first = applied.filter((rule) => rule.order < 0);
  attempt([...steps(first), ...directiveSteps(weaving), ...steps(applied.slice(first.length))]);
  return emit(weaving);
}

function collect(weaving: Weaving, rule: Rule, advice: Advice): void {
  // The registry pairs each kind of advice with its own type, which an index by a union cannot express.
  const kind = KINDS[advice.kind] as AdviceKind<Advice['kind']>;
  kind.collect(weaving, rule, advice);
}

/** Functions that are read together with their file: those that a kind changes as a whole. Others are read when a place lies in them. */
function wantsFunction(rule: Rule, head: FunctionHead): boolean {
  const changes = rule.advice.some(({ kind }) => {
    const { selectors } = KINDS[kind];
    return selectors.includes('func') && !selectors.includes('function_call') && !selectors.includes('struct_literal');
  });
  return changes && (!rule.where || mayHoldForHead(rule.where.selector, head));
}
