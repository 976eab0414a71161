import { describe, expect, test } from '@jest/globals';
import { errorsOf, type ErrorCase } from './testkit.js';

const versions: readonly ErrorCase[] = [
  [
    'no v',
    `
a:
  target: net/http
  version: 1.0.0,v2.0.0
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    ['3:12: "version" of rule "a" is "1.0.0,v2.0.0", want versions that start with "v"; write "v1.0.0" [RULE_VALUE]'],
  ],
  [
    'no upper bound after a comma',
    `
a:
  target: net/http
  version: "v1.0.0,"
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    ['3:12: "version" of rule "a" is "v1.0.0,", want a version after the comma; write "v1.0.0" for no upper bound [RULE_VALUE]'],
  ],
  [
    'two commas',
    `
a:
  target: net/http
  version: v1.0.0,v2.0.0,v3.0.0
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    [
      '3:12: "version" of rule "a" is "v1.0.0,v2.0.0,v3.0.0", want at most one comma: "<from>,<before>"; write "v1.0.0,v2.0.0" [RULE_VALUE]',
    ],
  ],
  [
    'operators',
    `
a:
  target: net/http
  version: ">=v1.0.0"
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    [
      '3:12: "version" of rule "a" is ">=v1.0.0", want "<from>" or "<from>,<before>" of versions such as v1.2.3; operators are not part of the format: the first bound is inclusive, the second exclusive [RULE_VALUE]',
    ],
  ],
  [
    'bounds the wrong way round',
    `
a:
  target: net/http
  version: v2.0.0,v1.0.0
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    [
      '3:12: "version" of rule "a" is "v2.0.0,v1.0.0", want the first version (inclusive) to be lower than the second (exclusive); write "v1.0.0,v2.0.0" [RULE_VALUE]',
    ],
  ],
  [
    'an empty range',
    `
a:
  target: net/http
  version: v1.0.0,v1.0.0
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    [
      '3:12: "version" of rule "a" is "v1.0.0,v1.0.0", want the first version (inclusive) to be lower than the second (exclusive); raise the second version [RULE_VALUE]',
    ],
  ],
  [
    'a word',
    `
a:
  target: net/http
  version: latest
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    [
      '3:12: "version" of rule "a" is "latest", want "<from>" or "<from>,<before>" of versions such as v1.2.3; write for example "v1.0.0,v2.0.0" [RULE_VALUE]',
    ],
  ],
];

describe.each<[string, readonly ErrorCase[]]>([['versions', versions]])('%s', (_, cases) => {
  test.each(cases)('%s', (_name, text, expected) => {
    expect(errorsOf(text)).toEqual(expected);
  });
});
