import { Script } from 'node:vm';
import { expect, test } from '@jest/globals';
import type { Analysis, PackageGraph } from './analysis.js';
import { planLines } from './analysis-table.js';
import { columns, paintFor } from './analysis-text.js';
import { analysisPage } from './html.js';

const position = { file: 'otel/shop.otelc.yaml', line: 3, column: 1 };
const hooks = ['example.com/hooks.BeforePlace'];
const analysis: Analysis = {
  version: 1,
  source: 'bazel',
  targets: ['//cmd/...'],
  binaries: [
    {
      label: '//cmd/server',
      importPath: 'example.com/cmd/server',
      configuration: 'k8-fastbuild',
      platform: 'k8',
      state: 'instrumented',
      output: 'bazel-out/server',
      manifest: 'bazel-out/server.otel_manifest.json',
      packageCount: 10,
      hookPackages: ['example.com/hooks'],
      packages: [
        {
          importPath: 'example.com/orders',
          label: '//orders',
          std: false,
          version: 'v1.2.3',
          state: 'woven',
          rules: [
            { rule: 'shop/place', position, target: 'example.com/**', versions: '', place: 'Place', hooks, support: false, state: 'woven' },
            {
              rule: 'shop/old',
              position,
              target: 'example.com/**',
              versions: 'v2.0.0',
              place: 'Get',
              hooks,
              support: false,
              state: 'not applied',
              reason: 'version v1.2.3 is outside of v2.0.0',
            },
          ],
          rewriters: [],
          functions: [
            {
              function: 'example.com/orders.Place',
              file: 'orders/a.go',
              line: 7,
              form: 'none',
              rules: ['shop/place'],
              hooks,
              hookVars: [],
            },
          ],
          edits: [],
          warnings: ['orders/a.go:9:1: look at this'],
          path: ['example.com/cmd/server', 'example.com/orders'],
          newerSource: 'orders/a.go',
        },
      ],
    },
  ],
  rules: [
    {
      rule: 'shop/misspelt',
      position,
      targets: ['x'],
      excluded: [],
      versions: '',
      place: 'F',
      kinds: ['inject_hooks'],
      hooks,
      support: false,
      packages: [],
      unused: 'no package of these binaries is x',
    },
  ],
  plainTools: 2,
};
const graph: PackageGraph = {
  packages: [
    { importPath: 'example.com/orders', label: '//orders' },
    { importPath: 'example.com/</script><b>', label: '' },
  ],
  imports: [[], [0]],
  mains: [1],
};

test('the table names packages, functions, reasons, what is stale and unused rules', () => {
  expect(planLines(analysis, paintFor(false, {}), false)).toEqual([
    '//cmd/server (k8-fastbuild): instrumented, hooks of example.com/hooks',
    '  woven  example.com/orders v1.2.3',
    '           example.com/orders.Place  orders/a.go:7  shop/place → hooks.BeforePlace',
    '           shop/old                  not applied    version v1.2.3 is outside of v2.0.0',
    '  ! orders/a.go:9:1: look at this',
    '  ! example.com/orders: orders/a.go is newer than what was built',
    '  9 other packages, none of which a rule names',
    '',
    'rules that match nothing',
    '  shop/misspelt  otel/shop.otelc.yaml:3  no package of these binaries is x',
    '',
    '1 of 1 binaries instrumented, 0 of 1 rules used; 2 tools of the build stay plain',
  ]);
});

test('colours only on terminals that want them', () => {
  expect(paintFor(true, {}).green('x')).toBe('\u001b[32mx\u001b[39m');
  for (const plain of [paintFor(false, {}), paintFor(true, { NO_COLOR: '1' }), paintFor(true, { TERM: 'dumb' })])
    expect(plain.green('x')).toBe('x');
  expect(
    columns(
      [
        [paintFor(true, {}).bold('a'), 'b'],
        ['aaa', 'b'],
      ],
      '',
    )[0],
  ).toBe('\u001b[1ma\u001b[22m    b');
});

test('the page holds everything that it shows, and loads nothing', () => {
  const page = analysisPage(analysis, graph);
  const data = /<script type="application\/json" id="data">(.*)<\/script>/.exec(page)?.[1] ?? '';
  expect(JSON.parse(data)).toEqual(JSON.parse(JSON.stringify({ analysis, graph })));
  expect(page.match(/<script|<\/script>/g)).toHaveLength(4);
  expect(page).not.toMatch(/\b(?:src|href)=|@import|url\(|fetch\(|https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
  expect(() => new Script(page.slice(page.lastIndexOf('<script>') + '<script>'.length, page.lastIndexOf('</script>')))).not.toThrow();
});
