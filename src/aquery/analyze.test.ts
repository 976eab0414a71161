import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Manifest } from '../report/manifest.js';
import type { HookShape, JoinPoint, WeaveReport } from '../report/report.js';
import { loadRuleFiles } from '../rules/files.js';
import type { Rule } from '../rules/types.js';
import { ActionGraphReader } from './actiongraph.js';
import { type Analyzed, analyze } from './analyze.js';
import { scanImports } from './closure.js';
import {
  BIN,
  binaryActions,
  encodeGraph,
  largeGraph,
  packageActions,
  SLICES,
  stdActions,
  type TestAction,
  writeTree,
} from './testing/graph.js';

const RULES = `
place:
  target: example.com/shop/orders
  where: { func: Place }
  do:
    - inject_hooks: { before: BeforePlace, path: example.com/shop/hooks }
old_client:
  target: example.com/client
  version: v2.0.0,v3.0.0
  where: { func: Get }
  do:
    - inject_hooks: { before: BeforeGet, path: example.com/shop/hooks }
all:
  target: [example.com/shop/**, { not: example.com/shop/plain }]
  where: { func: Handle }
  do:
    - inject_hooks: { before: BeforeHandle, path: example.com/shop/hooks }
misspelt:
  target: example.com/shop/ordes
  where: { func: Place }
  do:
    - inject_hooks: { before: BeforePlace, path: example.com/shop/hooks }
server:
  target: net/http
  where: { func: Serve }
  do:
    - inject_hooks: { before: BeforeServe, path: example.com/shop/hooks }
`;

let folder = '';
let rules: Rule[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aquery-test-'));
  const file = join(folder, 'shop.otelc.yaml');
  writeFileSync(file, RULES);
  rules = loadRuleFiles([{ file, name: 'otel/shop.otelc.yaml' }]);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const METADATA = 'bazel-out/k8-opt-exec/bin/client.package-metadata.json';
const CLOSURE = ['example.com/shop/orders', 'example.com/shop/plain', 'example.com/shop/store', 'example.com/client', 'fmtx'];

function actions(): TestAction[] {
  return [
    {
      mnemonic: 'FileWrite',
      label: '@@client//:m',
      output: METADATA,
      isTool: true,
      configuration: 'k8-opt-exec',
      contents: '{"purl":"pkg:golang/example.com/client@v1.4.0?x=y"}',
    },
    ...packageActions({ importPath: 'fmtx' }),
    ...packageActions({ importPath: 'example.com/client', slices: ['client'], metadata: METADATA, label: '@@client//:client' }),
    ...packageActions({ importPath: 'example.com/shop/store', deps: ['example.com/client', 'fmtx'], slices: ['all'] }),
    ...packageActions({ importPath: 'example.com/shop/orders', deps: ['example.com/shop/store'], slices: ['place', 'all'] }),
    ...packageActions({ importPath: 'example.com/shop/plain' }),
    ...stdActions('net/http', 'server'),
    // Main is compiled with the hooks and all woven packages, of which its sources import one.
    ...binaryActions('example.com/shop/cmd', ['example.com/shop/orders', 'example.com/shop/plain', 'example.com/client'], CLOSURE, [
      'net/http',
    ]),
    ...binaryActions('example.com/other', ['fmtx'], ['fmtx'], ['net/http']),
    { mnemonic: 'GoLink', label: '//gen', args: ['link', '-o', 'gen'], isTool: true, configuration: 'k8-opt-exec' },
  ];
}

function run(files: Readonly<Record<string, string>> = {}, useOutputs = true, given = actions()): Analyzed {
  const of = (name: string): string => JSON.stringify({ rules: rules.filter((rule) => rule.name === name) });
  const tree = writeTree(folder, {
    [`${SLICES}/place.json`]: of('place'),
    [`${SLICES}/client.json`]: of('old_client'),
    [`${SLICES}/all.json`]: of('all'),
    [`${SLICES}/server.json`]: of('server'),
    [`${SLICES}/misspelt.json`]: of('misspelt'),
    'example.com/shop/cmd/main.go':
      'package main\n\nimport (\n\t"net/http"\n\t"example.com/shop/orders"\n\t"example.com/shop/plain"\n)\n\nfunc main() {}\n',
    ...files,
  });
  const reader = new ActionGraphReader();
  reader.push(encodeGraph(given));
  return analyze(reader.finish(), tree, { targets: ['//...'], useOutputs });
}

const binary = ({ analysis }: Analyzed, label: string) => analysis.binaries.find((one) => one.label === label);
const pkg = (analyzed: Analyzed, path: string, label = '//example.com/shop/cmd') =>
  binary(analyzed, label)?.packages.find((one) => one.importPath === path);

test('without a build: what will be woven, by which rule, in which binary', () => {
  const analyzed = run();
  expect(analyzed.analysis.binaries.map(({ label, state, packageCount }) => ({ label, state, packageCount }))).toEqual([
    { label: '//example.com/other', state: 'undecided', packageCount: 2 },
    { label: '//example.com/shop/cmd', state: 'planned', packageCount: 6 },
  ]);
  expect(analyzed.analysis.plainTools).toBe(1);
  const orders = pkg(analyzed, 'example.com/shop/orders');
  expect(orders?.state).toBe('planned');
  expect(orders?.rules).toMatchObject([
    { rule: 'shop/all', target: 'example.com/shop/**', state: 'planned' },
    {
      rule: 'shop/place',
      target: 'example.com/shop/orders',
      place: 'Place',
      hooks: ['example.com/shop/hooks.BeforePlace'],
      state: 'planned',
    },
  ]);
  expect(pkg(analyzed, 'net/http')).toMatchObject({ std: true, state: 'offered', version: 'v1.26.8' });
});

test('packages that a rule names and does not match, and why', () => {
  const analyzed = run();
  expect(pkg(analyzed, 'example.com/client')).toMatchObject({
    state: 'unchanged',
    version: 'v1.4.0',
    rules: [{ state: 'not applied', reason: 'version v1.4.0 is outside of v2.0.0,v3.0.0' }],
  });
  expect(pkg(analyzed, 'example.com/shop/plain')?.rules).toMatchObject([
    { state: 'not applied', reason: 'the rule excepts example.com/shop/plain' },
  ]);
});

test('rules that match nothing, with the nearest package', () => {
  const unused = run().analysis.rules.filter((rule) => rule.unused !== undefined);
  expect(unused.map(({ rule, unused: why }) => [rule, why])).toEqual([
    ['shop/misspelt', 'no package of these binaries is example.com/shop/ordes (the nearest is example.com/shop/orders)'],
    ['shop/old_client', 'example.com/client: version v1.4.0 is outside of v2.0.0,v3.0.0'],
  ]);
});

test('the way from main follows its imports, not what its compile action names', () => {
  const analyzed = run();
  expect(pkg(analyzed, 'example.com/client')?.path).toEqual([
    'example.com/shop/cmd',
    'example.com/shop/orders',
    'example.com/shop/store',
    'example.com/client',
  ]);
  const { graph } = analyzed;
  const main = graph.mains[1] ?? -1;
  expect(graph.imports[main]?.map((node) => graph.packages[node]?.importPath)).toEqual([
    'example.com/shop/orders',
    'example.com/shop/plain',
  ]);
});

test('main without readable sources imports what nothing else imports', () => {
  const given = actions().map((action) => ({
    ...action,
    args: action.args?.map((arg) => arg.replace('cmd/main.go', 'cmd/generated.go')) ?? [],
  }));
  expect(pkg(run({}, true, given), 'example.com/client')?.path).toHaveLength(4);
});

const before: HookShape = {
  name: 'BeforePlace',
  position: { file: 'hooks/hooks.go', line: 3, column: 1 },
  style: 'typed',
  state: false,
  replacesParams: false,
  skip: false,
  exit: false,
  replacesResults: false,
};
const point = (name: string, rule: string): JoinPoint => ({
  id: name,
  function: `example.com/shop/orders.${name}`,
  position: { file: 'example.com/shop/orders/a.go', line: 7, column: 1 },
  hookVar: `otelhook_${name}`,
  afterVar: undefined,
  form: 'none',
  params: [],
  results: [],
  replacedParams: [],
  skip: false,
  replacesResults: false,
  state: false,
  hooks: [{ rule: ref(rule), path: 'example.com/shop/hooks', before, after: undefined }],
});
const ref = (name: string): WeaveReport['notApplied'][number]['rule'] => ({
  name,
  library: 'shop',
  position: { file: 'otel/shop.otelc.yaml', line: 2, column: 1 },
  support: false,
});

function built(): Record<string, string> {
  const report: WeaveReport = {
    version: 1,
    importPath: 'example.com/shop/orders',
    importMap: 'example.com/shop/orders',
    packageName: 'orders',
    label: '//example.com/shop/orders',
    joinPoints: [point('Place', 'place')],
    edits: [],
    imports: [],
    changedFiles: ['a.go'],
    addedFiles: ['zz_otel_weave.go'],
    notApplied: [],
    warnings: [],
  };
  const fn: Manifest['functions'][number] = {
    importPath: 'example.com/shop/orders',
    function: 'example.com/shop/orders.Place',
    file: 'example.com/shop/orders/a.go',
    line: 7,
    form: 'none',
    rules: [{ library: 'shop', name: 'place' }],
    hooks: [],
  };
  const manifest = {
    version: 1,
    label: '//example.com/shop/cmd',
    active: true,
    imports: [],
    stdPackages: [],
    hookPackages: ['example.com/shop/hooks'],
    functions: [fn],
  };
  return {
    [`${BIN}/example.com/shop/orders.otelreport.json`]: JSON.stringify(report),
    [`${BIN}/example.com/shop/orders.otelexportdata.json`]: JSON.stringify({
      version: 1,
      equal: false,
      causes: [{ file: 'a.go', line: 7, what: 'Place', why: 'it was inlined before' }],
    }),
    [`${BIN}/example.com/shop/cmd.otel_manifest.json`]: JSON.stringify(manifest),
  };
}

test('what was built tells the functions, what did not match, and what export data says', () => {
  const analyzed = run(built());
  expect(binary(analyzed, '//example.com/shop/cmd')).toMatchObject({ state: 'instrumented', hookPackages: ['example.com/shop/hooks'] });
  const orders = pkg(analyzed, 'example.com/shop/orders');
  expect(orders).toMatchObject({
    state: 'woven',
    functions: [{ function: 'example.com/shop/orders.Place', line: 7, rules: ['shop/place'], hookVars: ['otelhook_Place'] }],
    exportData: { equal: false, causes: ['a.go:7: Place: it was inlined before'] },
  });
  expect(orders?.rules).toMatchObject([
    { rule: 'shop/all', state: 'no match', reason: 'nothing in the package matches: Handle' },
    { rule: 'shop/place', state: 'woven' },
  ]);
  expect(pkg(analyzed, 'net/http')?.state).toBe('not linked');
});

test('what was built can be left out', () => {
  const planned = run().analysis;
  expect(run(built(), false).analysis).toEqual(planned);
});

test('programs without our actions are refused: the toolchain is not registered', () => {
  const given = actions().filter(({ mnemonic }) => !mnemonic.startsWith('GoOtel'));
  expect(() => run({}, true, given)).toThrow('want an instrumented build');
});

test('2,000 packages', () => {
  const analyzed = run({}, true, largeGraph(2000, 80));
  expect(analyzed.graph.packages).toHaveLength(2001);
  expect(analyzed.analysis.binaries[0]?.packageCount).toBe(2001);
});

test.each([
  ['package p\nimport "a"\nimport x "b/c"\nvar s = "no"', ['a', 'b/c']],
  ['// import "no"\npackage p\n/* import "no" */\nimport (\n\t_ "a" // "no"\n\t. `b`\n)\nfunc f() { _ = "no" }', ['a', 'b']],
])('imports of %j', (text, paths) => {
  expect(scanImports(text)).toEqual(paths);
});
