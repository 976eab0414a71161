import { describe, expect, test } from '@jest/globals';
import { stringify } from 'yaml';
import { toRuleFile } from './describe.js';
import { examples } from './testing/examples.js';
import { load } from './testkit.js';
import type { Rule } from './types.js';

function withoutPositions(rules: readonly Rule[]): unknown {
  return JSON.parse(
    JSON.stringify(rules, (key, value: unknown) =>
      key === 'position'
        ? undefined
        : value !== null && typeof value === 'object' && 'nodes' in value && 'source' in value
          ? value.source
          : value,
    ),
  );
}

describe.each(Object.entries(examples))('%s', (_, text) => {
  test('is read', () => {
    expect(load(text).length).toBeGreaterThan(0);
  });

  test('says the same in the present form', () => {
    const rules = load(text);
    expect(withoutPositions(load(stringify(Object.fromEntries(rules.map((rule) => [rule.name, toRuleFile(rule)])))))).toEqual(
      withoutPositions(rules),
    );
  });

  test('is plain data', () => {
    const rules = load(text);
    expect(JSON.parse(JSON.stringify(rules))).toEqual(JSON.parse(JSON.stringify(structuredClone(rules))));
  });
});
