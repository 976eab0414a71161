import { describe, expect, test } from '@jest/globals';
import { errorsOf, load, type ErrorCase } from './testkit.js';
import type { Advice } from './types.js';

/** What was read, without positions; templates and located strings as their text. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  if ('source' in value && 'nodes' in value) return plain(value.source);
  if ('value' in value && 'position' in value) return value.value;
  const kept = Object.entries(value).filter(([key, inner]) => key !== 'position' && inner !== undefined);
  return Object.fromEntries(kept.map(([key, inner]) => [key, plain(inner)]));
}

const kinds: readonly [name: string, where: string, advice: string, expected: unknown][] = [
  [
    'inject_code',
    '{ func: F, pattern: "^x := f", placement: after }',
    'inject_code: { raw: "println({{ .FuncName }})" }',
    { kind: 'inject_code', raw: 'println({{ .FuncName }})' },
  ],
  [
    'add_struct_fields',
    '{ struct: S }',
    'add_struct_fields: { new_field: [{ name: a, type: "map[string]int" }, { name: __b, type: "chan<- func()" }] }',
    {
      kind: 'add_struct_fields',
      fields: [
        { name: 'a', type: 'map[string]int' },
        { name: '__b', type: 'chan<- func()' },
      ],
    },
  ],
  [
    'wrap_call',
    '{ function_call: net/http.Get }',
    'wrap_call: { replace: "traced({{ . }})", append_args: [a, "b()"], variadic_type: grpc.DialOption }',
    { kind: 'wrap_call', replace: 'traced({{ . }})', appendArgs: ['a', 'b()'], variadicType: 'grpc.DialOption' },
  ],
  [
    'wrap_call with nothing but arguments',
    '{ method_call: database/sql.DB.Query }',
    'wrap_call: { append_args: [a] }',
    { kind: 'wrap_call', appendArgs: ['a'] },
  ],
  [
    'wrap_call in its older spelling',
    '{ function-call: net/http.Get }',
    'wrap_call: { template: "traced({{.}})" }',
    { kind: 'wrap_call', replace: 'traced({{.}})', appendArgs: [] },
  ],
  [
    'wrap_call from the arguments of the call',
    '{ function_call: net/http.Get }',
    'wrap_call: { replace: "traced({{ .CallArgument 0 }})" }',
    { kind: 'wrap_call', replace: 'traced({{ .CallArgument 0 }})', appendArgs: [] },
  ],
  [
    'expand_directive',
    '{ directive: "otelc:span" }',
    `expand_directive: { template: 'println("{{FuncName}}")' }`,
    { kind: 'expand_directive', template: 'println("{{FuncName}}")' },
  ],
  [
    'assign_value that replaces',
    '{ kind: const, identifier: MaxRetries }',
    'assign_value: { replace: "99" }',
    { kind: 'assign_value', replace: '99' },
  ],
  [
    'assign_value that replaces, in its older spelling',
    '{ identifier: MaxRetries }',
    'assign_value: { value: "99" }',
    { kind: 'assign_value', replace: '99' },
  ],
  [
    'assign_value that wraps',
    '{ kind: var, identifier: DefaultTransport }',
    'assign_value: { wrap: "traced({{ . }})" }',
    { kind: 'assign_value', wrap: 'traced({{ . }})' },
  ],
  [
    'set_fields',
    '{ struct_literal: net/http.Transport }',
    'set_fields: { field: [{ name: A, value: "1" }, { name: B, wrap: "w({{ . }})", value: v }, { name: C, field: [{ name: D, value: x }] }] }',
    {
      kind: 'set_fields',
      fields: [
        { name: 'A', value: '1' },
        { name: 'B', value: 'v', wrap: 'w({{ . }})' },
        { name: 'C', fields: [{ name: 'D', value: 'x' }] },
      ],
    },
  ],
  ['trace_functions', '{}', 'trace_functions: {}', { kind: 'trace_functions', minStatements: 0, exclude: [] }],
  [
    'trace_functions with limits',
    '{ file: { is_test: false } }',
    'trace_functions: { depth: 5, min_statements: 3, exclude: [String, "*Cache.*"] }',
    { kind: 'trace_functions', depth: 5, minStatements: 3, exclude: ['String', '*Cache.*'] },
  ],
];

test.each(kinds)('%s', (_, where, advice, expected) => {
  const [rule] = load(`a:\n  target: example.com/app\n  where: ${where}\n  do:\n    - ${advice}\n`);
  expect(plain(rule?.advice)).toEqual([expected]);
});

const flat: readonly [name: string, text: string, kind: Advice['kind'], selector: string | undefined][] = [
  ['struct and new_field', 'struct: S\n  new_field: [{ name: N, type: string }]', 'add_struct_fields', 'struct'],
  ['function-call and template', 'function-call: net/http.Get\n  template: "f({{ . }})"', 'wrap_call', 'function_call'],
  ['function_call and replace', 'function_call: net/http.Get\n  replace: "f({{ . }})"', 'wrap_call', 'function_call'],
  ['directive and template', 'directive: "otelc:span"\n  template: println("{{FuncName}}")', 'expand_directive', 'directive'],
  ['kind, identifier and replace', 'kind: const\n  identifier: C\n  replace: "1"', 'assign_value', 'identifier'],
  ['struct_literal and field', 'struct_literal: net/http.Transport\n  field: [{ name: A, value: "1" }]', 'set_fields', 'struct_literal'],
  ['func, raw and pos', 'func: F\n  raw: x()\n  pos: "^y"', 'inject_code', 'func'],
  ['func, result and hooks', 'func: F\n  result: error\n  before: B\n  path: testdata', 'inject_hooks', 'all-of'],
  ['file and path', 'file: extra.go\n  path: testdata', 'add_file', undefined],
];

test.each(flat)('the flat form of older files: %s', (_, text, kind, selector) => {
  const [rule] = load(`a:\n  target: main\n  ${text}\n`);
  expect([rule?.advice.map((one) => one.kind), rule?.where?.selector.kind]).toEqual([[kind], selector]);
});

const rule = (where: string, advice: string): string => `\na:\n  target: net/http\n  where: ${where}\n  do:\n    - ${advice}\n`;

const mistakes: readonly ErrorCase[] = [
  [
    'nothing to do with the call',
    rule('{ function_call: net/http.Get }', 'wrap_call: {}'),
    [
      '5:7: neither "replace" nor "append_args" in "wrap_call" of rule "a", want at least one; add for example replace: "traced({{ . }})" [RULE_VALUE]',
    ],
  ],
  [
    'a wrapper without the call',
    rule('{ function_call: net/http.Get }', 'wrap_call: { replace: traced() }'),
    [
      '5:29: "replace" of rule "a" is "traced()", want {{ . }} in it, which stands for the user\'s code; write for example replace: "traced({{ . }})" [RULE_VALUE]',
    ],
  ],
  [
    'a variadic type without arguments',
    rule('{ function_call: net/http.Get }', 'wrap_call: { replace: "f({{ . }})", variadic_type: T }'),
    [
      '5:43: "variadic_type" without "append_args" in "wrap_call" of rule "a", want both; it is the type of the slice that arguments are appended to [RULE_VALUE]',
    ],
  ],
  [
    'no argument to append',
    rule('{ function_call: net/http.Get }', 'wrap_call: { append_args: [] }'),
    [
      '5:33: "append_args" of rule "a" is an empty list, want at least one entry; write for example append_args: ["grpc.WithBlock()"] [RULE_VALUE]',
    ],
  ],
  [
    'a function without its package',
    rule('{ function_call: Get }', 'wrap_call: { append_args: [a] }'),
    [
      '3:27: "function_call" of rule "a" is "Get", want "import/path.Func", "import/path.Type.Method" or "import/path.(*Type).Method"; write the import path too: "example.com/app.Get" [RULE_VALUE]',
    ],
  ],
  [
    'a call where a method is wanted',
    rule('{ method_call: net/http.Get }', 'wrap_call: { append_args: [a] }'),
    ['3:25: "method_call" of rule "a" is "net/http.Get", want "import/path.Type.Method"; for example database/sql.DB.Query [RULE_VALUE]'],
  ],
  [
    'replace and wrap',
    rule('{ identifier: X }', 'assign_value: { replace: "1", wrap: "f({{ . }})" }'),
    [
      '5:37: "replace" together with "wrap" in "assign_value" of rule "a", want one of them; a wrapped value is written with {{ . }} in "wrap" [RULE_CONFLICT]',
    ],
  ],
  [
    'neither replace nor wrap',
    rule('{ identifier: X }', 'assign_value: {}'),
    ['5:7: neither "replace" nor "wrap" in "assign_value" of rule "a", want one of them; add for example replace: "true" [RULE_VALUE]'],
  ],
  [
    'replace in two spellings',
    rule('{ identifier: X }', 'assign_value: { replace: "1", value: "2" }'),
    [
      '5:37: "value" in "assign_value" of rule "a" for "replace", which stands on line 5 already, want it once; remove one of them [RULE_CONFLICT]',
    ],
  ],
  [
    'a kind of declaration that has no value',
    rule('{ kind: func, identifier: X }', 'assign_value: { replace: "1" }'),
    [
      '3:18: "kind" of rule "a" is "func", which no kind of advice can change, want var or const; select functions by "func" [RULE_UNSUPPORTED]',
    ],
  ],
  [
    'a kind of declaration that is none',
    rule('{ kind: vat, identifier: X }', 'assign_value: { replace: "1" }'),
    ['3:18: "kind" of rule "a" is "vat", want var, const, func or type; did you mean "var"? [RULE_VALUE]'],
  ],
  [
    'a kind of declaration without a name',
    rule('{ kind: var }', 'assign_value: { replace: "1" }'),
    ['3:12: "kind" without "identifier" in "where" of rule "a", want both; add for example identifier: DefaultTransport [RULE_VALUE]'],
  ],
  [
    'a field without a value',
    rule('{ struct_literal: net/http.Transport }', 'set_fields: { field: [{ name: A }] }'),
    [
      '5:29: neither "value" nor "wrap" nor "field" in an entry of "field" of rule "a", want at least one; add for example value: "true" [RULE_VALUE]',
    ],
  ],
  [
    'a field with a value and fields',
    rule('{ struct_literal: net/http.Transport }', 'set_fields: { field: [{ name: A, value: "1", field: [{ name: B, value: "2" }] }] }'),
    [
      '5:52: "field" together with "value" in an entry of "field" of rule "a", want one of them; set the fields of the nested literal, or the whole of it [RULE_CONFLICT]',
    ],
  ],
  [
    'a field twice',
    rule('{ struct: S }', 'add_struct_fields: { new_field: [{ name: A, type: int }, { name: A, type: string }] }'),
    [
      '5:72: field "A" a second time in "new_field" of rule "a" (first on line 5), want it once; rename or remove one of them [RULE_DUPLICATE]',
    ],
  ],
  [
    'a literal behind &',
    rule('{ struct_literal: "&net/http.Transport{}" }', 'set_fields: { field: [{ name: A, value: "1" }] }'),
    [
      '3:28: "struct_literal" of rule "a" is "&net/http.Transport{}", want a struct type: "import/path.Type"; write "net/http.Transport": literals behind & are meant too [RULE_VALUE]',
    ],
  ],
  [
    'a struct with its package',
    rule('{ struct: "*http.Server" }', 'add_struct_fields: { new_field: [{ name: A, type: int }] }'),
    [
      '3:20: "struct" of rule "a" is "*http.Server", want the name of a struct type of the target; write struct: Server, its package is the target [RULE_VALUE]',
    ],
  ],
  [
    'a directive with its slashes',
    rule('{ directive: "//otelc:span" }', 'expand_directive: { template: x() }'),
    [
      '3:23: "directive" of rule "a" is "//otelc:span", want the name of a directive comment, such as "otelc:span"; write it without "//": "otelc:span" [RULE_VALUE]',
    ],
  ],
  [
    'a depth of nothing',
    rule('{}', 'trace_functions: { depth: 0 }'),
    ['5:33: "depth" of rule "a" is the number 0, want an integer from 1 on; write for example depth: 5 [RULE_VALUE]'],
  ],
  [
    'an exclusion that names no function',
    rule('{}', 'trace_functions: { exclude: "net/http.Get" }'),
    [
      '5:35: "exclude" of rule "a" is "net/http.Get", want a function: F, T.M or *T.M, with * for any part of a name; for example exclude: ["String", "*Cache.*"] [RULE_VALUE]',
    ],
  ],
  ...(
    [
      ['a call', '"G()"', '"exclude_callers" of rule "a" is "G()"'],
      ['a path that is none', '"/a/b"', '"exclude_callers" of rule "a" is "/a/b"'],
      ['nothing', '""', '"exclude_callers" of rule "a" is empty'],
    ] as const
  ).map(([name, text, found]): (typeof mistakes)[number] => [
    `an excluded caller that is ${name}`,
    rule('{ func: F }', `inject_hooks: { before: B, path: example.com/h, exclude_callers: [${text}] }`),
    [
      `5:73: ${found}, want a function (F, T.M, import/path.F, import/path.(*T).M) or a package (import/path, import/path/**); for example exclude_callers: ["healthCheck", "example.com/app/jobs/**"] [RULE_VALUE]`,
    ],
  ]),
  [
    'excluded callers as a mapping',
    rule('{ func: F }', 'inject_hooks: { before: B, path: example.com/h, exclude_callers: { func: G } }'),
    [
      '5:72: "exclude_callers" of rule "a" is a mapping, want a string; write for example exclude_callers: ["healthCheck", "example.com/app/jobs/**"] [RULE_VALUE]',
    ],
  ],
];

describe('mistakes', () => {
  test.each(mistakes)('%s', (_name, text, expected) => {
    expect(errorsOf(text)).toEqual(expected);
  });
});
