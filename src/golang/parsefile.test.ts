import { beforeAll, describe, expect, test } from '@jest/globals';
import { parseGoFile } from './parsefile.js';
import { initParser, type GoParser } from './parser.js';
import type { GoFunction } from './model.js';

let parser: GoParser;
beforeAll(async () => {
  parser = await initParser();
});

const parse = (text: string) => parseGoFile(parser, 'a.go', text, { declared: true });
const only = (text: string): GoFunction => {
  const [fn] = parse(`package a\n${text}\n`).functions;
  if (!fn) throw new Error('no function');
  return fn;
};

describe('files', () => {
  test('package, imports, declared names', () => {
    const file = parse(
      'package a // x\nimport "fmt"\nimport (\n\tstr "strings"\n\t_ `embed`\n\t. "math"\n)\nvar a, b = 1, 2\nvar (\n\tc int\n)\nconst (\n\td = iota\n\te\n)\ntype (\n\tT int\n\tU = T\n)\nfunc f() {}\nfunc (T) m() {}\n',
    );
    expect(file.packageName).toBe('a');
    expect(file.imports.map((spec) => [spec.alias, spec.path, spec.position.line])).toEqual([
      ['', 'fmt', 2],
      ['str', 'strings', 4],
      ['_', 'embed', 5],
      ['.', 'math', 6],
    ]);
    expect([...(file.declared ?? [])].sort()).toEqual(['T', 'U', 'a', 'b', 'c', 'd', 'e', 'f']);
    expect(file.heads).toEqual([
      { name: 'f', base: '', pointer: false },
      { name: 'm', base: 'T', pointer: false },
    ]);
  });

  test('heads in unusual formatting', () => {
    const { heads } = parse(
      'package a\nfunc (l *List[K, V]) A() {}\nfunc (/* c */ l * /* d */ T) B() {}\nfunc (*T) C() {}\nfunc /* e */ D[T any]() {}\nfunc (\n\tt *T,\n) E() {}\nfunc ((*T)) F() {}\n',
    );
    expect(heads.map((head) => `${head.pointer ? '*' : ''}${head.base}.${head.name}`)).toEqual([
      '*List.A',
      '*T.B',
      '*T.C',
      '.D',
      '*T.E',
      '*T.F',
    ]);
  });

  test.each([
    ['package a\n\nfunc f( {\n}\n', 3],
    ['package a\n\nfunc f() {\n\tx := := 1\n}\n', 4],
    ['package a\n\nfunc f() {\n', 3],
  ])('syntax errors %#', (text, line) => {
    const error = parse(text).syntaxError;
    expect(error?.position.line).toBeGreaterThanOrEqual(line);
    expect(error?.message).toMatch(/^syntax error: /);
  });
});

describe('functions', () => {
  test('receivers, parameters, results', () => {
    const fn = only(
      '//go:noinline\nfunc (l *List[T]) Do(a, _ int, f func(x, y int) (n int, err error), rest ...map[string][]T) (r <-chan struct{}, _ [2]*T) { return }',
    );
    expect(fn.directives).toEqual(['go:noinline']);
    expect(fn.receiver).toMatchObject({ base: 'List', pointer: true, typeParams: ['T'] });
    expect(fn.params.map((p) => [p.name, p.type.text, p.variadic])).toEqual([
      ['a', 'int', false],
      ['_', 'int', false],
      ['f', 'func(int, int) (int, error)', false],
      ['rest', 'map[string][]T', true],
    ]);
    expect(fn.results.map((p) => [p.name, p.type.text])).toEqual([
      ['r', '<-chan struct{}'],
      ['_', '[2]*T'],
    ]);
  });

  test.each([
    ['chan<- int'],
    ['chan (<-chan int)'],
    ['interface{}'],
    ['interface{ Read([]byte) (int, error); fmt.Stringer }'],
    ['struct{ A, B int; *T; C string `json:"c"` }'],
    ['G[int, *b.T]'],
    ['[N]int'],
    ['[pkg.N + 1]int'],
    ['map[string]func(...int) chan<- bool'],
    ['func()'],
    ['func() func() error'],
  ])('type %s', (type) => {
    expect(only(`func f(x ${type}) {}`).params[0]?.type.text.replaceAll(' ', '')).toBe(type.replaceAll(' ', ''));
  });

  test('own returns only, with the range of their values', () => {
    const text =
      'package a\nfunc f() (int, error) {\n\tif x {\n\t\treturn 1, // é😀\n\t\t\tg(func() error { return nil }) // c\n\t}\n\tdefer func() { return }()\n\treturn\n}\n';
    const fn = parse(text).functions[0];
    expect(fn?.body?.returns.map((r) => r.values && text.slice(r.values.start, r.values.end))).toEqual([
      '1, // é😀\n\t\t\tg(func() error { return nil })',
      undefined,
    ]);
    expect(text[fn?.braces?.close ?? 0]).toBe('}');
  });

  test.each([
    ['defer func() { recover() }()', { kind: 'literal', recovers: true }],
    ['defer func() { go func() { recover() }() }()', { kind: 'literal', recovers: true }],
    ['defer mu.Unlock()', { kind: 'selector', callee: 'Unlock', operand: 'mu' }],
    ['defer a.b.c()', { kind: 'selector', callee: 'c', operand: '' }],
    ['defer f()', { kind: 'name', callee: 'f' }],
  ])('%s', (statement, want) => {
    expect(only(`func f() {\n${statement}\n}`).body?.defers[0]).toMatchObject(want);
  });

  test.each([
    ['defer func() { err = nil }()', ['err']],
    ['defer func() { n++ }()', ['n']],
    ['defer func() { s.x.y = 1 }()', ['s']],
    ['defer func() { _, err = g() }()', ['err']],
    ['defer func() { for n = range 3 {} }()', ['n']],
    ['defer func() { s.Reset() }()', ['s']],
    ['defer g(&err)', ['err']],
    ['defer g(&s.x)', ['s']],
    ['h := func() { err = nil }; defer h()', ['err']],
    ['defer func() { log(err.Error(), n, s.x) }()', []],
    ['defer func() { err := g(); _ = err }()', []],
    ['defer func() { _ = &other }()', []],
    ['func() { err = nil }()', []],
  ])('results that may change: %s', (statement, want) => {
    expect(only(`func f() (n int, s S, err error) {\n${statement}\nreturn\n}`).body?.escapingResults).toEqual(want);
  });
});
