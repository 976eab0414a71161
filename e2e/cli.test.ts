/** The commands of `otel` beside `otel go`: what they say, checked against what a build really does, and how they end. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readExecutable } from '../src/aquery/executable.js';
import { symbol } from '../src/glue/symbol.js';
import type { CacheContent } from '../src/plan/clean.js';
import type { Check } from '../src/plan/doctor/check.js';
import type { Library } from '../src/plan/libraries.js';
import type { Analysis, BinaryAnalysis, PackageAnalysis, PackageGraph } from '../src/report/analysis.js';
import type { Explanation } from '../src/report/explain.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CLI = path.join(ROOT, 'dist/src/cli/otel.js');
const TIMEOUT_MS = 10 * 60_000;
const LIB = 'example.com/plain/lib';
const ONE = 'example.com/plain/cmd/one';
/** Jest's matchers have no type of their own. */
const like = (pattern: RegExp): unknown => expect.stringMatching(pattern);
const CONFIG = 'rules: [otel/hooks.otelc.yaml, otel/visible.otelc.yaml]\n';

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let folder: string;
/** A copy of e2e/plain-go with an otel.yaml, and one of the HTTP service. */
let plain: string;
let service: string;

function otelIn(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, OTEL_GO_CACHE: path.join(folder, 'cache'), ...env },
  });
  return { status, stdout, stderr };
}

function otel(...args: string[]): Ran {
  return otelIn(plain, args);
}

function succeed(result: Ran): Ran {
  if (result.status !== 0) throw new Error(`exit code ${result.status}\n${result.stdout}\n${result.stderr}`);
  return result;
}

// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller knows what a command prints
function json<T>(cwd: string, ...args: string[]): T {
  return JSON.parse(succeed(otelIn(cwd, [...args, '--json'])).stdout) as T;
}

function failure(message: string, status = 2): Ran {
  return { status, stdout: '', stderr: `otel: ${message} [USAGE]\n` };
}

function binary(analysis: Analysis, importPath: string): BinaryAnalysis {
  const found = analysis.binaries.find((one) => one.importPath === importPath);
  if (!found) throw new Error(`no binary ${importPath} in the plan`);
  return found;
}

function packageOf({ packages }: BinaryAnalysis, importPath: string): PackageAnalysis {
  const found = packages.find((one) => one.importPath === importPath);
  if (!found) throw new Error(`no package ${importPath} in the plan`);
  return found;
}

/** All that lies in a tree, with its content. */
function snapshot(dir: string): string[] {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((entry) => path.join(entry.parentPath, entry.name)).map((file) => `${file} ${readFileSync(file, 'latin1')}`);
}

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'otel-cli-'));
  plain = path.join(folder, 'plain');
  service = path.join(folder, 'service');
  cpSync(path.join(ROOT, 'e2e/plain-go'), plain, { recursive: true });
  writeFileSync(path.join(plain, 'otel.yaml'), CONFIG);
  cpSync(path.join(ROOT, 'e2e/http-service'), service, { recursive: true, filter: (file) => !/\/(bazel-[^/]*|.*\.bazel)$/.test(file) });
  writeFileSync(path.join(service, 'greeting/moods.go'), 'package greeting\n\nvar moods = []string{"fine"}\n');
  writeFileSync(path.join(service, 'otel.yaml'), 'rules: otel/greeting.otelc.yaml\n');
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('plan', () => {
  test('packages, rules, hooks, versions and places of each program; nothing is written into the module', () => {
    const before = snapshot(plain);
    const analysis = json<Analysis>(plain, 'plan', './cmd/...');
    expect(snapshot(plain)).toEqual(before);
    expect(analysis).toMatchObject({ version: 1, source: 'go', targets: ['./cmd/...'] });
    const one = binary(analysis, ONE);
    expect(one).toMatchObject({ state: 'planned', packageCount: 3 });
    expect(one.hookPackages).toContain('example.com/plain/otel/hooks');
    expect(packageOf(one, LIB)).toMatchObject({
      label: './lib',
      std: false,
      state: 'woven',
      path: [ONE, LIB],
      functions: [
        { function: `${LIB}.Run`, file: 'lib/lib.go', line: 15, rules: ['hooks/run'], hooks: ['example.com/plain/otel/hooks.BeforeRun'] },
      ],
      edits: [
        { kind: 'add_struct_fields', file: 'lib/lib.go', line: 7, rule: 'visible/count' },
        { kind: 'inject_code', file: 'lib/lib.go', line: 15, rule: 'visible/counted' },
      ],
    });
    // A program without anything to instrument stays the plain one.
    const two = binary(analysis, 'example.com/plain/cmd/two');
    expect(two.state).toBe('plain');
    expect(packageOf(two, 'os')).toMatchObject({ state: 'unchanged', functions: [] });
    const unused = analysis.rules.find(({ rule }) => rule === 'net_http/net_http_server');
    expect(unused).toMatchObject({ builtIn: true, packages: [], unused: 'no package of these binaries is net/http' });
  });

  test('versions of modules, and what a rule names but does not match', () => {
    const rules = path.join(service, 'otel/more.otelc.yaml');
    writeFileSync(
      rules,
      [
        ...["old:\n  target: golang.org/x/time/rate\n  version: v9.0.0\n  where: { func: WaitN, recv: '*Limiter' }"],
        '  do: { inject_code: { raw: "_ = 0" } }',
        ...['nowhere:\n  target: golang.org/x/**\n  where: { func: NoSuchFunction }', '  do: { inject_code: { raw: "_ = 0" } }', ''],
      ].join('\n'),
    );
    const analysis = json<Analysis>(service, 'plan', '--rules', rules, '--disable=net_http_client', './greeter');
    rmSync(rules);
    const greeter = binary(analysis, 'example.com/httpservice/greeter');
    const rate = packageOf(greeter, 'golang.org/x/time/rate');
    expect(rate).toMatchObject({ state: 'woven', label: `golang.org/x/time@${rate.version ?? ''}` });
    expect(readFileSync(path.join(service, 'go.mod'), 'utf8')).toContain(`golang.org/x/time ${rate.version ?? 'none'}`);
    expect(rate.functions).toHaveLength(1);
    expect(rate.functions[0]?.file).toMatch(/rate\/rate\.go$/);
    const use = (rule: string): unknown => rate.rules.find((one) => one.rule === rule);
    expect(use('more/old')).toMatchObject({ state: 'not applied', versions: 'v9.0.0' });
    expect(use('more/nowhere')).toMatchObject({ reason: like(/NoSuchFunction/) });
    expect(analysis.rules.find(({ rule }) => rule === 'more/old')?.unused).toContain(rate.version ?? 'none');
    const client = packageOf(greeter, 'net/http').functions.map((fn) => fn.function);
    expect(client).toContain('net/http.serverHandler.ServeHTTP');
    expect(client).not.toContain('net/http.(*Transport).roundTrip');
  });

  test(
    'is what the build does: the hook variables of the programs are those of the plan',
    () => {
      const out = path.join(folder, 'built/');
      const programs = ['./frontend', './greeter', './cmd/version'];
      succeed(otelIn(service, ['go', 'build', '-o', out, ...programs]));
      const analysis = json<Analysis>(service, 'plan', ...programs);
      for (const planned of analysis.binaries) {
        const executable = readExecutable(path.join(out, path.basename(planned.importPath)));
        const found = [...(executable?.symbols ?? [])].filter((name) => /\.otel(hook|after)_\w+$/.test(name));
        const variables = (pkg: PackageAnalysis): string[] =>
          pkg.functions.flatMap((fn) => fn.hookVars.map((name) => symbol(pkg.importMap ?? pkg.importPath, name)));
        // What only the hooks bring along has variables that nobody sets.
        const brought = planned.packages.filter(({ functions, state }) => state === 'woven' && functions.length === 0);
        const own = found.filter((name) => !brought.some(({ importPath }) => name.startsWith(symbol(importPath, ''))));
        expect(own.sort()).toEqual(planned.packages.flatMap(variables).sort());
        expect(planned.state).toBe(found.length > 0 ? 'planned' : 'plain');
        const bound = [...(executable?.functions ?? [])].flatMap(
          (name) => /^main\.(?:.*\.)?otelglue\d*bind(\d+)(?=\.|\[|$)/.exec(name)?.[1] ?? [],
        );
        expect(new Set(bound).size).toBe(planned.packages.flatMap(({ functions }) => functions).length);
      }
      expect(analysis.binaries.map(({ state }) => state).sort()).toEqual(['plain', 'planned', 'planned']);
    },
    TIMEOUT_MS,
  );

  test('flags of go build: -C, -tags, -overlay', () => {
    const tagged = path.join(plain, 'lib/tagged.go');
    writeFileSync(tagged, '//go:build special\n\npackage lib\n\nfunc Special() { println() }\n');
    const rules = path.join(folder, 'special.otelc.yaml');
    const rule = (name: string): string =>
      `${name}:\n  target: '${LIB}**'\n  where: { func: ${name} }\n  do: { inject_code: { raw: "_ = 0" } }\n`;
    writeFileSync(rules, rule('Special') + rule('Overlaid'));
    const overlay = path.join(folder, 'overlay.json');
    const replacement = path.join(folder, 'replacement.go');
    writeFileSync(replacement, '//go:build special\n\npackage lib\n\nfunc Overlaid() { println() }\n');
    writeFileSync(overlay, JSON.stringify({ Replace: { [tagged]: replacement } }));
    const edited = (...args: string[]): string[] => {
      const analysis = json<Analysis>(folder, 'plan', '-C', plain, '--rules', rules, ...args, './cmd/one');
      return packageOf(binary(analysis, ONE), LIB).edits.flatMap((edit) => (edit.file === 'lib/tagged.go' ? [edit.rule] : []));
    };
    expect(edited()).toEqual([]);
    expect(edited('-tags', 'special')).toEqual(['special/Special']);
    expect(edited('-tags=special', `-overlay=${overlay}`)).toEqual(['special/Overlaid']);
    rmSync(tagged);
  });

  test('table, page and graph', () => {
    const { stdout, stderr } = succeed(otel('plan', './cmd/...'));
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^example\.com\/plain\/cmd\/one \(\w+\): will be instrumented, hooks of .*example\.com\/plain\/otel\/hooks/);
    expect(stdout).toMatch(
      / {2}woven +example\.com\/plain\/lib\n +example\.com\/plain\/lib\.Run +lib\/lib\.go:15 +hooks\/run → hooks\.BeforeRun\n/,
    );
    expect(stdout).toMatch(/rules that match nothing\n {2}\d+ built-in ones, of .*net_http/);
    expect(stdout).not.toContain('\u001b');
    expect(succeed(otel('plan', '--all', './cmd/...')).stdout).toContain('net_http/net_http_server');
    const page = path.join(folder, 'plan.html');
    const withGraph = json<Analysis & { graph: PackageGraph }>(plain, 'plan', '--graph', '--html', page, './cmd/one');
    expect(readFileSync(page, 'utf8')).toContain('<title>Instrumentation of ./cmd/one</title>');
    const { packages, imports, mains } = withGraph.graph;
    const index = (importPath: string): number => packages.findIndex((one) => one.importPath === importPath);
    expect(mains).toEqual([index(ONE)]);
    expect(imports[index(ONE)]).toContain(index(LIB));
  });

  test.each([
    [['plan', '--jsn'], 'unknown option --jsn; did you mean --json?'],
    [['plan', '-rcae'], 'unknown option -rcae; did you mean -race?'],
    [['plan', '--html'], 'Not enough arguments following: html; otel --help lists the commands'],
    [
      ['plan', '-C', 'nowhere'],
      expect.stringMatching(/^otel: got -C .*nowhere, which does not exist; name an existing folder \[USAGE\]\n$/),
    ],
    [['plan', './nowhere'], expect.stringMatching(/^otel: stat .*nowhere: directory not found \[USAGE\]\n$/)],
    [['plan', '--rules', 'no.yaml'], 'rule file no.yaml does not exist; name an existing file'],
    [['plan', '--disable', 'net_htp'], '"net_htp" to disable, want the name of a rule, a library or a target; did you mean "net_http"?'],
    [['explain'], 'Not enough non-option arguments: got 0, need at least 1; otel --help lists the commands'],
    [
      ['explain', 'example.com/plain/libb'],
      'no package of these binaries is "example.com/plain/libb"; did you mean "example.com/plain/lib"?',
    ],
    [['pln'], 'Did you mean plan?; otel --help lists the commands'],
    [['clean', '--dry-rn'], 'unknown option --dry-rn; did you mean --dry-run?'],
    [['completion', 'tcsh'], expect.stringContaining('"bash", "zsh", "fish"')],
    [['init', 'x'], 'Unknown argument: x; otel --help lists the commands'],
  ])('bad input: %j', (args, message) => {
    const result = otel(...args);
    const disable = args.includes('--disable');
    expect(result).toEqual(
      typeof message !== 'string'
        ? { status: 2, stdout: '', stderr: message }
        : disable
          ? { status: 2, stdout: '', stderr: `${message} [USAGE]\n` }
          : failure(message),
    );
    expect(result.stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test('a package that does not exist, with its place', () => {
    const broken = path.join(folder, 'broken');
    mkdirSync(broken);
    writeFileSync(path.join(broken, 'go.mod'), 'module example.com/broken\n\ngo 1.25.0\n');
    writeFileSync(path.join(broken, 'main.go'), 'package main\n\nimport _ "example.com/broken/missing"\n\nfunc main() {}\n');
    const { status, stderr } = otelIn(broken, ['plan']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^otel: .*main\.go:3:8: .*example\.com\/broken\/missing.* \[USAGE\]\n$/);
  });
});

describe('explain', () => {
  test('a woven function: rule, target, selector, hooks, way from main', () => {
    const explanation = json<Explanation>(plain, 'explain', './lib.Run');
    expect(explanation).toMatchObject({ importPath: LIB, function: 'Run', absent: ['example.com/plain/cmd/two'], why: [] });
    expect(explanation.packages[0]?.functions).toMatchObject([{ function: `${LIB}.Run`, line: 15 }]);
    const text = succeed(otel('explain', `${LIB}.Run`)).stdout;
    expect(text).toContain(`imported by ${ONE} → ${LIB}`);
    expect(text).toMatch(/woven by hooks\/run \(otel\/hooks\.otelc\.yaml:1:1\)\n +target +example\.com\/plain\/lib\n +version +any\n/);
  });

  test('what is not woven, and why', () => {
    expect(json<Explanation>(plain, 'explain', `${LIB}.Rum`).why).toEqual([`${LIB} has no function Rum; there is Run`]);
    const [other] = json<Explanation>(plain, 'explain', 'example.com/plain/other').why;
    expect(other).toMatch(/^no rule names example\.com\/plain\/other/);
    expect(json<Explanation>(plain, 'explain', 'net/http', './cmd/two').why).not.toEqual([]);
    const std = json<Explanation>(service, 'explain', 'net/http.(*Transport).roundTrip', './cmd/fetch');
    expect(std.packages[0]?.package).toMatchObject({ state: 'woven', std: true, version: like(/^v1\.\d+/) });
  });
});

describe('diff', () => {
  test('a unified diff that makes of the sources what is compiled', () => {
    const { stdout, stderr } = succeed(otel('diff', './lib'));
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^--- a\/lib\/lib\.go\n\+\+\+ b\/lib\/lib\.go\n@@ /);
    expect(stdout).toContain('\n+++ b/lib/zz_otel_weave.go\n');
    const copy = path.join(folder, 'patched');
    cpSync(plain, copy, { recursive: true });
    const patched = spawnSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: copy, input: stdout, encoding: 'utf8' });
    expect([patched.status, patched.stderr]).toEqual([0, '']);
    expect(readFileSync(path.join(copy, 'lib/lib.go'), 'utf8')).toContain('otelhook_Run(job)');
    // What is woven compiles as it stands, without hooks.
    succeed(spawnSync('go', ['build', './cmd/one'], { cwd: copy, encoding: 'utf8' }));
  });

  test('dependencies on demand, main with the file that sets the hooks', () => {
    const { stdout, stderr } = succeed(otel('diff', './cmd/one'));
    expect(stdout).toContain('+++ b/cmd/one/aa_otel_glue.go\n');
    expect(stdout).not.toContain('+++ b/lib/lib.go');
    expect(stderr).toMatch(/^otel: imported and changed as well: .*example\.com\/plain\/lib.*; --deps shows them\n$/);
    const { packages } = json<{ packages: { importPath: string; files: object[] }[] }>(plain, 'diff', '--deps', './cmd/one');
    expect(packages.map(({ importPath }) => importPath)).toEqual(expect.arrayContaining([LIB, ONE, 'os']));
    expect(packages.find(({ importPath }) => importPath === LIB)?.files).toEqual([
      { name: 'lib.go', change: 'changed' },
      { name: 'zz_otel_weave.go', change: 'added' },
    ]);
  });
});

describe('list', () => {
  const find = (libraries: readonly Library[], name: string): Library | undefined => libraries.find(({ library }) => library === name);
  let elsewhere: string;

  beforeAll(() => {
    elsewhere = path.join(folder, 'elsewhere.otelc.yaml');
    writeFileSync(elsewhere, 'once:\n  target: example.com/elsewhere\n  where: { func: F }\n  do: { inject_code: { raw: "_ = 0" } }\n');
  });

  test('every library that there are rules for, and which of them the module uses', () => {
    const { libraries } = json<{ libraries: Library[] }>(service, 'list', '--rules', elsewhere);
    const files = readdirSync(path.join(ROOT, 'rules')).filter((name) => name.endsWith('.otelc.yaml'));
    const builtIn = libraries.filter((library) => library.builtIn);
    expect(new Set(builtIn.map(({ file }) => file))).toEqual(new Set(files.map((name) => `rules/${name}`)));
    const http = find(libraries, 'net_http');
    expect(http).toMatchObject({ state: 'on', targets: expect.arrayContaining(['net/http']) as unknown });
    expect(http?.used).toContainEqual({ importPath: 'net/http', version: like(/^v1\.\d+/), inRange: true });
    expect(http?.rules.map(({ name }) => name)).toContain('net_http_server');
    expect(find(libraries, 'greeting')).toMatchObject({ builtIn: false, file: 'otel/greeting.otelc.yaml' });
    expect(find(libraries, 'elsewhere')).toMatchObject({ builtIn: false, state: 'on', used: [] });
  });

  test('what is switched off; outside of a module; as a table', () => {
    const off = json<{ libraries: Library[] }>(
      service,
      'list',
      '--rules',
      elsewhere,
      '--disable',
      'net_http_client',
      '--disable=elsewhere',
    );
    expect(find(off.libraries, 'net_http')).toMatchObject({ state: 'partly on' });
    expect(find(off.libraries, 'net_http')?.rules.find(({ name }) => name === 'net_http_client')).toMatchObject({ enabled: false });
    expect(find(off.libraries, 'elsewhere')?.state).toBe('off');
    const outside = json<{ libraries: Library[] }>(folder, 'list');
    expect(find(outside.libraries, 'net_http')?.used).toBeUndefined();
    expect(succeed(otelIn(service, ['list'])).stdout).toMatch(
      /^LIBRARY +STATE +VERSIONS +RULES +USED HERE +TARGETS\n(?:.*\n)*net_http +on +any +\d+ +v1\./,
    );
  });
});

describe('doctor', () => {
  const doctor = (cwd: string, env: Readonly<Record<string, string>> = {}): { status: number | null; checks: Map<string, Check> } => {
    const { status, stdout } = otelIn(cwd, ['doctor', '--json'], env);
    const { ok, checks } = JSON.parse(stdout) as { ok: boolean; checks: Check[] };
    expect(ok).toBe(status === 0);
    return { status, checks: new Map(checks.map((check) => [check.name, check])) };
  };

  test('all is well', () => {
    const { status, checks } = doctor(plain);
    expect(status).toBe(0);
    for (const name of ['Node.js', 'Go', 'our cache', 'build cache', 'otel.yaml', 'rules', 'packages', 'hooks']) {
      expect(checks.get(name)).toMatchObject({ state: 'ok' });
    }
    expect(checks.get('rules')?.text).toMatch(/^\d+ built in, 3 of yours$/);
    expect(checks.get('packages')?.text).toBe('1 of 2 programs would be instrumented');
    expect(succeed(otel('doctor')).stdout).toMatch(/^ok +Node\.js +\d/);
  });

  test('each thing that can be wrong, with the exit code', () => {
    const file = path.join(folder, 'a-file');
    writeFileSync(file, '');
    const noCompiler = doctor(plain, { CC: 'no-such-compiler', CGO_ENABLED: '1' });
    expect(noCompiler.status).toBe(1);
    expect(noCompiler.checks.get('C compiler')).toMatchObject({ state: 'fail', fix: 'install a C compiler, or set CGO_ENABLED=0' });
    expect(doctor(plain, { CGO_ENABLED: '0' }).checks.get('C compiler')).toMatchObject({ state: 'ok' });
    const noCache = doctor(plain, { OTEL_GO_CACHE: path.join(file, 'cache') });
    expect([noCache.status, noCache.checks.get('our cache')?.state]).toEqual([1, 'fail']);
    expect(doctor(plain, { GOFLAGS: '-linkshared' }).checks.get('GOFLAGS')).toMatchObject({ state: 'fail', fix: 'take it out' });
    expect(doctor(plain, { GOFLAGS: '-toolexec="otel toolexec"' }).checks.get('GOFLAGS')).toMatchObject({ state: 'warn' });
    expect(doctor(plain, { BAZEL: '/no/such/bazel' }).checks.get('Bazel')).toMatchObject({ state: 'warn' });
    expect(doctor(folder).checks.get('module')).toMatchObject({ state: 'warn' });
    const path0 = doctor(plain, { PATH: path.join(folder, 'empty') });
    expect([path0.status, path0.checks.get('Go')]).toMatchObject([1, { state: 'fail', text: 'there is no go command in PATH' }]);
  });

  test('otel.yaml and rules', () => {
    const module = path.join(folder, 'ill');
    cpSync(plain, module, { recursive: true });
    const config = path.join(module, 'otel.yaml');
    writeFileSync(config, 'ruls: x\n');
    const unknown = doctor(module);
    expect([unknown.status, unknown.checks.get('otel.yaml')]).toMatchObject([
      1,
      { state: 'fail', text: like(/otel\.yaml:1:1: got "ruls", want one of/) },
    ]);
    writeFileSync(config, 'rules: otel/bad.otelc.yaml\n');
    writeFileSync(
      path.join(module, 'otel/bad.otelc.yaml'),
      `a:\n  target: ${LIB}\n  where: { fnc: F }\n  do: { inject_code: { raw: x() } }\n`,
    );
    expect(doctor(module).checks.get('rules')).toMatchObject({ state: 'fail', text: like(/fnc/) });
    const hook = (lines: string): void =>
      writeFileSync(path.join(module, 'otel/bad.otelc.yaml'), `a:\n  target: ${LIB}\n  where: { func: Run }\n  do: ${lines}\n`);
    hook('{ inject_hooks: { before: B, path: example.com/plain/nowhere } }');
    expect(doctor(module).checks.get('hooks')).toMatchObject({ state: 'fail', text: like(/nowhere/) });
    hook('{ inject_hooks: { before: B, path: example.com/plain/otel/hooks } }');
    expect(doctor(module).checks.get('packages')).toMatchObject({ state: 'fail' });
  });
});

describe('init', () => {
  test('writes a file that changes nothing, and never a second time', () => {
    const module = path.join(folder, 'fresh');
    cpSync(path.join(ROOT, 'e2e/plain-go'), module, { recursive: true });
    const file = path.join(module, 'otel.yaml');
    const below = path.join(module, 'cmd/one');
    expect(succeed(otelIn(below, ['init'])).stdout).toBe('wrote ../../otel.yaml; otel go build ./... applies it, otel doctor checks it\n');
    const text = readFileSync(file, 'utf8');
    expect(text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual([]);
    expect(json<Analysis>(module, 'plan').rules.every(({ builtIn }) => builtIn === true)).toBe(true);
    // As its comments say.
    writeFileSync(file, text.replaceAll(/^# (?=rules|disable| {2}- (otel|net))/gm, '').replace('greeting', 'hooks'));
    const { rules } = json<Analysis>(module, 'plan');
    expect(rules.map(({ rule }) => rule)).toContain('hooks/run');
    expect(rules.map(({ rule }) => rule)).not.toContain('net_http/net_http_client');
    expect(otelIn(module, ['init'])).toEqual(failure('otel.yaml exists already; edit it, or remove it first'));
  });

  test('outside of a module', () => {
    const { status, stderr } = otelIn(folder, ['init']);
    expect([status, stderr]).toEqual([2, `otel: ${folder} lies in no Go module, want the folder of one; go mod init makes one [USAGE]\n`]);
  });
});

describe('clean', () => {
  test(
    'removes what builds have left, and nothing else',
    () => {
      const own = path.join(folder, 'own-cache');
      const env = { OTEL_GO_CACHE: own };
      succeed(otelIn(plain, ['go', 'build', '-o', path.join(folder, 'cleaned'), './cmd/one'], env));
      const clean = (...args: string[]): CacheContent & { removed: boolean } =>
        JSON.parse(succeed(otelIn(plain, ['clean', '--json', ...args], env)).stdout) as CacheContent & { removed: boolean };
      const dry = clean('--dry-run');
      expect(dry).toMatchObject({ removed: false, others: [] });
      expect(dry.files).toBeGreaterThan(5);
      writeFileSync(path.join(own, 'mine.txt'), '');
      expect(clean()).toMatchObject({ removed: true, files: dry.files, bytes: dry.bytes, others: ['mine.txt'] });
      expect(readdirSync(own)).toEqual(['mine.txt']);
      rmSync(path.join(own, 'mine.txt'));
      // The next build is right again.
      succeed(otelIn(plain, ['go', 'build', '-o', path.join(folder, 'cleaned'), './cmd/one'], env));
      expect(spawnSync(path.join(folder, 'cleaned'), { encoding: 'utf8' }).stdout).toContain('hook: begin one');
      expect(clean().others).toEqual([]);
      expect(existsSync(own)).toBe(false);
      expect(succeed(otelIn(plain, ['clean'], env)).stdout).toBe(`${own}: nothing there\n`);
    },
    TIMEOUT_MS,
  );
});

describe('the go command', () => {
  test('vet, list, env and version are handed on as they are, with output and exit code', () => {
    for (const args of [['vet', './...'], ['list', '-deps', './cmd/one'], ['env', 'GOOS'], ['version'], ['vet', './nowhere'], ['lst']]) {
      const plainly = spawnSync('go', args, { cwd: plain, encoding: 'utf8' });
      expect(otel('go', ...args)).toEqual({ status: plainly.status, stdout: plainly.stdout, stderr: plainly.stderr });
    }
  });
});

describe('help and completion', () => {
  const COMMANDS = ['go', 'plan', 'explain', 'diff', 'list', 'doctor', 'init', 'clean', 'bazel', 'rules', 'weave', 'manifest', 'toolexec'];

  test('otel --help names every command and the exit codes', () => {
    const { stdout } = succeed(otel('--help'));
    for (const command of [...COMMANDS, 'completion']) expect(stdout).toMatch(new RegExp(`^ {2}otel ${command}\\b`, 'm'));
    expect(stdout).toContain('Exit codes:');
    expect(otel()).toMatchObject({ status: 2, stdout: '' });
    const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(succeed(otel('--version')).stdout).toBe(`${version}\n`);
  });

  test.each([
    ['plan', ['--json', '--html', '--graph', '--all', '--rules', '--disable', '-tags']],
    ['explain', ['--json', 'net/http.(*Transport).roundTrip', '-tags']],
    ['diff', ['--json', '--deps', '-tags']],
    ['list', ['--json', '-tags']],
    ['doctor', ['--json']],
    ['init', ['--json', 'otel.yaml']],
    ['clean', ['--json', '--dry-run']],
    ['completion', ['bash', 'zsh', 'fish']],
  ])('otel %s --help', (command, words) => {
    const { stdout } = succeed(otel(command, '--help'));
    expect(stdout).toMatch(new RegExp(`^otel ${command}`));
    for (const word of words) expect(stdout).toContain(word);
  });

  test('words that fit are completed', () => {
    const words = (...line: string[]): string[] =>
      succeed(otel('--get-yargs-completions', ...line))
        .stdout.trimEnd()
        .split('\n');
    expect(words('otel', '')).toEqual(expect.arrayContaining(COMMANDS));
    expect(words('otel', 'plan', '--')).toEqual(expect.arrayContaining(['--json', '--html', '--graph', '--all']));
    expect(words('otel', 'bazel', '')).toEqual(expect.arrayContaining(['plan', 'verify']));
    for (const shell of ['bash', 'zsh', 'fish']) expect(succeed(otel('completion', shell)).stdout).toContain('--get-yargs-completions');
  });

  test('in a real bash', () => {
    const bin = path.join(folder, 'bin');
    mkdirSync(bin);
    writeFileSync(path.join(bin, 'otel'), `#!/bin/sh\nexec '${process.execPath}' '${CLI}' "$@"\n`, { mode: 0o755 });
    const script =
      'eval "$(otel completion bash)"; COMP_WORDS=(otel do); COMP_CWORD=1; _otel_completions; echo "${COMPREPLY[@]}"; ' +
      'COMP_WORDS=(otel clean --d); COMP_CWORD=2; _otel_completions; echo "${COMPREPLY[@]}"';
    const { stdout } = spawnSync('bash', ['-c', script], {
      encoding: 'utf8',
      env: { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` },
    });
    expect(stdout).toBe('doctor\n--dry-run\n');
  });

  test('a reader that stops reading is no error', () => {
    const shell = `'${process.execPath}' '${CLI}' diff --deps ./cmd/one 2>/dev/null | head -1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', shell], { cwd: plain, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('0');
  });
});
