import { beforeAll, describe, expect, test } from '@jest/globals';
import { UserError, UserErrors } from '../errors.js';
import { parseHookPackage } from '../golang/parsehooks.js';
import { initParser, type GoParser } from '../golang/parser.js';
import { foldLines } from './fold.js';
import type { WeaveResult } from './request.js';
import { type CaseRule, LINUX, makeRule } from './testcase.js';
import { outsideRange } from './version.js';
import { weavePackage } from './weave.js';

let parser: GoParser;
beforeAll(async () => {
  parser = await initParser();
});

const TARGET = `package p

import "net/http"

type T struct{}
type hidden struct{}

func Do(r *http.Request, n int) (string, error) { return "", nil }

func (t *T) Method(h *hidden) {}

func Assembly(n int) int

//go:nosplit
func Nosplit() {}

func Generic[T any](T T) (x T) { return T }
`;

function weave(rules: readonly CaseRule[], hooks: string, target = TARGET): WeaveResult {
  const path = 'example.com/h';
  return weavePackage(parser, {
    importPath: 'example.com/p',
    importMap: 'example.com/p',
    label: '//p',
    buildContext: LINUX,
    files: [
      { name: 'p.go', path: 'p/p.go', text: target },
      { name: 'p_windows.go', path: 'p/p_windows.go', text: 'package p\n\nfunc OnlyWindows() {}\n' },
    ],
    rules: rules.map((rule, i) => makeRule(rule, path, i + 1)),
    hooks: new Map([[path, parseHookPackage(parser, path, [{ name: 'h.go', path: 'h/h.go', text: `package h\n\n${hooks}\n` }], LINUX)]]),
  });
}

function errorOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof UserError) return error.format();
    if (error instanceof UserErrors) return error.message;
    throw error;
  }
  return 'no error';
}

describe('targets', () => {
  test('unknown function: nearest names', () => {
    const message = errorOf(() => weave([{ name: 'r', func: 'Dot', before: 'B' }], 'func B() {}'));
    expect(message).toBe('rules.otelc.yaml:1:10: package example.com/p has no function Dot; nearest: Do [RULE_FUNCTION_NOT_FOUND]');
  });

  test('wrong receiver: the function with the right one', () => {
    const message = errorOf(() => weave([{ name: 'r', func: 'Method', recv: 'T', before: 'B' }], 'func B() {}'));
    expect(message).toContain('has no function T.Method; nearest: *T.Method');
  });

  test('a function that this build leaves out', () => {
    expect(errorOf(() => weave([{ name: 'r', func: 'OnlyWindows', before: 'B' }], 'func B() {}'))).toContain(
      'declared in p_windows.go, which this build leaves out',
    );
  });

  test.each([
    ['Assembly', 'has no body'],
    ['Nosplit', 'is marked //go:nosplit'],
  ])('%s is refused', (func, reason) => {
    const message = errorOf(() => weave([{ name: 'r', func, before: 'B' }], 'func B(n int) {}'));
    expect(message).toContain(reason);
    expect(message).toContain('[RULE_UNSUPPORTED]');
  });

  test('a generic function whose parameter hides a type that must be named', () => {
    expect(errorOf(() => weave([{ name: 'r', func: 'Generic', after: 'A' }], 'func A(x any) {}'))).toContain('hides the type T');
  });

  test('syntax error in the target', () => {
    expect(
      errorOf(() => weave([{ name: 'r', func: 'Do', before: 'B' }], 'func B() {}', 'package p\n\nfunc Do() {\n\tx := := 1\n}\n')),
    ).toMatch(/^p\/p\.go:4:\d+: syntax error: .*\[GO_SYNTAX\]$/);
  });

  test('independent errors are reported together', () => {
    const message = errorOf(() =>
      weave(
        [
          { name: 'a', func: 'X', before: 'B' },
          { name: 'b', func: 'Do', before: 'Missing' },
        ],
        'func B() {}',
      ),
    );
    expect(message.split('\n')).toHaveLength(2);
  });
});

describe('hooks', () => {
  test('unknown hook, unexported hook', () => {
    expect(errorOf(() => weave([{ name: 'r', func: 'Do', before: 'Befor' }], 'func Before() {}'))).toBe(
      'rules.otelc.yaml:1:30: package example.com/h has no function Befor; nearest: Before [HOOK_FUNCTION_NOT_FOUND]',
    );
    expect(errorOf(() => weave([{ name: 'r', func: 'Do', before: 'before' }], 'type state int\n\nfunc before(state) {}'))).toContain(
      'is not exported',
    );
  });

  test('the message names both signatures and both places', () => {
    expect(errorOf(() => weave([{ name: 'r', func: 'Do', before: 'B' }], 'func B(r *http.Request, n string) {}'))).toBe(
      "rules.otelc.yaml:1:30: before-hook B (h/h.go:3) does not fit example.com/p.Do: parameter 2 is string, want int: the function's is int; " +
        'got func(*http.Request, string), want func(*http.Request, int), and as results, each optional: a state, replaced parameters (*http.Request, int), ' +
        '(api.Skip, string, error); change B, or name another hook in the rule [HOOK_SIGNATURE]',
    );
  });

  test.each<[string, CaseRule, string, string]>([
    [
      'too few parameters',
      { name: 'r', func: 'Do', before: 'B' },
      'func B(r *http.Request) {}',
      'it has 1 parameter where the function has 2',
    ],
    [
      'a type that cannot be named',
      { name: 'r', func: 'Method', recv: '*T', before: 'B' },
      'func B(t *p.T, h *hidden) {}',
      'want any: *hidden cannot be named',
    ],
    [
      'a state that nobody takes',
      { name: 'r', func: 'Do', before: 'B' },
      'func B(_, _ any) *state { return nil }',
      'no after-hook that takes it as a state',
    ],
    [
      'a state that nobody returns',
      { name: 'r', func: 'Do', before: 'B', after: 'A' },
      'func B(_, _ any) {}\nfunc A(s *state, x string, err error) {}',
      'but B returns no state',
    ],
    [
      'states of different types',
      { name: 'r', func: 'Do', before: 'B', after: 'A' },
      'func B(_, _ any) *a { return nil }\nfunc A(s *b, x string, err error) {}',
      'takes a state of type *b, but B returns *a',
    ],
    [
      'an after-hook alone with a state',
      { name: 'r', func: 'Do', after: 'A' },
      'func A(s *state, x string, err error) {}',
      'no before-hook that returns a state',
    ],
    [
      'too many results',
      { name: 'r', func: 'Do', after: 'A' },
      'func A(a, b, c, d int) {}',
      'it takes 4 parameters, but the function has 2 results',
    ],
    [
      'replaced results of wrong types',
      { name: 'r', func: 'Do', after: 'A' },
      'func A(s string, err error) (int, error) { return 0, nil }',
      'returned result 1 is int, want string',
    ],
    [
      'a replaced result as any',
      { name: 'r', func: 'Do', after: 'A' },
      'func A(s string, err error) (any, error) { return s, nil }',
      "returned result 1 is any, want string: the function's is string; got func(string, error) (any, error), want func(",
    ],
    [
      'a replaced parameter as any',
      { name: 'r', func: 'Do', before: 'B' },
      'func B(r *http.Request, n any) (*http.Request, any) { return r, n }',
      'replaced parameter',
    ],
    [
      'a result of a skipped call as any',
      { name: 'r', func: 'Do', before: 'B' },
      'func B(_, _ any) (api.Skip, any, error) { return true, "", nil }',
      'result after api.Skip 1 is any, want string',
    ],
    [
      'a skip without results',
      { name: 'r', func: 'Do', before: 'B' },
      'func B(_, _ any) api.Skip { return true }',
      'no after-hook that takes it',
    ],
    ['type parameters', { name: 'r', func: 'Do', before: 'B' }, 'func B[T any](r *http.Request, n T) {}', 'it has type parameters'],
    [
      'a context hook that returns',
      { name: 'r', func: 'Do', before: 'B' },
      'func B(c inst.HookContext, _, _ any) error { return nil }',
      'returns nothing',
    ],
  ])('%s', (_, rule, hooks, want) => {
    const message = errorOf(() => weave([rule], hooks));
    expect(message).toContain(want);
    expect(message).toContain('[HOOK_SIGNATURE]');
  });
});

describe('small parts', () => {
  test.each([
    ['a()\nb()', 'a(); b()'],
    ['if x {\n\ty()\n}\n', 'if x { y(); }'],
    ['f(\n\ta,\n\tb,\n)', 'f( a, b, )'],
    ['x := `a`\ny++\nreturn', 'x := `a`; y++; return'],
    ['s := "// no comment"', 's := "// no comment"'],
    ['a() /* c\nd */\nb()', 'a() /* c d */; b()'],
    ['if a {\n} else {\n\tb()\n}', 'if a { } else { b(); }'],
  ])('raw code on one line: %j', (raw, want) => {
    expect(foldLines(raw)).toBe(want);
  });

  test.each([
    ['a() // c\nb()', 'a(); b()'],
    ['a() /* c\nd */ b()', 'a() /* c d */; b()'],
    ['x := `a\nb"`', 'x := "a\\nb\\""'],
  ])('comments and raw strings of %j', (raw, want) => {
    expect(foldLines(raw)).toBe(want);
  });

  test.each([
    ['v1.0.0', false],
    ['v1.9.9', false],
    ['v2.0.0-rc.1', false],
    ['v0.9.0', true],
    ['v2.0.0', true],
    ['go1.26.8', false],
    [undefined, true],
  ])('version %s outside: %s', (version, outside) => {
    expect(outsideRange(version, { min: 'v1.0.0', max: 'v2.0.0' }) !== undefined).toBe(outside);
  });
});
