/** Every kind of advice, every selector and a rewriter of the user's own on one small program, through Bazel; and what goes wrong. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readManifest } from '../src/report/manifest.js';
import type { WeaveReport } from '../src/report/report.js';
import { Program } from './support/program.js';
import { Workspace } from './support/workspace.js';

const BUILD_TIMEOUT_MS = 20 * 60_000;
/** Bazel's exit code for a build that failed, whatever made it fail. */
const BUILD_FAILED = 1;
const TARGET = '//cmd/shop';
const OTEL = { flags: ['--config=otel'] };

const PLAIN = `price 200 <nil>
checkout 7: tea, milk
label no 5 local
total 3 3 [1 2 0]
pack [tea milk]
greeting hello 2
config {Name:corner Limit:0 Retry:{Times:1}}
ship <nil>
audit own
rate 4
shout hey!
ticks false
`;

/** What a rule does stands beside what it is about. */
const WOVEN = `audit: everywhere Price
before Price: 2 items
after Price: 2 items, 200 <nil>
price 200 <nil>
audit: Checkout 7: tea, milk
checkout 7: tea, milk
label no N5! local
total 1003 1003 [1 2 0]
audit: everywhere Pack
audit: traced Pack high
pack [tea milk]
greeting HELLO 20
config {Name:CORNER! Limit:9 Retry:{Times:3}}
takes_context Ship
audit: rewriter Ship linux
ship <nil>
audit: either Cancel
audit: rewriter Cancel linux
after Cancel: true
audit: either Audit
audit: everywhere Audit
audit own
audit: limiter
rate 4
shout hey!
audit: audits of 7 1
audits 1
ticks true
audit: end of main
`;

let workspace: Workspace;
beforeEach(async () => {
  workspace = await Workspace.copy('rule-language');
});

async function run(): Promise<{ stdout: string; stderr: string; code: number | null }> {
  const { stdout, stderr, code } = await Program.run(await workspace.binary(TARGET), { env: { OTEL_SDK_DISABLED: 'true' } });
  return { stdout, stderr, code };
}

describe('the program', () => {
  test(
    'without --config=otel',
    async () => {
      await workspace.succeed('build', [TARGET]);
      expect(await run()).toEqual({ stdout: PLAIN, stderr: '', code: 0 });
    },
    BUILD_TIMEOUT_MS,
  );

  test(
    'with every rule',
    async () => {
      await workspace.succeed('build', [TARGET], OTEL);
      expect(await run()).toEqual({ stdout: WOVEN, stderr: 'whole_signature Pack\n', code: 0 });
    },
    BUILD_TIMEOUT_MS,
  );

  test(
    'its tests: internal and external ones see one copy of what was imported',
    async () => {
      const { code, stdout, stderr } = await workspace.run('test', ['//shop:shop_test'], {
        flags: ['--config=otel', '--test_output=errors', '--test_env=OTEL_SDK_DISABLED=true'],
      });
      expect({ code, output: code === 0 ? '' : stdout + stderr }).toEqual({ code: 0, output: '' });
    },
    BUILD_TIMEOUT_MS,
  );

  test(
    'an added file that is edited is woven anew, though its rule file stays as it is',
    async () => {
      await workspace.succeed('build', [TARGET], OTEL);
      workspace.replace('otel/added.go', '"audits of"', '"number of audits of"');
      await workspace.succeed('build', [TARGET], OTEL);
      expect((await run()).stdout).toContain('audit: number of audits of 7 1\n');
    },
    BUILD_TIMEOUT_MS,
  );

  test(
    'a rewriter that is edited runs anew, in the worker that ran it before',
    async () => {
      await workspace.succeed('build', [TARGET], OTEL);
      workspace.replace('otel/rewriter.mjs', '"rewriter"', '"edited rewriter"');
      await workspace.succeed('build', [TARGET], OTEL);
      expect((await run()).stdout).toContain('audit: edited rewriter Ship linux\n');
    },
    BUILD_TIMEOUT_MS,
  );
});

describe('reports', () => {
  beforeAll(async () => {
    workspace = await Workspace.copy('rule-language');
    await workspace.succeed('build', [TARGET], OTEL);
  }, BUILD_TIMEOUT_MS);

  async function report(file: string): Promise<WeaveReport> {
    return JSON.parse(readFileSync(path.join(await workspace.info('bazel-bin'), `${file}.otelreport.json`), 'utf8')) as WeaveReport;
  }
  const reasons = ({ notApplied }: WeaveReport): Record<string, string> =>
    Object.fromEntries(notApplied.map(({ rule, reason }) => [rule.name, reason]));

  test('versions: of a module, of a vendored package that nobody knows', async () => {
    expect(reasons(await report('external/gazelle~~go_deps~org_golang_x_time/rate/rate'))).toEqual({
      other_version: 'version v0.14.0 is outside of v1.0.0',
    });
    expect(reasons(await report('vendor/example.org/shout/shout'))).toMatchObject({
      unknown_version: 'the version of the package is unknown, the rule is for v1.0.0',
    });
  });

  test('a package that what is imported depends on', async () => {
    expect(reasons(await report('clock/clock'))).toMatchObject({
      everywhere: 'example.com/rulelanguage/clock cannot import example.com/rulelanguage/audit: hook libraries depend on it',
    });
  });

  test('imports, and the work of the rewriter', async () => {
    expect(await report('shop/shop')).toMatchObject({
      imports: ['example.com/rulelanguage/audit', 'fmt'],
      rewriters: [
        {
          id: 'example.com/record-context',
          addedFiles: ['record_context.go'],
          notes: ['shop/shop.go:81:1: records Ship', 'shop/shop.go:89:1: records Cancel'],
        },
      ],
    });
  });

  test('a package that the only rule of its pattern excepts is not woven at all', async () => {
    workspace.replace('otel/selectors.otelc.yaml', 'target: $root', 'target: example.com/rulelanguage/shop');
    const query = await workspace.succeed('aquery', ['mnemonic(GoOtelWeave, //cmd/shop:shop_lib)'], OTEL);
    expect(query.stdout).not.toContain('GoOtelWeave');
  });
});

test(
  'the manifest names hooks that are not exported, and spans',
  async () => {
    await workspace.succeed('build', [TARGET], OTEL);
    const manifest = readManifest(`${await workspace.info('bazel-bin')}/cmd/shop/shop.otel_manifest.json`);
    const hooksOf = (name: string): readonly string[] | undefined => manifest.functions.find((fn) => fn.function === name)?.hooks;
    expect(hooksOf('example.com/rulelanguage/shop.Cancel')).toEqual([
      'example.com/rulelanguage/hooks.beforeCancel',
      'example.com/rulelanguage/hooks.afterCancel',
    ]);
    expect(manifest.functions.map((fn) => fn.function)).toEqual(
      expect.arrayContaining(['example.com/rulelanguage/shop.Audit', 'example.org/shout.Shout']),
    );
    expect(manifest.imports).toEqual(['example.com/rulelanguage/audit']);
  },
  BUILD_TIMEOUT_MS,
);

interface Case {
  readonly name: string;
  readonly edit: (workspace: Workspace) => void;
  /** The line, whole. */
  readonly line: RegExp;
}

const KINDS = 'otel/kinds.otelc.yaml';
const SELECTORS = 'otel/selectors.otelc.yaml';
const REWRITER = 'otel/rewriter.mjs';

/** The rule for golang.org/x/time/rate, of another package and with another import. */
function retarget(w: Workspace, target: string, func: string, path = 'example.com/rulelanguage/audit'): void {
  w.replace(
    SELECTORS,
    `  target: golang.org/x/time/rate
  version: v0.10.0,v1.0.0
  where: { func: NewLimiter }
  do:
    - inject_code: { raw: 'audit.Record("limiter")' }
  imports:
    audit: example.com/rulelanguage/audit`,
    `  target: ${target}
  where: { func: ${func} }
  do:
    - inject_code: { raw: 'audit.Println("limiter")' }
  imports:
    audit: ${path}`,
  );
}

const cases: readonly Case[] = [
  {
    name: 'an import that no library provides',
    edit: (w) => retarget(w, 'golang.org/x/time/rate', 'NewLimiter', 'example.com/rulelanguage/absent'),
    line: /^(?:.*[ /])?otel\/selectors\.otelc\.yaml:\d+:12: rule known_version imports example\.com\/rulelanguage\/absent into golang\.org\/x\/time\/rate, but no library provides it; add the go_library to the hooks of otel\.rules\(…\) in MODULE\.bazel \[RULE_VALUE\]$/,
  },
  {
    name: 'an import into a package that the imported one depends on',
    edit: (w) => retarget(w, 'example.com/rulelanguage/clock', 'Tick'),
    line: /^(?:.*[ /])?otel\/selectors\.otelc\.yaml:\d+:12: rule known_version imports example\.com\/rulelanguage\/audit into example\.com\/rulelanguage\/clock, which cannot be: hook libraries depend on it; call it through a hook \(inject_hooks\) \[RULE_UNSUPPORTED\]$/,
  },
  {
    name: 'an import from outside into the standard library',
    edit: (w) => retarget(w, 'net/url', 'Parse'),
    line: /^(?:.*[ /])?otel\/selectors\.otelc\.yaml:\d+:12: rule known_version imports example\.com\/rulelanguage\/audit into net\/url, which cannot be: it is of the standard library; call it through a hook \(inject_hooks\) \[RULE_UNSUPPORTED\]$/,
  },
  {
    name: 'another import into the standard library',
    edit: (w) => retarget(w, 'net/url', 'Parse', 'log'),
    line: /^std package net\/url: woven code imports log, which the package itself does not; .* \[EXPORT_DATA\]$/,
  },
  {
    name: 'a field that is there already',
    edit: (w) => w.replace(KINDS, 'name: audits, type: int', 'name: Items, type: int'),
    line: /^(?:.*[ /])?otel\/kinds\.otelc\.yaml:\d+:\d+: .*Items.* \[\w+\]$/,
  },
  {
    name: 'a rewriter that throws',
    edit: (w) => w.replace(REWRITER, 'const edits = [];', 'throw new TypeError("not today");'),
    line: /^rewriter example\.com\/record-context: rewrite\(example\.com\/rulelanguage\/shop\) threw TypeError: not today; mend the rewriter, or leave it out \[REWRITER\]$/,
  },
  {
    name: 'a rewriter that moves lines',
    edit: (w) => w.replace(REWRITER, 'text: ` recordContext', 'text: `\\nrecordContext'),
    line: /^rewriter example\.com\/record-context: package example\.com\/rulelanguage\/shop: edit 1 at shop\/shop\.go:82:51 would move lines; .* \[REWRITER\]$/,
  },
  {
    name: 'a rewriter that imports what it does not bring along',
    edit: (w) => w.write(REWRITER, `import './helper.mjs';\n${w.read(REWRITER)}`),
    line: /^rewriter otel\/rewriter\.mjs: cannot be loaded: .*; want one ES module without relative imports: bundle it into one file \[REWRITER\]$/,
  },
  {
    name: 'a rewriter without targets',
    edit: (w) => w.replace('MODULE.bazel', 'targets = ["example.com/rulelanguage/shop"]', 'targets = []'),
    line: /MODULE\.bazel: otel\.rewriter: attribute targets: got none for .*rewriter\.mjs; want import paths or globs; fix: .*/,
  },
];

describe('one line for', () => {
  test.each(cases)(
    '$name',
    async ({ edit, line }) => {
      edit(workspace);
      const result = await workspace.run('build', [TARGET], { flags: ['--config=otel', '--color=no', '--noshow_progress'] });
      expect({ code: result.code, output: result.stderr }).toMatchObject({
        code: BUILD_FAILED,
        output: expect.stringMatching(new RegExp(line.source, 'm')),
      });
      expect(result.stderr).not.toMatch(/otel_tool\.mjs:\d+/);
    },
    BUILD_TIMEOUT_MS,
  );
});
