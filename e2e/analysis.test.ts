/** `otel bazel plan|explain|verify|diff` on the example service: what they say is what the build does. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphDiff } from '../src/aquery/diff.js';
import type { Explanation } from '../src/report/explain.js';
import type { BinaryCheck } from '../src/aquery/verify.js';
import type { Analysis } from '../src/report/analysis.js';
import type { Manifest } from '../src/report/manifest.js';
import { CHECKOUT } from '../tools/bazel/index.js';
import { runCommand } from '../tools/bazel/run.js';
import { Workspace } from './support/workspace.js';

const BUILD_TIMEOUT_MS = 20 * 60_000;
const TARGETS = ['//frontend', '//greeter', '//cmd/version'];
const FLAGS = [`--override_module=rules_otel_go=${CHECKOUT}`, '--lockfile_mode=off', '--experimental_convenience_symlinks=ignore'];

let workspace: Workspace;
let folder = '';
beforeAll(async () => {
  workspace = await Workspace.shared('http-service');
  await workspace.succeed('build', TARGETS, { flags: ['--config=otel'] });
  folder = mkdtempSync(path.join(tmpdir(), 'otel-analysis-'));
  writeFileSync(path.join(folder, 'bazel'), `#!/bin/sh\nexec "${process.execPath}" "${CHECKOUT}/dist/tools/bazel.js" "$PWD" "$@"\n`, {
    mode: 0o755,
  });
}, BUILD_TIMEOUT_MS);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function otel(command: string, args: readonly string[] = []): Promise<{ code: number; stdout: string; stderr: string }> {
  return runCommand(
    {
      file: process.execPath,
      argv: [path.join(CHECKOUT, 'dist/src/cli/main.js'), 'bazel', command, ...args, '--', ...FLAGS],
      env: { ...process.env, BAZEL: path.join(folder, 'bazel') },
      cwd: workspace.folder,
    },
    {},
  );
}

async function json<T>(command: string, args: readonly string[]): Promise<T> {
  const { code, stdout, stderr } = await otel(command, [...args, '--json']);
  if (code !== 0) throw new Error(`otel bazel ${command}: exit code ${code}\n${stderr}`);
  return JSON.parse(stdout) as T;
}

async function manifestOf(label: string): Promise<string> {
  const name = label.slice(label.lastIndexOf('/') + 1);
  return path.join(await workspace.info('bazel-bin'), label.slice(2), `${name}.otel_manifest.json`);
}

describe('plan', () => {
  test(
    'names the packages, rules and functions that the manifests of the build have',
    async () => {
      const analysis = await json<Analysis>('plan', TARGETS);
      expect(analysis.binaries.map(({ label, state }) => [label, state])).toEqual([
        ['//cmd/version:version', 'plain'],
        ['//frontend:frontend', 'instrumented'],
        ['//greeter:greeter', 'instrumented'],
      ]);
      const greeter = analysis.binaries.find(({ label }) => label === '//greeter:greeter');
      const rate = greeter?.packages.find(({ importPath }) => importPath === 'golang.org/x/time/rate');
      expect(rate).toMatchObject({
        state: 'woven',
        version: expect.stringMatching(/^v0\./),
        path: ['example.com/httpservice/greeter', 'example.com/httpservice/greeting', 'golang.org/x/time/rate'],
        functions: [{ function: 'golang.org/x/time/rate.(*Limiter).WaitN', rules: ['greeting/rate_limit'] }],
      });
      const manifest = JSON.parse(readFileSync(await manifestOf('//greeter'), 'utf8')) as Manifest;
      const planned = (greeter?.packages ?? []).flatMap(({ functions }) => functions.map((fn) => `${fn.function} ${fn.file}:${fn.line}`));
      expect(planned).toEqual(expect.arrayContaining(manifest.functions.map((fn) => `${fn.function} ${fn.file}:${fn.line}`)));
      expect(analysis.rules.filter(({ unused }) => unused !== undefined)).toEqual([]);
    },
    BUILD_TIMEOUT_MS,
  );

  test(
    'needs no build, and writes one page for the browser',
    async () => {
      const page = path.join(folder, 'plan.html');
      const { code, stdout } = await otel('plan', [...TARGETS, '--no-built', '--html', page]);
      expect(code).toBe(0);
      expect(stdout).toContain('//greeter:greeter (k8-fastbuild): will be instrumented');
      expect(stdout).toMatch(/planned +example\.com\/httpservice\/greeting/);
      expect(stdout).not.toContain('\u001b[');
      expect(readFileSync(page, 'utf8')).toContain('golang.org/x/time/rate');
    },
    BUILD_TIMEOUT_MS,
  );

  test(
    'what Bazel refuses is one line, exit code 2',
    async () => {
      const { code, stdout, stderr } = await otel('plan', ['//absent']);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^otel: bazel aquery failed \(\d+\): .*absent.*\n$/);
    },
    BUILD_TIMEOUT_MS,
  );
});

test(
  'explain tells rule, target, selector and hooks, and the nearest names of what is not there',
  async () => {
    const found = await json<Explanation>('explain', ['example.com/httpservice/greeting.(*Greeter).Compose', '//greeter']);
    expect(found.packages).toMatchObject([
      {
        binaries: ['//greeter:greeter'],
        functions: [
          {
            file: 'greeting/greeting.go',
            rules: ['greeting/compose'],
            hooks: expect.arrayContaining([expect.stringMatching(/\.BeforeCompose$/)]),
          },
        ],
      },
    ]);
    const misspelt = await otel('explain', ['example.com/httpservice/greeting.(*Greeter).Compos', '//greeter']);
    expect(misspelt.code).toBe(0);
    expect(misspelt.stdout).toContain('has no function (*Greeter).Compos; there is (*Greeter).Compose');
    const unknown = await otel('explain', ['example.com/httpservice/greetin', '//greeter']);
    expect({ code: unknown.code, stdout: unknown.stdout }).toEqual({ code: 2, stdout: '' });
    expect(unknown.stderr).toContain('did you mean "example.com/httpservice/greeting"?');
  },
  BUILD_TIMEOUT_MS,
);

describe('verify', () => {
  test(
    'plan, manifest and binary agree after a build',
    async () => {
      const { binaries } = await json<{ binaries: BinaryCheck[] }>('verify', TARGETS);
      expect(binaries.map(({ label, problems }) => [label, problems])).toEqual([
        ['//cmd/version:version', []],
        ['//frontend:frontend', []],
        ['//greeter:greeter', []],
      ]);
    },
    BUILD_TIMEOUT_MS,
  );

  test(
    'a manifest that was tampered with is found out, exit code 1',
    async () => {
      const file = await manifestOf('//greeter');
      const original = readFileSync(file, 'utf8');
      const manifest = JSON.parse(original) as Manifest;
      const functions = manifest.functions.filter((fn) => !fn.function.endsWith('.WaitN'));
      expect(functions).toHaveLength(manifest.functions.length - 1);
      chmodSync(file, 0o644);
      try {
        writeFileSync(file, JSON.stringify({ ...manifest, functions }));
        const { code, stdout } = await otel('verify', ['//greeter']);
        expect(code).toBe(1);
        expect(stdout).toContain('golang.org/x/time/rate.(*Limiter).WaitN is woven and linked, the manifest does not have it');
        expect(stdout).toContain('manifest and binary');
      } finally {
        writeFileSync(file, original);
        chmodSync(file, 0o555);
      }
    },
    BUILD_TIMEOUT_MS,
  );
});

test(
  'diff: of the plain build, only woven packages, main and links change',
  async () => {
    const { changes, equal } = await json<GraphDiff>('diff', TARGETS);
    expect(equal).toBeGreaterThan(20);
    expect(changes.filter(({ change, role }) => change !== 'added' && role === 'other')).toEqual([]);
    const changed = changes.filter(({ change, role }) => change === 'changed' && role !== 'runfiles');
    expect(new Set(changed.map(({ role }) => role))).toEqual(new Set(['woven package', 'main', 'link']));
    expect(changed.filter(({ role }) => role === 'woven package').map(({ label }) => label)).toEqual([
      '//greeting:greeting',
      expect.stringMatching(/org_golang_x_time\/\/rate:rate$/),
    ]);
  },
  BUILD_TIMEOUT_MS,
);
