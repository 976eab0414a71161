import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const checkout = resolve(fileURLToPath(import.meta.url), '../../../..');
let folder = '';

const rules = `span:
  target: [net/http, { not: net/http/internal }]
  version: v1.0.0,v2.0.0
  where: { func: ServeHTTP, recv: "*Server" }
  do: [{ inject_hooks: { before: B, path: example.com/h } }, { inject_code: { raw: "x()" } }]
off:
  target: main
  where: { struct: S }
  do: { add_struct_fields: { new_field: [{ name: a, type: int }] } }
  enabled: false
`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'otel-rules-'));
  writeFileSync(join(folder, 'app.otelc.yaml'), rules);
  writeFileSync(join(folder, 'bad.otelc.yaml'), 'a:\n  tarrget: main\n  where: { func: F }\n  do: { inject_code: { raw: x() } }\n');
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function otel(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const main = join(checkout, 'dist/src/cli/main.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'rules', ...args], { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('check', () => {
  test('a file that is no UTF-8 text', () => {
    writeFileSync(join(folder, 'latin.otelc.yaml'), Buffer.from('a:\n  target: "\xe9"\n', 'latin1'));
    expect(otel('check', 'latin.otelc.yaml')).toEqual({
      status: 2,
      stdout: '',
      stderr: 'latin.otelc.yaml:2:12: bytes that are no UTF-8 text, want a rule file in UTF-8; save it as UTF-8 [RULE_SYNTAX]\n',
    });
  });

  test('counts rules', () => {
    expect(otel('check', 'app.otelc.yaml')).toEqual({ status: 0, stdout: 'app.otelc.yaml: 2 rules\n', stderr: '' });
    expect(JSON.parse(otel('check', '--json', 'app.otelc.yaml').stdout)).toMatchObject({
      rules: [
        { name: 'span', library: 'app', position: { file: 'app.otelc.yaml', line: 1, column: 1 } },
        { name: 'off', library: 'app', position: { file: 'app.otelc.yaml', line: 6, column: 1 } },
      ],
    });
  });

  test('finds files that rules add, in the modules around the rule file', () => {
    mkdirSync(join(folder, 'repo/hook/inner'), { recursive: true });
    mkdirSync(join(folder, 'repo/provider'));
    writeFileSync(join(folder, 'repo/go.mod'), 'module example.com/repo\n');
    writeFileSync(join(folder, 'repo/hook/go.mod'), 'module example.com/repo/hook\n');
    writeFileSync(join(folder, 'repo/provider/init.go'), 'package provider\n');
    const rule = (path: string): string => `a:\n  target: main\n  do: { add_file: { file: init.go, path: ${path} } }\n`;
    writeFileSync(join(folder, 'repo/hook/inner/otelc.yaml'), rule('example.com/repo/provider'));
    expect(otel('check', 'repo/hook/inner/otelc.yaml').stdout).toBe('repo/hook/inner/otelc.yaml: 1 rule\n');
    writeFileSync(join(folder, 'repo/hook/inner/otelc.yaml'), rule('example.com/other/provider'));
    expect(otel('check', 'repo/hook/inner/otelc.yaml').stderr).toContain(
      'want a file that exists next to the rule file or in example.com/other',
    );
  });

  test('parses what holds Go, which lists and builds do where it is used', () => {
    const text =
      'a:\n  target: main\n  where: { func: F, param: "map[" }\n  do:\n    - inject_code:\n        raw: |\n          x()\n          y(]\n';
    writeFileSync(join(folder, 'go.otelc.yaml'), text);
    expect(otel('check', 'go.otelc.yaml')).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'go.otelc.yaml:3:32: "param" of rule "a" is not Go: "[" is not closed, want a Go type; correct the type [GO_SYNTAX]\n' +
        'go.otelc.yaml:8:13: "raw" of rule "a" is not Go: unexpected "]", want Go statements; correct the code [GO_SYNTAX]\n',
    });
    expect(otel('list', 'go.otelc.yaml').status).toBe(0);
  });

  test('says what is wrong, one line each', () => {
    const { status, stdout, stderr } = otel('check', 'bad.otelc.yaml', 'app.otelc.yaml');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(
      /^bad\.otelc\.yaml:2:3: unknown key "tarrget" in rule "a", want .+; did you mean "target"\? \[RULE_UNKNOWN_KEY\]\n$/,
    );
  });

  test.each([
    [['check'], 'otel: got no rule file, want at least one; otel rules check rules/*.otelc.yaml [USAGE]\n'],
    [['check', 'none.yaml'], 'otel: no rule file none.yaml, want one that exists; correct the path [USAGE]\n'],
    [['check', '.'], 'otel: . is a folder, want rule files; name files, e.g. *.otelc.yaml [USAGE]\n'],
    [[], 'otel: name what to do: check, list, show or schema, e.g. otel rules check FILE; otel --help lists the commands [USAGE]\n'],
    [['chek'], 'otel: Did you mean check?; otel --help lists the commands [USAGE]\n'],
  ])('%j', (args, message) => {
    expect(otel(...args)).toEqual({ status: 2, stdout: '', stderr: message });
  });
});

describe('list', () => {
  test('rules of files', () => {
    expect(otel('list', 'app.otelc.yaml').stdout.split('\n')).toEqual([
      'LIBRARY  NAME       TARGET                           VERSION        KIND                       PLACE',
      'app      span       net/http, not net/http/internal  v1.0.0,v2.0.0  inject_hooks, inject_code  (*Server).ServeHTTP',
      'app      off (off)  main                             any            add_struct_fields          struct S',
      '',
    ]);
  });

  test('the built-in ones, from any folder', () => {
    const rows = JSON.parse(otel('list', '--json').stdout) as { library: string; name: string; kinds: string[]; position: object }[];
    expect(rows.find(({ name }) => name === 'net_http_server')).toMatchObject({
      library: 'net_http',
      kinds: ['inject_hooks'],
      place: 'serverHandler.ServeHTTP',
      position: { file: 'rules/net_http.otelc.yaml' },
    });
  });
});

describe('show', () => {
  test('a rule as it was read', () => {
    expect(otel('show', 'app/span', 'app.otelc.yaml').stdout).toBe(`# app/span in app.otelc.yaml:1:1
span:
  target:
    - net/http
    - not: net/http/internal
  version: v1.0.0,v2.0.0
  where:
    func: ServeHTTP
    recv: "*Server"
  do:
    - inject_hooks:
        before: B
        path: example.com/h
    - inject_code:
        raw: x()
`);
    expect(JSON.parse(otel('show', 'off', 'app.otelc.yaml', '--json').stdout)).toMatchObject([
      { library: 'app', name: 'off', position: { line: 6 }, rule: { target: 'main', enabled: false } },
    ]);
  });

  test('a name that is none', () => {
    expect(otel('show', 'net_http_servr')).toEqual({
      status: 2,
      stdout: '',
      stderr: 'otel: no rule "net_http_servr", want the name of one; did you mean "net_http_server"? [USAGE]\n',
    });
  });
});

test('schema', () => {
  expect(otel('schema').stdout).toBe(readFileSync(join(checkout, 'rules/otelc.schema.json'), 'utf8'));
});
