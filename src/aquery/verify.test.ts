import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { BinaryAnalysis, PackageAnalysis, RuleUse } from '../report/analysis.js';
import type { Manifest } from '../report/manifest.js';
import { readExecutable } from './executable.js';
import { writeTree } from './testing/graph.js';
import { type BinaryCheck, verifyBinary } from './verify.js';

const COMPILE_TIMEOUT_MS = 120_000;

/** What weaving and the glue leave in a program, in as few lines. */
const MAIN = `package main

import (
	"example.com/v/hooks"
	"example.com/v/orders"
	_ "unsafe"
)

//go:linkname hookPlace example.com/v/orders.otelhook_Place
var hookPlace func()

var _ = otelglueinstall()

func otelgluebind0() { hookPlace = func() { hooks.BeforePlace() } }

func otelglueinstall() struct{} {
	otelgluebind0()
	return struct{}{}
}

func main() { orders.Place() }
`;
const ORDERS = `package orders

var otelhook_Place func()

func Place() {
	if otelhook_Place != nil {
		otelhook_Place()
	}
}
`;
const HOOKS = `package hooks

func BeforePlace() { println("before") }
`;

let folder = '';
const builds: Record<string, string> = {};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'verify-test-'));
  const write = (file: string, text: string): void => {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  write('go.mod', 'module example.com/v\n\ngo 1.24\n');
  write('main.go', MAIN);
  write('orders/orders.go', ORDERS);
  write('hooks/hooks.go', HOOKS);
  write('plain/main.go', 'package main\n\nfunc main() {}\n');
  const build = (name: string, pkg: string, env: Record<string, string>, ...flags: string[]): void => {
    builds[name] = join(folder, `${name}.exe`);
    execFileSync('go', ['build', '-o', join(folder, `${name}.exe`), ...flags, pkg], {
      cwd: folder,
      env: { ...process.env, CGO_ENABLED: '0', ...env },
    });
  };
  build('symbols', '.', {});
  build('stripped', '.', {}, '-ldflags=-s -w');
  build('plain', './plain', {}, '-ldflags=-s -w');
  build('macho', './plain', { GOOS: 'darwin', GOARCH: 'arm64' });
  build('pe', './plain', { GOOS: 'windows', GOARCH: 'amd64' });
  build('elf32', './plain', { GOOS: 'linux', GOARCH: '386' });
}, COMPILE_TIMEOUT_MS);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('functions are read also from a stripped program, inlined ones included; symbols where there are any', () => {
  for (const name of ['symbols', 'stripped']) {
    const functions = readExecutable(builds[name] ?? '')?.functions;
    expect(
      ['main.main', 'main.otelglueinstall', 'main.otelgluebind0', 'example.com/v/hooks.BeforePlace'].filter((one) => !functions?.has(one)),
    ).toEqual([]);
  }
  expect(readExecutable(builds['symbols'] ?? '')?.symbols?.has('example.com/v/orders.otelhook_Place')).toBe(true);
  expect(readExecutable(builds['stripped'] ?? '')?.symbols).toBeUndefined();
});

test.each(['macho', 'pe', 'elf32'])('functions and symbols of a program for another platform: %s', (name) => {
  const executable = readExecutable(builds[name] ?? '');
  expect(executable?.functions.has('main.main')).toBe(true);
  expect(executable?.symbols?.has('main.main')).toBe(true);
});

test('a file that is no Go program is not read', () => {
  expect(readExecutable(join(folder, 'main.go'))).toBeUndefined();
});

const use: RuleUse = {
  rule: 'shop/place',
  position: { file: 'shop.otelc.yaml', line: 1, column: 1 },
  target: 'example.com/v/orders',
  versions: '',
  place: 'Place',
  hooks: ['example.com/v/hooks.BeforePlace'],
  support: false,
  state: 'planned',
};
const orders: PackageAnalysis = {
  importPath: 'example.com/v/orders',
  label: '//orders',
  std: false,
  version: undefined,
  state: 'planned',
  rules: [use],
  rewriters: [],
  functions: [],
  edits: [],
  warnings: [],
  path: [],
};
const fn = {
  function: 'example.com/v/orders.Place',
  file: 'orders/orders.go',
  line: 5,
  form: 'none' as const,
  hooks: ['example.com/v/hooks.BeforePlace'],
};
const woven: PackageAnalysis = {
  ...orders,
  state: 'woven',
  report: 'bazel-out/orders.otelreport.json',
  functions: [{ ...fn, rules: ['shop/place'], hookVars: ['otelhook_Place'] }],
};
const manifest: Manifest = {
  version: 1,
  label: '//:server',
  active: true,
  imports: [],
  stdPackages: [],
  hookPackages: ['example.com/v/hooks'],
  functions: [{ ...fn, importPath: 'example.com/v/orders', rules: [{ library: 'shop', name: 'place' }] }],
};

function check(build: string, changed: Partial<Manifest> = {}, packages = { planned: [orders], built: [woven] }): BinaryCheck {
  const tree = writeTree(folder, { 'bazel-out/manifest.json': JSON.stringify({ ...manifest, ...changed }) });
  const binary = (own: readonly PackageAnalysis[], state: BinaryAnalysis['state']): BinaryAnalysis => ({
    label: '//:server',
    importPath: 'example.com/v',
    configuration: 'k8-fastbuild',
    platform: 'k8',
    state,
    output: builds[build],
    manifest: 'bazel-out/manifest.json',
    packageCount: 3,
    packages: own,
    hookPackages: [],
  });
  return verifyBinary(
    binary(packages.planned, packages.planned.length > 0 ? 'planned' : 'plain'),
    binary(packages.built, 'instrumented'),
    tree,
  );
}
const messages = (...args: Parameters<typeof check>): string[] =>
  check(...args).problems.map(({ between, message }) => `${between}: ${message}`);

describe('plan, manifest and binary', () => {
  test('agree', () => {
    expect(check('symbols')).toMatchObject({ problems: [], functions: 1, hookFunctions: 1, hookVariables: 1 });
    expect(check('stripped')).toMatchObject({ problems: [], hookVariables: undefined });
    expect(messages('plain', { active: false, functions: [], hookPackages: [] }, { planned: [], built: [] })).toEqual([]);
  });

  test('a function that the manifest lost', () => {
    expect(messages('stripped', { functions: [] })).toEqual([
      'reports and manifest: example.com/v/orders.Place is woven and linked, the manifest does not have it',
      'manifest and binary: the manifest lists 0 functions, the binary sets the hooks of 1',
    ]);
    expect(messages('symbols', { functions: [] })).toContain(
      'manifest and binary: the binary has hook variable example.com/v/orders.otelhook_Place, the manifest no function for it',
    );
  });

  test('a function, a rule and a hook that only the manifest has', () => {
    const more = {
      ...manifest.functions[0],
      function: 'example.com/v/orders.Cancel',
      rules: [{ library: 'shop', name: 'cancel' }],
      hooks: ['example.com/v/hooks.BeforeCancel'],
    };
    const found = messages('stripped', { functions: [...manifest.functions, more as Manifest['functions'][number]] });
    expect(found).toEqual([
      'plan and manifest: the manifest has example.com/v/orders.Cancel with rule shop/cancel, which the plan does not have for example.com/v/orders',
      'plan and manifest: the manifest has example.com/v/orders.Cancel with hook example.com/v/hooks.BeforeCancel, which no rule of the plan names',
      'reports and manifest: the manifest has example.com/v/orders.Cancel, the report of weaving does not',
      'manifest and binary: the manifest has hook example.com/v/hooks.BeforeCancel, which is not in the binary',
      'manifest and binary: the manifest lists 2 functions, the binary sets the hooks of 1',
    ]);
  });

  test('a plain binary with the manifest of an instrumented one, and the other way round', () => {
    expect(messages('plain')).toEqual([expect.stringContaining('the binary sets no hook variables')]);
    expect(messages('stripped', { active: false, functions: [] })).toContain(
      'manifest and binary: the manifest says plain, but the binary sets hook variables',
    );
  });

  test('a rule that is gone from the plan, another label, a std package that is not offered', () => {
    expect(messages('stripped', {}, { planned: [], built: [woven] })).toEqual([
      'plan and manifest: the manifest has example.com/v/orders.Place, the plan has no rule for example.com/v/orders',
      'plan and manifest: the manifest says instrumented, the plan has nothing to weave',
    ]);
    expect(messages('stripped', { label: '//:other' })).toEqual(['plan and manifest: the manifest is of //:other, the plan of //:server']);
    expect(messages('stripped', { stdPackages: [{ importPath: 'net/http' }] })).toEqual([
      'plan and manifest: the manifest swaps in net/http, which the plan does not offer',
    ]);
  });

  test('what is not built is named', () => {
    builds['absent'] = join(folder, 'absent');
    expect(() => check('absent')).toThrow('//:server is not built');
  });
});
