import { describe, expect, test } from '@jest/globals';
import { errorsOf, type ErrorCase } from './testkit.js';

const partsOfTheFormatThatComeLater: readonly ErrorCase[] = [
  [
    'add_struct_fields',
    `
a:
  target: net/http
  where: { func: F }
  do:
    - add_struct_fields: { whatever: 1 }
`,
    [
      '5:7: "add_struct_fields" in an entry of "do" of rule "a" is part of the rule format but not supported yet, want inject_hooks, inject_code or add_file; remove the rule or set enabled: false [RULE_UNSUPPORTED]',
    ],
  ],
  [
    'wrap_call',
    `
a:
  target: net/http
  where: { func: F }
  do:
    - wrap_call: { whatever: 1 }
`,
    [
      '5:7: "wrap_call" in an entry of "do" of rule "a" is part of the rule format but not supported yet, want inject_hooks, inject_code or add_file; remove the rule or set enabled: false [RULE_UNSUPPORTED]',
    ],
  ],
  [
    'expand_directive',
    `
a:
  target: net/http
  where: { func: F }
  do:
    - expand_directive: { whatever: 1 }
`,
    [
      '5:7: "expand_directive" in an entry of "do" of rule "a" is part of the rule format but not supported yet, want inject_hooks, inject_code or add_file; remove the rule or set enabled: false [RULE_UNSUPPORTED]',
    ],
  ],
  [
    'assign_value',
    `
a:
  target: net/http
  where: { func: F }
  do:
    - assign_value: { whatever: 1 }
`,
    [
      '5:7: "assign_value" in an entry of "do" of rule "a" is part of the rule format but not supported yet, want inject_hooks, inject_code or add_file; remove the rule or set enabled: false [RULE_UNSUPPORTED]',
    ],
  ],
  [
    'set_fields',
    `
a:
  target: net/http
  where: { func: F }
  do:
    - set_fields: { whatever: 1 }
`,
    [
      '5:7: "set_fields" in an entry of "do" of rule "a" is part of the rule format but not supported yet, want inject_hooks, inject_code or add_file; remove the rule or set enabled: false [RULE_UNSUPPORTED]',
    ],
  ],
  [
    'where.signature',
    `
a:
  target: net/http
  where: { func: F, signature: { x: 1 } }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    [
      '3:21: "signature" in "where" of rule "a" is part of the rule format but not supported yet, want func or recv; remove the rule or set enabled: false [RULE_UNSUPPORTED]',
    ],
  ],
  [
    'where.struct',
    `
a:
  target: net/http
  where: { func: F, struct: { x: 1 } }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    [
      '3:21: "struct" in "where" of rule "a" is part of the rule format but not supported yet, want func or recv; remove the rule or set enabled: false [RULE_UNSUPPORTED]',
    ],
  ],
  [
    'where.function_call',
    `
a:
  target: net/http
  where: { func: F, function_call: { x: 1 } }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    [
      '3:21: "function_call" in "where" of rule "a" is part of the rule format but not supported yet, want func or recv; remove the rule or set enabled: false [RULE_UNSUPPORTED]',
    ],
  ],
  [
    'where.file',
    `
a:
  target: net/http
  where: { func: F, file: { x: 1 } }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    [
      '3:21: "file" in "where" of rule "a" is part of the rule format but not supported yet, want func or recv; remove the rule or set enabled: false [RULE_UNSUPPORTED]',
    ],
  ],
  [
    'where.one-of',
    `
a:
  target: net/http
  where: { func: F, one-of: { x: 1 } }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    [
      '3:21: "one-of" in "where" of rule "a" is part of the rule format but not supported yet, want func or recv; remove the rule or set enabled: false [RULE_UNSUPPORTED]',
    ],
  ],
  [
    'where.not',
    `
a:
  target: net/http
  where: { func: F, not: { x: 1 } }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    [
      '3:21: "not" in "where" of rule "a" is part of the rule format but not supported yet, want func or recv; remove the rule or set enabled: false [RULE_UNSUPPORTED]',
    ],
  ],
  [
    'a flat struct rule',
    `
a:
  target: net/http
  struct: S
  new_field:
    - name: N
      type: string
`,
    [
      '3:3: "add_struct_fields" in an entry of "do" of rule "a" is part of the rule format but not supported yet, want inject_hooks, inject_code or add_file; remove the rule or set enabled: false [RULE_UNSUPPORTED]',
    ],
  ],
  [
    'a flat call rule',
    `
a:
  target: net/http
  function-call: net/http.Get
  template: "f({{ . }})"
`,
    [
      '3:3: "wrap_call" in an entry of "do" of rule "a" is part of the rule format but not supported yet, want inject_hooks, inject_code or add_file; remove the rule or set enabled: false [RULE_UNSUPPORTED]',
    ],
  ],
];

describe.each<[string, readonly ErrorCase[]]>([['parts of the format that come later', partsOfTheFormatThatComeLater]])(
  '%s',
  (_, cases) => {
    test.each(cases)('%s', (_name, text, expected) => {
      expect(errorsOf(text)).toEqual(expected);
    });
  },
);
