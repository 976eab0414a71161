import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import type { Manifest } from '../report/manifest.js';
import { linkScript } from './linkscript.js';

const folder = mkdtempSync(join(tmpdir(), 'otel-link-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function filter(manifest: Partial<Manifest>, lines: readonly string[]): string[] {
  const [script, given] = [join(folder, 'script'), join(folder, 'given')];
  writeFileSync(script, linkScript({ active: false, imports: [], stdPackages: [], ...manifest } as unknown as Manifest));
  writeFileSync(given, `${lines.join('\n')}\n`);
  return execFileSync('sed', ['-f', script, given], { encoding: 'utf8' }).trimEnd().split('\n');
}

const PARAMS = [
  '-arc',
  'std=fmt=fmt.a',
  '-arc',
  "'otel-std:net/http=net/http=a b/http.a'",
  '-arc',
  'otel-std:os=os=os.a',
  "'-arc'",
  "'otel-hook:@@x~y//z=example.com/z=z.a'",
  '-arc',
  'otel=otel-link=script',
  '-X',
  'otel-std:not an archive',
  '-o',
  'out',
];
const without = (...dropped: string[]): string[] =>
  PARAMS.filter((line, i) => !dropped.some((word) => line.includes(word) || (PARAMS[i + 1]?.includes(word) && i % 2 === 0)));

test('a plain binary is linked as if nothing had been offered', () => {
  expect(filter({}, PARAMS)).toEqual(['-arc', 'std=fmt=fmt.a', '-X', 'otel-std:not an archive', '-o', 'out']);
});

test('an instrumented binary gets the std packages that its manifest names, and what the hooks bring along', () => {
  const stdPackages = [{ importPath: 'net/http' }];
  expect(filter({ active: true, stdPackages }, PARAMS)).toEqual(without('os=os', 'otel-link'));
});

test('a binary whose packages import from a library gets what libraries bring along', () => {
  const kept = filter({ imports: ['example.com/z'] }, PARAMS);
  expect(kept.filter((line) => line.includes('otel-hook'))).toHaveLength(1);
  expect(kept.filter((line) => line.startsWith('otel-std:os'))).toEqual([]);
});
