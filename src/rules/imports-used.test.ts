import { describe, expect, test } from '@jest/globals';
import { errorsOf, load } from './testkit.js';

const rule = (where: string, advice: string, imports: string): string =>
  `a:\n  target: net/http\n  where: ${where}\n  do: { ${advice} }\n  imports: ${imports}\n`;

describe('imports that are used', () => {
  test.each([
    ['in injected code', '{ func: F }', 'inject_code: { raw: "fmt.Println(1)" }'],
    ['in a call that is spread over lines', '{ func: F }', 'inject_code: { raw: "fmt .\\n Println(1)" }'],
    ['after an ellipsis', '{ func: F }', 'inject_code: { raw: "f(a...fmt.X)" }'],
    ['in one branch of a template', '{ func: F }', 'inject_code: { raw: "{{ if .FuncReturnCount }}fmt.Println(1){{ end }}" }'],
    ['in what a template prints', '{ func: F }', `inject_code: { raw: '{{ printf "fmt.Println(%d)" 1 }}' }`],
    ['in the type of a field', '{ struct: S }', 'add_struct_fields: { new_field: [{ name: A, type: "[]fmt.Stringer" }] }'],
    ['in an argument', '{ function_call: net/http.Get }', 'wrap_call: { append_args: ["fmt.Sprint(1)"] }'],
    ['in a variadic type', '{ function_call: net/http.Get }', 'wrap_call: { append_args: [a], variadic_type: fmt.Stringer }'],
    ['in a value', '{ identifier: X }', 'assign_value: { replace: "fmt.Sprint(1)" }'],
    [
      'in a nested field',
      '{ struct_literal: a.T }',
      'set_fields: { field: [{ name: A, field: [{ name: B, wrap: "fmt.Sprint({{ . }})" }] }] }',
    ],
    ['in a selector', '{ func: F, param: fmt.Stringer }', 'inject_hooks: { before: B, path: p }'],
  ])('%s', (_, where, advice) => {
    expect(load(rule(where, advice, '{ fmt: fmt }'))[0]?.imports).toMatchObject([{ name: 'fmt', path: { value: 'fmt' } }]);
  });

  test('by another name than their own', () => {
    expect(errorsOf(rule('{ func: F }', 'inject_code: { raw: "f(_ctx.Background())" }', '{ _: unsafe, .: math, _ctx: context }'))).toEqual(
      [],
    );
  });
});

test.each([
  ['nowhere', 'inject_code: { raw: "x()" }'],
  ['in a string', `inject_code: { raw: 'println("fmt.Println")' }`],
  ['in a comment', 'inject_code: { raw: "x() // fmt.Println" }'],
  ['as the name of a field', 'inject_code: { raw: "x.fmt.Println()" }'],
  ['within a longer name', 'inject_code: { raw: "xfmt.Println(fmtx)" }'],
])('an import that is mentioned %s is an error', (_, advice) => {
  expect(errorsOf(rule('{ func: F }', advice, '{ fmt: example.com/fmt }'))).toEqual([
    '5:19: import "fmt" ("example.com/fmt") of rule "a", which no code of the rule mentions, want only imports that are used; remove it [RULE_VALUE]',
  ]);
});

test('hooks have imports of their own', () => {
  expect(errorsOf(rule('{ func: F }', 'inject_hooks: { before: B, path: p }', '{ fmt: fmt }'))).toEqual([
    '5:19: import "fmt" ("fmt") of rule "a", which no code of the rule mentions, want only imports that are used; hooks import what they need themselves: remove it [RULE_VALUE]',
  ]);
});

test('an import of a file that is added must be mentioned there', () => {
  const text = (name: string): string => `a:\n  target: net/http\n  do: { add_file: { file: extra.go } }\n  imports: { ${name}: log }\n`;
  expect(errorsOf(text('x'))).toEqual([]);
  expect(errorsOf(text('log'))).toHaveLength(1);
});
