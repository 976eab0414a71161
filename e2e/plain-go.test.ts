/** The go command with instrumentation: no Bazel, no change to the module, nothing compiled twice. */
import { spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { binariesIn, Services } from './support/http-service.js';
import { OtlpReceiver } from './support/otlp-receiver.js';
import { freePort, Program } from './support/program.js';
import { atLeast, only } from './support/select.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CLI = path.join(ROOT, 'dist/src/cli/otel.js');
const TIMEOUT_MS = 10 * 60_000;
const GREETING = '--rules=otel/greeting.otelc.yaml';
const HOOKS = '--rules=otel/hooks.otelc.yaml';
const VISIBLE = '--rules=otel/visible.otelc.yaml';

let folder: string;
let service: string;
let plain: string;

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(command: string, args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Ran {
  const result = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, OTEL_GO_CACHE: path.join(folder, 'cache'), ...env },
  });
  return { status: result.status, stdout: result.stdout, stderr: result.stderr };
}

function otelGo(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Ran {
  return run(process.execPath, [CLI, 'go', ...args], cwd, env);
}

function succeed(result: Ran): Ran {
  if (result.status !== 0) throw new Error(`exit code ${result.status}\n${result.stdout}\n${result.stderr}`);
  return result;
}

/** A module of its own for one test. */
function copyOf(module: string, name: string): string {
  const target = path.join(folder, name);
  cpSync(module, target, { recursive: true });
  return target;
}

/** Names, content and times of all files of a tree. */
function snapshot(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const file = path.join(dir, name);
      const stat = statSync(file);
      return stat.isDirectory() ? name : `${name} ${stat.mtimeMs} ${readFileSync(file, 'latin1')}`;
    });
}

/** A -toolexec of the user's that writes down what is compiled and linked. */
function recorder(name: string): { readonly flag: string; readonly seen: () => string[] } {
  const log = path.join(folder, `${name}.log`);
  const script = path.join(folder, `${name}.sh`);
  writeFileSync(
    script,
    `#!/bin/sh\ncase "$2" in -V=full) ;; *) case "$1" in */compile|*/link) echo "\${1##*/} $TOOLEXEC_IMPORTPATH" >>'${log}' ;; esac ;; esac\nexec "$@"\n`,
  );
  chmodSync(script, 0o755);
  return { flag: `-toolexec=${script}`, seen: () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []) };
}

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'otel-plain-go-'));
  service = path.join(folder, 'service');
  plain = path.join(folder, 'plain');
  cpSync(path.join(ROOT, 'e2e/plain-go'), plain, { recursive: true });
  cpSync(path.join(ROOT, 'e2e/http-service'), service, {
    recursive: true,
    filter: (file) => !/(^|\/)(BUILD|MODULE)\.bazel|\/bazel-/.test(file),
  });
  writeFileSync(path.join(service, 'greeting/moods.go'), 'package greeting\n\nvar moods = []string{"fine", "curious"}\n');
});
afterAll(() => {
  // A module cache of its own would be read-only; folders of read-only tests are made writable again by these.
  spawnSync('chmod', ['-R', 'u+w', folder]);
  rmSync(folder, { recursive: true, force: true });
});

describe('the HTTP service', () => {
  test(
    'emits the same trace as when Bazel builds it; the module stays as it is; a plain build afterwards compiles nothing',
    async () => {
      succeed(run('go', ['build', '-o', path.join(folder, 'before/'), './frontend', './greeter', './cmd/version'], service));
      const before = snapshot(service);
      const out = path.join(folder, 'woven/');
      const built = succeed(otelGo(service, [GREETING, 'build', '-o', out, './frontend', './greeter', './cmd/version']));
      expect(built.stdout + built.stderr).toBe('');
      expect(snapshot(service)).toEqual(before);

      const receiver = await OtlpReceiver.start();
      const services = await Services.start(binariesIn(out), receiver);
      try {
        expect(await services.get('/greet?name=Ada')).toMatchObject({ status: 200 });
        const spans = await receiver.waitForSpans(
          (all) => atLeast(2, { service: 'greeter', kind: 'internal' })(all) && atLeast(3, { service: 'frontend' })(all) && all.length >= 7,
        );
        const root = only(spans, { service: 'frontend', kind: 'server', name: 'GET /greet' });
        expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([root.traceId]));
        const compose = only(spans, { service: 'greeter', name: 'compose greeting' });
        // A function of a third-party package.
        only(spans, { service: 'greeter', name: 'rate limit', parent: compose });
        expect(spans).toHaveLength(7);
        expect(receiver.problems()).toEqual([]);
      } finally {
        await services.stop();
        await receiver.stop();
      }

      // A program without anything to instrument is the plain one, apart from the link's own key.
      expect(succeed(run(path.join(out, 'version'), [], service)).stdout).toBe('http-service 1.0\n');
      const record = recorder('after');
      const after = path.join(folder, 'after/');
      succeed(run('go', ['build', record.flag, '-o', after, './frontend', './greeter', './cmd/version'], service));
      expect(record.seen().filter((line) => line.startsWith('compile'))).toEqual([]);
      for (const name of ['frontend', 'greeter', 'version']) {
        expect(readFileSync(path.join(after, name)).equals(readFileSync(path.join(folder, 'before', name)))).toBe(true);
      }
      const info = succeed(run('go', ['version', '-m', path.join(out, 'frontend')], service)).stdout.replace(/.*\n/, '');
      expect(info).toMatch(/\tdep\totel-go\.internal\/hooks\tv\d/);
      expect(info).toMatch(/\tdep\tgo\.opentelemetry\.io\/otel\/sdk\tv[\d.]+\th1:/);
      expect(info).not.toContain('otelrules');
      expect(info).not.toContain(folder);
      // Hooks of what the program does not use are not part of it.
      const program = readFileSync(path.join(out, 'frontend'), 'latin1');
      expect(program).toContain('otel-go.internal/hooks/nethttp.');
      expect(program).not.toContain('otel-go.internal/hooks/databasesql');
    },
    TIMEOUT_MS,
  );

  test(
    'a second build does nothing; after a changed file only its package, main and the link are done again',
    () => {
      const dir = copyOf(service, 'changed');
      const out = path.join(folder, 'changed-out/');
      succeed(otelGo(dir, [GREETING, 'build', '-o', out, './greeter']));
      const again = recorder('again');
      succeed(otelGo(dir, [GREETING, 'build', again.flag, '-o', out, './greeter']));
      expect(again.seen()).toEqual([]);
      appendFileSync(path.join(dir, 'greeting/moods.go'), '\nfunc Last() string { return moods[len(moods)-1] }\n');
      const changed = recorder('changed');
      succeed(otelGo(dir, [GREETING, 'build', changed.flag, '-o', out, './greeter']));
      const packages = new Set(changed.seen().map((line) => line.replace('compile ', '')));
      expect(packages).toEqual(
        new Set(['example.com/httpservice/greeting', 'example.com/httpservice/greeter', 'link example.com/httpservice/greeter']),
      );
    },
    TIMEOUT_MS,
  );

  test(
    '-trimpath gives the same bytes in two folders; no path of the machine is in the program',
    () => {
      const build = (dir: string): Buffer => {
        const out = path.join(dir, 'out');
        succeed(otelGo(dir, [GREETING, 'build', '-trimpath', '-o', out, './greeter']));
        return readFileSync(out);
      };
      const [one, two] = [build(copyOf(service, 'trim-one')), build(copyOf(service, 'somewhere/else/trim-two'))];
      expect(one.equals(two)).toBe(true);
      expect(one.includes(folder)).toBe(false);
      expect(one.includes(ROOT)).toBe(false);
      expect(one.includes('otel-go.internal/hooks/nethttp')).toBe(true);
    },
    TIMEOUT_MS,
  );

  test(
    'a program whose collector is dead works all the same',
    async () => {
      const out = path.join(folder, 'dead/');
      succeed(otelGo(service, [GREETING, 'build', '-o', out, './frontend', './greeter']));
      const port = await freePort();
      const services = await Services.start(binariesIn(out), undefined, { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` });
      try {
        expect(await services.get('/greet?name=Ada')).toMatchObject({ status: 200 });
      } finally {
        await services.stop();
      }
    },
    TIMEOUT_MS,
  );

  test(
    'a vendored module, offline once the hooks are there',
    () => {
      const dir = copyOf(service, 'vendored');
      succeed(run('go', ['mod', 'vendor'], dir));
      const before = snapshot(dir);
      const out = path.join(folder, 'vendored-greeter');
      succeed(otelGo(dir, [GREETING, 'build', '-o', out, './greeter'], { GOPROXY: 'off' }));
      expect(readFileSync(out).includes('otel-go.internal/hooks/nethttp')).toBe(true);
      expect(snapshot(dir)).toEqual(before);
    },
    TIMEOUT_MS,
  );
});

test(
  'a profile for the optimisation of a program is used for what is woven too',
  async () => {
    const dir = path.join(folder, 'profiled');
    cpSync(path.join(ROOT, 'e2e/plain-go-pgo'), dir, { recursive: true });
    const out = path.join(dir, 'bin/');
    succeed(otelGo(dir, ['build', '-trimpath', '-o', out, './hot', './served']));
    const receiver = await OtlpReceiver.start();
    try {
      expect(await Program.run(path.join(out, 'served'), { env: receiver.environment('served') })).toMatchObject({ stdout: 'served\n' });
      expect(receiver.spans().map(({ kind }) => kind)).toEqual(expect.arrayContaining(['client', 'server']));
    } finally {
      await receiver.stop();
    }
    for (const name of ['hot', 'served']) {
      expect(succeed(run('go', ['version', '-m', path.join(out, name)], dir)).stdout).toContain('\tbuild\t-pgo=default.pgo\n');
    }
  },
  TIMEOUT_MS,
);

describe('rules and hooks', () => {
  const build = (dir: string, ...args: readonly string[]): Ran => {
    const out = path.join(dir, 'bin-one');
    const built = otelGo(dir, [
      ...args.filter((arg) => arg.startsWith('--')),
      'build',
      ...args.filter((arg) => !arg.startsWith('--')),
      '-o',
      out,
      './cmd/one',
    ]);
    return built.status === 0 ? run(out, [], dir) : built;
  };

  test(
    'a hook, a changed hook, a changed rule, no rule: each takes effect at once',
    () => {
      const dir = copyOf(plain, 'rules');
      expect(succeed(build(dir, HOOKS)).stdout).toBe(
        'hook: begin one\ndid one <nil> none\nhook: begin two\nhook: begin two\ndid two, did two\n',
      );
      const hooks = path.join(dir, 'otel/hooks/hooks.go');
      writeFileSync(hooks, readFileSync(hooks, 'utf8').replace('hook: begin', 'hook: start'));
      expect(succeed(build(dir, HOOKS)).stdout).toMatch(/^hook: start one\n/);
      const rules = path.join(dir, 'otel/hooks.otelc.yaml');
      writeFileSync(
        rules,
        readFileSync(rules, 'utf8')
          .replace('example.com/plain/lib', 'example.com/plain/other')
          .replace('func: Run', 'func: Twice')
          .replace('BeforeRun', 'BeforeTwice'),
      );
      appendFileSync(hooks, '\nfunc BeforeTwice(name string) { fmt.Println("hook: twice", name) }\n');
      expect(succeed(build(dir, HOOKS)).stdout).toBe('did one <nil> none\nhook: twice two\ndid two, did two\n');
      expect(succeed(build(dir)).stdout).toBe('did one <nil> none\ndid two, did two\n');
    },
    TIMEOUT_MS,
  );

  test(
    'what dependents can see is compiled in place, built twice gives the same; flags of the user stay',
    () => {
      const dir = copyOf(plain, 'visible');
      const expected =
        'audit: one\nhook: begin one\ndid one <nil> v7\naudit: two\nhook: begin two\naudit: two\nhook: begin two\ndid two, did two\n';
      const flags = [VISIBLE, HOOKS, '-ldflags=-X main.Version=v7', '-gcflags=all=-N -l'];
      expect(succeed(build(dir, ...flags)).stdout).toBe(expected);
      const first = readFileSync(path.join(dir, 'bin-one'));
      rmSync(path.join(dir, 'bin-one'));
      expect(succeed(build(dir, ...flags)).stdout).toBe(expected);
      expect(readFileSync(path.join(dir, 'bin-one')).equals(first)).toBe(true);
      expect(succeed(build(dir, '-ldflags=-X main.Version=v7')).stdout).toMatch(/^did one <nil> v7\n/);
      expect(run('go', ['vet', './...'], dir).status).toBe(0);
    },
    TIMEOUT_MS,
  );

  test(
    '-race, -tags, two programs at once, and otel.yaml in place of flags',
    () => {
      const dir = copyOf(plain, 'config');
      writeFileSync(path.join(dir, 'otel.yaml'), 'rules: [otel/hooks.otelc.yaml]\n');
      const out = path.join(dir, 'bin/');
      succeed(otelGo(dir, ['build', '-race', '-tags', 'x,y', '-o', out, './cmd/one', './cmd/two']));
      expect(succeed(run(path.join(out, 'one'), [], dir)).stdout).toMatch(/^hook: begin one\n/);
      expect(succeed(run(path.join(out, 'two'), [], dir)).stdout).toBe('two\n');
      writeFileSync(path.join(dir, 'otel.yaml'), 'rules: []\nhoks: [x]\n');
      expect(otelGo(dir, ['build', '-o', out, './cmd/two'])).toMatchObject({
        status: 2,
        stderr: expect.stringMatching(/otel\.yaml:2:1: got "hoks", want one of rules, hooks, disable \[RULE_UNKNOWN_KEY\]\n$/),
      });
    },
    TIMEOUT_MS,
  );

  test(
    'a workspace of two modules; a read-only tree',
    () => {
      const dir = copyOf(plain, 'workspace/plain');
      const root = path.dirname(dir);
      mkdirSync(path.join(root, 'tool'));
      writeFileSync(path.join(root, 'tool/go.mod'), 'module example.com/tool\n\ngo 1.25.0\n');
      writeFileSync(
        path.join(root, 'tool/main.go'),
        'package main\n\nimport "example.com/plain/other"\n\nfunc main() { println(other.Twice("tool")) }\n',
      );
      writeFileSync(path.join(root, 'go.work'), 'go 1.25.0\n\nuse (\n\t./plain\n\t./tool // a comment\n)\n');
      writeFileSync(path.join(root, 'otel.yaml'), 'rules: plain/otel/hooks.otelc.yaml\n');
      succeed(run('chmod', ['-R', 'a-w', root], root));
      const out = path.join(folder, 'tool');
      succeed(otelGo(path.join(root, 'tool'), ['build', '-o', out, '.']));
      const ran = succeed(run(out, [], folder));
      expect(ran.stdout).toBe('hook: begin tool\nhook: begin tool\n');
      expect(existsSync(path.join(root, 'go.work.sum'))).toBe(false);
    },
    TIMEOUT_MS,
  );
});

describe('directives', () => {
  test(
    'alone make a program instrumented; a changed one takes effect, though the compiler does not see it',
    async () => {
      const dir = copyOf(plain, 'directives');
      const main = path.join(dir, 'cmd/two/main.go');
      const out = path.join(dir, 'two');
      const source = (comment: string): string =>
        `package main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Println(work())\n}\n\n${comment}\nfunc work() string { return "two" }\n`;
      const spansOf = async (comment: string): Promise<string[]> => {
        writeFileSync(main, source(comment));
        succeed(otelGo(dir, ['build', '-o', out, './cmd/two']));
        const receiver = await OtlpReceiver.start();
        try {
          expect(await Program.run(out, { env: receiver.environment('two') })).toMatchObject({ code: 0, stdout: 'two\n' });
          return receiver.spans().map(({ name }) => name);
        } finally {
          await receiver.stop();
        }
      };
      expect(await spansOf('//otel:span first')).toEqual(['first']);
      expect(await spansOf('//otel:span other')).toEqual(['other']);
      expect(await spansOf('//-tel:span other')).toEqual([]);
      // Also in an imported package.
      appendFileSync(path.join(dir, 'other/other.go'), '\n//otel:span "twice more"\nfunc More() string { return Twice("more") }\n');
      const importing = 'func init() { fmt.Println(other.More()) }\n\n// Work works.';
      writeFileSync(main, source(importing).replace('"fmt"', '(\n\t"fmt"\n\n\t"example.com/plain/other"\n)'));
      succeed(otelGo(dir, ['build', '-o', out, './cmd/two']));
      const planned = succeed(run(process.execPath, [CLI, 'plan', './cmd/two'], dir)).stdout;
      expect(planned).toMatch(/example\.com\/plain\/other\.More +other\/other\.go:\d+/);
      const receiver = await OtlpReceiver.start();
      try {
        await Program.run(out, { env: receiver.environment('two') });
        expect(receiver.spans().map(({ name }) => name)).toContain('twice more');
      } finally {
        await receiver.stop();
      }
    },
    TIMEOUT_MS,
  );
});
test(
  'a library of a Go without generics: a parameter whose type cannot be named is replaced, or left alone',
  () => {
    const old = path.join(folder, 'old');
    const rule = (func: string, before: string): string =>
      `${func}:\n  target: example.com/lib\n  where: { func: ${func} }\n  do:\n    - inject_hooks: { before: ${before}, path: example.com/old/hooks }\n`;
    const files = {
      'go.mod': 'module example.com/old\n\ngo 1.25\n\nrequire example.com/lib v0.0.0\n\nreplace example.com/lib => ./lib\n',
      'main.go': 'package main\n\nimport "example.com/lib"\n\nfunc main() { println(lib.Run()) }\n',
      'hooks/hooks.go':
        'package hooks\n\nfunc All(s any, name string) (any, string) { return s, name + "yy" }\n\nfunc Some(_ any, name string) string { return name + "z" }\n',
      'lib/go.mod': 'module example.com/lib\n\ngo 1.16\n',
      'lib/lib.go':
        'package lib\n\ntype secret struct{ n int }\n\nfunc Run() int { return all(secret{1}, "x") + some(secret{10}, "x") }\n\n' +
        'func all(s secret, name string) int { return s.n + len(name) }\n\nfunc some(s secret, name string) int { return s.n + len(name) }\n',
      'rules.otelc.yaml': rule('all', 'All') + rule('some', 'Some'),
    };
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(old, name)), { recursive: true });
      writeFileSync(path.join(old, name), text);
    }
    succeed(otelGo(old, ['--rules=rules.otelc.yaml', 'build', '-o', 'program', '.']));
    expect(succeed(run(path.join(old, 'program'), [], old, { OTEL_SDK_DISABLED: 'true' })).stderr).toContain('16\n');
  },
  TIMEOUT_MS,
);

describe('commands', () => {
  test(
    'go run has the exit codes of the go command; others pass through',
    () => {
      const instrumented = otelGo(plain, [HOOKS, 'run', './cmd/one', '3']);
      const bare = run('go', ['run', './cmd/one', '3'], plain);
      expect(instrumented).toMatchObject({ status: bare.status, stderr: bare.stderr });
      expect(instrumented.stdout).toMatch(/^hook: begin one\n/);
      expect(otelGo(plain, ['list', './...'])).toEqual(run('go', ['list', './...'], plain));
      expect(otelGo(plain, ['vet', './...']).status).toBe(0);
      const wrong = otelGo(plain, ['build', './nothing']);
      expect(wrong).toEqual(run('go', ['build', './nothing'], plain));
    },
    TIMEOUT_MS,
  );

  test(
    'go test weaves what is tested without hooks, is cached, and takes hooks when asked',
    () => {
      const dir = copyOf(plain, 'tested');
      const first = succeed(otelGo(dir, [VISIBLE, HOOKS, 'test', './...']));
      expect(first.stdout).toMatch(/^ok\s+example\.com\/plain\/lib\s/m);
      expect(succeed(otelGo(dir, [VISIBLE, HOOKS, 'test', './...'])).stdout).toMatch(/^ok\s+example\.com\/plain\/lib\s+\(cached\)/m);
      const verbose = succeed(otelGo(dir, [VISIBLE, HOOKS, 'test', '-v', './lib'])).stdout;
      expect(verbose).toContain('audit: a test');
      expect(verbose).not.toContain('hook: begin');
      const hooked = succeed(otelGo(dir, [VISIBLE, HOOKS, '--hooks', 'test', '-v', './lib'])).stdout;
      expect(hooked).toContain('hook: begin a test');
      const file = path.join(dir, 'lib/lib.go');
      writeFileSync(file, readFileSync(file, 'utf8').replace('"did "', '"does "'));
      expect(otelGo(dir, [HOOKS, 'test', './lib']).status).toBe(1);
    },
    TIMEOUT_MS,
  );

  test(
    'as -toolexec of a build that somebody else starts',
    () => {
      const out = path.join(folder, 'by-toolexec');
      const env = { OTEL_GO_RULES: path.join(plain, 'otel/hooks.otelc.yaml') };
      succeed(
        run('go', ['build', '-race', '-tags=x', `-toolexec=${process.execPath} ${CLI} toolexec`, '-o', out, './cmd/one'], plain, env),
      );
      expect(succeed(run(out, [], plain)).stdout).toMatch(/^hook: begin one\n/);
    },
    TIMEOUT_MS,
  );
});

describe('faults', () => {
  test(
    'killed in the middle, then built again; entries of the cache that are broken',
    async () => {
      const env = { OTEL_GO_CACHE: path.join(folder, 'killed-cache') };
      const out = path.join(folder, 'killed');
      const args = [CLI, 'go', HOOKS, 'build', '-o', out, './cmd/one'];
      for (const delay of [300, 900, 1500]) {
        const child = spawn(process.execPath, args, { cwd: plain, env: { ...process.env, ...env }, detached: true, stdio: 'ignore' });
        const ended = new Promise((resolve) => child.on('close', resolve));
        await new Promise((resolve) => setTimeout(resolve, delay));
        try {
          process.kill(-(child.pid ?? 0), 'SIGKILL');
        } catch {
          // It was faster.
        }
        await ended;
      }
      succeed(otelGo(plain, [HOOKS, 'build', '-o', out, './cmd/one'], env));
      expect(succeed(run(out, [], plain)).stdout).toMatch(/^hook: begin one\n/);
      for (const kind of ['variants', 'woven', 'closures', 'sessions', 'archives']) {
        const dir = path.join(env.OTEL_GO_CACHE, kind);
        for (const name of existsSync(dir) ? readdirSync(dir) : []) writeFileSync(path.join(dir, name), 'broken');
      }
      rmSync(out);
      succeed(otelGo(plain, [HOOKS, 'build', '-o', out, './cmd/one'], env));
      expect(succeed(run(out, [], plain)).stdout).toMatch(/^hook: begin one\n/);
    },
    TIMEOUT_MS,
  );

  test(
    'two builds at once',
    async () => {
      const env = { OTEL_GO_CACHE: path.join(folder, 'twice-cache') };
      const build = (name: string): Promise<{ code: number | null }> =>
        new Promise((resolve) => {
          const args = [CLI, 'go', HOOKS, 'build', '-o', path.join(folder, name), './cmd/one'];
          const child = spawn(process.execPath, args, { cwd: plain, env: { ...process.env, ...env }, stdio: 'ignore' });
          child.on('close', (code) => {
            resolve({ code });
          });
        });
      const results = await Promise.all([build('twice-a'), build('twice-b')]);
      expect(results.map(({ code }) => code)).toEqual([0, 0]);
      expect(readFileSync(path.join(folder, 'twice-a')).equals(readFileSync(path.join(folder, 'twice-b')))).toBe(true);
    },
    TIMEOUT_MS,
  );

  test('mistakes are one line each, exit code 2', () => {
    expect(otelGo(plain, ['--rules', 'none.yaml', 'build', './cmd/one'])).toMatchObject({
      status: 2,
      stderr: 'otel: rule file none.yaml does not exist; name an existing file [USAGE]\n',
    });
    const rules = path.join(folder, 'lost.otelc.yaml');
    writeFileSync(
      rules,
      'x:\n  target: fmt\n  where: { func: Println }\n  do:\n    - inject_hooks: { before: B, path: example.com/plain/lost }\n',
    );
    const lost = otelGo(plain, [`--rules=${rules}`, 'build', './cmd/one']);
    expect(lost.status).toBe(2);
    expect(lost.stderr).toMatch(/^otel: [^\n]*lost\.otelc\.yaml:5:\d+: hook package "example\.com\/plain\/lost" is not found[^\n]*\n$/);
  });
});
