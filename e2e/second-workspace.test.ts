/**
 * A workspace that has nothing to do with the example: one bazel_dep and one line. It names its SDK itself, has tests, a cgo
 * target, a code generator and a vendored dependency.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Spawn } from './support/execution-log.js';
import { OtlpReceiver } from './support/otlp-receiver.js';
import { freePort, Program } from './support/program.js';
import { atLeast, only } from './support/select.js';
import { Workspace } from './support/workspace.js';

const BUILD_TIMEOUT_MS = 20 * 60_000;

let workspace: Workspace;
let receiver: OtlpReceiver;
let spawns: Spawn[] = [];

beforeAll(async () => {
  receiver = await OtlpReceiver.start();
  workspace = await Workspace.shared('second-workspace');
  await workspace.succeed('build', ['//...']);
  spawns = await workspace.buildLogged(['//...'], ['--config=otel']);
}, BUILD_TIMEOUT_MS);
afterAll(async () => {
  await receiver.stop();
});

test('spans come out of the server; its own shutdown stays', async () => {
  const port = await freePort();
  const env = { ...receiver.environment('second'), LISTEN: `127.0.0.1:${port}`, OTEL_BSP_SCHEDULE_DELAY: '60000' };
  const server = Program.start(await workspace.binary('//cmd/server'), { env });
  try {
    await server.listening(port);
    const sum = await (await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'hello' })).text();
    expect(await (await fetch(`http://127.0.0.1:${port}/${sum}`)).text()).toBe('HELLO!');
    server.signal('SIGTERM');
    expect(await server.exit()).toEqual({ code: 0, signal: null });
    expect(server.stdout + server.stderr).toBe('');
    const put = only(receiver.spans(), { service: 'second', kind: 'server', name: 'POST /{$}' });
    expect(put.attributes).toMatchObject({ 'http.request.method': 'POST', 'http.response.status_code': 200 });
    only(receiver.spans(), { service: 'second', kind: 'server', name: 'GET /{sum}' });
  } finally {
    await server.kill();
  }
}, 60_000);

test(
  'tests run instrumented: the test’s own requests give client and server spans',
  async () => {
    receiver.clear();
    const env = Object.entries(receiver.environment('store_test')).map(([name, value]) => `--test_env=${name}=${value}`);
    // The sandbox has no network, the receiver is on it.
    const flags = ['--config=otel', '--strategy=TestRunner=local', '--nocache_test_results', '--test_output=errors', ...env];
    await workspace.succeed('test', ['//...'], { flags });
    const spans = await receiver.waitForSpans(atLeast(4, { service: 'store_test' }));
    const client = only(spans, { service: 'store_test', kind: 'client', name: 'POST' });
    only(spans, { service: 'store_test', kind: 'server', name: 'POST /{$}', parent: client });
  },
  BUILD_TIMEOUT_MS,
);

test(
  'the code generator stays plain',
  async () => {
    const generator = spawns.filter(
      (spawn) => spawn.label.includes('gencodes') && spawn.outputs.some((output) => output.includes('-exec')),
    );
    // It was built by the plain build before, and nothing about it has changed.
    expect(generator).toEqual([]);
    const root = await workspace.info('execution_root');
    const genrule = (
      await workspace.succeed('aquery', ['mnemonic(Genrule, //codes:codes_go)', '--output=text'], { flags: ['--config=otel'] })
    ).stdout;
    const tool = /(bazel-out\/\S*-exec\S*\/cmd\/gencodes\/gencodes_\/gencodes)/.exec(genrule)?.[1] ?? '';
    const bytes = readFileSync(path.join(root, tool));
    expect(bytes.includes('net/http.')).toBe(true);
    expect(bytes.includes('otel-go.internal')).toBe(false);
  },
  BUILD_TIMEOUT_MS,
);
