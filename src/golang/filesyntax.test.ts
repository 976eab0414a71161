import { beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSyntax } from './filesyntax.js';
import { packageFacts } from './packagefacts.js';
import { parseGoFile } from './parsefile.js';
import { initParser, type GoParser } from './parser.js';
import type { Callee, FileSyntax, NamedType } from './syntax.js';

let parser: GoParser;
beforeAll(async () => {
  parser = await initParser();
});

function read(text: string, others: readonly string[] = []): FileSyntax {
  const model = parseGoFile(parser, 'a.go', text, { wanted: () => false });
  expect(model.syntaxError).toBeUndefined();
  const files = [text, ...others].map((one) => ({ text: one }));
  return readFileSyntax(parser, text, model, packageFacts(parser, files));
}

const typeText = (type: NamedType | undefined): string =>
  type ? `${type.pointer ? '*' : ''}${type.path === '' ? '' : `${type.path}.`}${type.name}` : '?';

function calleeText(callee: Callee): string {
  if (callee.kind === 'method') return `(${typeText(callee.type)}).${callee.name}`;
  return callee.path === '' ? callee.name : `${callee.path}.${callee.name}`;
}

const calls = (text: string, others: readonly string[] = []): string[] => read(text, others).calls.map(({ callee }) => calleeText(callee));

/** Calls of a function body. */
const body = (statements: string, declarations = ''): string[] =>
  calls(`package a\nimport (\n"net/http"\nyaml "gopkg.in/yaml.v3"\n)\n${declarations}\nfunc f() {\n${statements}\n}\n`);

describe('calls', () => {
  test.each<[string, string[]]>([
    ['http.Get(x)', ['net/http.Get']],
    ['(http.Get)(x)', ['net/http.Get']],
    ['go http.Get(x); defer (yaml.Marshal)(v, w)', ['net/http.Get', 'gopkg.in/yaml.v3.Marshal']],
    ['http.F[int](x); http.F[int, K](x, y); g[string]()', ['net/http.F', 'net/http.F', 'g']],
    ['http.Handle(a, http.HandlerFunc(b))', ['net/http.Handle', 'net/http.HandlerFunc']],
    // A variable of another package looks like a type; no type has its name, so that no rule takes it for one.
    ['http.DefaultClient.Do(r)', ['(net/http.DefaultClient).Do']],
    ['c := &http.Client{}; c.Get(u)', ['(*net/http.Client).Get']],
    ['var c http.Client; c.Get(u)', ['(net/http.Client).Get']],
    ['c := new(http.Client); (c).Get(u)', ['new', '(*net/http.Client).Get']],
    ['http.Client{}.Get(u); (&http.Client{}).Get(u)', ['(net/http.Client).Get', '(*net/http.Client).Get']],
    ['(*http.Client).Do(c, r); http.Handler.ServeHTTP(h, w, r)', ['(*net/http.Client).Do', '(net/http.Handler).ServeHTTP']],
    ['x.(*http.Client).Do(r)', ['(*net/http.Client).Do']],
    ['if c, ok := x.(*http.Client); ok { c.Do(r) }', ['(*net/http.Client).Do']],
    ['switch c := x.(type) { case *http.Client: c.Do(r)\ncase http.Client, int: c.Do(r) }', ['(*net/http.Client).Do', '(?).Do']],
    ['for _, c := range []*http.Client{} { c.Do(r) }', ['(*net/http.Client).Do']],
    ['m := map[string]*http.Client{}; m["a"].Do(r); d, _ := m["b"]; d.Do(r)', ['(*net/http.Client).Do', '(*net/http.Client).Do']],
    ['ch := make(chan *http.Client); (<-ch).Do(r)', ['make', '(*net/http.Client).Do']],
    ['func(c *http.Client) { (*c).Do(r) }(nil)', ['(net/http.Client).Do']],
    ['var s struct{ c *http.Client }; s.c.Do(r)', ['(*net/http.Client).Do']],
    ['[]byte(x); (func())(y)', []],
  ])('%s', (statements, want) => {
    expect(body(statements)).toEqual(want);
  });

  test.each<[string, string[]]>([
    ['http := g(); http.Get(x)', ['g', '(?).Get']],
    ['http.Get(x); http := 1', ['net/http.Get']],
    ['{ http := 1; _ = http }; http.Get(x)', ['net/http.Get']],
    ['if http := g(); http.ok() { http.Get(x) } else { http.Get(x) }; http.Get(x)', ['g', '(?).ok', '(?).Get', '(?).Get', 'net/http.Get']],
    ['for http := range http.Get(x) { http.Get(y) }', ['net/http.Get', '(?).Get']],
    ['var http = http.Get(x)', ['net/http.Get']],
    ['http, y := http.Get(x), 1', ['net/http.Get']],
    ['switch http := v.(type) { case int: http.Get(x) }; http.Get(y)', ['(?).Get', 'net/http.Get']],
    ['select { case http := <-c: http.Get(x)\ndefault: http.Get(y) }', ['(?).Get', 'net/http.Get']],
    ['g := func(http int) (yaml int) { http.Get(x); yaml.Marshal(y); return }; http.Get(z)', ['(?).Get', '(?).Marshal', 'net/http.Get']],
    ['http: for { http.Get(x); break http }', ['net/http.Get']],
    ['type http struct{}; http.Get(x)', ['(?).Get']],
    ['f := func() {}; f()', []],
  ])('scopes: %s', (statements, want) => {
    expect(body(statements)).toEqual(want);
  });

  test('types from the package: fields, results, variables, aliases, embedded fields', () => {
    const other =
      'package a\nimport nh "net/http"\ntype Base struct{ n int }\nfunc (*Base) Next() (*Server, error) { return nil, nil }\n' +
      'type Server struct { *nh.Client; Base; conn, other *nh.Transport }\ntype Alias = nh.Client\nvar shared = &nh.Client{}\n' +
      'func New[T any](x T) *Server { return nil }\nfunc two() (a, b *Server) { return }\nfunc generic[T any]() T { panic(1) }\n';
    const text =
      'package a\nfunc (s *Server) f(a Alias) {\ns.conn.A()\ns.Client.B()\ns.Base.C()\nshared.D()\nNew(1).E()\nNew[int](1).conn.F()\n' +
      't, err := s.Base.Next()\nt.conn.G()\nerr.Error()\nx, y := two()\nx.H(y.other.I())\na.J()\nServer{}.conn.K()\ngeneric[int]().L()\n(*Server)(nil).M()\n}\n';
    expect(calls(text, [other]).filter((call) => !/^[a-z]|^New/.test(call))).toEqual([
      '(*net/http.Transport).A',
      '(*net/http.Client).B',
      '(Base).C',
      '(*net/http.Client).D',
      '(*Server).E',
      '(*net/http.Transport).F',
      '(Base).Next',
      '(*net/http.Transport).G',
      '(?).Error',
      '(*Server).H',
      '(*net/http.Transport).I',
      '(net/http.Client).J',
      '(*net/http.Transport).K',
      '(?).L',
      '(*Server).M',
    ]);
  });

  test('dot imports, names of the package, guessed import names', () => {
    const text = 'package a\nimport . "strings"\nimport "example.com/go-http"\nfunc f() { Repeat(x); Own(); lower(); http.Get() }\n';
    expect(calls(text, ['package a\nfunc Own() {}\n'])).toEqual(['strings.Repeat', 'Own', 'lower', 'example.com/go-http.Get']);
    expect(calls(text, ['package a\nvar (\n\tx, http int\n)\nfunc Own() {}\n']).at(-1)).toBe('(?).Get');
  });

  test('where things stand', () => {
    const text =
      '\uFEFFpackage a\r\n\r\nfunc (t *T) m() {\r\n\tx := func() { go func() { é(`ü`, (b)...) }() }\r\n\tdefer g(\r\n\t\ta, // c\r\n\t\tb,\r\n\t)\r\n\tg()\r\n}\r\n';
    const { calls: found } = read(text);
    const call = found.find(({ callee }) => callee.name === 'é');
    if (!call?.ellipsis) throw new Error('not found');
    expect(call.arguments.map(({ start, end }) => text.slice(start, end))).toEqual(['`ü`', '(b)']);
    expect(text.slice(call.range.start, call.range.end)).toBe('é(`ü`, (b)...)');
    expect(text.slice(call.ellipsis.start, call.ellipsis.end)).toBe('...');
    expect(text[call.close]).toBe(')');
    expect(call.enclosing.map(({ kind, recv, name }) => `${kind} ${recv} ${name}`)).toEqual([
      'declaration *T m',
      'literal  func1',
      'literal  func1.1',
    ]);
    const [deferred, plain] = found.filter(({ callee }) => callee.name === 'g');
    expect(deferred).toMatchObject({ statement: 'defer', trailingComma: true, position: { line: 5, column: 8 } });
    expect(plain).toMatchObject({ statement: 'expression', trailingComma: false, arguments: [] });
  });

  test('what a name means', () => {
    const text = 'package a\nimport "fmt"\nimport alias "x/y"\nvar v int\nfunc f(p int) { q := 1; _ = q }\n';
    const syntax = read(text, ['package a\ntype (\n\tOther int\n)\nfunc (Other) method() {}\n']);
    const inside = text.indexOf('_ =');
    const meanings = ['p', 'q', 'v', 'f', 'fmt', 'alias', 'y', 'Other', 'method', 'len'].map((name) => syntax.meaning(name, inside));
    expect(meanings).toEqual(['local', 'local', 'package', 'package', 'import', 'import', 'unknown', 'package', 'unknown', 'unknown']);
    expect(syntax.meaning('q', text.indexOf('q :='))).toBe('unknown');
    expect(syntax.meaning('p', 0)).toBe('unknown');
  });
});

describe('literals', () => {
  test('types, elements, nesting', () => {
    const text =
      'package a\nimport "net/http"\nvar c = &http.Client{Timeout: 1, Transport: &http.Transport{}, }\nvar s = []*T{{A: 1}, {}}\nvar m = map[K]T{{1}: {2}}\nvar n = struct{ A int }{1}\nfunc f() { if x == (T{1}) {} }\n';
    const found = read(text).literals;
    expect(found.map((literal) => `${typeText(literal.type)} ${literal.keyed} ${literal.elements.map((one) => one.key).join()}`)).toEqual([
      'net/http.Client true Timeout,Transport',
      'net/http.Transport false ',
      'T true A',
      'T false ',
      'K false ',
      'T false ',
      'T false ',
    ]);
    const [client, , elided] = found;
    expect(client?.trailingComma).toBe(true);
    expect(text.slice(client?.range.start, client?.range.end)).toBe('http.Client{Timeout: 1, Transport: &http.Transport{}, }');
    const transport = client?.elements[1];
    expect(text.slice(transport?.value.start, transport?.value.end)).toBe('&http.Transport{}');
    expect(typeText(transport?.literal?.type)).toBe('net/http.Transport');
    expect(text.slice(elided?.braces.open, (elided?.braces.close ?? 0) + 1)).toBe('{A: 1}');
  });

  test('a type of a function is not the one of the package', () => {
    expect(read('package a\ntype T struct{}\nfunc f() { type T struct{}; _ = T{} }\n').literals.map((one) => one.type)).toEqual([
      undefined,
    ]);
  });
});

describe('declarations', () => {
  test('values', () => {
    const text =
      'package a\nvar a, b = 1, 2\nvar c, d = f()\nvar e map[string]http.Header\nvar (\n\tg int = 3\n)\nconst (\n\th = iota\n\ti\n)\nconst j, k string = "", `x`\nfunc f() { var local = 1 }\n';
    const found = read(text).values.map(
      (one) =>
        `${one.kind} ${one.name} [${one.type?.text ?? ''}] ${one.value ? text.slice(one.value.start, one.value.end) : '-'} ${one.shared} ${text.slice(one.nameRange.start, one.end)}`,
    );
    expect(found).toEqual([
      'var a [] 1 false a, b',
      'var b [] 2 false b',
      'var c [] - true c, d',
      'var d [] - true d',
      'var e [map[string]http.Header] - false e map[string]http.Header',
      'var g [int] 3 false g int',
      'const h [] iota false h',
      'const i [] - true i',
      'const j [string] "" false j, k string',
      'const k [string] `x` false k string',
    ]);
  });

  test('structs', () => {
    const text =
      'package a\ntype (\n\tT[K comparable, V any] struct {\n\t\ta, b int // c\n\t\t*pkg.Client `tag`\n\t\tList[V]\n\t}\n\tE struct{}\n\tI interface{ m() }\n\tA = struct{ x int }\n)\nfunc f() { type L struct{} }\n';
    const found = read(text).structs;
    expect(found.map(({ name, typeParams, fields }) => [name, typeParams.join(), fields.join()])).toEqual([
      ['T', 'K,V', 'a,b,Client,List'],
      ['E', '', ''],
    ]);
    for (const { braces } of found) expect([text[braces.open], text[braces.close]]).toEqual(['{', '}']);
  });

  test('function literals are read like declarations', () => {
    const text = 'package a\nvar g = func(a, b int) (err error) { return nil }\nfunc f() { h(func() { go func(x T) { return }(y) }) }\n';
    const found = read(text).functionLiterals;
    expect(
      found.map(({ fn, enclosing }) => [fn.name, fn.params.length, fn.results.length, fn.body?.returns.length, enclosing.length]),
    ).toEqual([
      ['func1', 2, 1, 1, 0],
      ['func1', 0, 0, 0, 1],
      ['func1.1', 1, 0, 1, 2],
    ]);
  });
});
