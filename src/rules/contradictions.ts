import { quote, type Problems } from './problems.js';
import { selectorPosition } from './places.js';
import type { Selector, Where } from './types.js';

/** Reports conditions that must hold together but cannot: a rule with them would never match anything. */
export function checkContradictions(where: Where | undefined, owner: string, problems: Problems): void {
  if (where) check(where.selector, owner, problems);
}

function check(selector: Selector, owner: string, problems: Problems): void {
  if (selector.kind === 'not') check(selector.of, owner, problems);
  if (selector.kind === 'one-of') for (const one of selector.of) check(one, owner, problems);
  if (selector.kind !== 'all-of') return;
  const together = conjunction(selector);
  for (const [index, one] of together.entries()) {
    if (one.kind === 'one-of' || one.kind === 'not') check(one, owner, problems);
    const other = together.slice(0, index).find((before) => excludes(before, one));
    if (!other) continue;
    const message = `${describe(one)} in ${owner} together with ${describe(other)}, want conditions that can hold at once: this rule can never match`;
    problems.add('RULE_CONFLICT', selectorPosition(one), message, 'put them under "one-of", or remove one of them');
  }
}

function conjunction(selector: Selector): Selector[] {
  return selector.kind === 'all-of' ? selector.of.flatMap(conjunction) : [selector];
}

function excludes(a: Selector, b: Selector): boolean {
  if (a.kind === 'not') return b.kind !== 'not' && sameCondition(a.of, b);
  if (b.kind === 'not') return sameCondition(a, b.of);
  // One place has one of each; a function has several parameters and results, and a file several functions.
  switch (a.kind) {
    case 'func':
      return b.kind === 'func' && !sameCondition(a, b);
    case 'struct':
    case 'identifier':
    case 'has_package':
      return b.kind === a.kind && a.name.value !== b.name.value;
    case 'struct_literal':
      return b.kind === 'struct_literal' && a.type.value !== b.type.value;
    case 'is_test':
      return b.kind === 'is_test' && a.value !== b.value;
    default:
      return false;
  }
}

function sameCondition(a: Selector, b: Selector): boolean {
  return a.kind === b.kind && content(a) === content(b);
}

function content(selector: Selector): string {
  return JSON.stringify(selector, (key, value: unknown) => (key === 'position' ? undefined : value));
}

function describe(selector: Selector): string {
  switch (selector.kind) {
    case 'func':
    case 'has_func':
      return `${quote(selector.kind)} ${quote(selector.func.value)}`;
    case 'struct':
    case 'identifier':
    case 'has_package':
    case 'has_struct':
    case 'has_directive':
    case 'directive':
      return `${quote(selector.kind)} ${quote(selector.name.value)}`;
    case 'struct_literal':
      return `${quote(selector.kind)} ${quote(selector.type.value)}`;
    case 'is_test':
      return `"is_test" ${String(selector.value)}`;
    case 'not':
      return `"not" on line ${selector.position.line}`;
    default:
      return quote(selector.kind);
  }
}
