import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { UserErrors } from '../errors.js';
import { initParser } from '../golang/parser.js';
import { syntaxCheck } from '../golang/syntaxcheck.js';
import { loadRuleFile } from './load.js';
import type { GoSyntax } from './gosyntax.js';

let goSyntax: GoSyntax;

beforeAll(async () => {
  goSyntax = syntaxCheck(await initParser());
});

function errorsOf(text: string, added = 'package x\n'): readonly string[] {
  try {
    loadRuleFile({ file: 'r/r.otelc.yaml', text, library: 'r', readFile: () => added, goSyntax });
  } catch (error) {
    if (error instanceof UserErrors) return error.errors.map((each) => each.format());
    throw error;
  }
  return [];
}

/** The value stands on line 6, from column 9 on if it is a scalar in the line. */
const rule = (where: string, kind: string, body: string): string =>
  `a:\n  target: main\n  where: { ${where} }\n  do:\n    ${kind}:\n${body}\n`;
const code = (raw: string): string => rule('func: F', 'inject_code', `      raw: ${raw}`);
const directive = (template: string): string => rule('directive: x', 'expand_directive', `      template: ${template}`);
const replaced = (text: string): string => rule('function_call: a.F', 'wrap_call', `      replace: ${text}`);
const appended = (text: string): string => rule('function_call: a.F', 'wrap_call', `      append_args: [${text}]`);
const variadic = (text: string): string => rule('function_call: a.F', 'wrap_call', `      append_args: [y]\n      variadic_type: ${text}`);
const assigned = (key: string, text: string): string => rule('identifier: V', 'assign_value', `      ${key}: ${text}`);
const set = (entry: string): string => rule('struct_literal: a.T', 'set_fields', `      field: [{ name: N, ${entry} }]`);
const nested = (entry: string): string =>
  rule('struct_literal: a.T', 'set_fields', `      field: [{ name: N, field: [{ name: M, ${entry} }] }]`);
const added = (type: string): string => rule('struct: S', 'add_struct_fields', `      new_field: [{ name: n, type: ${type} }]`);
const where = (conditions: string): string => rule(conditions, 'inject_code', '      raw: x()');

const mistakes: readonly (readonly [name: string, text: string, ...expected: string[]])[] = [
  ['raw', code('"x("'), '6:14: "raw" of rule "a" is not Go: "(" is not closed, want Go statements; correct the code'],
  [
    'raw that closes its function',
    code('"x() } func g() {"'),
    '6:17: "raw" of rule "a" is not Go: unexpected "}", want Go statements; correct the code',
  ],
  [
    'raw on several lines',
    code('|-\n        x()\n        y := := 1\n        z()'),
    '8:14: "raw" of rule "a" is not Go: unexpected ":=", want Go statements; correct the code',
  ],
  [
    'raw that declares a function',
    code('func g() {}'),
    '6:17: "raw" of rule "a" is not Go: unexpected "g", want Go statements; functions and imports are declared in a file of their own: add_file',
  ],
  [
    'raw with actions before the mistake',
    code("'f({{ .FuncName }}, {{- .FuncArgument 0 }}); g(]'"),
    '6:59: "raw" of rule "a" is not Go: unexpected "]", want Go statements; correct the code',
  ],
  [
    'raw in the flat form',
    'a:\n  target: main\n  func: F\n  raw: "if {"\n',
    '4:12: "raw" of rule "a" is not Go: "{" is not closed, want Go statements; correct the code',
  ],
  [
    'raw with branches none of which is Go',
    code("'{{ if FuncArgumentCount }}f({{ else }}g[{{ end }}'"),
    '6:40: "raw" of rule "a" is not Go: "(" is not closed, want Go statements; correct the code',
  ],
  [
    'template',
    directive('"println({{ .FuncName }}"'),
    '6:25: "template" of rule "a" is not Go: "(" is not closed, want Go statements; correct the code',
  ],
  [
    'template in its older spelling',
    rule('directive: x', 'expand_directive', '      replace: "x("'),
    '6:18: "replace" of rule "a" is not Go: "(" is not closed, want Go statements; correct the code',
  ],
  [
    'replace',
    replaced('"traced({{ . }}"'),
    '6:23: "replace" of rule "a" is not Go: "(" is not closed, want a Go expression; correct the code',
  ],
  [
    'replace with statements',
    replaced('"x := {{ . }}"'),
    '6:17: "replace" of rule "a" is not Go: no expression, want a Go expression; put statements into a function literal: func() T { …; return v }()',
  ],
  [
    'append_args',
    appended('"f()", "g("'),
    '6:30: "append_args" of rule "a" is not Go: "(" is not closed, want a Go expression; correct the code',
  ],
  [
    'several in one of append_args',
    appended('"f(), g()"'),
    '6:27: "append_args" of rule "a" is not Go: several expressions, want a Go expression; write one expression; several arguments are several entries of a list',
  ],
  ['variadic_type', variadic('"map["'), '7:26: "variadic_type" of rule "a" is not Go: "[" is not closed, want a Go type; correct the type'],
  [
    'replace of a value',
    assigned('replace', '"1 +"'),
    '6:19: "replace" of rule "a" is not Go: unexpected "+", want a Go expression; correct the code',
  ],
  [
    'value of a value',
    assigned('value', '"1 +"'),
    '6:17: "value" of rule "a" is not Go: unexpected "+", want a Go expression; correct the code',
  ],
  ['wrap', assigned('wrap', '"f({{ . }}))"'), '6:24: "wrap" of rule "a" is not Go: unexpected ")", want a Go expression; correct the code'],
  [
    'value of a field',
    set('value: "&T{"'),
    '6:36: "value" of rule "a" is not Go: "{" is not closed, want a Go expression; correct the code',
  ],
  [
    'wrap of a field',
    set('wrap: "f({{ . }}"'),
    '6:34: "wrap" of rule "a" is not Go: "(" is not closed, want a Go expression; correct the code',
  ],
  [
    'value of a nested field',
    nested('value: "1 2"'),
    '6:55: "value" of rule "a" is not Go: unexpected "2", want a Go expression; correct the code',
  ],
  ['type of a field', added('"chan"'), '6:41: "type" of rule "a" is not Go: unexpected end of code, want a Go type; correct the type'],
  [
    'a value as type of a field',
    added('"int = 5"'),
    '6:43: "type" of rule "a" is not Go: unexpected value after the type, want a Go type; correct the type',
  ],
  [
    'result',
    where('func: F, result: "[]"'),
    '3:32: "result" of rule "a" is not Go: unexpected end of code, want a Go type; correct the type',
  ],
  [
    'last_result',
    where('func: F, last_result: "*"'),
    '3:36: "last_result" of rule "a" is not Go: unexpected end of code, want a Go type; correct the type',
  ],
  [
    'param',
    where('func: F, param: "map[net/http.Header"'),
    '3:32: "param" of rule "a" is not Go: "[" is not closed, want a Go type; correct the type',
  ],
  [
    'a value as param',
    where('func: F, param: "5 + 1"'),
    '3:29: "param" of rule "a" is not Go: no type, want a Go type; write a type, for example "*net/http.Request"',
  ],
  [
    'signature',
    where('func: F, signature: { args: [int, "func("], returns: ["a b"] }'),
    '3:51: "args" of rule "a" is not Go: "(" is not closed, want a Go type; correct the type',
    '3:67: "returns" of rule "a" is not Go: unexpected "a", want a Go type; correct the type',
  ],
  [
    'signature_contains, under a combinator',
    where('func: F, not: { one-of: [{ signature_contains: { args: ["..."] } }] }'),
    '3:71: "args" of rule "a" is not Go: a name is missing, want a Go type; correct the type',
  ],
];

describe('what is not Go', () => {
  test.each(mistakes)('%s', (_, text, ...expected) => {
    expect(errorsOf(text)).toEqual(expected.map((line) => `r/r.otelc.yaml:${line} [GO_SYNTAX]`));
  });

  test.each([
    ['next to the rule file', '', 'r/sub/x.go'],
    ['of another package', ', path: example.com/h', 'example.com/h/sub/x.go'],
  ])('a file that is added, %s', (_, path, shown) => {
    const text = `a:\n  target: main\n  do: { add_file: { file: sub/x.go${path} } }\n`;
    expect(errorsOf(text, 'package x\n\nfunc f( {\n')).toEqual([
      `${shown}:3:1: the file of rule "a" is not Go: unexpected "func f( {", want a Go file; correct the file [GO_SYNTAX]`,
    ]);
    expect(errorsOf(text)).toEqual([]);
  });
});

describe('what is Go', () => {
  test.each([
    ['statements', code('"x(); defer func() { y() }()"')],
    ['a return', code('return')],
    ['nothing but a comment', code('"// nothing"')],
    ['actions in names and strings', code(`'span_{{ .FuncName }} := "enter {{ .FuncName }}"; _ = span_{{.FuncName}}'`)],
    ['an action between quotes of a rune', code("|-\n        r := '{{ .FuncArgumentCount }}'")],
    [
      'trim markers that take line breaks away',
      code('|-\n        f(a,\n          b\n        {{- if .FuncArgumentCount }}, c{{ end -}}\n        )'),
    ],
    ['branches of which one gives nothing', replaced("'f({{ . }}{{ if .FuncArgumentCount }}, {{ .FuncArgument 0 }}{{ end }})'")],
    ['branches that are other expressions', assigned('wrap', "'{{ if FuncName }}f({{ . }}){{ else }}{{ . }}{{ end }}'")],
    ['a chain of branches', code("'{{ if .Receiver }}a(){{ else if .FuncName }}b(){{ else }}c(){{ end }}'")],
    [
      'blocks in blocks',
      code("'{{ if .FuncName }}{{ with .FuncName }}f({{ . }}){{ end }}{{ else }}{{ range .DirectiveArgs }}g(){{ end }}{{ end }}'"),
    ],
    ['an assignment of a template', directive(`'{{ $n := .DirectiveArg "n" }}x({{ $n }})'`)],
    ['a comment of a template', code("'f({{/* first */}}a)'")],
    ['an operator of a directive', directive(`'x = a {{ .DirectiveArg "op" }} b'`)],
    ['modifiers of a directive', directive(`'x({{ range .DirectiveArgs }}{{ .Key }}: 1,{{ end }})'`)],
    ['a composite literal in braces', code("'x := [][]int{{1}, {2}}'")],
    ['an expression over several lines', replaced('|-\n        func() (int, error) {\n          return {{ . }}\n        }()')],
    ['a literal as value', set('value: "&T{A: 1}"')],
    ['a channel', added('"<-chan func(int) (a, b error)"')],
    ['a generic type', added('"map[K]List[V, *x.T]"')],
    ['import paths', where('func: F, param: "map[string]*net/http.Request", result: "gopkg.in/yaml.v3.Node"')],
    ['a variadic parameter', where('func: F, signature: { args: ["...example.com/a-b/c.T", "... int"] }')],
    [
      'an interface and a struct',
      where('func: F, signature: { args: ["interface{ M(int) error }", "struct{ A int `json:\\"a/b.c\\"` }"] }'),
    ],
  ])('%s', (_, text) => {
    expect(errorsOf(text)).toEqual([]);
  });
});

/** The goldens are compiled, and so are right; those that are refused have an error.txt. */
test('the rules of all goldens', () => {
  const paths = readdirSync('testdata/weave', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('rules.otelc.yaml'));
  expect(paths.length).toBeGreaterThan(150);
  const refused = paths.filter((path) => {
    const folder = join('testdata/weave', dirname(path));
    const text = readFileSync(join('testdata/weave', path), 'utf8');
    const readFile = (file: string): string => readFileSync(join(folder, file), 'utf8');
    try {
      loadRuleFile({ file: path, text, library: 'r', readFile, goSyntax });
      return false;
    } catch {
      return !existsSync(join(folder, 'want/error.txt'));
    }
  });
  expect(refused).toEqual([]);
});

test('a broken template is a mistake of its own only', () => {
  expect(errorsOf(code("'f({{ .FuncNam }})'"))).toEqual([expect.stringContaining('"FuncNam"')]);
});

test('without a parser nothing is parsed', () => {
  const file = { file: 'r.otelc.yaml', text: code('"x("'), library: 'r', readFile: () => undefined };
  expect(loadRuleFile(file)).toHaveLength(1);
});
