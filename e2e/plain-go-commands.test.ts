/** The commands of the go command with instrumentation, profiles, and what happens when something goes wrong. */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { CHECKOUT } from '../tools/bazel/index.js';
import { CLI, Scratch, succeed, TIMEOUT_MS } from './support/otel-command.js';
import { OtlpReceiver } from './support/otlp-receiver.js';
import { Program } from './support/program.js';

const HOOKS = '--rules=otel/hooks.otelc.yaml';
const VISIBLE = '--rules=otel/visible.otelc.yaml';
const scratch = new Scratch('plain-go-commands');
const { folder } = scratch;
const plain = scratch.plainGo('plain');
afterAll(() => {
  scratch.remove();
});

describe('commands', () => {
  test(
    'go run has the exit codes of the go command; others pass through',
    () => {
      const instrumented = scratch.otelGo(plain, [HOOKS, 'run', './cmd/one', '3']);
      const bare = scratch.run('go', ['run', './cmd/one', '3'], plain);
      expect(instrumented).toMatchObject({ status: bare.status, stderr: bare.stderr });
      expect(instrumented.stdout).toMatch(/^hook: begin one\n/);
      expect(scratch.otelGo(plain, ['list', './...'])).toEqual(scratch.run('go', ['list', './...'], plain));
      expect(scratch.otelGo(plain, ['vet', './...']).status).toBe(0);
      const wrong = scratch.otelGo(plain, ['build', './nothing']);
      expect(wrong).toEqual(scratch.run('go', ['build', './nothing'], plain));
    },
    TIMEOUT_MS,
  );

  test(
    'go test weaves what is tested without hooks, is cached, and takes hooks when asked',
    () => {
      const dir = scratch.copy(plain, 'tested');
      const first = succeed(scratch.otelGo(dir, [VISIBLE, HOOKS, 'test', './...']));
      expect(first.stdout).toMatch(/^ok\s+example\.com\/plain\/lib\s/m);
      expect(succeed(scratch.otelGo(dir, [VISIBLE, HOOKS, 'test', './...'])).stdout).toMatch(
        /^ok\s+example\.com\/plain\/lib\s+\(cached\)/m,
      );
      const verbose = succeed(scratch.otelGo(dir, [VISIBLE, HOOKS, 'test', '-v', './lib'])).stdout;
      expect(verbose).toContain('audit: a test');
      expect(verbose).not.toContain('hook: begin');
      const hooked = succeed(scratch.otelGo(dir, [VISIBLE, HOOKS, '--hooks', 'test', '-v', './lib'])).stdout;
      expect(hooked).toContain('hook: begin a test');
      const file = path.join(dir, 'lib/lib.go');
      writeFileSync(file, readFileSync(file, 'utf8').replace('"did "', '"does "'));
      expect(scratch.otelGo(dir, [HOOKS, 'test', './lib']).status).toBe(1);
    },
    TIMEOUT_MS,
  );

  test(
    'as -toolexec of a build that somebody else starts',
    () => {
      const out = path.join(folder, 'by-toolexec');
      const env = { OTEL_GO_RULES: path.join(plain, 'otel/hooks.otelc.yaml') };
      succeed(
        scratch.run(
          'go',
          ['build', '-race', '-tags=x', `-toolexec=${process.execPath} ${CLI} toolexec`, '-o', out, './cmd/one'],
          plain,
          env,
        ),
      );
      expect(succeed(scratch.run(out, [], plain)).stdout).toMatch(/^hook: begin one\n/);
    },
    TIMEOUT_MS,
  );
});

test(
  'a profile for the optimisation of a program is used for what is woven too',
  async () => {
    const dir = path.join(folder, 'profiled');
    cpSync(path.join(CHECKOUT, 'e2e/plain-go-pgo'), dir, { recursive: true });
    const out = path.join(dir, 'bin/');
    succeed(scratch.otelGo(dir, ['build', '-trimpath', '-o', out, './hot', './served']));
    const receiver = await OtlpReceiver.start();
    try {
      expect(await Program.run(path.join(out, 'served'), { env: receiver.environment('served') })).toMatchObject({ stdout: 'served\n' });
      expect(receiver.spans().map(({ kind }) => kind)).toEqual(expect.arrayContaining(['client', 'server']));
    } finally {
      await receiver.stop();
    }
    for (const name of ['hot', 'served']) {
      expect(succeed(scratch.run('go', ['version', '-m', path.join(out, name)], dir)).stdout).toContain('\tbuild\t-pgo=default.pgo\n');
    }
  },
  TIMEOUT_MS,
);

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
      succeed(scratch.otelGo(plain, [HOOKS, 'build', '-o', out, './cmd/one'], env));
      expect(succeed(scratch.run(out, [], plain)).stdout).toMatch(/^hook: begin one\n/);
      for (const kind of ['variants', 'woven', 'closures', 'sessions', 'archives']) {
        const dir = path.join(env.OTEL_GO_CACHE, kind);
        for (const name of existsSync(dir) ? readdirSync(dir) : []) writeFileSync(path.join(dir, name), 'broken');
      }
      rmSync(out);
      succeed(scratch.otelGo(plain, [HOOKS, 'build', '-o', out, './cmd/one'], env));
      expect(succeed(scratch.run(out, [], plain)).stdout).toMatch(/^hook: begin one\n/);
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
    expect(scratch.otelGo(plain, ['--rules', 'none.yaml', 'build', './cmd/one'])).toMatchObject({
      status: 2,
      stderr: 'otel: rule file none.yaml does not exist; name an existing file [USAGE]\n',
    });
    const rules = path.join(folder, 'lost.otelc.yaml');
    writeFileSync(
      rules,
      'x:\n  target: fmt\n  where: { func: Println }\n  do:\n    - inject_hooks: { before: B, path: example.com/plain/lost }\n',
    );
    const lost = scratch.otelGo(plain, [`--rules=${rules}`, 'build', './cmd/one']);
    expect(lost.status).toBe(2);
    expect(lost.stderr).toMatch(/^otel: [^\n]*lost\.otelc\.yaml:5:\d+: hook package "example\.com\/plain\/lost" is not found[^\n]*\n$/);
  });
});
