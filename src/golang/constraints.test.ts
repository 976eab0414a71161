import { describe, expect, test } from '@jest/globals';
import { type BuildContext, packageClause, takesPart } from './constraints.js';

const linux: BuildContext = { goos: 'linux', goarch: 'amd64', tags: ['race', 'integration'], cgo: false, goVersion: 'go1.26.8' };

describe('file names', () => {
  test.each([
    ['a.go', true],
    ['a_linux.go', true],
    ['a_windows.go', false],
    ['a_amd64.go', true],
    ['a_arm64.go', false],
    ['a_linux_amd64.go', true],
    ['a_linux_arm64.go', false],
    ['a_windows_amd64.go', false],
    ['linux.go', true],
    ['windows.go', true],
    ['a_windows_test.go', false],
    ['a_linux_test.go', true],
    ['a_windows_extra.go', true],
    ['a_unix.go', true],
    ['_a.go', false],
    ['.a.go', false],
  ])('%s: %s', (name, want) => {
    expect(takesPart({ name, text: 'package a\n' }, linux)).toBe(want);
  });
});

describe('build constraints', () => {
  test.each([
    ['linux', true],
    ['!linux', false],
    ['unix && gc', true],
    ['windows || (linux && amd64)', true],
    ['!(linux || darwin)', false],
    ['go1.26', true],
    ['go1.27', false],
    ['race', true],
    ['msan', false],
    ['cgo', false],
    ['integration && !race', false],
    ['ignore', false],
    // Malformed: left to the compiler.
    ['linux &&', true],
  ])('//go:build %s: %s', (expression, want) => {
    expect(takesPart({ name: 'a.go', text: `\uFEFF// Copyright.\r\n\r\n//go:build ${expression}\r\n\r\npackage a\r\n` }, linux)).toBe(want);
  });

  test('// +build lines count where no //go:build is, and only before a blank line', () => {
    expect(takesPart({ name: 'a.go', text: '// +build windows darwin\n// +build !cgo\n\npackage a\n' }, linux)).toBe(false);
    expect(takesPart({ name: 'a.go', text: '// +build linux,amd64 darwin\n\npackage a\n' }, linux)).toBe(true);
    expect(takesPart({ name: 'a.go', text: '// +build windows\npackage a\n' }, linux)).toBe(true);
    expect(takesPart({ name: 'a.go', text: '//go:build linux\n// +build windows\n\npackage a\n' }, linux)).toBe(true);
  });

  test('a constraint after the package clause is a comment', () => {
    expect(takesPart({ name: 'a.go', text: 'package a\n\n//go:build windows\n' }, linux)).toBe(true);
  });

  test('cgo files take part with cgo only', () => {
    for (const text of ['package a\n\nimport "C"\n', 'package a\n\nimport (\n\t"fmt"\n\t"C"\n)\n']) {
      expect(takesPart({ name: 'a.go', text }, linux)).toBe(false);
      expect(takesPart({ name: 'a.go', text }, { ...linux, cgo: true })).toBe(true);
    }
    expect(takesPart({ name: 'a.go', text: 'package a\n\nvar c = "C"\n' }, linux)).toBe(true);
  });

  test('systems that imply others', () => {
    expect(takesPart({ name: 'a_linux.go', text: 'package a\n' }, { ...linux, goos: 'android' })).toBe(true);
    expect(takesPart({ name: 'a.go', text: '//go:build darwin\n\npackage a\n' }, { ...linux, goos: 'ios' })).toBe(true);
  });
});

test('package clause', () => {
  expect(packageClause('// Package x.\n/* package no */ package yes // x\n')).toBe('yes');
  expect(packageClause('\uFEFFpackage größe\r\n')).toBe('größe');
  expect(packageClause('')).toBe('');
});
