import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Range } from './model.js';
import { initParser, type GoParser } from './parser.js';
import { readSnippet, type SnippetKind } from './snippet.js';

let parser: GoParser;
beforeAll(async () => {
  parser = await initParser();
});

function names(text: string, kind: SnippetKind = 'statements'): { free: string; declared: string; labels: string } {
  const snippet = readSnippet(parser, text, kind);
  expect(snippet.syntaxError).toBeUndefined();
  for (const { name, range } of snippet.free) expect(text.slice(range.start, range.end)).toBe(name);
  for (const { name, ranges } of [...snippet.declared, ...snippet.labels]) {
    for (const range of ranges) expect(text.slice(range.start, range.end)).toBe(name);
  }
  const counted = (list: typeof snippet.declared): string => list.map(({ name, ranges }) => `${name}${ranges.length}`).join(' ');
  return { free: snippet.free.map((one) => one.name).join(' '), declared: counted(snippet.declared), labels: counted(snippet.labels) };
}

describe('names', () => {
  test.each([
    ['x, err := f(y)\nif err != nil { z := x; use(z, w) }\nlog.Print(err)', 'f y nil use w log', 'x2 err3', ''],
    ['a(x); x := 1; x++', 'a x', 'x2', ''],
    ['var a, b = 1, a; const c = iota; type T struct{ next *T; a int }', 'a iota int', 'a1 b1 c1 T2', ''],
    ['defer func() { if r := recover(); r != nil { panic(r) } }()', 'recover nil panic', '', ''],
    ['L: for i := range xs { break L }\nfunc() { M: for { break M } }()\ngoto End', 'xs', '', 'L2'],
    ['switch v := x.(type) { case int: use(v); default: _ = v }', 'x int use', '', ''],
    ['for k, v := range m { k, w := v, k; use(w) }; k()', 'm use k', '', ''],
    ['_ = T{a: b, c: d}; _ = map[string]T{a: {e: f}}; _ = []int{g: 1}', 'T b d string T a f int g', '', ''],
    ['s.f.g(s.h); p.T{}.m()', 's s p', '', ''],
    ['func(ctx context.Context, fs ...io.Reader) (r T) { return ctx.x + b }(nil)', 'context io T b nil', '', ''],
    ['handlers[i](w); F[K](v); var _ G[K]', 'handlers i w F K v G K', '', ''],
    ['// comment with names\n_, _ = "a b", `c` // d', '', '', ''],
    ['', '', '', ''],
  ])('%s', (text, free, declared, labels) => {
    expect(names(text)).toEqual({ free, declared, labels });
  });

  test('expressions and types', () => {
    expect(names('wrap.Do({{}}[0])'.replace('{{}}[0]', '\n\tf(x), // c\n'), 'expression').free).toBe('wrap f x');
    expect(names('func(x int) int { return x + y }', 'expression').free).toBe('int int y');
    expect(names('map[string]*http.Request', 'type').free).toBe('string http');
    expect(names('struct{ a, b T; *E }', 'type').free).toBe('T E');
  });
});

describe('errors', () => {
  test.each<[string, SnippetKind, number, string]>([
    ['f(\n}', 'statements', 3, 'unexpected "}"'],
    ['f(x', 'statements', 1, '"(" is not closed'],
    ['if x {', 'statements', 5, '"{" is not closed'],
    ['} func evil() {', 'statements', 0, 'unexpected "}"'],
    ['}\nvar x = func() {', 'statements', 0, 'unexpected "}"'],
    ['a, b', 'expression', 3, 'one expression'],
    ['a; b', 'expression', 3, 'after the expression'],
    ['', 'expression', 0, 'want an expression'],
    ['x := 1', 'expression', 0, 'want an expression'],
    ['int = 3', 'type', 6, 'value after the type'],
    ['', 'type', 0, 'want a type'],
    ['x := := 1', 'statements', 5, 'unexpected'],
  ])('%s', (text, kind, offset, message) => {
    const error = readSnippet(parser, text, kind).syntaxError;
    expect(error?.offset).toBe(offset);
    expect(error?.message).toContain(message);
  });
});

/** With other names at these ranges, which are all uses of a name in the text. */
function renamed(text: string, ranges: readonly Range[], name: string): string {
  return [...ranges].sort((a, b) => b.start - a.start).reduce((out, { start, end }) => out.slice(0, start) + name + out.slice(end), text);
}

test('renaming', () => {
  const text = 'L: for { x := fmt.Sprint(t.fmt, fmt); use(x, T{fmt: x}); break L }; y := fmt';
  const { free, declared, labels } = readSnippet(parser, text, 'statements');
  const fmt = free.filter(({ name }) => name === 'fmt').map(({ range }) => range);
  expect(renamed(text, fmt, 'fmt_1')).toBe('L: for { x := fmt_1.Sprint(t.fmt, fmt_1); use(x, T{fmt: x}); break L }; y := fmt_1');
  expect(declared.map(({ name, ranges }) => [name, renamed(text, ranges, 'y_1')])).toEqual([['y', text.replace('y :=', 'y_1 :=')]]);
  expect(labels.map(({ name, ranges }) => [name, renamed(text, ranges, 'M')])).toEqual([['L', text.replaceAll('L', 'M')]]);
});
