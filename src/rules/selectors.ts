import type { FunctionSelector, Selector, Where } from './types.js';

/** The function that a rule names outright; undefined if its `where` says anything else. */
export function namedFunction(where: Where | undefined): FunctionSelector | undefined {
  return where && named(where.selector);
}

function named(selector: Selector): FunctionSelector | undefined {
  if (selector.kind === 'func') return selector;
  if (selector.kind !== 'all-of') return undefined;
  return selector.of.map(named).find((found) => found !== undefined);
}
