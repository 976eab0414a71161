import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { airGapBazelrc, airGapName, parseJsonStream } from './airgap.js';
import { downloadHost } from './bazelisk.js';
import { CHECKOUT } from './index.js';
import { failureText } from './steps.js';

test('the bazelrc overrides modules and stand-ins, and asks no network', () => {
  const text = airGapBazelrc('/c/airgap', ['rules_go'], ['coverage_tools', 'zlib']);
  const flags = text.split('\n').filter((line) => !line.startsWith('#'));
  expect(flags).toContain('common --override_module=rules_go=/c/airgap/modules/rules_go');
  expect(flags).toContain('common --override_module=zlib=/c/airgap/stubs/zlib');
  expect(text).not.toContain('--override_module=coverage_tools');
  expect(flags).toContain('common --registry=file:///c/airgap/registry');
});

test('the folder name follows the text of the stand-ins', () => {
  const copy = mkdtempSync(path.join(tmpdir(), 'stubs-'));
  try {
    const stubs = path.join(CHECKOUT, 'e2e/airgap/stubs');
    cpSync(stubs, copy, { recursive: true });
    expect(airGapName(copy)).toBe(airGapName(stubs));
    writeFileSync(path.join(copy, 'zlib/BUILD.bazel'), '# changed\n');
    expect(airGapName(copy)).not.toBe(airGapName(stubs));
  } finally {
    rmSync(copy, { recursive: true });
  }
});

describe('parseJsonStream', () => {
  test('reads objects that follow each other', () => {
    const text = '{\n\t"Path": "a",\n\t"Dir": "{}"\n}\n{\n\t"Path": "b"\n}\n';
    expect(parseJsonStream(text)).toEqual([{ Path: 'a', Dir: '{}' }, { Path: 'b' }]);
  });

  test('reads nothing', () => {
    expect(parseJsonStream('')).toEqual([]);
  });
});

test('downloadHost finds where bazelisk downloads from', () => {
  const line = '2026/01/01 00:00:00 Downloading https://bazel.example/7.7.1/bazel-7.7.1...\n';
  expect(downloadHost(line)).toBe('bazel.example');
  expect(downloadHost('2026/01/01 could not download')).toBeUndefined();
});

test('a failed step says what it tried, what it printed last, and what to do', () => {
  const step = { title: 'base', command: ['debootstrap', 'x'], hint: 'check the mirror' };
  const output = Array.from({ length: 40 }, (_, i) => `line ${i}`).join('\n');
  const text = failureText(step, 'failed after 3 s (exit code 1)', output);
  expect(text).toContain('base: failed after 3 s (exit code 1)');
  expect(text).toContain('tried: debootstrap x');
  expect(text).toContain('| line 39');
  expect(text).not.toContain('| line 20');
  expect(text).toContain('what to do: check the mirror');
});
