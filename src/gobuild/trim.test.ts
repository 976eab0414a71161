import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Cache } from './cache.js';
import { TRIM_FILE, trimCache } from './trim.js';

const DAY_MS = 24 * 60 * 60_000;
let cache: Cache;

beforeEach(() => {
  cache = new Cache(mkdtempSync(join(tmpdir(), 'otel-trim-')));
});
afterEach(() => {
  rmSync(cache.dir, { recursive: true, force: true });
});

function age(file: string, days: number): string {
  const time = (Date.now() - days * DAY_MS) / 1000;
  utimesSync(file, time, time);
  return file;
}

function entry(kind: string, key: string, days: number): string {
  cache.write(kind, key, { key });
  return age(cache.path(kind, `${key}.json`), days);
}

test('what was not used for ten days is removed, what is used stays', () => {
  const old = entry('variants', 'old', 11);
  const young = entry('variants', 'young', 9);
  const used = entry('slices', 'used', 11);
  expect(cache.read('slices', 'used')).toEqual({ key: 'used' });
  const unchanged = age(cache.writeText(join('work', 'a', 'go.work'), 'go 1.25\n'), 11);
  cache.writeText(join('work', 'a', 'go.work'), 'go 1.25\n');
  const folder = join(age(cache.writeText(join('work', 'b', 'go.work'), 'go 1.25\n'), 11), '..');
  const salt = cache.salt();
  age(cache.path('salt'), 100);
  const mine = cache.path('mine.txt');
  writeFileSync(mine, '');
  age(mine, 100);
  trimCache(cache.dir);
  expect([old, young, used, unchanged, folder, mine].map((file) => existsSync(file))).toEqual([false, true, true, true, false, true]);
  expect(cache.salt()).toBe(salt);
});

test('once a day', () => {
  trimCache(cache.dir);
  const old = entry('woven', 'old', 11);
  trimCache(cache.dir);
  expect(existsSync(old)).toBe(true);
  age(cache.path(TRIM_FILE), 2);
  trimCache(cache.dir);
  expect(existsSync(old)).toBe(false);
});

test('the time of an entry is written anew once an hour', () => {
  const file = entry('woven', 'one', 0.01);
  const { mtimeMs } = statSync(file);
  cache.read('woven', 'one');
  expect(statSync(file).mtimeMs).toBe(mtimeMs);
  age(file, 1);
  cache.read('woven', 'one');
  expect(statSync(file).mtimeMs).toBeGreaterThan(mtimeMs);
  expect(readFileSync(file, 'utf8')).toContain('{"key":"one"}');
});
