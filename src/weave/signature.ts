import { UserError } from '../errors.js';
import type { HookFunction } from '../golang/hookpackage.js';
import { displayText } from '../golang/resolve.js';
import type { Located } from '../rules/types.js';
import type { TargetSignature, TargetSlot } from './slots.js';

/** Everything a message about a hook's signature names. */
export interface SignatureCase {
  readonly when: 'before' | 'after';
  readonly hook: HookFunction;
  readonly rule: Located<string>;
  /** The target function as the runtime names it. */
  readonly target: string;
  readonly signature: TargetSignature;
}

/** The error for a hook that does not fit its target. `detail` says where they part. */
export function signatureError(of: SignatureCase, detail: string): UserError {
  const { hook, when } = of;
  const message =
    `${when}-hook ${hook.name} (${hook.file}:${hook.line}) does not fit ${of.target}: ${detail}; ` +
    `got ${hookSignature(hook)}, want ${wanted(of)}`;
  return new UserError('HOOK_SIGNATURE', message, {
    position: of.rule.position,
    fix: `change ${hook.name}, or name another hook in the rule`,
  });
}

/** `func(*T, int) (string, error)`. */
function hookSignature(hook: HookFunction): string {
  return `func(${hook.params.map((p) => p.type).join(', ')})${resultText(hook.results.map((r) => r.type))}`;
}

/** How a hook writes the type of a slot. */
export function wantedType(slot: TargetSlot): string {
  return slot.type.nameable === 'no' ? 'any' : displayText(slot.type);
}

function wanted(of: SignatureCase): string {
  const params = of.signature.params.map(wantedType);
  const results = of.signature.results.map(wantedType);
  if (of.when === 'before') {
    const own = of.signature.params.filter((slot) => !slot.receiver).map(wantedType);
    const replaced = own.length > 0 ? `, replaced parameters (${own.join(', ')})` : '';
    const skip = ['api.Skip', ...results].join(', ');
    return `func(${params.join(', ')}), and as results, each optional: a state${replaced}, (${skip})`;
  }
  const replaces = results.length > 0 ? `${resultText(results)} or no results` : '';
  return `func(${['[state]', ...results, '[api.Exit]'].join(', ')})${replaces}`;
}

function resultText(types: readonly string[]): string {
  if (types.length === 0) return '';
  return types.length === 1 ? ` ${types[0] ?? ''}` : ` (${types.join(', ')})`;
}
