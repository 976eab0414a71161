import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import type { HookPackage } from '../golang/hookpackage.js';
import { parseHookPackage } from '../golang/parsehooks.js';
import { initParser, type GoParser } from '../golang/parser.js';
import { loadRuleFile } from '../rules/load.js';
import { matchesTarget } from '../rules/target.js';
import type { Rule } from '../rules/types.js';
import type { WeaveResult } from './request.js';
import { LINUX, readSources } from './testcase.js';
import { weavePackage } from './weave.js';

const CHECKOUT = fileURLToPath(new URL('../../../', import.meta.url));
/** The oldest supported Go, fetched by the go command, and the installed one. */
const TOOLCHAINS = ['go1.25.5', 'local'];
const RULES = ['net_http', 'database_sql', 'runtime', 'log', 'slog']
  .flatMap((library) => loadLibrary(library))
  .filter((rule) => !rule.targets.some((target) => target.value === 'main'));
const PACKAGES = [...new Set(RULES.flatMap((rule) => rule.targets.map((target) => target.value)))].sort();

const work = mkdtempSync(join(tmpdir(), 'otel-std-'));
let parser: GoParser;

beforeAll(async () => {
  parser = await initParser();
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

function loadLibrary(library: string): Rule[] {
  const file = join(CHECKOUT, 'rules', `${library}.otelc.yaml`);
  return loadRuleFile({
    file,
    library,
    text: readFileSync(file, 'utf8'),
    readFile: (path) => readFileSync(join(CHECKOUT, 'rules', path), 'utf8'),
  });
}

/** A Go toolchain as the go command finds it. */
class Toolchain {
  readonly #env: NodeJS.ProcessEnv;
  readonly goroot: string;
  readonly version: string;

  constructor(name: string) {
    this.#env = { ...process.env, GOTOOLCHAIN: name };
    this.goroot = this.go(work, 'env', 'GOROOT').trim();
    this.version = this.go(work, 'env', 'GOVERSION').trim();
  }

  go(cwd: string, ...args: string[]): string {
    return execFileSync('go', args, { cwd, env: this.#env, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'pipe'] });
  }
}

function weave(pkg: string, toolchain: Toolchain): WeaveResult {
  const context = { ...LINUX, goVersion: toolchain.version };
  const hookPackage = (name: string): [string, HookPackage] => {
    const path = `otel-go.internal/hooks/${name}`;
    return [path, parseHookPackage(parser, path, readSources(join(CHECKOUT, 'hooks', name)), context)];
  };
  return weavePackage(parser, {
    importPath: pkg,
    importMap: pkg,
    label: '',
    buildContext: context,
    files: readSources(join(toolchain.goroot, 'src', pkg), `src/${pkg}`).filter((file) => !file.name.endsWith('_test.go')),
    rules: RULES.filter((rule) => matchesTarget(rule, { importPath: pkg, isMain: false })),
    hooks: new Map(['nethttp', 'databasesql', 'runtime', 'log', 'slog'].map(hookPackage)),
  });
}

interface GoList {
  readonly GoFiles: readonly string[];
  readonly SFiles?: readonly string[];
  readonly ImportMap?: Readonly<Record<string, string>>;
}

/** Compiles the package from `dir` the way the std swap does, and returns its export data. */
function exportData(toolchain: Toolchain, pkg: string, dir: string, extra: readonly string[]): Buffer {
  const go = (...args: string[]): string => toolchain.go(dir, ...args);
  const { goroot } = toolchain;
  const list = JSON.parse(go('list', '-json=GoFiles,SFiles,ImportMap', pkg)) as GoList;
  const packages = go('list', '-deps', '-export', '-f', '{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}', pkg);
  const maps = Object.entries(list.ImportMap ?? {}).map(([from, to]) => `importmap ${from}=${to}\n`);
  writeFileSync(join(dir, 'importcfg'), maps.join('') + packages);
  const asm: string[] = [];
  if (list.SFiles && list.SFiles.length > 0) {
    writeFileSync(join(dir, 'go_asm.h'), '');
    go('tool', 'asm', '-p', pkg, '-I', join(goroot, 'pkg/include'), '-I', '.', '-gensymabis', '-o', 'symabis', ...list.SFiles);
    asm.push('-symabis', 'symabis', '-asmhdr', 'go_asm.h');
  }
  const trim = `${dir}=>${join(goroot, 'src', pkg)}`;
  go(
    'tool',
    'compile',
    '-o',
    'out.x',
    '-linkobj',
    'out.a',
    '-p',
    pkg,
    '-trimpath',
    trim,
    '-importcfg',
    'importcfg',
    '-pack',
    ...asm,
    ...list.GoFiles,
    ...extra,
  );
  return readFileSync(join(dir, 'out.x'));
}

/** A folder with the package's sources, woven ones in place of the plain ones. */
function sourceFolder({ goroot }: Toolchain, pkg: string, woven: ReadonlyMap<string, string>): string {
  // The same path for both: it is in the export data, before it is trimmed.
  const dir = join(work, 'P');
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir);
  for (const name of readdirSync(join(goroot, 'src', pkg))) {
    if (/\.(go|s|h)$/.test(name) && !woven.has(name)) symlinkSync(join(goroot, 'src', pkg, name), join(dir, name));
  }
  for (const [name, text] of woven) writeFileSync(join(dir, name), text);
  return dir;
}

describe.each(TOOLCHAINS)('built-in rules, Go %s', (name) => {
  test.each(PACKAGES)(
    '%s, woven, has the export data of the plain package',
    (pkg) => {
      const toolchain = new Toolchain(name);
      const plain = exportData(toolchain, pkg, sourceFolder(toolchain, pkg, new Map()), []);
      const result = weave(pkg, toolchain);
      const woven = exportData(toolchain, pkg, sourceFolder(toolchain, pkg, result.files), result.report.addedFiles);
      expect(result.report.notApplied).toEqual([]);
      expect(woven.equals(plain)).toBe(true);
    },
    600_000,
  );
});

test('shapes of the built-in hooks', () => {
  const points = weave('net/http', new Toolchain('local')).report.joinPoints;
  expect(points.map((point) => [point.id, point.form, point.function]).sort()).toEqual([
    ['ServeMux_ServeHTTP', 'deferred', 'net/http.(*ServeMux).ServeHTTP'],
    ['Transport_roundTrip', 'deferred', 'net/http.(*Transport).roundTrip'],
    ['serverHandler_ServeHTTP', 'deferred', 'net/http.serverHandler.ServeHTTP'],
    ['setupRewindBody', 'return', 'net/http.setupRewindBody'],
  ]);
  const server = points.find((point) => point.id === 'serverHandler_ServeHTTP');
  expect(server?.params.map((slot) => [slot.pass, slot.type])).toEqual([
    ['ignored', 'serverHandler'],
    ['typed', '"net/http".ResponseWriter'],
    ['typed', '*"net/http".Request'],
  ]);
});
