import { beforeAll, expect, test } from '@jest/globals';
import { readFileSyntax } from './filesyntax.js';
import { packageFacts } from './packagefacts.js';
import { parseGoFile } from './parsefile.js';
import { initParser, type GoParser } from './parser.js';

let parser: GoParser;
beforeAll(async () => {
  parser = await initParser();
});

const parse = (body: string) => parseGoFile(parser, 'a.go', `package a\n${body}`);

test.each([
  'func f() { x, y := new(5), new([]int); _, _ = x, y }\n',
  'func f() { x := new(int64(len(")"))); _ = new(a + b) }\n',
  'var (a int)\nconst ( B = 1; C = 2 )\n',
  'func f() { const (a = 1) }\n',
  'type T[P any] struct{ x P }',
  'type T interface{ int; string }',
])('valid Go: %s', (body) => {
  expect(parse(body).syntaxError).toBeUndefined();
});

test('what is repaired says what the file says', () => {
  const text = 'package a\nvar (v int)\nfunc f() { g(new(5), new("x")) }\n';
  const model = parseGoFile(parser, 'a.go', text);
  const syntax = readFileSyntax(parser, text, model, packageFacts(parser, [{ text }]));
  expect(syntax.calls.map(({ callee, range }) => [callee.name, text.slice(range.start, range.end)])).toEqual([
    ['g', 'g(new(5), new("x"))'],
    ['new', 'new(5)'],
    ['new', 'new("x")'],
  ]);
  expect(syntax.values.map(({ name, type, end }) => [name, type?.text, text.slice(0, end)])).toEqual([
    ['v', 'int', 'package a\nvar (v int'],
  ]);
});

test.each(['var (a int b)', 'func f() { new( }', 'func f() { new(5 6) }', 'const (A B C)'])('broken Go stays broken: %s', (body) => {
  expect(parse(`${body}\n`).syntaxError).toBeDefined();
});
