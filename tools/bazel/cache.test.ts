import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { buildOnce, cacheFolder, NegativeMemo, withLock } from './cache.js';

let folder = '';
const silent = (): void => {};

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'cache-test-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('cacheFolder', () => {
  test('follows OTEL_DEV_CACHE, then XDG_CACHE_HOME, then HOME', () => {
    expect(cacheFolder({ OTEL_DEV_CACHE: '/a', XDG_CACHE_HOME: '/b' }, '/home/u')).toBe('/a');
    expect(cacheFolder({ XDG_CACHE_HOME: '/b' }, '/home/u')).toBe('/b/rules_otel_go');
    expect(cacheFolder({}, '/home/u')).toBe('/home/u/.cache/rules_otel_go');
  });
});

describe('buildOnce', () => {
  test('a failed build leaves nothing that looks complete, and is tried again', async () => {
    const failing = buildOnce(folder, 'thing', silent, () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(existsSync(path.join(folder, 'thing'))).toBe(false);
    const built = await buildOnce(folder, 'thing', silent, (temporary) => {
      writeFileSync(path.join(temporary, 'file'), '');
      return Promise.resolve();
    });
    expect(readdirSync(built)).toEqual(['file']);
    expect(readdirSync(folder).filter((name) => name.includes('.tmp-'))).toEqual([]);
  });

  test('removes what a killed run left', async () => {
    mkdirSync(path.join(folder, 'thing.tmp-1/deep'), { recursive: true });
    await buildOnce(folder, 'thing', silent, () => Promise.resolve());
    expect(readdirSync(folder).sort()).toEqual(['thing', 'thing.lock']);
  });

  test('two at once build once', async () => {
    let builds = 0;
    const build = async (): Promise<void> => {
      builds += 1;
      await new Promise((resolve) => setTimeout(resolve, 50));
    };
    await Promise.all([1, 2, 3].map(() => buildOnce(folder, 'thing', silent, build)));
    expect(builds).toBe(1);
  });
});

test('withLock frees the lock when the body throws', async () => {
  await expect(withLock(folder, 'l', silent, () => Promise.reject(new Error('x')))).rejects.toThrow();
  expect(await withLock(folder, 'l', silent, () => Promise.resolve('next'))).toBe('next');
});

describe('NegativeMemo', () => {
  const hour = 3_600_000;

  test('holds for a day, for its key only', () => {
    const file = path.join(folder, 'memo.json');
    const memo = new NegativeMemo(file, '7.7.1');
    expect(memo.read(0)).toBeUndefined();
    memo.write('unreachable', 0);
    expect(memo.read(23 * hour)).toBe('unreachable');
    expect(memo.read(25 * hour)).toBeUndefined();
    expect(new NegativeMemo(file, '8.0.0').read(hour)).toBeUndefined();
  });

  test('a damaged file is ignored', () => {
    const file = path.join(folder, 'memo.json');
    writeFileSync(file, '{"key":');
    expect(new NegativeMemo(file, 'k').read()).toBeUndefined();
  });
});
