import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Cache } from './cache.js';
import { scanDirectives, type SourceDirectives } from './directives.js';

let dir: string;
let cache: Cache;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'otel-directives-'));
  cache = new Cache(join(dir, 'cache'));
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

function write(name: string, text: string): string {
  const file = join(dir, 'module', name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
  return file;
}

function scan(...files: string[]): SourceDirectives {
  return scanDirectives(cache, [{ path: 'example.com/app', folder: join(dir, 'module') }], files);
}

test('packages that ask for spans, by import path', () => {
  write('main.go', 'package main\n\n//otel:span\nfunc main() {}\n');
  write('store/store.go', 'package store\n\n\t//otel:span "load" tier:gold\nfunc Load() {}\n');
  write('quiet/quiet.go', 'package quiet\n\n// otel:span is a directive, //otel:spans is none.\n//otel:ignore\nfunc F() {}\n');
  for (const left of ['vendor/v', 'testdata', '_x', '.git', 'nested']) write(`${left}/x.go`, 'package x\n\n//otel:span\nfunc F() {}\n');
  write('nested/go.mod', 'module example.com/nested\n');
  expect(scan().spans).toEqual(['example.com/app', 'example.com/app/store']);
  expect(scanDirectives(cache, [], [write('nested/x.go', '//otel:span\n')]).spans).toEqual(['command-line-arguments']);
});

test('the digest changes with directives, with their places, and with nothing else', () => {
  write('a.go', 'package a\n\n// Go explains.\nfunc F() {}\n');
  expect(scan().digest).toBe('');
  const digests = [
    'package a\n\n//otel:span one\nfunc F() {}\n',
    'package a\n\n//otel:span two\nfunc F() {}\n',
    'package a\n\n\n//otel:span two\nfunc F() {}\n',
    'package a\n\nfunc F() { _ = 0 //otel:ignore\n}\n',
    'package a\n\n//mine:point\nfunc F() {}\n',
  ].map((text) => {
    write('a.go', text);
    return scan().digest;
  });
  expect(new Set(digests).size).toBe(digests.length);
  write('a.go', 'package a\n\n//mine:point\nfunc G() {}\n//go:noinline\nfunc H() {}\n');
  expect(scan().digest).toBe(digests.at(-1));
});

test('what is settled is not read again; what changed is', () => {
  const file = write('a.go', '//otel:span one\n');
  const { digest } = scan();
  expect(scan().digest).toBe(digest);
  write('a.go', '//otel:span two\n');
  utimesSync(file, new Date(0), new Date(0));
  expect(scan().digest).not.toBe(digest);
  rmSync(file);
  expect(scan()).toEqual({ spans: [], digest: '' });
});
