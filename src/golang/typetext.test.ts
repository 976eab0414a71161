import { beforeAll, expect, test } from '@jest/globals';
import { initParser, type GoParser } from './parser.js';
import { resolveType, type ResolvedType } from './resolve.js';
import { parseTypeText, structureOf } from './typetext.js';

let parser: GoParser;
beforeAll(async () => {
  parser = await initParser();
});

const IMPORTS = ['net/http', 'example.com/x/v2', 'io'].map((path) => ({ alias: '', path, position: { line: 1, column: 1 } }));

function resolve(text: string, declares = 'T'): ResolvedType {
  const type = parseTypeText(parser, text);
  if (!type) throw new Error(`no type: ${text}`);
  return resolveType(type, {
    importPath: 'example.com/p',
    packageName: 'p',
    imports: IMPORTS,
    typeParams: ['K'],
    declares: (name) => name === declares,
  });
}

/** Identical by Go's rules. */
function sameType(a: ResolvedType, b: ResolvedType): boolean {
  const structure = structureOf(a);
  return structure !== undefined && structure === structureOf(b);
}

test.each([
  ['*http.Request', '*net/http.Request'],
  ['x.Client', 'example.com/x/v2.Client'],
  ['map[string]*x.Client', 'map[ string ] *example.com/x/v2.Client'],
  ['T', 'example.com/p.T'],
  ['interface{}', 'any'],
  ['[]byte', '[]uint8'],
  ['func(rune) error', 'func(r int32) (err error)'],
  ['func(a, b int)', 'func(int, int)'],
  ['func(...io.Reader)', 'func(rs ...io.Reader)'],
  ['func() (int, error)', 'func() (n int, err error)'],
  ['func(func()) func()', 'func(f func()) func()'],
  ['func() func() int', 'func() (f func() int)'],
  ['chan (<-chan int)', 'chan (<-chan int)'],
  ['(chan<- (int))', 'chan<- int'],
  ['[0x10]int', '[16]int'],
  ['[N]T', '[N]T'],
  ['struct{ A, B int; C string "t" }', 'struct{\n\tA int\n\tB int\n\tC string `t`\n}'],
  ['struct{ *http.Client; T; L[int]; F [3]int }', 'struct{ *net/http.Client; T; L[int]; F [3]int }'],
  ['interface{ B(); A(int) error }', 'interface{ A(n int) (err error)\n B() }'],
  ['interface{ ~int | ~string }', 'interface{ ~string | ~int }'],
  ['interface{ io.Reader; Close() error }', 'interface{ Close() error; io.Reader }'],
  ['G[int, http.Request]', 'G[ int, net/http.Request ]'],
  ['map[K]any', 'map[K]interface{ }'],
])('%s is %s', (a, b) => {
  expect(sameType(resolve(a), resolve(b))).toBe(true);
  expect(sameType(resolve(b), resolve(a))).toBe(true);
});

test.each([
  ['*http.Request', 'http.Request'],
  ['http.Request', 'Request'],
  ['[]byte', '[]int8'],
  ['func(...int)', 'func([]int)'],
  ['func(int)', 'func() int'],
  ['func(int, string)', 'func(string, int)'],
  ['chan int', '<-chan int'],
  ['chan<- chan int', 'chan (<-chan int)'],
  ['[3]int', '[4]int'],
  ['struct{ A, B int }', 'struct{ B, A int }'],
  ['struct{ A int "x" }', 'struct{ A int }'],
  ['struct{ T }', 'struct{ T T }'],
  ['struct{ T T }', 'struct{ T *T }'],
  ['interface{ A() }', 'interface{ A(); B() }'],
  ['interface{ A() }', 'interface{ A }'],
  ['G[int]', 'G[string]'],
  ['func() (func(), int)', 'func() func() int'],
])('%s is not %s', (a, b) => {
  expect(sameType(resolve(a), resolve(b))).toBe(false);
});

test('a name of the package hides a predeclared one', () => {
  expect(sameType(resolve('byte', 'byte'), resolve('uint8'))).toBe(false);
});

test.each(['', 'int = 3', 'int, string', '*', 'func(', 'x + y', 'net/http', 'int\nvar y int', '3'])('%s is no type', (text) => {
  expect(parseTypeText(parser, text)).toBeUndefined();
});

test.each([
  ['*github.com/a/b/v2.Client', '*github.com/a/b/v2.Client'],
  ['map[gopkg.in/yaml.v3.Node][]io/fs.File', 'map[gopkg.in/yaml.v3.Node][]io/fs.File'],
  ['func(...net/http.Request) a/b.T', 'func(...net/http.Request) a/b.T'],
  ['chan<-a/b-c.T', 'chan<- a/b-c.T'],
  ['struct{ A int `x/y.z` }', 'struct{ A int `x/y.z` }'],
])('import paths: %s', (text, want) => {
  expect(parseTypeText(parser, text)?.text).toBe(want);
});
