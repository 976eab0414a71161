import { describe, expect, test } from '@jest/globals';
import { errorsOf, type ErrorCase } from './testkit.js';

const types: readonly ErrorCase[] = [
  [
    'a number as a rule',
    `
a: 3
`,
    ['1:4: rule "a" is the number 3, want a mapping; add for example target: net/http [RULE_VALUE]'],
  ],
  [
    'nothing as a rule',
    `
a:
`,
    ['1:3: rule "a" is empty, want a mapping; add for example target: net/http [RULE_VALUE]'],
  ],
  [
    'a list as where',
    `
a:
  target: net/http
  where: [func]
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    ['3:10: "where" of rule "a" is a list, want a mapping; write for example where: { func: ServeHTTP } [RULE_VALUE]'],
  ],
  [
    'a text as do',
    `
a:
  target: net/http
  where: { func: F }
  do: inject_hooks
`,
    [
      '4:7: "do" of rule "a" is the text "inject_hooks", want a mapping; write for example do: [{ inject_hooks: { before: BeforeServe, path: example.com/hooks } }] [RULE_VALUE]',
    ],
  ],
  [
    'an empty do',
    `
a:
  target: net/http
  where: { func: F }
  do: []
`,
    [
      '4:7: "do" of rule "a" is an empty list, want at least one entry; write for example do: [{ inject_hooks: { before: BeforeServe, path: example.com/hooks } }] [RULE_VALUE]',
    ],
  ],
  [
    'a text as advice',
    `
a:
  target: net/http
  where: { func: F }
  do:
    - inject_hooks
`,
    [
      '5:7: "do" of rule "a" is the text "inject_hooks", want a mapping; write for example do: [{ inject_hooks: { before: BeforeServe, path: example.com/hooks } }] [RULE_VALUE]',
    ],
  ],
  [
    'a text as hooks',
    `
a:
  target: net/http
  where: { func: F }
  do:
    - inject_hooks: Before
`,
    [
      '5:21: "inject_hooks" of rule "a" is the text "Before", want a mapping; write for example - inject_hooks: { before: BeforeServe, path: example.com/hooks } [RULE_VALUE]',
    ],
  ],
  [
    'a number as a version',
    `
a:
  target: net/http
  version: 1.0
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    ['3:12: "version" of rule "a" is the number 1.0, want a string; put it into quotes: "1.0" [RULE_VALUE]'],
  ],
  [
    'a truth value as a function',
    `
a:
  target: net/http
  where: { func: true }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    ['3:18: "func" of rule "a" is the truth value true, want a string; put it into quotes: "true" [RULE_VALUE]'],
  ],
  [
    'nothing as a function',
    `
a:
  target: net/http
  where: { func: }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    ['3:18: "func" of rule "a" is empty, want a string; write for example func: ServeHTTP [RULE_VALUE]'],
  ],
  [
    'a mapping as a target',
    `
a:
  target: { path: net/http }
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    ['2:13: unknown key "path" in an entry of "target" of rule "a", want not; remove it [RULE_UNKNOWN_KEY]'],
  ],
  [
    'a list in a list of targets',
    `
a:
  target: [[net/http]]
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    ['2:12: "target" of rule "a" is a list, want a string; write for example target: net/http [RULE_VALUE]'],
  ],
  [
    'an empty list of targets',
    `
a:
  target: []
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    ['2:11: "target" of rule "a" is an empty list, want at least one entry; write for example target: net/http [RULE_VALUE]'],
  ],
  [
    'a text as order',
    `
a:
  target: net/http
  order: high
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    ['3:10: "order" of rule "a" is the text "high", want an integer; write for example order: 10 [RULE_VALUE]'],
  ],
  [
    'a fraction as order',
    `
a:
  target: net/http
  order: 1.5
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    ['3:10: "order" of rule "a" is the number 1.5, want an integer; write for example order: 10 [RULE_VALUE]'],
  ],
  [
    'a word as a truth value',
    `
a:
  target: net/http
  enabled: yes
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    ['3:12: "enabled" of rule "a" is the text "yes", want true or false; write for example enabled: false [RULE_VALUE]'],
  ],
  [
    'a number as a truth value',
    `
a:
  target: net/http
  support: 1
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    ['3:12: "support" of rule "a" is the number 1, want true or false; write for example support: true [RULE_VALUE]'],
  ],
  [
    'a list as imports',
    `
a:
  target: net/http
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
  imports: [fmt]
`,
    [
      '6:12: "imports" of rule "a" is a list, want a mapping of names to import paths; write for example imports: { fmt: fmt } [RULE_VALUE]',
    ],
  ],
  [
    'a keyword as the name of an import',
    `
a:
  target: net/http
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
  imports: { func: fmt }
`,
    [
      '6:14: "func" in "imports" of rule "a", want an identifier, "_" or "." as the name of an import; for example imports: { fmt: fmt } [RULE_VALUE]',
    ],
  ],
  [
    'a number as the version of the file',
    `
version: 1
`,
    ['1:10: "version" of the file is the number 1, want a release such as "v1.0.0"; write version: v1.0.0 [RULE_VALUE]'],
  ],
  [
    'a wrong version of the file',
    `
version: "1.0.0"
`,
    [
      '1:10: "version" of the file is "1.0.0", want a release such as "v1.0.0"; this key is the release of otelc that the file was written for [RULE_VALUE]',
    ],
  ],
  [
    'a pseudo-version of the file',
    `
version: v1.1.1-0.20260827000000-abcdefabcdef
`,
    [
      '1:10: "version" of the file is "v1.1.1-0.20260827000000-abcdefabcdef", want a release such as "v1.0.0"; this key is the release of otelc that the file was written for [RULE_VALUE]',
    ],
  ],
  [
    'a list as the version of the file',
    `
version: [1]
`,
    ['1:10: "version" of the file is a list, want a release such as "v1.0.0"; no rule can have this name [RULE_VALUE]'],
  ],
];

describe.each<[string, readonly ErrorCase[]]>([['types', types]])('%s', (_, cases) => {
  test.each(cases)('%s', (_name, text, expected) => {
    expect(errorsOf(text)).toEqual(expected);
  });
});
