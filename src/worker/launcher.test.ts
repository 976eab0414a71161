/** The launcher of bazel/private/builder.sh.tpl, run by a real shell with programs that show how they are called. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseParams } from './paramfile.js';

const TEMPLATE = fileURLToPath(new URL('../../../bazel/private/builder.sh.tpl', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'otel-launcher-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Prints its name, its arguments, and the param file that is among them. */
const program = (name: string): string => `#!/bin/sh
printf '%s\\n' ${name} "$@" @@
for arg in "$@"; do case "$arg" in -param=*) cat "\${arg#-param=}" ;; esac; done
exit 7
`;

beforeAll(() => {
  const launcher = readFileSync(TEMPLATE, 'utf8')
    .replaceAll('%real%', 'real')
    .replaceAll('%node%', 'node')
    .replaceAll('%program%', 'program');
  const write = (name: string, text: string): void => {
    writeFileSync(join(folder, name), text, { mode: 0o755 });
  };
  mkdirSync(join(folder, 'builder.sh.runfiles'));
  write('builder.sh', launcher);
  for (const name of ['real', 'node']) write(`builder.sh.runfiles/${name}`, program(name));
  mkdirSync(join(folder, 'emp ty.otelweave'));
  mkdirSync(join(folder, 'full.otelweave'));
  write('full.otelweave/p.go', 'package p\n');
  write('link.sed', '/^-arc$/{\nN\n/dropped/d\n}\n');
});

function launch(...args: string[]): { called: string[]; params: string[]; status: number | null } {
  const { stdout, status } = spawnSync('./builder.sh', args, { cwd: folder, encoding: 'utf8', env: { ...process.env, TMPDIR: folder } });
  const [called = '', params = ''] = stdout.split('@@\n');
  return { called: called.trimEnd().split('\n'), params: parseParams(params), status };
}
const isParam = expect.stringMatching(/^-param=/) as unknown as string;

test('a package with woven files goes through our program, with all of its arguments', () => {
  const { called, params, status } = launch('compilepkg', '-src', "it's.go", '-embedsrc', 'full.otelweave', '--', '-N', 'a b');
  expect(called.slice(0, 1)).toEqual(['node']);
  expect(called.slice(-4)).toEqual([isParam, '--', '-N', 'a b']);
  expect(params).toEqual(['compilepkg', '-src', "it's.go", '-embedsrc', 'full.otelweave']);
  expect(status).toBe(7);
});

test('a package in which nothing changed is compiled by the builder itself', () => {
  const { called, params } = launch('compilepkg', '-src', 'a.go', '-embedsrc', 'emp ty.otelweave', '-embedsrc', 'own.txt', '--', '-N');
  expect(called).toEqual(['real', 'compilepkg', isParam, '--', '-N']);
  expect(params).toEqual(['-src', 'a.go', '-embedsrc', 'own.txt']);
});

test("the linker's own arguments, behind --, stay", () => {
  writeFileSync(join(folder, 'params'), 'link\n-arc\nx=dropped=y\n-arc\nx=kept=y\n-arc\notel=otel-link=link.sed\n-o\nout\n');
  const { called, params, status } = launch('-param=params', '--', '-s', '-w');
  expect(called).toEqual(['real', 'link', isParam, '--', '-s', '-w']);
  expect(params).toEqual(['-arc', 'x=kept=y', '-arc', 'otel=otel-link=link.sed', '-o', 'out']);
  expect(status).toBe(7);
});

test('everything else is the business of the builder', () => {
  expect(launch('stdlib', '-out', 'x').called).toEqual(['real', 'stdlib', '-out', 'x']);
});
