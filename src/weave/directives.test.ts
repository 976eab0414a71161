import { beforeAll, describe, expect, test } from '@jest/globals';
import { UserError, UserErrors } from '../errors.js';
import type { HookPackage } from '../golang/hookpackage.js';
import { initParser, type GoParser } from '../golang/parser.js';
import type { WeaveReport } from '../report/report.js';
import { loadRuleFile } from '../rules/load.js';
import { weavePackage } from './weave.js';

let parser: GoParser;
const before = {
  name: 'Before',
  file: 'h.go',
  line: 1,
  column: 1,
  generic: false,
  params: [],
  results: [],
  contextMethods: [],
  empty: false,
};
const HOOKS: ReadonlyMap<string, HookPackage> = new Map([
  ['example.com/h', { importPath: 'example.com/h', packageName: 'h', functions: [before, { ...before, name: 'Other' }] }],
]);

beforeAll(async () => {
  parser = await initParser();
});

function weave(source: string, rules = ''): { report: WeaveReport; text: string } {
  return weavePackageText(`package p\n\n${source}\n`, rules);
}

function weavePackageText(source: string, rules: string): { report: WeaveReport; text: string } {
  const { report, files } = weavePackage(parser, {
    importPath: 'example.com/p',
    importMap: 'example.com/p',
    label: '//p',
    buildContext: { goos: 'linux', goarch: 'amd64', tags: [], cgo: true, goVersion: '1.26' },
    files: [{ name: 'p.go', path: 'p/p.go', text: source }],
    rules: rules === '' ? [] : loadRuleFile({ file: 'r.otelc.yaml', text: rules, library: 'r', readFile: () => undefined }),
    hooks: HOOKS,
  });
  return { report, text: files.get('p.go') ?? '' };
}

function errorOf(source: string): string {
  try {
    weave(source);
  } catch (error) {
    if (error instanceof UserError) return error.format();
    if (error instanceof UserErrors) return error.errors.map((one) => one.format()).join('\n');
    throw error;
  }
  return 'no error';
}

const warningsOf = (source: string, rules = ''): string[] =>
  weave(source, rules).report.warnings.map(({ position, message }) => `${position.file}:${position.line}:${position.column}: ${message}`);

describe('//otel:span that cannot be read', () => {
  test.each([
    ['arg:ids', 'p/p.go:3:13: //otel:span: example.com/p.F has no parameter ids; nearest: id'],
    ['get arg:request', 'p/p.go:3:17: //otel:span: example.com/p.F has no parameter request; it has ctx, id, t'],
    ['recv:Name', 'p/p.go:3:13: //otel:span: example.com/p.F has no receiver; use arg: for a parameter'],
    ['result:2', 'p/p.go:3:13: //otel:span: example.com/p.F has no result 2; it has n, err; by index 0 to 1'],
    ['arg:t.nam', 'p/p.go:3:13: //otel:span: T has no field nam; nearest: name'],
    [
      'name more',
      'p/p.go:3:18: //otel:span: more is neither a name nor key:value; write the name first, in double quotes if it has spaces',
    ],
    ['k:', 'p/p.go:3:13: //otel:span: k: has no value; write key:value, or key:"" for the empty text'],
    [':v', 'p/p.go:3:13: //otel:span: :v has no key; write key:value'],
    ['arg:', 'p/p.go:3:13: //otel:span: arg: names no parameter; write arg:name'],
    ['k:"open', 'p/p.go:3:13: //otel:span: "open is no text in double quotes'],
    ['k:1 k:2', 'p/p.go:3:17: //otel:span: k:2 gives the attribute "k" a second time; take one out'],
    ['"" k:v', 'p/p.go:3:13: //otel:span: "" is an empty name; leave the name out for that of the function'],
  ])('%s', (args, want) => {
    const source = `//otel:span ${args}\nfunc F(ctx int, id string, t *T) (n int, err error) { return 0, nil }\n\ntype T struct {\n\tname string\n}`;
    expect(errorOf(source)).toContain(want);
  });

  test('several errors are told together', () => {
    const lines = errorOf('//otel:span arg:a\nfunc F() {}\n\n//otel:span arg:b\nfunc G() {}').split('\n');
    expect(lines.map((line) => line.split(':').slice(0, 3).join(':'))).toEqual(['p/p.go:3:13', 'p/p.go:6:13']);
  });
});

describe('directives without effect', () => {
  test.each([
    ['//otel:spam\nfunc F() {}', 'p/p.go:3:1: unknown directive //otel:spam; nearest: otel:span'],
    ['// otel:span\nfunc F() {}', 'p/p.go:3:1: "// otel:span" is no directive; write //otel:span, without a space'],
    ['//Otel:ignore it\nfunc F() {}', 'p/p.go:3:1: "//Otel:ignore it" is no directive; write //otel:ignore, without a space'],
    ['//otel:span\ntype T struct{}', 'p/p.go:3:1: //otel:span has no effect: it stands on no function'],
    ['//otel:span\n\nfunc F() {}', 'p/p.go:3:1: //otel:span has no effect: it stands on no function'],
    ['func F() {\n\t//otel:span\n\tprintln()\n}', 'p/p.go:4:2: //otel:span has no effect: it stands on no function'],
    ['//otel:span\nfunc F()', 'p/p.go:3:1: //otel:span has no effect: no code can be put into the function'],
    ['//otel:span a\n//otel:span b\nfunc F() {}', 'p/p.go:4:1: //otel:span has no effect: the function has one already'],
    ['//otel:ignore\nfunc F() {}', 'p/p.go:3:1: //otel:ignore has no effect: no rule would weave func F'],
    ['//otel:ignore\nvar x = 1', 'p/p.go:3:1: //otel:ignore has no effect: no rule would weave x'],
  ])('%s', (source, want) => {
    expect(warningsOf(source).join('\n')).toContain(want);
  });

  test('what has an effect is no warning', () => {
    const source =
      '//otel:span\nfunc F() {\n\tprintln() //otel:ignore\n}\n\n//otel:ignore\n//otel:span\nfunc G() {}\n\n// About otel:span in general.\nfunc H() {}';
    expect(warningsOf(source)).toEqual([]);
  });
});

describe('//otel:ignore on statements', () => {
  test.each([
    ['go f() //otel:ignore', 'the goroutine goes on when the statement is done'],
    ['defer f() //otel:ignore', 'the call is made when the function ends'],
    ['for {\n//otel:ignore\nif f() { break }\n}', 'it is left by "break"; ignore statements in it'],
    ['out: for {\n//otel:ignore\nfor { continue out }\n}', 'it is left by "continue out"'],
    ['//otel:ignore\n{\ngoto end\n}\nend:\nf()', 'it is left by "goto end"'],
    ['goto end //otel:ignore\nend:\nf()', 'it calls nothing'],
    ['//otel:ignore\ntype T int\n', 'it calls nothing'],
  ])('%s', (statement, want) => {
    expect(errorOf(`func f() bool { return true }\n\nfunc F() {\n${statement}\n}`)).toContain(
      `//otel:ignore cannot stand on this statement: ${want}`,
    );
  });

  test.each([
    ['//otel:ignore\nout: for {\nfor { if f() { continue out }; break out }\n}'],
    ['//otel:ignore\nswitch { case f(): break; default: fallthrough; case true: }'],
    ['//otel:ignore\nfor f() { func() { for { break } }(); break }'],
    ['for {\n//otel:ignore\nif f() { return }\n}'],
    ['x := f() //otel:ignore\n_ = x'],
    ['//otel:ignore\nvar x = f()\n_ = x'],
  ])('%s', (statement) => {
    const { text } = weave(`func f() bool { return true }\n\nfunc F() {\n${statement}\n}`);
    expect(text).toContain('if otelign != nil { otelign(true) }; ');
    expect(text).toContain('; if otelign != nil { otelign(false) }');
  });
});

test('an ignored package keeps the rules that serve the process', () => {
  const rules = `
support:
  target: example.com/p
  support: true
  where: { func: F }
  do: [{ inject_code: { raw: 'println(1)' } }]
other:
  target: example.com/p
  where: { func: F }
  do: [{ inject_code: { raw: 'println(2)' } }]
`;
  const { report, text } = weavePackageText('//otel:ignore all of it\npackage p\n\nfunc F() {\n\tF() //otel:ignore\n}\n', rules);
  expect(text).toContain('println(1)');
  expect(text).not.toContain('println(2)');
  expect(report.ignored).toMatchObject([{ what: 'package p', reason: 'all of it', rules: ['other'] }]);
  expect(report.ignoreVar).toBeUndefined();
});

test('spans lie inside of hooks with a lower order, and around all others', () => {
  const rule = (start: string, hook: string): string =>
    `${start}target: example.com/p, where: { func: F }, do: [{ inject_hooks: { before: ${hook}, path: example.com/h } }] }\n`;
  const rules = rule('early: { order: -1, ', 'Before') + rule('late: { ', 'Other');
  const { report } = weave('//otel:span\nfunc F() {}', rules);
  expect(report.joinPoints[0]?.hooks.map(({ rule }) => rule.name)).toEqual(['early', 'otel:span', 'late']);
});

describe('trace_functions', () => {
  const trace = (settings: string, where = ''): string =>
    `r:\n  target: example.com/p\n${where}  do:\n    - trace_functions: ${settings}\n`;
  const SOURCE = `
func init() {}
func Small() {}
func Big(n int) int { if n > 0 { println(n) }; return n }
type T struct{}
func (T) String() string { return "" }
func (t *T) Get() int { println(); return 1 }
func (t T) get() int { println(); return 1 }
func Stub()
//otel:span own
func Own() {}
//otel:ignore hot
func Ignored() {}`;
  const names = (settings: string, where?: string): string[] => weave(SOURCE, trace(settings, where)).report.joinPoints.map(({ id }) => id);

  test.each([
    ['{}', ['Small', 'Big', 'T_Get', 'T_get', 'Own']],
    ['{ min_statements: 3 }', ['Big', 'Own']],
    ['{ exclude: [Small, "*T.Get"] }', ['Big', 'T_get', 'Own']],
    ['{ exclude: [T.*, S*] }', ['Big', 'Own']],
  ])('%s', (settings, want) => {
    expect(names(settings)).toEqual(want);
  });

  test('only functions with the directive', () => {
    expect(names('{}', '  where: { directive: otel:span }\n')).toEqual(['Own']);
  });

  test('an exclusion of nothing is a warning, an ignored function is reported', () => {
    const { report } = weave(SOURCE, trace('{ exclude: [Nobody] }'));
    expect(report.warnings.map(({ message }) => message)).toEqual(['exclude: Nobody is no function of example.com/p']);
    expect(report.ignored).toMatchObject([{ what: 'func Ignored', reason: 'hot', rules: ['r'] }]);
  });

  test('what spans are made with is left out', () => {
    const { report } = weavePackage(parser, {
      importPath: 'go.opentelemetry.io/otel/trace',
      importMap: 'go.opentelemetry.io/otel/trace',
      label: '//x',
      buildContext: { goos: 'linux', goarch: 'amd64', tags: [], cgo: true, goVersion: '1.26' },
      files: [{ name: 'a.go', path: 'a.go', text: 'package trace\n\nfunc F() {}\n' }],
      rules: loadRuleFile({ file: 'r.otelc.yaml', text: trace('{}'), library: 'r', readFile: () => undefined }),
      hooks: new Map(),
    });
    expect(report.joinPoints).toEqual([]);
    expect(report.notApplied).toMatchObject([{ reason: 'go.opentelemetry.io/otel/trace is what spans are made with' }]);
  });

  test('generated files and tests are left out, an ignored package too', () => {
    const rules = trace('{}');
    const of = (name: string, text: string): number =>
      weavePackage(parser, {
        importPath: 'example.com/p',
        importMap: 'example.com/p',
        label: '//p',
        buildContext: { goos: 'linux', goarch: 'amd64', tags: [], cgo: true, goVersion: '1.26' },
        files: [{ name, path: name, text }],
        rules: loadRuleFile({ file: 'r.otelc.yaml', text: rules, library: 'r', readFile: () => undefined }),
        hooks: new Map(),
      }).report.joinPoints.length;
    expect(of('a.go', 'package p\n\nfunc F() {}\n')).toBe(1);
    expect(of('a.go', '// Code generated by x. DO NOT EDIT.\n\npackage p\n\nfunc F() {}\n')).toBe(0);
    expect(of('a_test.go', 'package p\n\nfunc F() {}\n')).toBe(0);
    expect(of('a.go', '// Package p.\n//\n//otel:ignore all\npackage p\n\n//otel:span\nfunc F() {}\n')).toBe(0);
  });
});

describe('directives of otelc', () => {
  const hook = (func: string, name = func): string =>
    `${name}:\n  target: example.com/p\n  where: { func: ${func} }\n  do: [{ inject_hooks: { before: Before, path: example.com/h } }]\n`;
  const wovenOf = (source: string, rules: string): string[] => weavePackageText(source, rules).report.joinPoints.map(({ id }) => id);
  const FILE = `// Copyright

//otelc:ignore

package p

func Skipped() {}

//otelc:instrument
func Forced() {}

//otelc:instrument
//otelc:ignore
func Both() {}

type T struct{}
`;

  test('before the package clause: the file, but for functions that ask for hooks', () => {
    expect(wovenOf(FILE, hook('Skipped') + hook('Forced') + hook('Both'))).toEqual(['Forced']);
    const fields =
      't:\n  target: example.com/p\n  where: { struct: T }\n  do: [{ add_struct_fields: { new_field: [{ name: f, type: int }] } }]\n';
    const { text, report } = weavePackageText(FILE, fields);
    expect({ text, ignored: report.ignored }).toMatchObject({ text: '', ignored: [{ what: 'file p.go', rules: ['t'] }] });
  });

  test('other files of the package are woven', () => {
    const { report } = weavePackage(parser, {
      importPath: 'example.com/p',
      importMap: 'example.com/p',
      label: '//p',
      buildContext: { goos: 'linux', goarch: 'amd64', tags: [], cgo: true, goVersion: '1.26' },
      files: [
        { name: 'a.go', path: 'a.go', text: FILE },
        { name: 'b.go', path: 'b.go', text: 'package p\n\nfunc Other() {}\n' },
      ],
      rules: loadRuleFile({ file: 'r.otelc.yaml', text: hook('Other'), library: 'r', readFile: () => undefined }),
      hooks: HOOKS,
    });
    expect(report.joinPoints.map(({ id }) => id)).toEqual(['Other']);
  });

  test('on a function, a method and a statement', () => {
    const source = `package p

type T struct{}

//otelc:ignore
func (t *T) Ignored() {}

//otelc:ignore
func F() {}

func G() {
	H() //otelc:ignore
	H()
}

func H() {}
`;
    const { report, text } = weavePackageText(source, hook('F') + hook('H') + hook('G'));
    expect(report.joinPoints.map(({ id }) => id)).toEqual(['G', 'H']);
    expect(text.split('otelign(true)')).toHaveLength(2);
  });

  test('without effect', () => {
    expect(warningsOf('//otelc:ignore\nfunc F() {}')).toEqual(['p/p.go:3:1: //otelc:ignore has no effect: no rule would weave func F']);
    expect(weavePackageText(FILE, '').report.warnings.map(({ message }) => message)[0]).toBe(
      '//otelc:ignore has no effect: no rule would weave file p.go',
    );
  });
});
