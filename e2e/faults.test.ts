/**
 * `otel go build` where something is wrong with the machine: the right program or one clear line, and nothing left behind. Disks that are
 * full, and folders that nobody may write, are mounts in a namespace of their own (`unshare`), since root may write everywhere.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { CLI, type Ran, run, Scratch, succeed, TIMEOUT_MS } from './support/otel-command.js';

const WOVEN = /^hook: begin one\ndid one <nil> none\n/;

const scratch = new Scratch('faults');
const { folder } = scratch;
const plain = scratch.plainGo('plain', 'rules: [otel/hooks.otelc.yaml]\n');
let count = 0;
afterAll(() => {
  scratch.remove();
});

/** A script of the shell, in a mount namespace of its own: its mounts end with it. */
function mounted(script: string, cwd: string, env: Readonly<Record<string, string>> = {}): Ran {
  return run('unshare', ['--map-root-user', '--mount', 'sh', '-ec', script], cwd, env);
}

function build(module: string, args: readonly string[], env: Readonly<Record<string, string>>): Ran {
  return scratch.otelGo(module, ['build', ...args], env);
}

function newFolder(name: string): string {
  const made = path.join(folder, `${name}-${count++}`);
  mkdirSync(made);
  return made;
}

function snapshot(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => `${name} ${statSync(path.join(dir, name)).mtimeMs}`);
}

/** A file, or all files of a folder. */
function filesOf(entry: string): string[] {
  if (statSync(entry).isFile()) return [entry];
  const entries = readdirSync(entry, { recursive: true, withFileTypes: true });
  return entries.filter((one) => one.isFile()).map((one) => path.join(one.parentPath, one.name));
}

/** What a user sees: no more than lines of ours, and the go command's heading above them. */
function expectOneLine({ status, stderr }: Ran): void {
  expect(status).not.toBe(0);
  const lines = stderr.trim().split('\n');
  const own = lines.filter((line) => !line.startsWith('# '));
  expect(own).toHaveLength(1);
  expect(own[0]).toMatch(/^otel: .*(no space left|read-only file system).*; .*OTEL_GO_CACHE.* \[USAGE\]$/);
}

describe('a disk that is full', () => {
  test.each([['4k'], ['64k'], ['256k'], ['512k'], ['1m'], ['64m']])(
    '%s for our cache',
    (size) => {
      const cache = newFolder('cache');
      const out = path.join(newFolder('out'), 'one');
      const before = snapshot(plain);
      const script = `mount -t tmpfs -o size=${size} none '${cache}'; exec '${process.execPath}' '${CLI}' go build -o '${out}' ./cmd/one`;
      const ran = mounted(script, plain, { OTEL_GO_CACHE: cache });
      if (ran.status === 0) expect(run(out, [], folder).stdout).toMatch(WOVEN);
      else expectOneLine(ran);
      if (size === '64m') expect(ran.status).toBe(0);
      if (size === '4k') expect(existsSync(out)).toBe(false);
      expect(snapshot(plain)).toEqual(before);
    },
    TIMEOUT_MS,
  );

  test(
    'a cache that filled up in the middle is right again when there is room',
    () => {
      const cache = newFolder('cache');
      const out = path.join(newFolder('out'), 'one');
      const script = [
        `mount -t tmpfs -o size=256k none '${cache}'`,
        `'${process.execPath}' '${CLI}' go build -o '${out}' ./cmd/one 2>/dev/null || true`,
        `mount -o remount,size=64m '${cache}'`,
        `'${process.execPath}' '${CLI}' go build -o '${out}' ./cmd/one`,
        `ls '${cache}/tmp' | wc -l`,
      ].join('\n');
      expect(succeed(mounted(script, plain, { OTEL_GO_CACHE: cache })).stdout.trim()).toBe('0');
      expect(run(out, [], folder).stdout).toMatch(WOVEN);
    },
    TIMEOUT_MS,
  );
});

describe('folders that nobody may write', () => {
  const readOnly = (dir: string): string => `mount --bind '${dir}' '${dir}'; mount -o remount,bind,ro '${dir}'`;

  test(
    'the module cache and the tree, offline: the program is instrumented',
    () => {
      const service = scratch.httpService('service');
      const out = path.join(newFolder('out'), 'greeter');
      // Fills the module cache.
      succeed(build(service, ['-o', out, './greeter'], { OTEL_GO_CACHE: newFolder('cache') }));
      rmSync(out);
      const modules = run('go', ['env', 'GOMODCACHE'], folder).stdout.trim();
      // Where the shell stands already, the folder below the mount can be written.
      const script = [
        readOnly(modules),
        readOnly(service),
        `cd '${service}'`,
        'if touch writable 2>/dev/null; then echo the tree can be written; exit 1; fi',
        `exec '${process.execPath}' '${CLI}' go build -o '${out}' ./greeter`,
      ].join('\n');
      const ran = succeed(mounted(script, folder, { OTEL_GO_CACHE: newFolder('cache'), GOPROXY: 'off' }));
      expect(ran.stdout + ran.stderr).toBe('');
      expect(readFileSync(out).includes('otel-go.internal/hooks/nethttp')).toBe(true);
    },
    TIMEOUT_MS,
  );

  test(
    'our cache, empty or filled: one line',
    () => {
      const out = path.join(newFolder('out'), 'one');
      const cache = newFolder('cache');
      const again = `${readOnly(cache)}; exec '${process.execPath}' '${CLI}' go build -o '${out}' ./cmd/one`;
      expectOneLine(mounted(again, plain, { OTEL_GO_CACHE: cache }));
      succeed(build(plain, ['-o', out, './cmd/one'], { OTEL_GO_CACHE: cache }));
      // Everything is known: nothing need be written.
      expect(mounted(again, plain, { OTEL_GO_CACHE: cache })).toEqual({ status: 0, stdout: '', stderr: '' });
      const file = path.join(plain, 'cmd/one/main.go');
      const text = readFileSync(file, 'utf8');
      writeFileSync(file, text.replace('"two"', '"three"'));
      expectOneLine(mounted(again, plain, { OTEL_GO_CACHE: cache }));
      writeFileSync(file, text);
    },
    TIMEOUT_MS,
  );
});

describe('entries of our cache', () => {
  test(
    'each kind broken or gone, one after the other: the program stays right',
    () => {
      const cache = newFolder('cache');
      const out = path.join(newFolder('out'), 'one');
      const env = { OTEL_GO_CACHE: cache };
      const args = ['--rules=otel/visible.otelc.yaml', 'build', '-o', out, './cmd/one'];
      const again = (): string => {
        succeed(scratch.otelGo(plain, args, env));
        return run(out, [], folder).stdout;
      };
      const expected = again();
      expect(expected).toContain('audit: one\nhook: begin one\n');
      const kinds = readdirSync(cache).filter((kind) => kind !== 'tmp' && kind !== 'locks');
      expect(kinds.length).toBeGreaterThan(8);
      for (const kind of kinds) {
        for (const file of filesOf(path.join(cache, kind))) writeFileSync(file, 'broken');
        rmSync(out);
        expect([kind, again()]).toEqual([kind, expected]);
        rmSync(path.join(cache, kind), { recursive: true });
        rmSync(out);
        expect([kind, again()]).toEqual([kind, expected]);
      }
    },
    TIMEOUT_MS,
  );
});
