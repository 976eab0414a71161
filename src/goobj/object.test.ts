import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readGoObject } from './object.js';

let dir = '';
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'goobj-test-'));
  writeFileSync(join(dir, 'go.mod'), 'module example.com/x\ngo 1.25\n');
  writeFileSync(
    join(dir, 'x.go'),
    'package x\n\nimport (\n\t"net/http"\n\t_ "runtime/pprof"\n\t"unsafe"\n)\n\nvar C http.Client\nvar N = unsafe.Sizeof(C)\n',
  );
});
afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});

const exportFile = (path: string): string =>
  execFileSync('go', ['list', '-export', '-f', '{{.Export}}', path], { cwd: dir, encoding: 'utf8' }).trim();

test('lists the direct imports of a compiled package, std included', () => {
  const object = readGoObject(exportFile('.'));
  expect(object?.imports).toEqual(expect.arrayContaining(['net/http', 'runtime/pprof']));
  expect(object?.fingerprint).toMatch(/^[0-9a-f]{16}$/);
});

test('the fingerprint follows the exported declarations', () => {
  const before = readGoObject(exportFile('.'))?.fingerprint;
  writeFileSync(join(dir, 'y.go'), 'package x\n\nfunc New() {}\n');
  expect(readGoObject(exportFile('.'))?.fingerprint).not.toBe(before);
});

test('a file that is no archive holds no object', () => {
  expect(readGoObject(join(dir, 'x.go'))).toBeUndefined();
});
