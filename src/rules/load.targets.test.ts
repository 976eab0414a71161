import { describe, expect, test } from '@jest/globals';
import { errorsOf, type ErrorCase } from './testkit.js';

const targets: readonly ErrorCase[] = [
  [
    'no target',
    `
a:
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    ['1:1: no "target" in rule "a", want one; add for example target: net/http [RULE_VALUE]'],
  ],
  [
    'an empty target',
    `
a:
  target: " "
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    ['2:11: "target" of rule "a" is empty, want an import path, a glob, "main" or "$root"; for example target: net/http [RULE_VALUE]'],
  ],
  [
    'a relative target',
    `
a:
  target: ./server
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    [
      '2:11: "target" of rule "a" is "./server", want an import path, a glob, "main" or "$root"; write the full import path, relative ones say nothing here [RULE_VALUE]',
    ],
  ],
  [
    'a pattern of the go command',
    `
a:
  target: net/...
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    ['2:11: "target" of rule "a" is "net/...", want an import path, a glob, "main" or "$root"; write "net/**" [RULE_VALUE]'],
  ],
  [
    'an address',
    `
a:
  target: https://example.com/x
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    [
      '2:11: "target" of rule "a" is "https://example.com/x", want an import path, a glob, "main" or "$root"; write it without "https://" [RULE_VALUE]',
    ],
  ],
  [
    'a trailing slash',
    `
a:
  target: net/http/
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    [
      '2:11: "target" of rule "a" is "net/http/", want an import path, a glob, "main" or "$root"; remove the "/" at its end or beginning [RULE_VALUE]',
    ],
  ],
  [
    'a version in the target',
    `
a:
  target: example.com/x@v1.2.3
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    [
      '2:11: "target" of rule "a" is "example.com/x@v1.2.3", want an import path, a glob, "main" or "$root"; versions go into a key of their own: version: v1.2.3 [RULE_VALUE]',
    ],
  ],
  [
    'white space in the target',
    `
a:
  target: "net http"
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    [
      '2:11: "target" of rule "a" is "net http", want an import path, a glob, "main" or "$root"; " " cannot be part of an import path [RULE_VALUE]',
    ],
  ],
  [
    'more than $root',
    `
a:
  target: $root/**
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    [
      '2:11: "target" of rule "a" is "$root/**", want exactly "$root"; "$root" stands for the root module\'s packages, all of them [RULE_VALUE]',
    ],
  ],
  [
    'a test main',
    `
a:
  target: test_main
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    [
      '2:11: "target" of rule "a" is "test_main", want an import path, a glob, "main" or "$root"; test mains are not supported yet [RULE_UNSUPPORTED]',
    ],
  ],
  [
    'a class without end',
    `
a:
  target: "example.com/[ab"
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    ['2:11: "target" of rule "a" is "example.com/[ab", want a "]" for every "[" [RULE_VALUE]'],
  ],
  [
    'an empty class',
    `
a:
  target: "example.com/[]"
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    ['2:11: "target" of rule "a" is "example.com/[]", want characters between "[" and "]" [RULE_VALUE]'],
  ],
  [
    'a brace without end',
    `
a:
  target: "example.com/{a,b"
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    ['2:11: "target" of rule "a" is "example.com/{a,b", want a "}" for every "{" [RULE_VALUE]'],
  ],
  [
    'a brace without beginning',
    `
a:
  target: "example.com/*a}"
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    ['2:11: "target" of rule "a" is "example.com/*a}", want a "{" for every "}" [RULE_VALUE]'],
  ],
  [
    'a list written with commas',
    `
a:
  target: "net/http,net/url*"
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    [
      '2:11: "target" of rule "a" is "net/http,net/url*", want commas only between "{" and "}" (several targets are a YAML list) [RULE_VALUE]',
    ],
  ],
  [
    'a backslash',
    'a:\n  target: "example.com/\\\\*"\n  where: { func: F }\n  do:\n    - inject_hooks: { before: Before, path: example.com/h }\n',
    ['2:11: "target" of rule "a" is "example.com/\\\\*", want a glob without "\\" (nothing in an import path needs escaping) [RULE_VALUE]'],
  ],
  [
    'too many alternatives',
    `
a:
  target: "{a,b,c}{a,b,c}{a,b,c}{a,b,c}{a,b,c}{a,b,c}{a,b,c}{a,b,c}"
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    [
      '2:11: "target" of rule "a" is "{a,b,c}{a,b,c}{a,b,c}{a,b,c}{a,b,c}{a,b,c}{a,b,c}{a,b,c}", want at most 256 alternatives after expanding "{…}" [RULE_VALUE]',
    ],
  ],
  [
    'exclusions only',
    `
a:
  target: [{ not: net/http }]
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    ['2:3: "target" of rule "a" has only "not" entries, want at least one package to take them from; add for example - "**" [RULE_VALUE]'],
  ],
  [
    'a wrong exclusion',
    `
a:
  target: ["**", { not: "[" }]
  where: { func: F }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    ['2:25: "not" of rule "a" is "[", want a "]" for every "[" [RULE_VALUE]'],
  ],
];

describe.each<[string, readonly ErrorCase[]]>([['targets', targets]])('%s', (_, cases) => {
  test.each(cases)('%s', (_name, text, expected) => {
    expect(errorsOf(text)).toEqual(expected);
  });
});
