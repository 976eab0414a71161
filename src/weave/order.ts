import type { Rule } from '../rules/types.js';

/** Rules in the order in which they apply: `order`, then name. The same rule twice is one. */
export function sortRules(rules: readonly Rule[]): Rule[] {
  const contents = new Set<string>();
  return [...rules]
    .sort((a, b) => a.order - b.order || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .filter((rule) => {
      const content = contentOf(rule);
      return !contents.has(content) && contents.add(content);
    });
}

/** What a rule does, wherever it stands and whatever it is called. */
function contentOf({ targets, version, where, advice, imports }: Rule): string {
  return JSON.stringify({ targets, version, where, advice, imports }, (key, value: unknown) => (key === 'position' ? undefined : value));
}
