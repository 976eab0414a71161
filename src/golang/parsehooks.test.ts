import { beforeAll, expect, test } from '@jest/globals';
import { UserError } from '../errors.js';
import { parseHookPackage } from './parsehooks.js';
import { initParser, type GoParser } from './parser.js';

let parser: GoParser;
beforeAll(async () => {
  parser = await initParser();
});

const context = { goos: 'linux', goarch: 'amd64', tags: [], cgo: false, goVersion: '1.26' };
const file = (name: string, text: string) => ({ name, path: `hooks/${name}`, text });

test('functions of the files that take part', () => {
  const hooks = parseHookPackage(
    parser,
    'example.com/hooks',
    [
      file('b.go', 'package hooks\n\nfunc (T) Method() {}\n\nfunc Z[T any](v T) {}\n'),
      file('a.go', 'package hooks\n\nfunc A(\n\tx, y int, // c\n\tr ...*http.Request,\n) (*state, api.Skip) {\n\treturn nil, false\n}\n'),
      file('a_test.go', 'package hooks\n\nfunc Test() {}\n'),
      file('a_windows.go', 'package hooks\n\nfunc Windows() {}\n'),
    ],
    context,
  );
  expect(hooks.packageName).toBe('hooks');
  expect(hooks.functions.map((fn) => fn.name)).toEqual(['A', 'Z']);
  expect(hooks.functions[0]).toMatchObject({
    file: 'hooks/a.go',
    line: 3,
    column: 6,
    generic: false,
    params: [
      { name: 'x', type: 'int' },
      { name: 'y', type: 'int' },
      { name: 'r', type: '...*http.Request' },
    ],
    results: [
      { name: '', type: '*state' },
      { name: '', type: 'api.Skip' },
    ],
    contextMethods: [],
    empty: false,
  });
  expect(hooks.functions[1]?.generic).toBe(true);
});

test.each([
  ['ctx.SetParam(1, 2); ctx.GetParam(0); ctx.SetParam(0, 1)', ['GetParam', 'SetParam']],
  ['helper(ctx)', ['*']],
  ['defer func() { ctx.SetData(1) }()', ['SetData']],
  ['f := ctx.SetData; f(1)', ['*']],
  ['', []],
])('methods called on the context: %s', (body, want) => {
  const hooks = parseHookPackage(parser, 'h', [file('a.go', `package h\n\nfunc A(ctx inst.HookContext) { ${body} }\n`)], context);
  expect(hooks.functions[0]?.contextMethods).toEqual(want);
});

test('a syntax error names its place', () => {
  expect(() => parseHookPackage(parser, 'h', [file('a.go', 'package h\n\nfunc A( {\n')], context)).toThrow(UserError);
});
