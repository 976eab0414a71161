import { describe, expect, test } from '@jest/globals';
import { errorsOf, type ErrorCase } from './testkit.js';

const selectorsAndHooks: readonly ErrorCase[] = [
  [
    'no function',
    `
a:
  target: net/http
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    [
      '4:45: "inject_hooks" of rule "a" without a function, want "func" in "where"; add for example where: { func: ServeHTTP } [RULE_VALUE]',
    ],
  ],
  [
    'a receiver without function',
    `
a:
  target: net/http
  where: { recv: T }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    ['3:12: "recv" without "func" in "where" of rule "a", want both; add for example func: ServeHTTP [RULE_VALUE]'],
  ],
  [
    'a method as the function',
    `
a:
  target: net/http
  where: { func: (*Server).Serve }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    [
      '3:18: "func" of rule "a" is "(*Server).Serve", want the name of a function or method; write func: Serve and recv: "*Server" [RULE_VALUE]',
    ],
  ],
  [
    'a keyword as the function',
    `
a:
  target: net/http
  where: { func: range }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    ['3:18: "func" of rule "a" is "range", want the name of a function or method; for example func: ServeHTTP [RULE_VALUE]'],
  ],
  [
    'a receiver with its package',
    `
a:
  target: net/http
  where: { func: F, recv: "*http.Server" }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    ['3:27: "recv" of rule "a" is "*http.Server", want a receiver type: T, "*T" or "*T[K]"; write recv: "*Server" [RULE_VALUE]'],
  ],
  [
    'a receiver in parentheses',
    `
a:
  target: net/http
  where: { func: F, recv: "(*T)" }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    ['3:27: "recv" of rule "a" is "(*T)", want a receiver type: T, "*T" or "*T[K]"; write recv: "*T" [RULE_VALUE]'],
  ],
  [
    'a pointer to a pointer',
    `
a:
  target: net/http
  where: { func: F, recv: "**T" }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    ['3:27: "recv" of rule "a" is "**T", want a receiver type: T, "*T" or "*T[K]"; for example recv: "*Server" [RULE_VALUE]'],
  ],
  [
    'a receiver with an open bracket',
    `
a:
  target: net/http
  where: { func: F, recv: "*T[K" }
  do:
    - inject_hooks: { before: Before, path: example.com/h }
`,
    ['3:27: "recv" of rule "a" is "*T[K", want a receiver type: T, "*T" or "*T[K]"; for example recv: "*Server" [RULE_VALUE]'],
  ],
  [
    'neither before nor after',
    `
a:
  target: net/http
  where: { func: F }
  do:
    - inject_hooks: { path: example.com/h }
`,
    [
      '5:7: neither "before" nor "after" in "inject_hooks" of rule "a", want at least one; add for example before: BeforeServe [RULE_VALUE]',
    ],
  ],
  [
    'no path',
    `
a:
  target: net/http
  where: { func: F }
  do:
    - inject_hooks: { before: Before }
`,
    ['5:21: no "path" in "inject_hooks" of rule "a", want one; add for example path: example.com/hooks [RULE_VALUE]'],
  ],
  [
    'a hook with its package',
    `
a:
  target: net/http
  where: { func: F }
  do:
    - inject_hooks: { after: hooks.After, path: example.com/h }
`,
    [
      '5:30: "after" of rule "a" is "hooks.After", want a Go function of the hook package; write After, the package goes into "path" [RULE_VALUE]',
    ],
  ],
  [
    'a hook that is no identifier',
    `
a:
  target: net/http
  where: { func: F }
  do:
    - inject_hooks: { after: After-Serve, path: example.com/h }
`,
    ['5:30: "after" of rule "a" is "After-Serve", want a Go function of the hook package; for example before: BeforeServe [RULE_VALUE]'],
  ],
  [
    'a glob as the path',
    `
a:
  target: net/http
  where: { func: F }
  do:
    - inject_hooks: { after: After, path: "example.com/*" }
`,
    ['5:43: "path" of rule "a" is "example.com/*", want an import path; only targets can be globs [RULE_VALUE]'],
  ],
  [
    'a file as the path',
    `
a:
  target: net/http
  where: { func: F }
  do:
    - inject_hooks: { after: After, path: example.com/h/hooks.go }
`,
    ['5:43: "path" of rule "a" is "example.com/h/hooks.go", want an import path; packages are meant, not files [RULE_VALUE]'],
  ],
  [
    'no code',
    `
a:
  target: net/http
  where: { func: F }
  do:
    - inject_code: { raw: "" }
`,
    ['5:27: "raw" of rule "a" is empty, want Go statements; for example raw: println("entered") [RULE_VALUE]'],
  ],
  [
    'code without function',
    `
a:
  target: net/http
  where: {}
  do:
    - inject_code: { raw: x() }
`,
    ['5:27: "inject_code" of rule "a" without a function, want "func" in "where"; add for example where: { func: ServeHTTP } [RULE_VALUE]'],
  ],
];

describe.each<[string, readonly ErrorCase[]]>([['selectors and hooks', selectorsAndHooks]])('%s', (_, cases) => {
  test.each(cases)('%s', (_name, text, expected) => {
    expect(errorsOf(text)).toEqual(expected);
  });
});
