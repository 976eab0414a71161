import { canonicalText, type ResolvedType, resolveType, type TypeScope } from '../golang/resolve.js';
import type { GoFunction, GoParameter } from '../golang/model.js';
import type { Slot } from '../report/report.js';

/** A parameter (receiver included) or result of a function that hooks are put around. */
export interface TargetSlot {
  readonly parameter: GoParameter;
  readonly receiver: boolean;
  /** For a variadic parameter the slice type. */
  readonly type: ResolvedType;
}

/** Parameters, receiver first, and results of a function, with their types resolved. */
export interface TargetSignature {
  readonly params: readonly TargetSlot[];
  readonly results: readonly TargetSlot[];
}

export function targetSignature(fn: GoFunction, scope: TypeScope): TargetSignature {
  const slot = (parameter: GoParameter, receiver: boolean): TargetSlot => {
    const type = resolveType(parameter.type, scope);
    return { parameter, receiver, type: parameter.variadic ? { ...type, text: `[]${type.text}`, parts: ['[]', ...type.parts] } : type };
  };
  return {
    params: [...(fn.receiver ? [slot(fn.receiver.parameter, true)] : []), ...fn.params.map((parameter) => slot(parameter, false))],
    results: fn.results.map((parameter) => slot(parameter, false)),
  };
}

/** A slot as the woven code passes it: with the name that it has, or gets, in the function. */
export interface WovenSlot extends TargetSlot {
  readonly name: string;
  readonly pass: Slot['pass'];
}

export function reportSlot(slot: WovenSlot): Slot {
  return {
    name: slot.name,
    receiver: slot.receiver,
    variadic: slot.parameter.variadic,
    pass: slot.pass,
    type: slot.pass === 'typed' ? canonicalText(slot.type) : slot.type.text,
  };
}

/** Whether a parameter or result of the function hides a name that the slot's type is written with. */
export function isHidden(
  slot: TargetSlot,
  { params, results }: { params: readonly TargetSlot[]; results: readonly TargetSlot[] },
): boolean {
  const names = new Set([...params, ...results].map(({ parameter }) => parameter.name));
  return slot.parameter.type.parts.some((part) => typeof part !== 'string' && names.has(part.qualifier || part.name));
}
