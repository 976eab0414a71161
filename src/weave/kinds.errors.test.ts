import { beforeAll, describe, expect, test } from '@jest/globals';
import { UserError, UserErrors } from '../errors.js';
import { initParser, type GoParser } from '../golang/parser.js';
import { loadRuleFile } from '../rules/load.js';
import { rule } from './kindcases/case.js';
import type { WeaveResult } from './request.js';
import { LINUX } from './testcase.js';
import { weavePackage } from './weave.js';

let parser: GoParser;
beforeAll(async () => {
  parser = await initParser();
});

const TARGET = `package p

import "strings"

type S struct{ a int }

type U struct{ a int }

var u = U{1}

var none int

const one = 1

func Do(s string) (string, error) {
	if s == "" {
		return strings.TrimSpace(s), nil
	}
	return "", nil
}

//go:nosplit
func Nosplit() {}
`;

const OTHER = 'package p\n\nfunc Other() { println("Do") }\n';

function weave(rules: string, importPath = 'example.com/p', target = TARGET): WeaveResult {
  return weavePackage(parser, {
    importPath,
    importMap: importPath,
    label: '//p',
    buildContext: LINUX,
    files: [
      { name: 'p.go', path: 'p/p.go', text: target },
      { name: 'other.go', path: 'p/other.go', text: OTHER },
      { name: 'third.go', path: 'p/third.go', text: 'package p\n\nfunc third() {}\n' },
    ],
    rules: loadRuleFile({ file: 'r.yaml', library: 'r', text: rules.replaceAll('TARGET', importPath), readFile: () => undefined }),
    hooks: new Map(),
  });
}

function errorOf(rules: string): string {
  try {
    weave(rules);
  } catch (error) {
    if (error instanceof UserError) return error.format();
    if (error instanceof UserErrors) return error.message;
    throw error;
  }
  return 'no error';
}

describe('errors', () => {
  test.each([
    ['syntax of code', rule('r', '{ func: Do }', 'inject_code: { raw: "x := := 1" }'), /^r\.yaml:5:27: code of rule r: syntax error/],
    ['syntax of an argument', rule('r', '{ function_call: strings.TrimSpace }', 'wrap_call: { append_args: ["1,,"] }'), /GO_SYNTAX/],
    ['syntax of a type', rule('r', '{ struct: S }', 'add_struct_fields: { new_field: [{ name: b, type: "map[" }] }'), /GO_SYNTAX/],
    [
      'no statement',
      rule('r', '{ func: Do, pattern: "^return strings.TrimSpac$" }', 'inject_code: { raw: "x()" }'),
      /no statement of Do matches .*; nearest: return strings\.TrimSpace\(s\), nil/,
    ],
    [
      'nothing after a return',
      rule('r', '{ func: Do, pattern: "^return", placement: after }', 'inject_code: { raw: "x()" }'),
      /nothing can be put after the statement return/,
    ],
    [
      'a field twice',
      rule('r', '{ struct: S }', 'add_struct_fields: { new_field: [{ name: a, type: int }] }'),
      /struct S \(p\/p\.go:5:6\) has a field a already/,
    ],
    [
      'a literal without names',
      rule('r', '{ struct: U }', 'add_struct_fields: { new_field: [{ name: b, type: int }] }'),
      /a literal of U at p\/p\.go:9:9 has values without field names/,
    ],
    ['nothing to wrap', rule('r', '{ identifier: none }', 'assign_value: { wrap: "f({{ . }})" }'), /none has no initial value/],
    [
      'an unknown struct',
      rule('r', '{ struct: SS }', 'add_struct_fields: { new_field: [{ name: b, type: int }] }'),
      /r\.yaml:3:20: package example\.com\/p has no struct type SS; nearest: S/,
    ],
    ['an unknown variable', rule('r', '{ kind: var, identifier: one }', 'assign_value: { replace: "2" }'), /has no variable one/],
    ['no type', rule('r', '{ func: Do, param: "map[" }', 'inject_code: { raw: "x()" }'), /is no Go type|RULE_VALUE/],
  ])('%s', (_, rules, message) => {
    expect(errorOf(rules)).toMatch(message);
  });
});

describe('nothing to do', () => {
  test.each([
    [
      'no call',
      rule('r', '{ function_call: net/http.Get }', 'wrap_call: { replace: "f({{ . }})" }'),
      'no call of net/http.Get in example.com/p',
    ],
    [
      'another signature',
      rule('r', '{ func: Do, signature: { args: [int] } }', 'inject_code: { raw: "x()" }'),
      'no function with func Do, the signature in example.com/p',
    ],
    [
      'several targets',
      rule('r', '{ func: Missing }', 'inject_code: { raw: "x()" }').replace('target: TARGET', 'target: ["example.com/**"]'),
      'no function with func Missing in example.com/p',
    ],
    [
      'nosplit among others',
      rule('r', '{ signature: { args: [], returns: [] }, not: { func: Other } }', 'inject_code: { raw: "x()" }').replace('third', ''),
      'is marked //go:nosplit',
    ],
  ])('%s', (_, rules, reason) => {
    const { report } = weave(rules);
    expect(report.notApplied.map((one) => one.reason).join()).toContain(reason);
  });

  test('only files that may hold a place are parsed', () => {
    expect(weave(rule('r', '{ function_call: net/http.Get }', 'wrap_call: { replace: "f({{ . }})" }')).statistics).toEqual({
      files: 3,
      parsed: 0,
    });
    expect(weave(rule('r', '{ function_call: strings.TrimSpace }', 'wrap_call: { replace: "f({{ . }})" }')).statistics.parsed).toBe(1);
    expect(weave(rule('r', '{ func: Do }', 'inject_code: { raw: "x()" }')).statistics.parsed).toBe(1);
  });
});

describe('imports', () => {
  test('a new import of a std package is reported', () => {
    const { report } = weave(rule('r', '{ func: Do }', 'inject_code: { raw: fmt.Println() }', 'imports: { fmt: fmt }'), 'net/textproto');
    expect(report.warnings.map((one) => one.message)).toEqual([
      'net/textproto does not import fmt itself: its export data changes, and everything that imports it is compiled again',
    ]);
  });

  test('a package does not import itself', () => {
    const result = weave(rule('r', '{ identifier: none }', 'assign_value: { replace: "p.Do" }', 'imports: { p: TARGET }'));
    expect(result.files.get('p.go')).toContain('var none int = Do\n');
    expect(result.report.imports).toEqual([]);
  });

  test('the import stands on the line of the package clause', () => {
    const result = weave(rule('r', '{ func: Do }', 'inject_code: { raw: fmt.Println() }', 'imports: { fmt: fmt }'));
    expect(result.files.get('p.go')).toMatch(/^package p; import otel_fmt "fmt"\n/);
    expect(result.files.get('p.go')).toContain('(string, error) { otel_fmt.Println();\n');
  });
});
