/** `otel explain` and `otel diff`: why, and what becomes of the sources. */
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Explanation } from '../src/report/explain.js';
import { commandTests, like, LIB, ONE } from './support/cli-tests.js';
import { succeed } from './support/otel-command.js';

const { scratch, folder, plain, service, otel } = commandTests('cli-explain');

describe('explain', () => {
  test('a woven function: rule, target, selector, hooks, way from main', () => {
    const explanation = scratch.json<Explanation>(plain, 'explain', './lib.Run');
    expect(explanation).toMatchObject({ importPath: LIB, function: 'Run', absent: ['example.com/plain/cmd/two'], why: [] });
    expect(explanation.packages[0]?.functions).toMatchObject([{ function: `${LIB}.Run`, line: 15 }]);
    const text = succeed(otel('explain', `${LIB}.Run`)).stdout;
    expect(text).toContain(`imported by ${ONE} → ${LIB}`);
    expect(text).toMatch(/woven by hooks\/run \(otel\/hooks\.otelc\.yaml:1:1\)\n +target +example\.com\/plain\/lib\n +version +any\n/);
  });

  test('what is not woven, and why', () => {
    expect(scratch.json<Explanation>(plain, 'explain', `${LIB}.Rum`).why).toEqual([`${LIB} has no function Rum; there is Run`]);
    const [other] = scratch.json<Explanation>(plain, 'explain', 'example.com/plain/other').why;
    expect(other).toMatch(/^no rule names example\.com\/plain\/other/);
    expect(scratch.json<Explanation>(plain, 'explain', 'net/http', './cmd/two').why).not.toEqual([]);
    const std = scratch.json<Explanation>(service, 'explain', 'net/http.(*Transport).roundTrip', './cmd/fetch');
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
    const { packages } = scratch.json<{ packages: { importPath: string; files: object[] }[] }>(plain, 'diff', '--deps', './cmd/one');
    expect(packages.map(({ importPath }) => importPath)).toEqual(expect.arrayContaining([LIB, ONE, 'os']));
    expect(packages.find(({ importPath }) => importPath === LIB)?.files).toEqual([
      { name: 'lib.go', change: 'changed' },
      { name: 'zz_otel_weave.go', change: 'added' },
    ]);
  });
});
