import { describe, expect, test } from '@jest/globals';
import { errorsOf, type ErrorCase } from './testkit.js';

const keys: readonly ErrorCase[] = [
  [
    'a misspelt key of a rule',
    `
a:
  tarrget: net/http
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    [
      '2:3: unknown key "tarrget" in rule "a", want target, version, where, do, imports, name, order, support or enabled; did you mean "target"? [RULE_UNKNOWN_KEY]',
    ],
  ],
  [
    'a key of a rule that is like nothing',
    `
a:
  target: net/http
  colour: red
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    [
      '3:3: unknown key "colour" in rule "a", want target, version, where, do, imports, name, order, support or enabled; remove it [RULE_UNKNOWN_KEY]',
    ],
  ],
  [
    'another case',
    `
a:
  target: net/http
  Version: v1.0.0
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    [
      '3:3: unknown key "Version" in rule "a", want target, version, where, do, imports, name, order, support or enabled; did you mean "version"? [RULE_UNKNOWN_KEY]',
    ],
  ],
  [
    'a misspelt selector',
    `
a:
  target: net/http
  where: { fnc: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    [
      '3:12: unknown key "fnc" in "where" of rule "a", want func, recv, signature, signature_contains, result, last_result, param, struct, struct_literal, function_call, method_call, directive, kind, identifier, file, all-of, one-of, not, pattern or placement; did you mean "func"? [RULE_UNKNOWN_KEY]',
    ],
  ],
  [
    'a selector at the rule',
    `
a:
  target: net/http
  func: F
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    [
      '3:3: unknown key "func" in rule "a", want target, version, where, do, imports, name, order, support or enabled; move it under "where" [RULE_UNKNOWN_KEY]',
    ],
  ],
  [
    'advice at the rule',
    `
a:
  target: net/http
  where: { func: F }
  before: Before
  do:
    - inject_hooks: { after: After, path: example.com/h }
`,
    [
      '4:3: unknown key "before" in rule "a", want target, version, where, do, imports, name, order, support or enabled; move it under "do", into "inject_hooks" [RULE_UNKNOWN_KEY]',
    ],
  ],
  [
    'target inside where',
    `
a:
  target: net/http
  where: { func: F, target: net/http }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    [
      '3:21: unknown key "target" in "where" of rule "a", want func, recv, signature, signature_contains, result, last_result, param, struct, struct_literal, function_call, method_call, directive, kind, identifier, file, all-of, one-of, not, pattern or placement; move it out, into the rule itself [RULE_UNKNOWN_KEY]',
    ],
  ],
  [
    'version inside where',
    `
a:
  target: net/http
  where: { func: F, version: v1.0.0 }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    [
      '3:21: unknown key "version" in "where" of rule "a", want func, recv, signature, signature_contains, result, last_result, param, struct, struct_literal, function_call, method_call, directive, kind, identifier, file, all-of, one-of, not, pattern or placement; move it out, into the rule itself [RULE_UNKNOWN_KEY]',
    ],
  ],
  [
    'a kind of advice at the rule',
    `
a:
  target: net/http
  where: { func: F }
  inject_hooks: { before: Before, path: example.com/h }
`,
    [
      '4:3: unknown key "inject_hooks" in rule "a", want target, version, where, do, imports, name, order, support or enabled; move it under "do" [RULE_UNKNOWN_KEY]',
    ],
  ],
  [
    'a misspelt kind of advice',
    `
a:
  target: net/http
  where: { func: F }
  do:
    - inject_hook: { before: Before, path: example.com/h }
`,
    [
      '5:7: unknown key "inject_hook" in an entry of "do" of rule "a", want inject_hooks, inject_code, add_file, add_struct_fields, wrap_call, expand_directive, assign_value, set_fields or trace_functions; did you mean "inject_hooks"? [RULE_UNKNOWN_KEY]',
    ],
  ],
  [
    'a misspelt key of advice',
    `
a:
  target: net/http
  where: { func: F }
  do:
    - inject_hooks: { befor: Before, path: example.com/h }
`,
    [
      '5:23: unknown key "befor" in "inject_hooks" of rule "a", want before, after, path or exclude_callers; did you mean "before"? [RULE_UNKNOWN_KEY]',
    ],
  ],
  [
    'a key of another kind of advice',
    `
a:
  target: net/http
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h, raw: x() }
`,
    [
      '5:60: unknown key "raw" in "inject_hooks" of rule "a", want before, after, path or exclude_callers; move it under "do", into "inject_code" [RULE_UNKNOWN_KEY]',
    ],
  ],
  [
    'a misspelt key of a flat rule',
    `
a:
  target: net/http
  func: F
  befor: Before
  path: example.com/h
`,
    [
      '4:3: unknown key "befor" in "inject_hooks" of rule "a", want before, after, path or exclude_callers; did you mean "before"? [RULE_UNKNOWN_KEY]',
    ],
  ],
  [
    'a key twice',
    `
a:
  target: net/http
  target: net/url
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    ['3:3: key "target" a second time (first on line 2), want it once; rename or remove one of them [RULE_DUPLICATE]'],
  ],
  [
    'a misspelt exclusion',
    `
a:
  target: [net/http, { nto: net/url }]
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    ['2:24: unknown key "nto" in an entry of "target" of rule "a", want not; did you mean "not"? [RULE_UNKNOWN_KEY]'],
  ],
  [
    'two kinds in one entry',
    `
a:
  target: net/http
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
      inject_code: { raw: x() }
`,
    [
      '6:7: 2 keys in an entry of "do" of rule "a", want exactly one of inject_hooks, inject_code, add_file, add_struct_fields, wrap_call, expand_directive, assign_value, set_fields or trace_functions; give "inject_code" a "- " of its own [RULE_CONFLICT]',
    ],
  ],
  [
    'no kind in an entry',
    `
a:
  target: net/http
  where: { func: F }
  do:
    - {}
`,
    [
      '5:7: nothing in an entry of "do" of rule "a", want exactly one of inject_hooks, inject_code, add_file, add_struct_fields, wrap_call, expand_directive, assign_value, set_fields or trace_functions; remove the entry or fill it [RULE_VALUE]',
    ],
  ],
  [
    'two kinds in a flat rule',
    `
a:
  target: net/http
  func: F
  before: Before
  path: example.com/h
  raw: x()
`,
    [
      '6:3: "before" (inject_hooks) together with "raw" (inject_code) in rule "a", want one of them; write "do" with one entry for each [RULE_CONFLICT]',
    ],
  ],
];

describe.each<[string, readonly ErrorCase[]]>([['keys', keys]])('%s', (_, cases) => {
  test.each(cases)('%s', (_name, text, expected) => {
    expect(errorsOf(text)).toEqual(expected);
  });
});
