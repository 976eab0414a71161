import { describe, expect, test } from '@jest/globals';
import { namedFunction } from './selectors.js';
import { errorsOf, load, type ErrorCase } from './testkit.js';

function selectorOf(where: string): unknown {
  const hooks = 'inject_hooks: { before: B, path: example.com/h }';
  const [rule] = load(`a:\n  target: main\n  where: ${where}\n  do: { ${hooks} }\n`);
  return JSON.parse(
    JSON.stringify(rule?.where?.selector, (key, inner: unknown) =>
      key === 'position'
        ? undefined
        : inner !== null && typeof inner === 'object' && 'value' in inner && typeof inner.value === 'string'
          ? inner.value
          : inner,
    ),
  );
}

test('a selector alone stands for itself, several for all of them', () => {
  expect(selectorOf('{ func: F }')).toEqual({ kind: 'func', func: 'F' });
  expect(selectorOf('{ func: F, recv: T, last_result: error, param: "[]byte" }')).toEqual({
    kind: 'all-of',
    of: [
      { kind: 'func', func: 'F', recv: 'T' },
      { kind: 'last_result', type: 'error' },
      { kind: 'param', type: '[]byte' },
    ],
  });
});

test('signatures: a list that is not given says nothing, an empty one that there is nothing', () => {
  expect(selectorOf('{ func: F, signature: { args: [], returns: [error, "func(int) *http.Request"] } }')).toMatchObject({
    of: [{}, { kind: 'signature', args: [], returns: ['error', 'func(int) *http.Request'] }],
  });
  expect(selectorOf('{ func: F, signature_contains: { args: [context.Context] } }')).toEqual({
    kind: 'all-of',
    of: [
      { kind: 'func', func: 'F' },
      { kind: 'signature_contains', args: ['context.Context'] },
    ],
  });
});

test('combinators at both levels', () => {
  expect(
    selectorOf(
      '{ one-of: [{ func: A }, { func: B, recv: "*T" }], not: { param: int }, file: { all-of: [{ has_func: init }, { not: { is_test: true } }] } }',
    ),
  ).toEqual({
    kind: 'all-of',
    of: [
      {
        kind: 'all-of',
        of: [
          { kind: 'has_func', func: 'init' },
          { kind: 'not', of: { kind: 'is_test', value: true } },
        ],
      },
      {
        kind: 'one-of',
        of: [
          { kind: 'func', func: 'A' },
          { kind: 'func', func: 'B', recv: '*T' },
        ],
      },
      { kind: 'not', of: { kind: 'param', type: 'int' } },
    ],
  });
});

test('empty lists say what otelc has them say: all of nothing holds, one of nothing does not', () => {
  expect(selectorOf('{ func: F, file: { all-of: [] } }')).toMatchObject({ of: [{}, { kind: 'all-of', of: [] }] });
  expect(selectorOf('{ func: F, file: { one-of: [] } }')).toMatchObject({ of: [{}, { kind: 'one-of', of: [] }] });
});

test.each([
  ['has_func: Serve, has_recv: "*Server"', { kind: 'has_func', func: 'Serve', recv: '*Server' }],
  ['has_struct: Server', { kind: 'has_struct', name: 'Server' }],
  ['has_directive: "otelc:on"', { kind: 'has_directive', name: 'otelc:on' }],
  ['has_package: foo_test', { kind: 'has_package', name: 'foo_test' }],
  ['is_test: false', { kind: 'is_test', value: false }],
])('a condition on the file: %s', (text, expected) => {
  expect(selectorOf(`{ func: F, file: { ${text} } }`)).toEqual({ kind: 'all-of', of: [{ kind: 'func', func: 'F' }, expected] });
});

test('namedFunction finds the function that must be there', () => {
  const named = (where: string): string | undefined =>
    namedFunction(load(`a:\n  target: main\n  where: ${where}\n  do: { inject_code: { raw: x() } }\n`)[0]?.where)?.func.value;
  expect(named('{ func: F, param: int }')).toBe('F');
  expect(named('{ all-of: [{ func: F }, { param: int }] }')).toBe('F');
  expect(named('{ one-of: [{ func: F }, { param: int }] }')).toBeUndefined();
});

const hooks = 'inject_hooks: { before: B, path: example.com/h }';
const rule = (where: string, advice = hooks): string => `\na:\n  target: net/http\n  where: ${where}\n  do:\n    - ${advice}\n`;

const mistakes: readonly ErrorCase[] = [
  [
    'a misspelt condition on the file',
    rule('{ func: F, file: { has_fun: init } }'),
    [
      '3:29: unknown key "has_fun" in "file" of rule "a", want has_func, has_recv, has_struct, has_directive, has_package, is_test, all-of, one-of or not; did you mean "has_func"? [RULE_UNKNOWN_KEY]',
    ],
  ],
  [
    'a selector in the wrong place',
    rule('{ func: F, file: { func: G } }'),
    [
      '3:29: unknown key "func" in "file" of rule "a", want has_func, has_recv, has_struct, has_directive, has_package, is_test, all-of, one-of or not; move it under "where" [RULE_UNKNOWN_KEY]',
    ],
  ],
  [
    'a condition on the file outside of file',
    rule('{ func: F, has_struct: T }'),
    [
      '3:21: unknown key "has_struct" in "where" of rule "a", want func, recv, signature, signature_contains, result, last_result, param, struct, struct_literal, function_call, method_call, directive, kind, identifier, file, all-of, one-of, not, pattern or placement; move it under "where", into "file" [RULE_UNKNOWN_KEY]',
    ],
  ],
  [
    'a scalar as file',
    rule('{ func: F, file: init }'),
    ['3:27: "file" of rule "a" is the text "init", want a mapping; write for example file: { has_func: init } [RULE_VALUE]'],
  ],
  [
    'two conditions in one node',
    rule('{ func: F, file: { has_func: init, has_struct: T } }'),
    [
      '3:45: "has_func" together with "has_struct" in "file" of rule "a", want one of them; put both under "all-of", each with a "- " of its own [RULE_CONFLICT]',
    ],
  ],
  [
    'a condition beside a combinator',
    rule('{ func: F, file: { has_func: init, all-of: [{ has_struct: T }] } }'),
    [
      '3:29: "all-of" together with "has_func" in "file" of rule "a", want one of them; put both under "all-of", each with a "- " of its own [RULE_CONFLICT]',
    ],
  ],
  [
    'two combinators in one node, one of them empty',
    rule('{ func: F, file: { all-of: [{ has_func: init }], one-of: [] } }'),
    [
      '3:59: "all-of" together with "one-of" in "file" of rule "a", want one of them; put both under "all-of", each with a "- " of its own [RULE_CONFLICT]',
    ],
  ],
  [
    'nothing in file',
    rule('{ func: F, file: {} }'),
    ['3:27: nothing in "file" of rule "a", want a condition; remove it, or add for example has_func: init [RULE_VALUE]'],
  ],
  [
    'nothing in a combinator',
    rule('{ func: F, file: { one-of: [{ has_func: init }, {}] } }'),
    ['3:58: nothing in an entry of "one-of" of rule "a", want a condition; remove it, or add for example has_func: init [RULE_VALUE]'],
  ],
  [
    'a receiver without the function of the file',
    rule('{ func: F, file: { has_recv: T } }'),
    ['3:29: "has_recv" without "has_func" in "file" of rule "a", want both; add for example has_func: Serve [RULE_VALUE]'],
  ],
  [
    'nothing in a node of where',
    rule('{ func: F, not: {} }'),
    ['3:26: nothing in "not" of rule "a", want a selector; remove it, or add for example func: ServeHTTP [RULE_VALUE]'],
  ],
  [
    'a misspelt selector in a node',
    rule('{ all-of: [{ fnc: F }] }'),
    [
      '3:23: unknown key "fnc" in an entry of "all-of" of rule "a", want func, recv, signature, signature_contains, result, last_result, param, struct, struct_literal, function_call, method_call, directive, kind, identifier, file, all-of, one-of or not; did you mean "func"? [RULE_UNKNOWN_KEY]',
    ],
  ],
  [
    'a signature that says nothing',
    rule('{ func: F, signature: {} }'),
    ['3:32: no type in "signature" of rule "a", want "args", "returns" or both; add for example args: [context.Context] [RULE_VALUE]'],
  ],
  [
    'a signature that contains nothing',
    rule('{ func: F, signature_contains: { args: [] } }'),
    [
      '3:41: no type in "signature_contains" of rule "a", want "args", "returns" or both; add for example args: [context.Context] [RULE_VALUE]',
    ],
  ],
  [
    'an empty type',
    rule('{ func: F, result: " " }'),
    ['3:29: "result" of rule "a" is empty, want a Go type; for example context.Context [RULE_VALUE]'],
  ],
  [
    'placement without pattern',
    rule('{ func: F, placement: after }', 'inject_code: { raw: x() }'),
    ['3:21: "placement" without "pattern" in "where" of rule "a", want both; add for example pattern: \'^mu\\.Lock\\(\\)$\' [RULE_VALUE]'],
  ],
  [
    'a placement that is none',
    rule('{ func: F, pattern: x, placement: befor }', 'inject_code: { raw: x() }'),
    ['3:44: "placement" of rule "a" is "befor", want before or after; did you mean "before"? [RULE_VALUE]'],
  ],
  [
    'a pattern for hooks',
    rule('{ func: F, pattern: x }'),
    [
      '3:30: "pattern" in "where" of rule "a" without "inject_code", want both; a pattern says next to which statement code is inserted: remove it [RULE_CONFLICT]',
    ],
  ],
  [
    'a pattern that Go does not know',
    rule('{ func: F, pattern: "x(?=y)" }', 'inject_code: { raw: x() }'),
    [
      '3:30: "pattern" of rule "a" is "x(?=y)", want no lookaround ("(?="); Go has regular expressions in RE2 syntax, which has none [RULE_VALUE]',
    ],
  ],
  [
    'a call to wrap without the call',
    rule('{ func: F }', 'wrap_call: { append_args: [a] }'),
    [
      '5:7: "wrap_call" of rule "a" without a call, want "function_call" in "where"; add for example where: { function_call: net/http.Get } [RULE_VALUE]',
    ],
  ],
  [
    'a call that is only excluded',
    rule('{ func: F, not: { function_call: net/http.Get } }', 'wrap_call: { append_args: [a] }'),
    [
      '5:7: "wrap_call" of rule "a" without a call, want "function_call" in "where"; add for example where: { function_call: net/http.Get } [RULE_VALUE]',
    ],
  ],
  [
    'fields for a function',
    rule('{ struct: S, func: F }', 'add_struct_fields: { new_field: [{ name: A, type: int }] }'),
    [
      '3:29: "func" in "where" of rule "a" together with "add_struct_fields", want struct or file; add_struct_fields changes a struct type: use a rule of its own [RULE_CONFLICT]',
    ],
  ],
  [
    'hooks for a call',
    rule('{ func: F, function_call: net/http.Get }'),
    [
      '3:36: "function_call" in "where" of rule "a" together with "inject_hooks", want func, signature, signature_contains, result, last_result, param, directive or file; inject_hooks changes a function: use a rule of its own [RULE_CONFLICT]',
    ],
  ],
  [
    'two functions at once',
    rule('{ func: F, all-of: [{ func: G }] }'),
    [
      '3:38: "func" "G" in rule "a" together with "func" "F", want conditions that can hold at once: this rule can never match; put them under "one-of", or remove one of them [RULE_CONFLICT]',
    ],
  ],
  [
    'a condition and its contrary',
    rule('{ func: F, param: int, not: { param: int } }'),
    [
      '3:33: "not" on line 3 in rule "a" together with "param", want conditions that can hold at once: this rule can never match; put them under "one-of", or remove one of them [RULE_CONFLICT]',
    ],
  ],
  [
    'two package clauses at once',
    rule('{ func: F, file: { all-of: [{ has_package: x }, { has_package: y }] } }'),
    [
      '3:73: "has_package" "y" in rule "a" together with "has_package" "x", want conditions that can hold at once: this rule can never match; put them under "one-of", or remove one of them [RULE_CONFLICT]',
    ],
  ],
  [
    'a target that is excluded',
    '\na:\n  target: [net/http, { not: net/http }]\n  where: { func: F }\n  do: { inject_hooks: { before: B, path: p } }\n',
    [
      '2:12: target "net/http" of rule "a" is excluded too, want a package that is left: this rule can never match; remove the exclusion [RULE_CONFLICT]',
    ],
  ],
];

describe('mistakes', () => {
  test.each(mistakes)('%s', (_name, text, expected) => {
    expect(errorsOf(text)).toEqual(expected);
  });
});
