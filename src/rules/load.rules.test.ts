import { describe, expect, test } from '@jest/globals';
import { errorsOf, type ErrorCase } from './testkit.js';

const files: readonly ErrorCase[] = [
  [
    'a file that is not there',
    `
a:
  target: net/http
  do:
    - add_file: { file: missing.go }
`,
    ['4:25: "file" of rule "a" is "missing.go", want a file that exists next to the rule file; create it or correct the name [RULE_VALUE]'],
  ],
  [
    'a file that is not there, with a path',
    `
a:
  target: net/http
  do:
    - add_file: { file: missing.go, path: example.com/h }
`,
    [
      '4:25: "file" of rule "a" is "missing.go", want a file that exists next to the rule file or in example.com/h; create it or correct the name [RULE_VALUE]',
    ],
  ],
  [
    'a file that is not Go',
    `
a:
  target: net/http
  do:
    - add_file: { file: extra.c }
`,
    ['4:25: "file" of rule "a" is "extra.c", want a Go file, relative to the rule file; for example file: extra.go [RULE_VALUE]'],
  ],
  [
    'a test file',
    `
a:
  target: net/http
  do:
    - add_file: { file: extra_test.go }
`,
    [
      '4:25: "file" of rule "a" is "extra_test.go", want a Go file, relative to the rule file; a name that ends in _test.go is left out of the build: rename it [RULE_VALUE]',
    ],
  ],
  [
    'an absolute file',
    `
a:
  target: net/http
  do:
    - add_file: { file: /extra.go }
`,
    ['4:25: "file" of rule "a" is "/extra.go", want a Go file, relative to the rule file; write a relative path [RULE_VALUE]'],
  ],
  [
    'a file above',
    `
a:
  target: net/http
  do:
    - add_file: { file: ../extra.go }
`,
    [
      '4:25: "file" of rule "a" is "../extra.go", want a Go file, relative to the rule file; put the file next to the rule file or below [RULE_VALUE]',
    ],
  ],
  [
    'a file with a function',
    `
a:
  target: net/http
  where: { func: F }
  do:
    - add_file: { file: extra.go }
`,
    [
      '3:18: "func" together with nothing but "add_file" in rule "a", want "add_file" without "func"; remove "func": the file is added to the whole package [RULE_CONFLICT]',
    ],
  ],
];

const rules: readonly ErrorCase[] = [
  [
    'a rule twice',
    `
a:
  target: net/http
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
a:
  target: net/http
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    ['6:1: key "a" a second time (first on line 1), want it once; rename or remove one of them [RULE_DUPLICATE]'],
  ],
  [
    'a name twice',
    `
a:
  target: net/http
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
b:
  name: a
  target: x
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    ['7:9: rule "a" a second time (first on line 1), want each name once; rename one of them [RULE_DUPLICATE]'],
  ],
  [
    'an empty name',
    `
"":
  target: x
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    ['1:1: a rule with an empty name, want a name; write for example my_rule: [RULE_VALUE]'],
  ],
  [
    'nothing to do',
    `
a:
  target: net/http
`,
    [
      '1:1: no "do" in rule "a", want one; add for example do: [{ inject_hooks: { before: BeforeServe, path: example.com/hooks } }] [RULE_VALUE]',
    ],
  ],
  [
    'where without do',
    `
a:
  target: net/http
  where: { func: F }
`,
    [
      '1:1: no "do" in rule "a", want one; add for example do: [{ inject_hooks: { before: BeforeServe, path: example.com/hooks } }] [RULE_VALUE]',
    ],
  ],
  [
    'several mistakes',
    `
a:
  target: net/...
  version: 1.0
  where: { fnc: F }
  do:
    - inject_hooks: { before: b-c }
b: 1
`,
    [
      '2:11: "target" of rule "a" is "net/...", want an import path, a glob, "main" or "$root"; write "net/**" [RULE_VALUE]',
      '3:12: "version" of rule "a" is the number 1.0, want a string; put it into quotes: "1.0" [RULE_VALUE]',
      '4:12: unknown key "fnc" in "where" of rule "a", want func, recv, signature, signature_contains, result, last_result, param, struct, struct_literal, function_call, method_call, directive, kind, identifier, file, all-of, one-of, not, pattern or placement; did you mean "func"? [RULE_UNKNOWN_KEY]',
      '6:21: no "path" in "inject_hooks" of rule "a", want one; add for example path: example.com/hooks [RULE_VALUE]',
      '6:31: "before" of rule "a" is "b-c", want a Go function of the hook package; for example before: BeforeServe [RULE_VALUE]',
      '7:4: rule "b" is the number 1, want a mapping; add for example target: net/http [RULE_VALUE]',
    ],
  ],
];

describe.each<[string, readonly ErrorCase[]]>([
  ['files', files],
  ['rules', rules],
])('%s', (_, cases) => {
  test.each(cases)('%s', (_name, text, expected) => {
    expect(errorsOf(text)).toEqual(expected);
  });
});
