/** `otel weave` as a process: what a user types, sees and finds. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

const MAIN = fileURLToPath(new URL('./main.js', import.meta.url));
const RULES = `greet:
  target: example.com/shop/orders
  where: { func: Greet }
  do:
    - inject_code: { raw: 'println("hi")' }
`;
const SOURCE = 'package orders\n\n// Greet greets.\nfunc Greet(name string) string {\n\treturn "hello " + name\n}\n';
const WOVEN = SOURCE.replace('string {', 'string { println("hi");');

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'otel-weave-test-'));
  write('rules.otelc.yaml', RULES);
  write('orders/orders.go', SOURCE);
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

function write(file: string, text: string): void {
  mkdirSync(join(dir, file, '..'), { recursive: true });
  writeFileSync(join(dir, file), text);
}

function otel(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, 'weave', ...args], {
    cwd: dir,
    encoding: 'utf8',
    env: { ...process.env, GOFLAGS: '-mod=mod', GOPROXY: 'off', GOWORK: 'off' },
  });
  return { status, stdout, stderr };
}

const BASE = ['--rules', 'rules.otelc.yaml', '--import-path', 'example.com/shop/orders'];

describe('output', () => {
  test('the woven sources as an archive', () => {
    expect(otel(...BASE, 'orders/orders.go')).toEqual({ status: 0, stdout: `-- orders.go --\n${WOVEN}`, stderr: '' });
  });

  test('a folder stands for its Go files; a unified diff that patch(1) takes', () => {
    const { status, stdout } = otel(...BASE, '--diff', 'orders');
    expect(status).toBe(0);
    expect(stdout).toBe(
      [
        '--- a/orders/orders.go',
        '+++ b/orders/orders.go',
        '@@ -1,6 +1,6 @@',
        ' package orders',
        ' ',
        ' // Greet greets.',
        '-func Greet(name string) string {',
        '+func Greet(name string) string { println("hi");',
        ' \treturn "hello " + name',
        ' }',
        '',
      ].join('\n'),
    );
  });

  test('distant changes are hunks of their own, added files come from nowhere, a missing line end is told', () => {
    write('orders/long.go', `package orders\n\nfunc A() {\n}\n${'\n'.repeat(20)}func B() {\n}`);
    write(
      'rules.otelc.yaml',
      `ab:\n  target: example.com/shop/orders\n  where: { func: A }\n  do:\n    - inject_code: { raw: 'x()' }\n    - add_file: { file: x.go }\n` +
        `b:\n  target: example.com/shop/orders\n  where: { func: B }\n  do:\n    - inject_code: { raw: 'x()' }\n`,
    );
    write('x.go', 'package x\n\nfunc x() {}\n');
    const { stdout, stderr } = otel(...BASE, '--diff', 'orders');
    expect(stderr).toBe('');
    expect(stdout).toContain('@@ -1,6 +1,6 @@');
    expect(stdout).toContain('@@ -22,5 +22,5 @@');
    expect(stdout).toContain(' }\n\\ No newline at end of file\n');
    expect(stdout).toMatch(/--- \/dev\/null\n\+\+\+ b\/\w+\.go\n@@ -0,0 \+1,3 @@\n\+package orders\n/);
    writeFileSync(join(dir, 'change.patch'), stdout);
    expect(spawnSync('patch', ['-p1', '--dry-run', '-i', 'change.patch'], { cwd: dir, encoding: 'utf8' }).status ?? 0).toBe(0);
  });

  test('files in a folder, and nothing else', () => {
    expect(otel(...BASE, '--out', 'out/here', 'orders')).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(readdirSync(join(dir, 'out/here'))).toEqual(['orders.go']);
    expect(readFileSync(join(dir, 'out/here/orders.go'), 'utf8')).toBe(WOVEN);
    expect(readFileSync(join(dir, 'orders/orders.go'), 'utf8')).toBe(SOURCE);
  });

  test('report and files as JSON', () => {
    const { stdout } = otel(...BASE, '--json', 'orders');
    const { report, files } = JSON.parse(stdout) as { report: { changedFiles: string[]; edits: { kind: string }[] }; files: object };
    expect(report.changedFiles).toEqual(['orders.go']);
    expect(report.edits).toMatchObject([{ kind: 'inject_code' }]);
    expect(files).toEqual({ 'orders.go': WOVEN });
  });

  test('what is not applied is said', () => {
    write(
      'rules.otelc.yaml',
      `${RULES}late:\n  target: example.com/shop/orders\n  version: v2.0.0\n  where: { func: Greet }\n  do:\n    - inject_code: { raw: 'x()' }\n` +
        `other:\n  target: net/http\n  where: { func: Get }\n  do:\n    - inject_code: { raw: 'x()' }\n`,
    );
    const { stdout, stderr } = otel(...BASE, '--package-version', 'v1.9.0', 'orders');
    expect(stdout).toBe(`-- orders.go --\n${WOVEN}`);
    expect(stderr.split('\n')).toEqual([
      'otel: rules.otelc.yaml:12:1: rule other targets net/http, not example.com/shop/orders',
      expect.stringMatching(/^otel: rules\.otelc\.yaml:6:1: rule late is not applied: version v1\.9\.0 is outside of v2\.0\.0/),
      '',
    ]);
  });

  test('many rules for other packages are one line, with the nearest', () => {
    const others = ['net/http', 'example.com/shop/order', 'a/b', 'c/d'];
    const rule = (target: string, i: number): string =>
      `r${i}:\n  target: ${target}\n  where: { func: F }\n  do:\n    - inject_code: { raw: 'x()' }\n`;
    write('rules.otelc.yaml', `${RULES}${others.map(rule).join('')}`);
    expect(otel(...BASE, 'orders').stderr).toBe(
      'otel: 4 rules target 4 other packages, not example.com/shop/orders, nearest: example.com/shop/order\n',
    );
  });

  test('no rule for the package', () => {
    const { status, stdout, stderr } = otel('--rules', 'rules.otelc.yaml', '--import-path', 'example.com/x', 'orders');
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toContain('otel: nothing changes in example.com/x\n');
  });
});

describe('hook packages', () => {
  const HOOKED = `greet:\n  target: example.com/shop/orders\n  where: { func: Greet }\n  do:\n    - inject_hooks: { before: BeforeGreet, path: example.com/shop/hooks }\n`;
  beforeEach(() => {
    write('rules.otelc.yaml', HOOKED);
    write('hooks/hooks.go', 'package hooks\n\nfunc BeforeGreet(name string) {}\n');
  });

  test('from --hooks', () => {
    const { status, stdout, stderr } = otel(...BASE, '--hooks', 'hooks=example.com/shop/hooks', 'orders');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('-- zz_otel_weave.go --');
  });

  test('from the module of the current folder', () => {
    write('go.mod', 'module example.com/shop\n\ngo 1.25\n');
    const { status, stderr } = otel(...BASE, 'orders');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('nowhere', () => {
    expect(otel(...BASE, 'orders')).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'otel: rules.otelc.yaml:5:50: hook package "example.com/shop/hooks" is not found, neither by --hooks nor by go list; ' +
        'give its folder: --hooks DIR=example.com/shop/hooks [HOOK_PACKAGE_NOT_FOUND]\n',
    });
  });
});

test('a rewriter of the user', () => {
  write(
    'ours.mjs',
    "export const rewriter = { id: 'ours', matches: () => true, rewrite: ({ files: [file] }) => ({ edits: [{ kind: 'insert', file: file.name, offset: file.text.length, text: '// seen' }] }) };\n",
  );
  const { status, stdout } = otel('--rewriter', 'ours.mjs', '--import-path', 'example.com/shop/orders', 'orders');
  expect({ status, stdout }).toEqual({ status: 0, stdout: `-- orders.go --\n${SOURCE}// seen\n` });
});

describe('bad input: one line, exit 2, nothing written', () => {
  test.each([
    [
      ['orders'],
      'otel: got neither --rules nor --rewriter, want at least one; otel weave --rules FILE --import-path PATH file.go… [USAGE]',
    ],
    [
      ['--rules', 'rules.otelc.yaml', 'orders'],
      'otel: got no --import-path, want that of the package; --import-path example.com/shop/orders [USAGE]',
    ],
    [BASE, 'otel: got no Go file, want those of one package; otel weave … file.go…, or the folder [USAGE]'],
    [[...BASE, 'x.go'], 'otel: cannot read x.go: it does not exist; name an existing file [USAGE]'],
    [[...BASE, 'x.txt'], 'otel: got x.txt, want a Go file, a folder or a rule file (*.otelc.yaml) [USAGE]'],
    [[...BASE, 'more.otelc.yaml', 'orders'], 'otel: cannot read more.otelc.yaml: it does not exist; name an existing file [USAGE]'],
    [[...BASE, '--frob', 'orders'], 'otel: unknown option --frob; otel weave --help lists the options [USAGE]'],
    [[...BASE, 'orders', '--out'], 'otel: Not enough arguments following: out; otel --help lists the commands [USAGE]'],
    [
      [...BASE, '--out', 'orders', 'orders'],
      'otel: got --out orders, where orders.go itself lies: it would be overwritten; name another folder [USAGE]',
    ],
    [
      [...BASE, '--out', 'rules.otelc.yaml', 'orders'],
      'otel: got --out rules.otelc.yaml, which is a file; want a folder; name another folder [USAGE]',
    ],
    [[...BASE, '--diff', '--out', 'out', 'orders'], 'otel: got --diff together with --out, want one of them [USAGE]'],
    [
      [...BASE, '--hooks', 'hooks', 'orders'],
      'otel: got --hooks hooks, want DIR=IMPORTPATH; for example --hooks otel/hooks=example.com/shop/otel/hooks [USAGE]',
    ],
    [
      [...BASE, '--hooks', 'no=example.com/x', 'orders'],
      'otel: got --hooks no=example.com/x, but no does not exist; name the folder of the hooks [USAGE]',
    ],
    [[...BASE, '--rewriter', 'no.mjs', 'orders'], 'otel: cannot read no.mjs: it does not exist; name an existing file [USAGE]'],
    [[...BASE, 'empty/none.go', 'orders'], 'otel: empty/none.go:1:1: no package clause, want a Go file [GO_SYNTAX]'],
    [
      [...BASE, '--out', 'out', 'other/other.go', 'orders'],
      'otel: other/other.go is of package other, orders/orders.go of package orders; want the files of one package; weave each package on its own [USAGE]',
    ],
  ])('%j', (args, line) => {
    write('empty/none.go', '// nothing\n');
    write('other/other.go', 'package other\n');
    expect(otel(...args)).toEqual({ status: 2, stdout: '', stderr: `${line}\n` });
    expect(existsSync(join(dir, 'out'))).toBe(false);
  });

  test('a rule file and a Go file that are none', () => {
    write('bad.otelc.yaml', 'x: [\n');
    const bad = otel('--rules', 'bad.otelc.yaml', '--import-path', 'p', 'orders');
    expect(bad.status).toBe(2);
    expect(bad.stderr).toMatch(/^bad\.otelc\.yaml:\d+:\d+: [^\n]*\[RULE_SYNTAX\]\n$/);
    write('orders/orders.go', 'package orders\n\nfunc Greet( {\n');
    const broken = otel(...BASE, '--out', 'out', 'orders');
    expect(broken.status).toBe(2);
    expect(broken.stderr).toMatch(/^otel: [^\n]*\n$/);
    expect(existsSync(join(dir, 'out'))).toBe(false);
  });
});
