import { expect, test } from '@jest/globals';
import { ActionGraphReader, type Action } from './actiongraph.js';
import { diffGraphs } from './diff.js';
import { binaryActions, encodeGraph, packageActions, stdActions, type TestAction } from './testing/graph.js';

function read(actions: readonly TestAction[]): Action[] {
  const reader = new ActionGraphReader();
  reader.push(encodeGraph(actions));
  return reader.finish();
}

const main = binaryActions('example.com/cmd', ['example.com/b'], ['example.com/a', 'example.com/b']);
const plain = [
  ...packageActions({ importPath: 'example.com/a' }),
  ...packageActions({ importPath: 'example.com/b', deps: ['example.com/a'] }),
  ...main.filter(({ mnemonic }) => mnemonic !== 'GoOtelMain').map((action) => ({ ...action, key: 'plain' })),
];
const otel = [
  ...packageActions({ importPath: 'example.com/a', slices: ['a'] }),
  ...packageActions({ importPath: 'example.com/b', deps: ['example.com/a'] }),
  ...stdActions('net/http', 'http'),
  { mnemonic: 'GoCompilePkg', label: '//hooks', configuration: 'k8-fastbuild-ST-1', output: 'bazel-out/k8-fastbuild-ST-1/bin/hooks.a' },
  ...main,
];

test('only what is woven, main and the link differ', () => {
  const diff = diffGraphs(read(plain), read(otel), ['//...']);
  expect(diff.changes.map(({ change, role, mnemonic, label }) => `${change} ${role}: ${mnemonic} ${label}`).sort()).toEqual([
    'added hooks: GoCompilePkg //hooks',
    'added weaving: GoOtelMain //example.com/cmd',
    'added weaving: GoOtelWeave //example.com/a',
    'added weaving: GoOtelWeave @@rules_otel_go~//bazel/private:std',
    'changed link: GoLink //example.com/cmd',
    'changed main: GoCompilePkg //example.com/cmd',
    'changed woven package: GoCompilePkg //example.com/a',
  ]);
  expect(diff.equal).toBe(1);
});

test('what should be the same and is not stands out', () => {
  const leaked = otel.map((action) => (action.label === '//example.com/b' ? { ...action, key: 'other' } : action));
  expect(diffGraphs(read(plain), read(leaked), []).changes.filter(({ role }) => role === 'other')).toMatchObject([
    { change: 'changed', mnemonic: 'GoCompilePkg', label: '//example.com/b' },
  ]);
});

test('a tool that is built otherwise is a leak too', () => {
  const tool = (key: string): TestAction => ({
    mnemonic: 'GoLink',
    label: '//gen',
    output: 'bazel-out/k8-opt-exec/bin/gen',
    configuration: 'k8-opt-exec',
    isTool: true,
    key,
  });
  expect(diffGraphs(read([tool('a')]), read([tool('b')]), []).changes).toMatchObject([
    { change: 'changed', role: 'other', label: '//gen' },
  ]);
});
