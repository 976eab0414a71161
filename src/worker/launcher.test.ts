/** The launcher of bazel/private/builder.sh.tpl, run by a real shell with a builder that shows how it is called. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { GLUE_FILE } from '../glue/generate.js';
import { RULE_FILE_ROOT } from '../glue/lines.js';
import { parseParams } from './paramfile.js';

const PRIVATE = fileURLToPath(new URL('../../../bazel/private/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'otel-launcher-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Prints its folder, its arguments, and the param file among them; keeps what it saw of the folder, and complains about a file. */
const BUILDER = `#!/bin/sh
printf '%s\\n' "$PWD" "$@" @@
for arg in "$@"; do case "$arg" in -param=*) cat "\${arg#-param=}" ;; esac; done
if [ -n "$SEEN" ]; then cp -RP . "$SEEN"; echo "$PWD/dir/a.go:1: bad ${RULE_FILE_ROOT}x.otelc.yaml" >&2; fi
exit 7
`;

const write = (name: string, text: string): void => writeFileSync(join(folder, name), text, { mode: 0o755 });

beforeAll(() => {
  const launcher = readFileSync(join(PRIVATE, 'builder.sh.tpl'), 'utf8').replaceAll('%real%', 'real').replaceAll('%plan%', 'builder.awk');
  for (const dir of ['builder.sh.runfiles', 'tmp', 'dir/sub/deep', 'out', 'emp ty.otelweave', 'out/full.otelweave', 'out/main.otelweave']) {
    mkdirSync(join(folder, dir), { recursive: true });
  }
  write('builder.sh', launcher);
  write('builder.sh.runfiles/real', BUILDER);
  copyFileSync(join(PRIVATE, 'builder.awk'), join(folder, 'builder.sh.runfiles/builder.awk'));
  for (const file of ['top.go', 'dir/a.go', "dir/it's.go", 'dir/.hidden', 'dir/sub/c.go', 'dir/sub/deep/d.go']) write(file, 'plain');
  write('out/full.otelweave/a.go', 'woven');
  write('out/full.otelweave/c.go', 'woven');
  write('out/full.otelweave/zz_otel_weave.go', 'extra');
  write(`out/main.otelweave/${GLUE_FILE}`, 'glue');
  write('link.sed', '/^-arc$/{\nN\n/dropped/d\n}\n');
});

interface Launched {
  readonly cwd: string;
  readonly called: readonly string[];
  readonly params: readonly string[];
  readonly status: number | null;
  readonly stderr: string;
}

function launch(args: readonly string[], env: Readonly<Record<string, string>> = {}): Launched {
  const options = { cwd: folder, encoding: 'utf8' as const, env: { ...process.env, TMPDIR: join(folder, 'tmp'), ...env } };
  const { stdout, stderr, status } = spawnSync('./builder.sh', args, options);
  const [lines = '', params = ''] = stdout.split('@@\n');
  const [cwd = '', ...called] = lines.trimEnd().split('\n');
  return { cwd, called, params: parseParams(params), status, stderr };
}
const isParam = expect.stringMatching(/^-param=/) as unknown as string;

test('woven files lie at the paths of the originals, everything else is linked', () => {
  const seen = join(folder, 'seen');
  const args = ['compilepkg', '-src', 'dir/a.go', '-src', "dir/it's.go", '-src', 'dir/sub/c.go', '-o', 'out/x.a', '-lo', '/abs/y.a'];
  const { cwd, called, params, status, stderr } = launch([...args, '-embedsrc', 'out/full.otelweave', '-p', 'x', '--', '-N', 'a b'], {
    SEEN: seen,
  });
  expect(called).toEqual(['compilepkg', isParam, '--', '-N', 'a b']);
  const sources = ['-src', 'dir/a.go', '-src', "dir/it's.go", '-src', 'dir/sub/c.go'];
  const outputs = ['-o', join(folder, 'out/x.a'), '-lo', '/abs/y.a'];
  expect(params).toEqual([...sources, ...outputs, '-p', 'x', '-src', 'dir/zz_otel_weave.go']);
  expect(status).toBe(7);
  // Messages name the user's files.
  expect(stderr).toBe('dir/a.go:1: bad x.otelc.yaml\n');
  expect(existsSync(cwd)).toBe(false);
  const text = (file: string): string => readFileSync(join(seen, file), 'utf8');
  expect(['dir/a.go', 'dir/sub/c.go', 'dir/zz_otel_weave.go', "dir/it's.go", 'top.go', 'dir/.hidden'].map(text)).toEqual([
    'woven',
    'woven',
    'extra',
    'plain',
    'plain',
    'plain',
  ]);
  expect(text('dir/sub/deep/d.go')).toBe('plain');
  expect(readFileSync(join(folder, 'dir/a.go'), 'utf8')).toBe('plain');
});

test('the glue of main is compiled first, the extra file last; a package at the root', () => {
  const { params } = launch(['compilepkg', '-src', 'top.go', '-embedsrc', 'out/main.otelweave', '-embedsrc', 'own.txt']);
  expect(params).toEqual(['-src', GLUE_FILE, '-src', 'top.go', '-embedsrc', 'own.txt']);
});

test('a package in which nothing changed is compiled where it lies', () => {
  const { cwd, called, params } = launch(['compilepkg', '-src', 'a.go', '-o', 'x', '-embedsrc', 'emp ty.otelweave', '--', '-N']);
  expect(cwd).toBe(folder);
  expect(called).toEqual(['compilepkg', isParam, '--', '-N']);
  expect(params).toEqual(['-src', 'a.go', '-o', 'x']);
});

test("the linker's own arguments, behind --, stay", () => {
  write('params', 'link\n-arc\nx=dropped=y\n-arc\nx=kept=y\n-arc\notel=otel-link=link.sed\n-o\nout\n');
  const { called, params, status } = launch(['-param=params', '--', '-s', '-w']);
  expect(called).toEqual(['link', isParam, '--', '-s', '-w']);
  expect(params).toEqual(['-arc', 'x=kept=y', '-arc', 'otel=otel-link=link.sed', '-o', 'out']);
  expect(status).toBe(7);
});

test('everything else is the business of the builder', () => {
  expect(launch(['stdlib', '-out', 'x']).called).toEqual(['stdlib', '-out', 'x']);
});

test('nothing is left behind', () => {
  launch(['compilepkg', '-src', 'dir/a.go', '-embedsrc', 'out/full.otelweave']);
  expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
});
