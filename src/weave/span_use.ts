import { type Position, UserError } from '../errors.js';
import type { HookFunction } from '../golang/hookpackage.js';
import type { HookShape, HookUse, RuleRef, SpanAttribute, SpanUse } from '../report/report.js';
import { nearest } from './nearest.js';
import type { SlotDemand } from './passing.js';
import type { TargetSignature, TargetSlot } from './slots.js';
import type { SpanDirective, ValueReference } from './span_directive.js';

/** The package that the glue of spans calls. */
export const SPAN_PACKAGE = 'otel-go.internal/hooks/span';

/** A span that a function is to have. */
export interface SpanRequest {
  /** Undefined for a span that a rule asks for. */
  readonly directive: SpanDirective | undefined;
  /** How many spans of such functions nest in each other; 0 is no limit. */
  readonly levels: number;
  /** Names of the fields of a struct type of the package; undefined if not all of them are known. */
  fieldsOf(type: string): readonly string[] | undefined;
}

/** What the span needs of the function: as if hooks of a user had asked for it. */
export function spanHooks(request: SpanRequest, rule: RuleRef, signature: TargetSignature, target: string): HookUse {
  const found = signature.params.findIndex((slot) => !slot.receiver && isContext(slot));
  const context = found === -1 ? undefined : found;
  const error = signature.results.findLastIndex((slot) => slot.type.parts.length === 1 && slot.type.parts[0] === 'error');
  const span: SpanUse = {
    name: request.directive?.name ?? spanName(target),
    context,
    tags: request.directive?.tags ?? [],
    attributes: request.directive?.references.map((reference) => attributeOf(reference, request, signature, target)) ?? [],
    error: error === -1 ? undefined : error,
    levels: request.levels,
  };
  const slot = context === undefined ? undefined : signature.params[context];
  const used = slot && slot.parameter.name !== '' && slot.parameter.name !== '_';
  const replaced = used && context !== undefined ? [context] : [];
  return {
    rule,
    path: SPAN_PACKAGE,
    before: { ...shapeOf('Start', rule.position), replacesParams: replaced.length > 0, replaced },
    after: { ...shapeOf('End', rule.position), exit: true },
    span,
  };
}

function shapeOf(name: string, position: Position): HookShape {
  return { name, position, style: 'typed', state: true, replacesParams: false, skip: false, exit: false, replacesResults: false };
}

/** Which parameters and results the span looks at. */
export function spanDemands(use: HookUse, signature: TargetSignature): SlotDemand[] {
  const { before, after, span } = use;
  if (!before || !after || !span) return [];
  const reads = (of: SpanAttribute['of'], index: number): boolean => span.attributes.some((one) => one.of === of && one.index === index);
  const params = signature.params.map((_, i) => i === span.context || reads('param', i));
  const results = signature.results.map((_, i) => i === span.error || reads('result', i));
  return [
    { when: 'before', hook: standIn(params, before), shape: before },
    { when: 'after', hook: standIn([true, ...results, true], after), shape: after },
  ];
}

/** A hook that looks at some of its parameters. */
function standIn(used: readonly boolean[], { name, position }: HookShape): HookFunction {
  const params = used.map((one) => ({ name: one ? 'value' : '_', type: 'any' }));
  return { name, ...position, generic: false, params, results: [], contextMethods: [], empty: false };
}

/** `lib.(*T).Get` of `example.com/lib.(*T).Get`. */
function spanName(target: string): string {
  return target.slice(target.lastIndexOf('/') + 1).replaceAll('[...]', '');
}

function isContext({ type, parameter }: TargetSlot): boolean {
  const [part] = type.parts;
  return !parameter.variadic && type.parts.length === 1 && typeof part === 'object' && part.path === 'context' && part.name === 'Context';
}

function attributeOf(reference: ValueReference, request: SpanRequest, signature: TargetSignature, target: string): SpanAttribute {
  const of = reference.of === 'result' ? 'result' : 'param';
  const slots = of === 'result' ? signature.results : signature.params;
  const index = indexOf(reference, slots);
  const slot = slots[index];
  if (!slot) throw notFound(reference, slots, target);
  checkField(reference, slot, request);
  return { key: reference.key, of, index, path: reference.path };
}

function indexOf(reference: ValueReference, slots: readonly TargetSlot[]): number {
  const { of, name } = reference;
  if (of === 'recv') return slots.findIndex((slot) => slot.receiver);
  if (of === 'result' && /^\d+$/.test(name)) return Number(name);
  return name === '_' ? -1 : slots.findIndex((slot) => !slot.receiver && slot.parameter.name === name);
}

function notFound(reference: ValueReference, slots: readonly TargetSlot[], target: string): UserError {
  const { of, name, position } = reference;
  if (of === 'recv') {
    return new UserError('DIRECTIVE', `//otel:span: ${target} has no receiver`, { position, fix: 'use arg: for a parameter' });
  }
  const names = slots.filter((slot) => !slot.receiver && /^[^_]|^_./.test(slot.parameter.name)).map((slot) => slot.parameter.name);
  const noun = of === 'arg' ? 'parameter' : 'result';
  const range = of === 'result' && slots.length > 0 ? `; by index 0 to ${slots.length - 1}` : '';
  const near = nearest(name, names);
  const fix =
    near.length > 0 && !/^\d/.test(name) ? `nearest: ${near.join(', ')}` : `it has ${names.join(', ') || `no ${noun} with a name`}${range}`;
  return new UserError('DIRECTIVE', `//otel:span: ${target} has no ${noun} ${name}`, { position, fix });
}

/** A field of a struct of the package must be there; of other types it shows when the program runs. */
function checkField(reference: ValueReference, slot: TargetSlot, request: SpanRequest): void {
  const [first] = reference.path;
  const own = slot.type.parts.filter((part) => part !== '*');
  const [part] = own;
  if (first === undefined || own.length !== 1 || typeof part !== 'object' || !part.own) return;
  const fields = request.fieldsOf(part.name);
  if (!fields || fields.includes(first)) return;
  const near = nearest(first, fields);
  throw new UserError('DIRECTIVE', `//otel:span: ${part.name} has no field ${first}`, {
    position: reference.position,
    fix: near.length > 0 ? `nearest: ${near.join(', ')}` : `it has ${fields.join(', ') || 'none'}`,
  });
}
