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

/**
 * What a rule does, wherever it stands and whatever it is called. All of the rules are about this package, by `$root` or `main` or its
 * path: that they name it in several ways is no reason to do the same thing twice.
 */
function contentOf({ version, where, advice, imports }: Rule): string {
  return JSON.stringify({ version, where, advice, imports }, (key, value: unknown) => (key === 'position' ? undefined : value));
}
