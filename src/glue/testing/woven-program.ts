/**
 * For tests: weaves a small program, generates its glue, builds it with the go command (the changed files come by `-overlay`) and
 * runs it.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { initParser, type GoParser } from '../../golang/parser.js';
import { parseHookPackage } from '../../golang/parsehooks.js';
import type { HookPackage } from '../../golang/hookpackage.js';
import type { WeaveReport } from '../../report/report.js';
import { loadRuleFile } from '../../rules/load.js';
import { weavePackage } from '../../weave/weave.js';
import { GLUE_FILE, generateGlue } from '../generate.js';
import { SPAN_PACKAGE } from '../span.js';

const HOOKS_MODULE = resolve(dirname(fileURLToPath(import.meta.url)), '../../../../hooks');
const MODULE = 'example.com/app';

export interface WovenProgram {
  /** Go files of package example.com/app/lib, by base name. */
  readonly lib: Readonly<Record<string, string>>;
  /** The file of package example.com/app/hooks. */
  readonly hooks: string;
  readonly main: string;
  /** A rule file; empty for none. */
  readonly rules: string;
  /** The program uses the OpenTelemetry SDK, and main is woven too. */
  readonly sdk?: boolean;
  /** Nothing sets the hook variables: as in tests and tools. */
  readonly unlinked?: boolean;
}

export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
  readonly report: WeaveReport;
  readonly glue: string;
  readonly woven: ReadonlyMap<string, string>;
}

let parser: Promise<GoParser> | undefined;

export async function runWoven(program: WovenProgram): Promise<Ran> {
  const go = await (parser ??= initParser());
  const dir = mkdtempSync(join(tmpdir(), 'glue-test-'));
  try {
    const context = { goos: goEnv('GOOS'), goarch: goEnv('GOARCH'), goVersion: goEnv('GOVERSION'), tags: [], cgo: false };
    const lib = Object.entries(program.lib).map(([name, text]) => ({ name, path: `lib/${name}`, text }));
    const hookFiles = [{ name: 'hooks.go', path: 'hooks/hooks.go', text: program.hooks }];
    const hooks = new Map<string, HookPackage>([[`${MODULE}/hooks`, parseHookPackage(go, `${MODULE}/hooks`, hookFiles, context)]]);
    if (program.sdk) hooks.set(SPAN_PACKAGE, { importPath: SPAN_PACKAGE, packageName: 'span', functions: [] });
    const rules =
      program.rules === ''
        ? []
        : loadRuleFile({ file: 'test.otelc.yaml', text: program.rules, library: 'test', readFile: () => undefined });
    const woven = weavePackage(go, {
      importPath: `${MODULE}/lib`,
      importMap: `${MODULE}/lib`,
      label: '//lib',
      buildContext: context,
      files: lib,
      rules,
      hooks,
    });
    const main = { name: 'main.go', path: 'main.go', text: program.main };
    const wovenMain = program.sdk
      ? weavePackage(go, { importPath: MODULE, importMap: 'main', label: '//main', buildContext: context, files: [main], rules: [], hooks })
      : undefined;
    const reports = [woven.report, ...(wovenMain ? [wovenMain.report] : [])];
    const joinPoints = reports.flatMap((report) => report.joinPoints.map((point) => ({ report, point })));
    const glue = generateGlue({ joinPoints, reports, hookPackages: hooks, prefix: 'otelglue' });
    writeTree(dir, {
      'go.mod': `module ${MODULE}\n\ngo 1.25\n\nrequire otel-go.internal/hooks v0.0.0\n${program.sdk ? hookRequirements() : ''}\nreplace otel-go.internal/hooks => ${HOOKS_MODULE}\n`,
      ...(program.sdk ? { 'go.sum': readFileSync(join(HOOKS_MODULE, 'go.sum'), 'utf8') } : {}),
      'main.go': program.main,
      ...(program.unlinked ? {} : { [GLUE_FILE]: glue }),
      'hooks/hooks.go': program.hooks,
      ...Object.fromEntries([
        ...lib.map((file) => [file.path, file.text] as const),
        ...[...woven.files].map(([name, text]) => [`lib/${name}`, text] as const),
        ...(wovenMain?.files ?? []),
      ]),
      // The go command refuses linknames in a package without this file.
      'empty.s': '',
    });
    const built = spawnSync('go', ['build', '-mod=mod', '-o', 'app', '.'], { cwd: dir, encoding: 'utf8' });
    if (built.status !== 0) throw new Error(`${built.stderr}\n--- glue\n${glue}\n--- woven\n${[...woven.files.values()].join('\n')}`);
    const ran = spawnSync(join(dir, 'app'), [], { encoding: 'utf8' });
    return { stdout: ran.stdout, stderr: ran.stderr, status: ran.status, report: woven.report, glue, woven: woven.files };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** The modules that the hooks require, in the versions that they do. */
function hookRequirements(): string {
  const text = readFileSync(join(HOOKS_MODULE, 'go.mod'), 'utf8');
  return text.slice(text.indexOf('require'));
}

function goEnv(name: string): string {
  return execFileSync('go', ['env', name], { encoding: 'utf8' }).trim();
}

function writeTree(dir: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(dir, dirname(path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
}
