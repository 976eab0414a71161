import { expect, test } from '@jest/globals';
import { ActionGraphReader, BrokenStream } from './actiongraph.js';
import { FrameReader } from './frames.js';
import { encodeContainer, encodeGraph } from './testing/graph.js';

const graph = encodeGraph([
  { mnemonic: 'GoLink', label: '@@//cmd:server', args: ['link', '-o', 'out'], output: 'bazel-out/k8/bin/cmd/server', key: 'k1' },
  { mnemonic: 'GoCompilePkg', label: '@@dep~//x', output: 'bazel-out/exec/bin/x.a', configuration: 'k8-opt-exec', isTool: true },
]);

function read(pieces: readonly Buffer[]): ReturnType<ActionGraphReader['finish']> {
  const reader = new ActionGraphReader();
  for (const piece of pieces) reader.push(piece);
  return reader.finish();
}

test('actions have labels, paths and configurations', () => {
  expect(read([graph])).toMatchObject([
    { mnemonic: 'GoLink', label: '//cmd:server', args: ['link', '-o', 'out'], output: 'bazel-out/k8/bin/cmd/server', key: 'k1' },
    { label: '@@dep~//x', output: 'bazel-out/exec/bin/x.a', configuration: { mnemonic: 'k8-opt-exec', isTool: true } },
  ]);
});

test.each([1, 2, 3, 7, 100])('a stream in pieces of %i bytes is the same graph', (size) => {
  const pieces = Array.from({ length: Math.ceil(graph.length / size) }, (_, i) => graph.subarray(i * size, (i + 1) * size));
  expect(read(pieces)).toEqual(read([graph]));
});

test('param files stand for their arguments', () => {
  const param = [
    { execPath: 'out/p-0.params', arguments: ["'-x y'", '-z'] },
    { execPath: 'out/p-1.params', arguments: ['--a=1'] },
  ];
  const action = { targetId: 1, mnemonic: 'GoLink', arguments: ['link', '-param=out/p-0.params', '@out/p-1.params'], paramFiles: param };
  const [read0] = read([encodeContainer({ targets: [{ id: 1, label: '//a' }], actions: [action] })]);
  expect(read0?.args).toEqual(['link', '-x y', '-z', '--a=1']);
});

test.each([
  ['that ends in a message', graph.subarray(0, graph.length - 3)],
  ['that lost a byte', Buffer.concat([graph.subarray(0, 20), graph.subarray(21)])],
  ['that lost a target', encodeContainer({ actions: [{ targetId: 7, mnemonic: 'GoLink' }] })],
  [
    'with a path that leads nowhere',
    encodeContainer({ targets: [{ id: 1, label: '//a' }], actions: [{ targetId: 1, primaryOutputId: 9 }] }),
  ],
])('a stream %s is refused', (_, bytes) => {
  expect(() => read([bytes])).toThrow(BrokenStream);
});

test('a message larger than the pieces that it comes in is joined', () => {
  const message = encodeContainer({ targets: [{ id: 1, label: 'x'.repeat(5000) }] });
  const frames = new FrameReader();
  const found = Array.from({ length: 6 }, (_, i) => frames.push(message.subarray(i * 1000, (i + 1) * 1000))).flat();
  expect(found.map(({ length }) => length)).toEqual([message.length - 2]);
  expect(frames.done).toBe(true);
});
