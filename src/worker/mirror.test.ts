import { mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { buildMirror } from './mirror.js';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mirror-test-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

test('woven files lie at the paths of the originals, everything else is linked', () => {
  mkdirSync(join(dir, 'root/a/b/c'), { recursive: true });
  for (const file of ['top.go', 'a/x.go', 'a/b/y.go', 'a/b/z.go', 'a/b/c/d.go']) writeFileSync(join(dir, 'root', file), file);
  writeFileSync(join(dir, 'woven.go'), 'woven');
  buildMirror(
    join(dir, 'root'),
    join(dir, 'mirror'),
    new Map([
      ['a/b/y.go', join(dir, 'woven.go')],
      ['a/b/extra.go', join(dir, 'woven.go')],
    ]),
  );
  const read = (file: string): string => readFileSync(join(dir, 'mirror', file), 'utf8');
  expect(read('a/b/y.go')).toBe('woven');
  expect(read('a/b/extra.go')).toBe('woven');
  expect(read('a/b/z.go')).toBe('a/b/z.go');
  expect(readlinkSync(join(dir, 'mirror/a/b/c'))).toBe(join(dir, 'root/a/b/c'));
  expect(readlinkSync(join(dir, 'mirror/top.go'))).toBe(join(dir, 'root/top.go'));
  expect(readFileSync(join(dir, 'root/a/b/y.go'), 'utf8')).toBe('a/b/y.go');
});
