import { beforeAll, describe, expect, test } from '@jest/globals';
import { importOf, likelyNames } from './imports.js';
import { parseGoFile } from './parsefile.js';
import { initParser, type GoParser } from './parser.js';
import { bareOf, canonicalText, type ResolvedType, resolveType } from './resolve.js';
import { symbolPath } from './symbol.js';

let parser: GoParser;
beforeAll(async () => {
  parser = await initParser();
});

const IMPORTS =
  'import (\n\t"net/http"\n\tstr "strings"\n\t"example.com/x/v2"\n\t"gopkg.in/yaml.v3"\n\t"example.com/a/internal/b"\n\t"golang.org/x/net/hpack"\n)\n';

function resolve(
  type: string,
  options: { importPath?: string; packageName?: string; declares?: string; imports?: string } = {},
): ResolvedType {
  const file = parseGoFile(parser, 'a.go', `package p\n${options.imports ?? IMPORTS}func f(x ${type}) {}\n`);
  const parameter = file.functions[0]?.params[0];
  if (!parameter) throw new Error('no parameter');
  return resolveType(parameter.type, {
    importPath: options.importPath ?? 'example.com/p',
    packageName: options.packageName ?? 'p',
    imports: file.imports,
    typeParams: ['K'],
    declares: (name) => name === options.declares,
  });
}

describe('types', () => {
  test.each([
    ['*http.Request', '*"net/http".Request'],
    ['func(str.Builder, int) error', 'func("strings".Builder, int) error'],
    ['map[x.T]yaml.Node', 'map["example.com/x/v2".T]"gopkg.in/yaml.v3".Node'],
    ['[]T', '[]"example.com/p".T'],
    ['G[T]', '"example.com/p".G["example.com/p".T]'],
    ['any', 'any'],
  ])('%s', (type, want) => {
    expect(canonicalText(resolve(type))).toBe(want);
    expect(resolve(type).nameable).toBe('yes');
  });

  test.each([
    ['*hidden', 'no', 'hidden is not exported'],
    ['[]K', 'no', 'type parameter'],
    ['C.int', 'no', 'C type'],
    ['struct{ A int }', 'no', 'struct'],
    ['interface{ m() }', 'no', 'unexported'],
    ['b.T', 'internal', 'internal'],
    ['struct{}', 'yes', undefined],
  ])('%s: %s', (type, nameable, reason) => {
    const resolved = resolve(type);
    expect(resolved.nameable).toBe(nameable);
    expect(resolved.reason ?? '').toContain(reason ?? '');
  });

  test('names of package main, of vendored packages of std, and shadowed ones', () => {
    expect(resolve('T', { packageName: 'main' }).nameable).toBe('no');
    expect(resolve('hpack.Encoder', { importPath: 'net/http' }).nameable).toBe('no');
    expect(resolve('hpack.Encoder').nameable).toBe('yes');
    expect(resolve('error', { declares: 'error' }).nameable).toBe('no');
  });

  test('dot imports', () => {
    expect(canonicalText(resolve('Request', { imports: 'import . "net/http"\n' }))).toBe('"net/http".Request');
    expect(canonicalText(resolve('Request', { imports: 'import . "net/http"\n', declares: 'Request' }))).toBe('"example.com/p".Request');
    expect(resolve('Request', { imports: 'import . "net/http"\nimport . "io"\n' }).problem).toContain('dot imports');
  });

  test('unknown qualifiers', () => {
    expect(resolve('zap.Logger').problem).toContain('none of the imports');
    expect(resolve('x.T', { imports: 'import "a/x"\nimport "b/x"\n' }).problem).toContain('may both declare');
  });

  test('comparison without qualifiers', () => {
    expect(bareOf('func(*http.Request, interface{}) ([]byte, pkg.G[a.T])')).toBe('func(*Request, any) ([]uint8, G[T])');
  });
});

describe('imports', () => {
  const at = { line: 1, column: 1 };
  test.each([
    ['foo', 'example.com/go-foo'],
    ['foo', 'example.com/foo-go/v3'],
    ['yaml', 'gopkg.in/yaml.v3'],
    ['redis', 'github.com/redis/go-redis/v9'],
    ['stan', 'github.com/nats-io/stan.go'],
  ])('%s is %s', (name, path) => {
    expect(likelyNames(path).has(name)).toBe(true);
    expect(importOf(name, [{ alias: '', path, position: at }])).toEqual({ kind: 'found', path });
  });

  test('the exact last element wins over a likely one', () => {
    const imports = ['example.com/go-foo', 'example.com/foo'].map((path) => ({ alias: '', path, position: at }));
    expect(importOf('foo', imports)).toEqual({ kind: 'found', path: 'example.com/foo' });
  });
});

test('linker names', () => {
  expect(symbolPath('gopkg.in/yaml.v3')).toBe('gopkg.in/yaml%2ev3');
  expect(symbolPath('example.com/größe')).toBe('example.com/gr%c3%b6%c3%9fe');
});
