/** The plug-in interface: what a rewriter is given, what it may ask for, and the one line for everything that it does wrong. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { UserError } from '../errors.js';
import { initParser, type GoParser } from '../golang/parser.js';
import { parseHookPackage } from '../golang/parsehooks.js';
import { loadRuleFile } from '../rules/load.js';
import type { Rule } from '../rules/types.js';
import type { WeaveResult } from '../weave/request.js';
import { weavePackage } from '../weave/weave.js';
import { loadRewriter } from './load.js';
import type { Rewriter } from './rewriter.js';

const SOURCE = `package shop

// Total adds.
func Total(a, b int) int {
	return a + b
}
`;

let parser: GoParser;
beforeAll(async () => {
  parser = await initParser();
});

function weave(rewriters: readonly Rewriter[], rules: readonly Rule[] = [], importPath = 'example.com/shop'): WeaveResult {
  return weavePackage(parser, {
    importPath,
    importMap: importPath,
    label: '//shop',
    packageVersion: 'v1.2.3',
    buildContext: { goos: 'linux', goarch: 'amd64', tags: ['fast'], cgo: false, goVersion: 'go1.26.8' },
    files: [
      { name: 'shop.go', path: 'shop/shop.go', text: SOURCE },
      { name: 'shop_windows.go', path: 'shop/shop_windows.go', text: 'package shop\n' },
    ],
    rules,
    hooks: new Map(),
    rewriters,
  });
}

function rewriter(rewrite: Rewriter['rewrite'], id = 'test'): Rewriter {
  return { id, matches: ({ importPath }) => importPath === 'example.com/shop', rewrite };
}

function lineOf(body: () => unknown): string {
  try {
    body();
    return 'no error';
  } catch (error) {
    return error instanceof UserError ? error.format() : `defect: ${String(error)}`;
  }
}

const inBody = SOURCE.indexOf('{') + 1;
const value = { start: SOURCE.indexOf('a + b'), end: SOURCE.indexOf('a + b') + 5 };

describe('what a rewriter asks for', () => {
  test('inserts, replaces, wraps, adds files; lines stay', () => {
    const { files, report } = weave([
      rewriter(() => ({
        edits: [
          { kind: 'insert', file: 'shop.go', offset: inBody, text: ' audit("Total");' },
          { kind: 'replace', file: 'shop.go', start: value.start, end: value.start + 1, text: 'double(a)' },
          { kind: 'wrap', file: 'shop.go', ...value, before: 'double(', after: ')' },
        ],
        addedFiles: [{ name: 'audit.go', text: 'package shop\n\nfunc audit(string) {}\n\nfunc double(n int) int { return 2 * n }\n' }],
        notes: [{ message: 'audited', file: 'shop.go', offset: SOURCE.indexOf('Total(') }],
        imports: ['strconv', 'fmt', 'fmt'],
      })),
    ]);
    expect(files.get('shop.go')).toBe(SOURCE.replace('int {', 'int { audit("Total");').replace('a + b', 'double(double(a) + b)'));
    expect([...files.keys()]).toEqual(['shop.go', 'audit.go']);
    expect(report.rewriters).toEqual([
      {
        id: 'test',
        changedFiles: ['shop.go'],
        addedFiles: ['audit.go'],
        notes: ['shop/shop.go:4:6: audited'],
        imports: ['fmt', 'strconv'],
      },
    ]);
    expect(report.addedFiles).toEqual(['audit.go']);
  });

  test("it sees the user's files, and its insertions stand behind those of the rules", () => {
    const rules = loadRuleFile({
      file: 'r.otelc.yaml',
      library: 'r',
      readFile: () => undefined,
      text: `total:
  target: example.com/shop
  where: { func: Total }
  do:
    - inject_code: { raw: 'println("rule")' }
`,
    });
    const insert = (text: string): Rewriter =>
      rewriter((pkg) => {
        expect(pkg.files[0]?.text).toBe(SOURCE);
        return { edits: [{ kind: 'insert', file: 'shop.go', offset: inBody, text }] };
      });
    const { files } = weave([insert(' println("first");'), insert(' println("second");')], rules);
    expect(files.get('shop.go')?.split('\n')[3]).toBe('func Total(a, b int) int { println("rule"); println("first"); println("second");');
  });

  test('its insertions stand before what hooks do at the end', () => {
    const text = 'package shop\n\nfunc Total() {}\n';
    const rules = loadRuleFile({
      file: 'r.otelc.yaml',
      library: 'r',
      readFile: () => undefined,
      text: `total:\n  target: example.com/shop\n  where: { func: Total }\n  do:\n    - inject_hooks: { after: After, path: example.com/h }\n`,
    });
    const context = { goos: 'linux', goarch: 'amd64', tags: [], cgo: false, goVersion: '' };
    const hookFile = { name: 'h.go', path: 'h.go', text: 'package h\n\nfunc After() {}\n' };
    const { files } = weavePackage(parser, {
      importPath: 'example.com/shop',
      importMap: 'example.com/shop',
      label: '//shop',
      buildContext: context,
      files: [{ name: 'shop.go', path: 'shop.go', text }],
      rules,
      hooks: new Map([['example.com/h', parseHookPackage(parser, 'example.com/h', [hookFile], context)]]),
      rewriters: [rewriter(() => ({ edits: [{ kind: 'insert', file: 'shop.go', offset: text.indexOf('}'), text: ' audit();' }] }))],
    });
    expect(files.get('shop.go')).toMatch(/^func Total\(\) \{.* audit\(\);.*otel\w+.*\}$/m);
    expect(files.get('shop.go')).not.toMatch(/audit\(\);\}/);
  });

  test('nothing: the package is not touched, and the report does not mention it', () => {
    const { files, report } = weave([{ id: 'other', matches: () => false, rewrite: () => ({}) }]);
    expect(files.size).toBe(0);
    expect(report.rewriters).toBeUndefined();
    expect(weave([rewriter(() => undefined)]).files.size).toBe(0);
  });
});

test('what a rewriter is given: frozen, without files that the build leaves out', () => {
  weave([
    rewriter((pkg) => {
      expect({ ...pkg, files: pkg.files.map(({ name }) => name) }).toEqual({
        importPath: 'example.com/shop',
        isMain: false,
        packageName: 'shop',
        version: 'v1.2.3',
        build: { goos: 'linux', goarch: 'amd64', goVersion: '1.26.8', tags: ['fast'], cgo: false },
        files: ['shop.go'],
      });
      const [file] = pkg.files;
      expect(file?.position(inBody)).toEqual({ line: 4, column: 27 });
      expect(SOURCE.slice(file?.lineStart(5))).toMatch(/^\treturn/);
      expect(file?.lineStart(1)).toBe(0);
      expect(file?.lineStart(99)).toBe(SOURCE.length);
      expect(() => Object.assign(pkg, { importPath: 'x' })).toThrow(TypeError);
      expect(() => Object.assign(file ?? {}, { text: '' })).toThrow(TypeError);
      return undefined;
    }),
  ]);
});

describe('one line for', () => {
  const edit = (one: object): Rewriter => rewriter(() => ({ edits: [one] }) as never);
  const head = 'rewriter test: package example.com/shop: ';
  test.each<[string, Rewriter, string]>([
    [
      'an exception',
      rewriter(() => {
        throw new Error('boom\n  at once');
      }),
      'rewriter test: rewrite(example.com/shop) threw Error: boom at once; mend the rewriter, or leave it out [REWRITER]',
    ],
    [
      'an exception of matches',
      {
        ...rewriter(() => ({})),
        matches: () =>
          Object.freeze([])
            .concat(null as never)
            .map((x: never) => (x as { y: boolean }).y)[0] === true,
      },
      "rewriter test: matches(example.com/shop) threw TypeError: Cannot read properties of null (reading 'y'); mend the rewriter, or leave it out [REWRITER]",
    ],
    [
      'a promise',
      rewriter((async () => ({})) as never),
      `${head}rewrite returned a promise; want an object { edits, addedFiles, notes, imports }, at once [REWRITER]`,
    ],
    ['no list', rewriter((() => ({ edits: 'x' })) as never), `${head}edits is "x"; want a list [REWRITER]`],
    ['no edit', rewriter((() => ({ edits: [null] })) as never), `${head}edits holds null; want objects [REWRITER]`],
    ['no import path', rewriter((() => ({ imports: [1] })) as never), `${head}imports holds 1; want import paths [REWRITER]`],
    ['no message', rewriter((() => ({ notes: [{}] })) as never), `${head}a note has the message undefined; want a string [REWRITER]`],
    [
      'a file that is not there',
      edit({ kind: 'insert', file: 'x.go', offset: 0, text: '' }),
      `${head}edit 1 is of file "x.go"; the package has shop.go [REWRITER]`,
    ],
    [
      'an unknown edit',
      edit({ kind: 'delete', file: 'shop.go' }),
      `${head}edit 1 is of kind "delete"; want insert, replace or wrap [REWRITER]`,
    ],
    [
      'an offset outside',
      edit({ kind: 'insert', file: 'shop.go', offset: 999, text: 'x' }),
      `${head}edit 1 of shop.go is at 999 to 999; want offsets from 0 to ${SOURCE.length} [REWRITER]`,
    ],
    [
      'a line break',
      edit({ kind: 'insert', file: 'shop.go', offset: inBody, text: '\nx()' }),
      `${head}edit 1 at shop/shop.go:4:27 would move lines; write statements on one line; declarations go into an added file [REWRITER]`,
    ],
    [
      'a replaced line break',
      edit({ kind: 'replace', file: 'shop.go', start: inBody, end: inBody + 1, text: '' }),
      `${head}edit 1 at shop/shop.go:4:27 would move lines; write statements on one line; declarations go into an added file [REWRITER]`,
    ],
    [
      'overlapping edits',
      rewriter(() => ({
        edits: [
          { kind: 'replace', file: 'shop.go', start: value.start, end: value.start + 3, text: 'x' },
          { kind: 'replace', file: 'shop.go', start: value.start + 1, end: value.end, text: 'x' },
        ],
      })),
      `${head}its edit at shop/shop.go:5:10 overlaps one of its own, of another rewriter or of a rule; insert or wrap instead of replacing, or edit another place [REWRITER]`,
    ],
    [
      'crossing wraps',
      rewriter(() => ({
        edits: [
          { kind: 'wrap', file: 'shop.go', start: value.start, end: value.start + 3, before: '(', after: ')' },
          { kind: 'wrap', file: 'shop.go', start: value.start + 1, end: value.end, before: '(', after: ')' },
        ],
      })),
      `${head}its edit at shop/shop.go:5:10 overlaps one of its own, of another rewriter or of a rule; insert or wrap instead of replacing, or edit another place [REWRITER]`,
    ],
    [
      'what is no Go',
      edit({ kind: 'insert', file: 'shop.go', offset: inBody, text: ' if {{' }),
      `${head}what it makes of shop/shop.go is no Go: line 4, column`,
    ],
    [
      'a file that is there',
      rewriter(() => ({ addedFiles: [{ name: 'shop.go', text: 'package shop\n' }] })),
      `${head}added file shop.go is there already; choose another name [REWRITER]`,
    ],
    [
      'a file outside',
      rewriter(() => ({ addedFiles: [{ name: '../x.go', text: 'package shop\n' }] })),
      `${head}added file is called "../x.go"; want a base name such as company_names.go [REWRITER]`,
    ],
    [
      'another package',
      rewriter(() => ({ addedFiles: [{ name: 'x.go', text: 'package x\n' }] })),
      `${head}added file x.go does not begin with package shop; write "package shop" into it [REWRITER]`,
    ],
    [
      'a file for another system',
      rewriter(() => ({ addedFiles: [{ name: 'x_windows.go', text: 'package shop\n' }] })),
      `${head}added file x_windows.go is left out of this build by its name or its build constraint; add it only where it is built [REWRITER]`,
    ],
  ])('%s', (_, one, line) => {
    expect(lineOf(() => weave([one]))).toContain(line);
  });
});

describe('loading', () => {
  const load = async (text: string): Promise<string> => {
    try {
      return (await loadRewriter(text, 'ours.mjs')).id;
    } catch (error) {
      return error instanceof UserError ? error.format() : `defect: ${String(error)}`;
    }
  };
  test('a module that exports `rewriter`', async () => {
    expect(await load("export const rewriter = { id: 'example.com/a', matches: () => true, rewrite: () => ({}) };")).toBe('example.com/a');
  });

  test.each([
    [
      'export const other = 1;',
      'rewriter ours.mjs: exports no object `rewriter`; want export const rewriter = { id, matches, rewrite } [REWRITER]',
    ],
    [
      "export const rewriter = { id: 'a b' };",
      'rewriter ours.mjs: id is "a b"; want letters, digits and . _ / -, for example "example.com/naming" [REWRITER]',
    ],
    [
      "export const rewriter = { id: 'a' };",
      'rewriter ours.mjs: a has no function matches; want matches({ importPath, isMain }) [REWRITER]',
    ],
    [
      "export const rewriter = { id: 'a', matches() {} };",
      'rewriter ours.mjs: a has no function rewrite; want rewrite(package) [REWRITER]',
    ],
    [
      "throw new Error('at load');",
      'rewriter ours.mjs: cannot be loaded: Error: at load; want one ES module without relative imports: bundle it into one file [REWRITER]',
    ],
  ])('%s', async (text, line) => {
    expect(await load(text)).toBe(line);
  });

  test('a relative import, a syntax error', async () => {
    expect(await load("import { x } from './x.mjs'; export const rewriter = x;")).toMatch(
      /^rewriter ours\.mjs: cannot be loaded: [^\n]*\[REWRITER\]$/,
    );
    expect(await load('export const = 1')).toMatch(/^rewriter ours\.mjs: cannot be loaded: SyntaxError[^\n]*\[REWRITER\]$/);
  });
});
