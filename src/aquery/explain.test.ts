import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { initParser } from '../golang/parser.js';
import { explainLines } from '../report/explain-text.js';
import { paintFor } from '../report/analysis-text.js';
import { loadRuleFiles } from '../rules/files.js';
import { ActionGraphReader } from './actiongraph.js';
import { analyze, type Analyzed } from './analyze.js';
import { explain } from './explain.js';
import { binaryActions, encodeGraph, packageActions, SLICES, stdActions, writeTree } from './testing/graph.js';
import type { OutputTree } from './tree.js';

const RULES = `
place:
  target: example.com/orders
  where: { func: Place, recv: '*Shop' }
  do:
    - inject_hooks: { before: BeforePlace, path: example.com/hooks }
serve:
  target: net/http
  where: { func: Serve }
  do:
    - inject_hooks: { before: BeforeServe, path: example.com/hooks }
`;

let folder = '';
let analyzed: Analyzed;
let tree: OutputTree;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'explain-test-'));
  const file = join(folder, 'shop.otelc.yaml');
  writeFileSync(file, RULES);
  const rules = loadRuleFiles([{ file, name: 'otel/shop.otelc.yaml' }]);
  tree = writeTree(folder, {
    [`${SLICES}/place.json`]: JSON.stringify({ rules: rules.filter(({ name }) => name === 'place') }),
    [`${SLICES}/serve.json`]: JSON.stringify({ rules: rules.filter(({ name }) => name === 'serve') }),
    'example.com/orders/a.go': 'package orders\n\ntype Shop struct{}\n\nfunc (s *Shop) Place() {}\n\nfunc Cancel() {}\n',
  });
  const reader = new ActionGraphReader();
  reader.push(
    encodeGraph([
      ...packageActions({ importPath: 'example.com/orders', slices: ['place'] }),
      ...packageActions({ importPath: 'example.com/plain' }),
      ...stdActions('net/http', 'serve'),
      ...binaryActions('example.com/cmd', ['example.com/orders'], ['example.com/orders', 'example.com/plain'], ['net/http']),
      ...binaryActions('example.com/tool', ['example.com/plain'], ['example.com/plain'], ['net/http']),
    ]),
  );
  analyzed = analyze(reader.finish(), tree, { targets: ['//...'], useOutputs: true });
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const why = async (what: string): Promise<readonly string[]> => (await explain(what, analyzed, tree, () => initParser())).why;

test('a package that will be woven: rule, target, version, selector, hooks, way from main, binaries without it', async () => {
  const found = await explain('example.com/orders', analyzed, tree, () => initParser());
  expect(explainLines(found, paintFor(false, {}))).toEqual([
    'example.com/orders',
    '  planned in //example.com/cmd',
    '    imported by example.com/cmd → example.com/orders',
    '    planned by shop/place (otel/shop.otelc.yaml:2:1)',
    '      target   example.com/orders',
    '      version  any',
    '      selects  (*Shop).Place',
    '      hooks    example.com/hooks.BeforePlace',
    '  not in //example.com/tool',
  ]);
});

test.each(['example.com/orders.(*Shop).Place', 'example.com/orders.*Shop.Place'])(
  '%s is planned by the rule that names it',
  async (what) => {
    const found = await explain(what, analyzed, tree, () => initParser());
    expect(found).toMatchObject({ function: '(*Shop).Place', why: [], packages: [{ planned: [{ rule: 'shop/place' }] }] });
  },
);

test('functions that are not woven: another selector, another receiver, a misspelt name', async () => {
  expect(await why('example.com/orders.Cancel')).toEqual(['rule shop/place selects (*Shop).Place']);
  expect(await why('example.com/orders.Shop.Place')).toEqual(['example.com/orders has no function Shop.Place; there is (*Shop).Place']);
  expect(await why('example.com/orders.Cancle')).toEqual(['example.com/orders has no function Cancle; there is Cancel']);
  expect(await why('example.com/orders.Quite')).toEqual(['example.com/orders has no function Quite']);
});

test('packages that no rule names', async () => {
  expect(await why('example.com/plain')).toEqual(['no rule names example.com/plain']);
  expect(await why('net/htp')).toEqual(['no rule names net/htp; the nearest target of a rule is net/http']);
});

test('what nobody knows is an error, with the nearest name', async () => {
  await expect(explain('example.com/order', analyzed, tree, () => initParser())).rejects.toMatchObject({
    fix: 'did you mean "example.com/orders"?',
  });
  await expect(explain('example.com/order.Cancel', analyzed, tree, () => initParser())).rejects.toMatchObject({
    fix: 'did you mean "example.com/orders"?',
  });
  await expect(explain('github.com/nobody/knows', analyzed, tree, () => initParser())).rejects.toThrow('no package of these binaries');
});
