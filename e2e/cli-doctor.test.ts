/** The commands that look after a module and our cache: `otel list`, `doctor`, `init` and `clean`. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { CacheContent } from '../src/plan/clean.js';
import type { Check } from '../src/plan/doctor/check.js';
import type { Library } from '../src/plan/libraries.js';
import type { Analysis } from '../src/report/analysis.js';
import { CHECKOUT } from '../tools/bazel/index.js';
import { commandTests, like, LIB } from './support/cli-tests.js';
import { failure, succeed, TIMEOUT_MS } from './support/otel-command.js';

const { scratch, folder, plain, service, otel } = commandTests('cli-doctor');

describe('list', () => {
  const find = (libraries: readonly Library[], name: string): Library | undefined => libraries.find(({ library }) => library === name);
  let elsewhere: string;

  beforeAll(() => {
    elsewhere = path.join(folder, 'elsewhere.otelc.yaml');
    writeFileSync(elsewhere, 'once:\n  target: example.com/elsewhere\n  where: { func: F }\n  do: { inject_code: { raw: "_ = 0" } }\n');
  });

  test('every library that there are rules for, and which of them the module uses', () => {
    const { libraries } = scratch.json<{ libraries: Library[] }>(service, 'list', '--rules', elsewhere);
    const files = readdirSync(path.join(CHECKOUT, 'rules')).filter((name) => name.endsWith('.otelc.yaml'));
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
    const off = scratch.json<{ libraries: Library[] }>(
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
    const outside = scratch.json<{ libraries: Library[] }>(folder, 'list');
    expect(find(outside.libraries, 'net_http')?.used).toBeUndefined();
    expect(succeed(scratch.otel(service, ['list'])).stdout).toMatch(
      /^LIBRARY +STATE +VERSIONS +RULES +USED HERE +TARGETS\n(?:.*\n)*net_http +on +any +\d+ +v1\./,
    );
  });
});

describe('doctor', () => {
  const doctor = (cwd: string, env: Readonly<Record<string, string>> = {}): { status: number | null; checks: Map<string, Check> } => {
    const { status, stdout } = scratch.otel(cwd, ['doctor', '--json'], env);
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
    cpSync(path.join(CHECKOUT, 'e2e/plain-go'), module, { recursive: true });
    const file = path.join(module, 'otel.yaml');
    const below = path.join(module, 'cmd/one');
    expect(succeed(scratch.otel(below, ['init'])).stdout).toBe(
      'wrote ../../otel.yaml; otel go build ./... applies it, otel doctor checks it\n',
    );
    const text = readFileSync(file, 'utf8');
    expect(text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual([]);
    expect(scratch.json<Analysis>(module, 'plan').rules.every(({ builtIn }) => builtIn === true)).toBe(true);
    // As its comments say.
    writeFileSync(file, text.replaceAll(/^# (?=rules|disable| {2}- (otel|net))/gm, '').replace('greeting', 'hooks'));
    const { rules } = scratch.json<Analysis>(module, 'plan');
    expect(rules.map(({ rule }) => rule)).toContain('hooks/run');
    expect(rules.map(({ rule }) => rule)).not.toContain('net_http/net_http_client');
    expect(scratch.otel(module, ['init'])).toEqual(failure('otel.yaml exists already; edit it, or remove it first'));
  });

  test('outside of a module', () => {
    const { status, stderr } = scratch.otel(folder, ['init']);
    expect([status, stderr]).toEqual([2, `otel: ${folder} lies in no Go module, want the folder of one; go mod init makes one [USAGE]\n`]);
  });
});

describe('clean', () => {
  test(
    'removes what builds have left, and nothing else',
    () => {
      const own = path.join(folder, 'own-cache');
      const env = { OTEL_GO_CACHE: own };
      succeed(scratch.otel(plain, ['go', 'build', '-o', path.join(folder, 'cleaned'), './cmd/one'], env));
      const clean = (...args: string[]): CacheContent & { removed: boolean } =>
        JSON.parse(succeed(scratch.otel(plain, ['clean', '--json', ...args], env)).stdout) as CacheContent & { removed: boolean };
      const dry = clean('--dry-run');
      expect(dry).toMatchObject({ removed: false, others: [] });
      expect(dry.files).toBeGreaterThan(5);
      writeFileSync(path.join(own, 'mine.txt'), '');
      expect(clean()).toMatchObject({ removed: true, files: dry.files, bytes: dry.bytes, others: ['mine.txt'] });
      expect(readdirSync(own)).toEqual(['mine.txt']);
      rmSync(path.join(own, 'mine.txt'));
      // The next build is right again.
      succeed(scratch.otel(plain, ['go', 'build', '-o', path.join(folder, 'cleaned'), './cmd/one'], env));
      expect(spawnSync(path.join(folder, 'cleaned'), { encoding: 'utf8' }).stdout).toContain('hook: begin one');
      expect(clean().others).toEqual([]);
      expect(existsSync(own)).toBe(false);
      expect(succeed(scratch.otel(plain, ['clean'], env)).stdout).toBe(`${own}: nothing there\n`);
    },
    TIMEOUT_MS,
  );
});
