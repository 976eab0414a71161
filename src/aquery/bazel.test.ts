import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type BazelOptions, outputTree, queryActions } from './bazel.js';
import { encodeGraph } from './testing/graph.js';

let folder = '';
let options: BazelOptions;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bazel-test-'));
  options = { command: join(folder, 'bazel'), flags: ['--config=ci'], terminal: false };
  writeFileSync(join(folder, 'good'), encodeGraph([{ mnemonic: 'GoLink', label: '//a', args: ['link'] }]));
  writeFileSync(join(folder, 'bad'), readFileSync(join(folder, 'good')).subarray(0, -1));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function fakeBazel(script: string): void {
  writeFileSync(options.command, `#!/bin/sh\ncd '${folder}'\necho "$@" >> log\n${script}\n`, { mode: 0o755 });
}
const log = (): string[] => readFileSync(join(folder, 'log'), 'utf8').trimEnd().split('\n');

test('asks for the actions of the targets and of what they depend on, the user’s flags passed on', async () => {
  fakeBazel('cat good');
  const actions = await queryActions(options, { targets: ['//a/...', '//b:c=d'], configs: ['--config=otel'] });
  expect(actions).toMatchObject([{ mnemonic: 'GoLink', label: '//a' }]);
  expect(log()).toEqual([
    'aquery --config=otel --config=ci --output=streamed_proto --include_param_files --include_file_write_contents ' +
      'mnemonic("GoCompilePkg|GoLink|GoOtel.*|FileWrite", deps(//a/... + "//b:c=d"))',
  ]);
});

test('a garbled stream is asked for once more, written by one thread', async () => {
  fakeBazel('case "$*" in *--noexperimental_parallel_aquery_output*) cat good;; *) cat bad;; esac');
  expect(await queryActions(options, { targets: ['//a'], configs: [] })).toHaveLength(1);
  expect(log()).toHaveLength(2);
  fakeBazel('cat bad');
  await expect(queryActions(options, { targets: ['//a'], configs: [] })).rejects.toThrow(
    'cannot be read (the last message is cut off), twice',
  );
});

test('Bazel’s own errors are told, also when it wrote half a graph', async () => {
  fakeBazel('cat bad; echo "Loading:" >&2; echo "ERROR: no such target //a" >&2; echo "ERROR: no such target //a" >&2; exit 7');
  await expect(queryActions(options, { targets: ['//a'], configs: [] })).rejects.toThrow(
    /^bazel aquery failed \(7\): no such target \/\/a$/,
  );
  await expect(queryActions({ ...options, command: join(folder, 'absent') }, { targets: ['//a'], configs: [] })).rejects.toThrow(
    'there is no such command',
  );
});

test('paths of actions are found where Bazel keeps them', async () => {
  fakeBazel("printf 'output_base: /o\\nexecution_root: /o/execroot/_main\\nworkspace: /w\\n'");
  const tree = await outputTree(options);
  expect(['external/r/a', 'bazel-out/k8/bin/a', 'a/b.go', '/x'].map((path) => tree.resolve(path))).toEqual([
    '/o/external/r/a',
    '/o/execroot/_main/bazel-out/k8/bin/a',
    '/w/a/b.go',
    '/x',
  ]);
  fakeBazel('echo nothing');
  await expect(outputTree(options)).rejects.toThrow('does not tell output_base');
});
