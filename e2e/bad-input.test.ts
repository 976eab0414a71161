/**
 * Every mistake a user can make ends the build with one line: where, what was got, what was wanted, what to do. The workspace
 * of e2e/bad-input is right as it stands; each case breaks one thing.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Workspace } from './support/workspace.js';

const BUILD_TIMEOUT_MS = 20 * 60_000;
/** Bazel's exit code for a build that failed, whatever made it fail. */
const BUILD_FAILED = 1;
const TARGET = '//app';

let workspace: Workspace;
const scratch = mkdtempSync(path.join(tmpdir(), 'otel-bad-'));

beforeAll(async () => {
  workspace = await Workspace.copy('bad-input');
  await workspace.succeed('build', [TARGET], { flags: ['--config=otel'] });
}, BUILD_TIMEOUT_MS);
beforeEach(async () => {
  workspace = await Workspace.copy('bad-input');
});
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

interface Case {
  readonly name: string;
  readonly edit: (workspace: Workspace) => void;
  /** The line, whole. */
  readonly line: RegExp;
}

const cases: readonly Case[] = [
  {
    name: 'an unknown key in a rule',
    edit: (w) => w.replace('rules.otelc.yaml', '    func: Repeat', '    func: Repeat\n    receiver: "*T"'),
    line: /^(?:.*[ /])?rules\.otelc\.yaml:5:5: .*"receiver".*; .*\[RULE_UNKNOWN_KEY\]$/,
  },
  {
    name: 'YAML that is none',
    edit: (w) => w.replace('rules.otelc.yaml', '  where:', '  where: ['),
    line: /^(?:.*[ /])?rules\.otelc\.yaml:\d+:\d+: .*\[RULE_SYNTAX\]$/,
  },
  {
    name: 'a rule for a function that is not there',
    edit: (w) => w.replace('rules.otelc.yaml', 'func: Repeat', 'func: Repeet'),
    line: /^(?:.*[ /])?rules\.otelc\.yaml:4:11: .*example\.com\/badinput\/lib has no function Repeet.*Repeat.*\[RULE_FUNCTION_NOT_FOUND\]$/,
  },
  {
    name: 'a hook with the wrong signature',
    edit: (w) => w.replace('hooks/hooks.go', 'times int', 'times string'),
    line: /^(?:.*[ /])?rules\.otelc\.yaml:\d+:\d+: .*BeforeRepeat.*hooks\/hooks\.go:5.*string.*int.*\[HOOK_SIGNATURE\]$/,
  },
  {
    name: 'a hook with too few parameters',
    edit: (w) => w.replace('hooks/hooks.go', ', times int', ''),
    line: /^(?:.*[ /])?rules\.otelc\.yaml:\d+:\d+: .*BeforeRepeat.*\[HOOK_SIGNATURE\]$/,
  },
  {
    name: 'a hook function that is not there',
    edit: (w) => w.replace('rules.otelc.yaml', 'before: BeforeRepeat', 'before: BeforeRepet'),
    line: /^(?:.*[ /])?rules\.otelc\.yaml:7:17: .*BeforeRepet.*BeforeRepeat.*\[HOOK_FUNCTION_NOT_FOUND\]$/,
  },
  {
    name: 'a hook package that no library provides',
    edit: (w) => w.replace('rules.otelc.yaml', 'badinput/hooks', 'badinput/absent'),
    line: /^(?:.*[ /])?rules\.otelc\.yaml:8:15: .*"example\.com\/badinput\/absent".*; .*\[HOOK_PACKAGE_NOT_FOUND\]$/,
  },
  {
    name: 'a Go file that does not parse',
    edit: (w) => w.replace('lib/lib.go', 'return strings', 'retur n strings'),
    line: /^(?:.*[ /])?lib\/lib\.go:8:\d+: .*\[GO_SYNTAX\]$/,
  },
  {
    name: 'a rule for the package of its own hooks',
    edit: (w) => {
      w.replace('rules.otelc.yaml', 'target: example.com/badinput/lib', 'target: example.com/badinput/hooks');
      w.replace('rules.otelc.yaml', 'func: Repeat', 'func: BeforeRepeat');
      // Only packages of the program are woven: it must contain the hook package.
      w.replace('app/main.go', 'import (', 'import (\n\t_ "example.com/badinput/hooks"');
      w.replace('app/BUILD.bazel', 'deps = ["//lib"]', 'deps = ["//hooks", "//lib"]');
    },
    line: /^(?:.*[ /])?rules\.otelc\.yaml:\d+:\d+: .*example\.com\/badinput\/hooks.*\[HOOK_CYCLE\]$/,
  },
  {
    name: 'hooks = a label that is no go_library',
    edit: (w) => w.replace('MODULE.bazel', 'hooks = ["//hooks"]', 'hooks = ["//:rules.otelc.yaml"]'),
    line: /in hooks attribute of .*: source file '\/\/:rules\.otelc\.yaml' is misplaced here/,
  },
];

/** The lines that are about the mistake: Bazel's own report about which action or target failed stands around them. */
function ourLines(stderr: string, line: RegExp): string[] {
  return [...new Set(stderr.split('\n').map((text) => text.trimEnd()))].filter((text) => line.test(text));
}

test.each(cases)(
  '$name',
  async ({ edit, line }) => {
    edit(workspace);
    const result = await workspace.run('build', [TARGET], { flags: ['--config=otel', '--color=no'] });
    expect({ code: result.code, output: result.stderr }).toMatchObject({
      code: BUILD_FAILED,
      output: expect.stringMatching(new RegExp(line.source, 'm')),
    });
    expect(ourLines(result.stderr, line)).toHaveLength(1);
    // A defect of ours would show a stack trace of the program.
    expect(result.stderr).not.toMatch(/otel_tool\.mjs:\d+/);
  },
  BUILD_TIMEOUT_MS,
);

test(
  'the plain build does not care about rules',
  async () => {
    workspace.replace('rules.otelc.yaml', 'func: Repeat', 'func: Absent');
    expect((await workspace.run('build', [TARGET])).code).toBe(0);
  },
  BUILD_TIMEOUT_MS,
);

describe('versions that are not supported', () => {
  let other: Workspace;
  beforeAll(() => {
    // An output base of its own: what it fetches points into folders that will be gone.
    other = workspace.withOutputBase('old-versions-base');
  });
  afterAll(async () => {
    await other.run('clean', ['--expunge']);
  }, BUILD_TIMEOUT_MS);

  test(
    'of Go',
    async () => {
      // The installed Go under another version: rules_go reads the file VERSION.
      const real = spawnSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).stdout.trim();
      const old = path.join(scratch, 'go');
      cpSync(path.join(real, 'bin'), path.join(old, 'bin'), { recursive: true });
      for (const name of readdirSync(real))
        if (name !== 'bin' && name !== 'VERSION') symlinkSync(path.join(real, name), path.join(old, name));
      writeFileSync(path.join(old, 'VERSION'), 'go1.24.3\n');
      const result = await other.run('build', [TARGET], { flags: ['--config=otel', `--repo_env=GOROOT=${old}`, '--color=no'] });
      expect(result.code).toBe(BUILD_FAILED);
      expect(result.stderr).toMatch(/got Go SDK 1\.24\.3; want 1\.25 or later; fix: .*/);
    },
    BUILD_TIMEOUT_MS,
  );

  test(
    'of rules_go',
    async () => {
      const rulesGo = path.join(await workspace.info('output_base'), 'external', 'rules_go~');
      const old = path.join(scratch, 'rules_go');
      cpSync(rulesGo, old, { recursive: true, dereference: true });
      const module = path.join(old, 'MODULE.bazel');
      writeFileSync(module, readFileSync(module, 'utf8').replace(/^( *version = )"[^"]*"/m, '$1"0.50.1"'));
      const result = await other.run('build', [TARGET], { flags: ['--config=otel', `--override_module=rules_go=${old}`, '--color=no'] });
      expect(result.code).toBe(BUILD_FAILED);
      expect(result.stderr).toMatch(/bazel_dep rules_go: got 0\.50\.1; want 0\.63\.0 or later; fix: raise rules_go in MODULE\.bazel/);
    },
    BUILD_TIMEOUT_MS,
  );
});
