import { describe, expect, test } from '@jest/globals';
import { errorsOf, type ErrorCase } from './testkit.js';

const yAMLSyntax: readonly ErrorCase[] = [
  [
    'a tab as indentation',
    'a:\n\ttarget: x\n\twhere: {}\n',
    [
      '2:1: a tab as indentation, want spaces; replace the tab [RULE_SYNTAX]',
      '3:1: a tab as indentation, want spaces; replace the tab [RULE_SYNTAX]',
    ],
  ],
  [
    'an unclosed bracket',
    `
a: [1
`,
    [
      '2:1: not valid YAML: flow sequence in block collection must be sufficiently indented and end with a ]; correct the YAML [RULE_SYNTAX]',
    ],
  ],
  [
    'an unclosed quote',
    `
a:
  target: "net/http
`,
    ['3:1: a quoted string without end, want a closing quote; close the quote [RULE_SYNTAX]'],
  ],
  [
    'a reserved character',
    `
a:
  target: @x
`,
    ['2:11: plain value cannot start with reserved character @, want a quoted string; put the value into double quotes [RULE_SYNTAX]'],
  ],
  [
    'a percent sign',
    `
a:
  target: %x
`,
    [
      '2:11: plain value cannot start with directive indicator character %, want a quoted string; put the value into double quotes [RULE_SYNTAX]',
    ],
  ],
  [
    'a wrong indentation',
    `
a:
  target: x
 where: {}
`,
    ['3:1: not valid YAML: all mapping items must start at the same column; correct the YAML [RULE_SYNTAX]'],
  ],
  [
    'a mapping on the line of its key',
    `
a: target: x
`,
    [
      '1:4: a mapping or list on the line of its key, want it on lines of its own; put it on the next line, or quote a value with ":" [RULE_SYNTAX]',
    ],
  ],
  [
    'a list on the line of its key',
    `
a: - x
`,
    ['1:4: a list on the line of its key, want it on lines of its own; put "- " on the next line [RULE_SYNTAX]'],
  ],
  [
    'a second document',
    `
---
a:
  target: net/http
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
---
b: {}
`,
    ['8:1: a second YAML document, want one document in a rule file; remove the "---" line above, or use two files [RULE_SYNTAX]'],
  ],
  [
    'an unknown tag',
    `
a: !go {}
`,
    ['1:4: unresolved tag: !go, want plain YAML without tags; remove the tag, or quote the value [RULE_SYNTAX]'],
  ],
  [
    'an alias without an anchor',
    `
a:
  target: net/http
  where: { func: F, recv: *T }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    ['3:27: alias *T has no anchor &T above, want a known anchor or a quoted string; write "*T" for a pointer receiver [RULE_SYNTAX]'],
  ],
  [
    'an alias within its anchor',
    `
a: &x [*x]
`,
    [
      '1:7: rule "a" is a list, want a mapping; add for example target: net/http [RULE_VALUE]',
      '1:8: alias *x lies within its own anchor, want one that is complete; remove it [RULE_SYNTAX]',
    ],
  ],
  [
    'a list as a key',
    `
? [a]
: 1
`,
    ['1:3: a list or mapping as a key, want a string; write "key: value" [RULE_SYNTAX]'],
  ],
  [
    'a number as a key',
    `
1: {}
`,
    ['1:1: "1" as a key, want a string; put it into quotes [RULE_SYNTAX]'],
  ],
  [
    'a merge of something else',
    `
a:
  <<: 3
  target: x
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    ['2:7: "<<" with something else than mappings, want an alias of a mapping; write <<: *name [RULE_SYNTAX]'],
  ],
  [
    'a list as the file',
    `
- a
`,
    [
      '1:1: the rule file is a list, want a mapping of rule names to rules; write for example my_rule: { target: net/http, … } [RULE_VALUE]',
    ],
  ],
  [
    'a text as the file',
    `
hello
`,
    [
      '1:1: the rule file is the text "hello", want a mapping of rule names to rules; write for example my_rule: { target: net/http, … } [RULE_VALUE]',
    ],
  ],
  [
    'brackets without end',
    `a: ${'['.repeat(5000)}`,
    ['1:404: nested too deeply, want a rule file of at most a few levels; see the rule format [RULE_SYNTAX]'],
  ],
  [
    'dashes without end',
    '- '.repeat(5000),
    ['1:1: nested too deeply, want a rule file of at most a few levels; see the rule format [RULE_SYNTAX]'],
  ],
  [
    'indentation without end',
    `a:\n${' '.repeat(2000)}b:\n`,
    ['2:1: nested too deeply, want a rule file of at most a few levels; see the rule format [RULE_SYNTAX]'],
  ],
];

describe.each<[string, readonly ErrorCase[]]>([['YAML syntax', yAMLSyntax]])('%s', (_, cases) => {
  test.each(cases)('%s', (_name, text, expected) => {
    expect(errorsOf(text)).toEqual(expected);
  });
});
