import type { HookFunction } from '../golang/hookpackage.js';
import type { HookShape, Slot } from '../report/report.js';
import type { Names } from './names.js';
import { isIgnored, valueParameters } from './shape.js';
import type { TargetSlot, WovenSlot } from './slots.js';

/** A hook, for the question which values it looks at, and as what. */
export interface SlotDemand {
  readonly when: 'before' | 'after';
  readonly hook: HookFunction;
  readonly shape: HookShape;
}

interface ParamOptions {
  readonly replaced: readonly number[];
  readonly names: Names;
}

/** How each parameter crosses, and its name in the woven function: unnamed ones that a hook wants get one. */
export function passParams(slots: readonly TargetSlot[], demands: readonly SlotDemand[], options: ParamOptions): WovenSlot[] {
  return slots.map((slot, i) => {
    const used = options.replaced.includes(i) || isUsed(i, 'before', ['GetParam', 'SetParam'], demands);
    const pass = used ? passOf(slot, i, 'before', demands) : 'ignored';
    const written = slot.parameter.name;
    return { ...slot, pass, name: pass === 'ignored' || (written !== '' && written !== '_') ? written : options.names.local(`a${i}`) };
  });
}

interface ResultOptions {
  /** A skipped call needs every result. */
  readonly all: boolean;
  /** Results do not cross at all. */
  readonly none: boolean;
  /** Blank results must have a name, so that a deferred function can read them. */
  readonly rename: boolean;
  readonly names: Names;
}

/** How each result crosses. */
export function passResults(slots: readonly TargetSlot[], demands: readonly SlotDemand[], options: ResultOptions): WovenSlot[] {
  return slots.map((slot, i) => {
    const used = !options.none && (options.all || isUsed(i, 'after', ['GetReturnVal', 'SetReturnVal'], demands));
    const pass = used ? passOf(slot, i, 'after', demands) : 'ignored';
    const blank = slot.parameter.name === '_' && options.rename && pass !== 'ignored';
    return { ...slot, pass, name: blank ? options.names.local(`r${i}`) : slot.parameter.name };
  });
}

function isUsed(index: number, when: 'before' | 'after', methods: readonly string[], demands: readonly SlotDemand[]): boolean {
  return demands.some((demand) => {
    if (demand.shape.style === 'context' && ['*', ...methods].some((method) => demand.hook.contextMethods.includes(method))) return true;
    if (demand.when !== when) return false;
    if (when === 'after' && demand.shape.replacesResults) return true;
    const parameter = valueParameters(demand.hook, demand.shape, when)[index];
    return parameter !== undefined && !isIgnored(parameter);
  });
}

function passOf(slot: TargetSlot, index: number, when: 'before' | 'after', demands: readonly SlotDemand[]): Slot['pass'] {
  if (slot.type.nameable === 'no') return 'any';
  if (slot.type.nameable === 'yes') return 'typed';
  // An internal type: as itself if some hook lies where it may be named.
  const typed = demands.some((demand) => {
    const type = demand.when === when ? valueParameters(demand.hook, demand.shape, when)[index]?.type : undefined;
    return type !== undefined && type !== 'any' && type !== 'interface{}';
  });
  return typed ? 'typed' : 'any';
}
