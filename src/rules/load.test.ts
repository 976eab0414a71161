import { describe, expect, test } from '@jest/globals';
import { libraryOf, loadRuleFile } from './load.js';
import { namedFunction } from './selectors.js';
import { load } from './testkit.js';

const at = (line: number, column: number, file = 'r.otelc.yaml'): object => ({ file, line, column });

const nested = `
version: "v1.0.0"

server_hook:
  target: net/http
  where:
    func: ServeHTTP
    recv: serverHandler
  do:
    - inject_hooks:
        before: BeforeServeHTTP
        after: AfterServeHTTP
        path: "example.com/hooks/http"
`;

const flat = `
server_hook:
  target: net/http
  func: ServeHTTP
  recv: serverHandler
  before: BeforeServeHTTP
  after: AfterServeHTTP
  path: "example.com/hooks/http"
`;

describe('forms', () => {
  test('the present form, with positions', () => {
    expect(load(nested)).toEqual([
      {
        name: 'server_hook',
        position: at(3, 1),
        library: 'r',
        targets: [{ value: 'net/http', position: at(4, 11) }],
        version: undefined,
        where: {
          position: at(6, 5),
          selector: {
            kind: 'func',
            func: { value: 'ServeHTTP', position: at(6, 11) },
            recv: { value: 'serverHandler', position: at(7, 11) },
          },
          pattern: undefined,
          placement: 'before',
        },
        advice: [
          {
            kind: 'inject_hooks',
            before: { value: 'BeforeServeHTTP', position: at(10, 17) },
            after: { value: 'AfterServeHTTP', position: at(11, 16) },
            path: { value: 'example.com/hooks/http', position: at(12, 15) },
          },
        ],
        order: 0,
        support: false,
      },
    ]);
  });

  test('the flat form of older files says the same', () => {
    const withoutPositions = (text: string): unknown =>
      JSON.parse(JSON.stringify(load(text), (key, value: unknown) => (key === 'position' ? undefined : value)));
    expect(withoutPositions(flat)).toEqual(withoutPositions(nested));
  });

  test.each([
    ['raw: x()\n  func: F', 'inject_code'],
    ['file: extra.go\n  path: example.com/h', 'add_file'],
    ['func: F\n  after: After\n  path: example.com/h', 'inject_hooks'],
  ])('flat %j', (keys, kind) => {
    expect(load(`a:\n  target: main\n  ${keys}\n`)[0]?.advice.map((advice) => advice.kind)).toEqual([kind]);
  });

  test('"do" as a mapping, and several kinds in a list', () => {
    expect(load('a:\n  target: main\n  do: { add_file: { file: extra.go } }\n')[0]?.advice).toEqual([
      { kind: 'add_file', file: { value: 'extra.go', position: at(3, 27) }, text: 'package x\n' },
    ]);
    const several = load(`
a:
  target: main
  where: { func: F }
  do:
    - inject_code: { raw: first() }
    - inject_hooks: { before: B, path: example.com/h }
    - inject_code: { raw: second() }
    - add_file: { file: extra.go }
`);
    expect(several[0]?.advice.map(({ kind }) => kind)).toEqual(['inject_code', 'inject_hooks', 'inject_code', 'add_file']);
  });

  test.each([[''], ['# nothing\n'], ['---\n'], ['null\n'], ['version: v1.2.0\n']])('%j has no rules', (text) => {
    expect(load(text)).toEqual([]);
  });

  test('JSON, a byte order mark, CRLF, one document with markers', () => {
    const json = '{"a": {"target": "main", "func": "F", "before": "B", "path": "p"}}';
    for (const text of [json, `\ufeff${flat.trimStart()}`, flat.replaceAll('\n', '\r\n'), `---${flat}...\n`]) {
      expect(load(text)).toHaveLength(1);
    }
    expect(load(`\ufeff${flat.trimStart()}`)[0]?.position).toEqual(at(1, 1));
  });

  test('anchors, aliases and merge keys; own keys win', () => {
    const [, second] = load(`
a: &common
  target: net/http
  order: 1
  where: { func: F }
  do: &hooks { inject_hooks: { before: B, path: example.com/h } }
b:
  <<: *common
  order: 2
  do: *hooks
`);
    expect(second).toMatchObject({
      name: 'b',
      order: 2,
      where: { selector: { func: { value: 'F' } } },
      advice: [{ before: { value: 'B' } }],
    });
  });
});

describe('keys', () => {
  const rule = (more: string): string => `a:\n  target: main\n  func: F\n  before: B\n  path: example.com/h\n${more}`;

  test('order, support, enabled, name', () => {
    const [read] = load(rule('  order: -3\n  support: true\n  enabled: false\n  name: other\n'));
    expect(read).toMatchObject({ name: 'other', order: -3, support: true, enabled: false, position: at(9, 9) });
  });

  test.each([
    ['v1.2.3', { min: 'v1.2.3', max: undefined }],
    ['v1.0.0,v2.0.0', { min: 'v1.0.0', max: 'v2.0.0' }],
    ['"v1, v1.5"', { min: 'v1', max: 'v1.5' }],
    ['",v2.0.0"', { min: undefined, max: 'v2.0.0' }],
    ['v0.0.0-20240101000000-0123456789ab', { min: 'v0.0.0-20240101000000-0123456789ab', max: undefined }],
  ])('version %s', (text, range) => {
    expect(load(rule(`  version: ${text}\n`))[0]?.version).toEqual(range);
  });

  test('several targets and exclusions', () => {
    const [read] = load(rule('').replace('target: main', 'target: [net/http, "example.com/{a,b}/**", { not: example.com/a/mock }, $root]'));
    expect(read?.targets.map(({ value }) => value)).toEqual(['net/http', 'example.com/{a,b}/**', '$root']);
    expect(read?.excludedTargets?.map(({ value }) => value)).toEqual(['example.com/a/mock']);
  });

  test.each(['T', '"*T"', '"*T[K]"', 'T[K, _]', 'größe'])('recv %s', (recv) => {
    expect(namedFunction(load(rule(`  recv: ${recv}\n`))[0]?.where)?.recv?.value).toBe(recv.replaceAll('"', ''));
  });

  test('"{{" in a composite literal is no template', () => {
    const raw = 'x := [][]int{{1}, {len(xs)}}; y := []T{{a, b}}';
    expect(load(`a:\n  target: main\n  func: F\n  raw: '${raw}'\n`)).toHaveLength(1);
  });
});

describe('rules that are off', () => {
  const later = 'a:\n  target: test_main\n  where: { func: F }\n  do: [{ inject_hooks: { before: B, path: example.com/h } }]\n';

  test('may use what is not supported', () => {
    expect(load(`${later}  enabled: false\n`)).toMatchObject([{ name: 'a', enabled: false }]);
    const file = { file: 'x.otelc.yaml', text: later, library: 'x', readFile: () => undefined };
    expect(loadRuleFile({ ...file, disable: ['a'] })).toMatchObject([{ name: 'a', enabled: false }]);
    expect(() => loadRuleFile({ ...file, disable: ['b'] })).toThrow('not supported yet');
  });

  test('may not be wrong', () => {
    expect(() => load(`${later}  enabled: false\n  colour: red\n`)).toThrow('unknown key "colour"');
  });
});

test('readFile gets the path and the package', () => {
  const asked: unknown[] = [];
  const text = 'a:\n  target: main\n  do: [{ add_file: { file: sub/x.go, path: example.com/h } }]\n';
  const readFile = (...args: unknown[]): string => String(asked.push(args));
  expect(loadRuleFile({ file: 'r.otelc.yaml', text, library: 'r', readFile })[0]?.advice).toMatchObject([
    { file: { value: 'sub/x.go' }, path: { value: 'example.com/h' }, text: '1' },
  ]);
  expect(asked).toEqual([['sub/x.go', 'example.com/h']]);
});

test.each([
  ['rules/net_http.otelc.yaml', 'net_http'],
  ['rules/net_http.otelc.yml', 'net_http'],
  ['instrumentation/net/http/server/otelc.yaml', 'server'],
  ['./otelc.yaml', 'otelc'],
  ['C:\\rules\\gin.otelc.yaml', 'gin'],
  ['gin.yaml', 'gin'],
])('the library of %s is %s', (file, library) => {
  expect(libraryOf(file)).toBe(library);
});
