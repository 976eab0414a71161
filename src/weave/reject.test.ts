import { beforeAll, expect, test } from '@jest/globals';
import { initParser, type GoParser } from '../golang/parser.js';
import { loadRuleFile } from '../rules/load.js';
import type { WeaveResult } from './request.js';
import { LINUX } from './testcase.js';
import { weavePackage } from './weave.js';

let parser: GoParser;

beforeAll(async () => {
  parser = await initParser();
});

const RULES = `f:
  target: '**'
  where: { function_call: strings.ToUpper }
  do:
    - wrap_call: { replace: 'counted({{ . }})' }
r:
  target: '**'
  where: { method_call: strings.Builder.WriteString }
  do:
    - wrap_call: { replace: 'counted({{ . }})' }
`;

function weave(files: Readonly<Record<string, string>>, importPath = 'example.com/p'): WeaveResult {
  return weavePackage(parser, {
    importPath,
    importMap: importPath,
    label: '//p',
    buildContext: LINUX,
    files: Object.entries(files).map(([name, text]) => ({ name, path: name, text })),
    rules: loadRuleFile({ file: 'r.otelc.yaml', text: RULES, library: 'r', readFile: () => undefined }),
    hooks: new Map(),
  });
}

const CALLS = 'package p\n\nfunc (t *T) Write() {\n\tt.out.WriteString("x")\n}\n';

test('a package that does not import the type of a method is not parsed', () => {
  const { statistics, files } = weave({ 'a.go': CALLS, 'b.go': 'package p\n\nimport "bytes"\n\ntype T struct{ out bytes.Buffer }\n' });
  expect({ parsed: statistics.parsed, changed: [...files.keys()] }).toEqual({ parsed: 0, changed: [] });
});

test.each([
  ['a string', 'import "strings"'],
  ['a raw string', 'import `strings`'],
  ['a group, under another name', 'import (\n\tstrings "strings"\n)'],
])('the import may stand in another file, as %s', (_, spec) => {
  const { statistics, files } = weave({ 'a.go': CALLS, 'b.go': `package p\n\n${spec}\n\ntype T struct{ out strings.Builder }\n` });
  expect(statistics.parsed).toBe(1);
  expect(files.get('a.go')).toContain('counted(t.out.WriteString("x"))');
});

test('the package itself needs no import', () => {
  const text =
    'package strings\n\ntype Builder struct{}\n\nfunc (*Builder) WriteString(string) {}\n\nfunc f(b *Builder) { b.WriteString("x") }\n';
  expect(weave({ 'b.go': text }, 'strings').files.get('b.go')).toContain('counted(b.WriteString("x"))');
});

test.each(['"strings"', '`strings`'])('a call of a function of an import %s', (spec) => {
  const { files } = weave({ 'a.go': `package p\n\nimport ${spec}\n\nvar s = strings.ToUpper("x")\n` });
  expect(files.get('a.go')).toContain('counted(strings.ToUpper("x"))');
});
