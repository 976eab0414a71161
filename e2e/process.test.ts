/** What the instrumented programs are to the outside: the same processes as the plain ones. */
import { readFileSync, rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { buildVariants, type Variants } from './support/demo-binaries.js';
import { Services } from './support/http-service.js';
import { OtlpReceiver } from './support/otlp-receiver.js';
import { freePort, Program } from './support/program.js';
import { all, only } from './support/select.js';

const BUILD_TIMEOUT_MS = 20 * 60_000;
const TEST_TIMEOUT_MS = 60_000;
/** Telemetry that arrives although nothing is exported for a minute was flushed at the end. */
const NO_EXPORT_BEFORE_THE_END = { OTEL_BSP_SCHEDULE_DELAY: '60000', OTEL_METRIC_EXPORT_INTERVAL: '60000' };

let variants: Variants;
let receiver: OtlpReceiver;

beforeAll(async () => {
  variants = await buildVariants();
}, BUILD_TIMEOUT_MS);
afterAll(() => {
  rmSync(variants.folder, { recursive: true });
});
beforeEach(async () => {
  receiver = await OtlpReceiver.start();
});
afterEach(async () => {
  await receiver.stop();
});

test('a binary that no rule touches is byte for byte the plain one', () => {
  expect(readFileSync(variants.woven.version).equals(readFileSync(variants.plain.version))).toBe(true);
  expect(readFileSync(variants.woven.frontend).equals(readFileSync(variants.plain.frontend))).toBe(false);
});

/** The frames of a goroutine's stack: function and file:line, without arguments and offsets, which are addresses. */
function frames(stderr: string): string[] {
  return stderr
    .split('\n')
    .map((line) => line.replace(/^(\s*\S+\.(?:go|s):\d+).*/, '$1').replace(/\((?:0x|\{)[^)]*\)$|\(\.\.\.\)$|\(\)$/, ''))
    .filter((line) => /^\s+\S+\.(go|s):\d+$/.test(line) || /^[\w./*()]+$/.test(line))
    .map((line) => line.trim());
}

test(
  'the stack of a handler that panics is the plain one, line by line',
  async () => {
    const stacks: string[][] = [];
    for (const binaries of [variants.plain, variants.woven]) {
      const services = await Services.start(binaries, receiver);
      await services.get('/panic').catch(() => undefined);
      await services.stop();
      expect(services.frontend.stderr).toContain('http: panic serving 127.0.0.1');
      stacks.push(frames(services.frontend.stderr));
    }
    expect(stacks[0]?.filter((frame) => frame.includes('frontend/main.go:'))).toHaveLength(1);
    expect(stacks[1]).toEqual(stacks[0]);
  },
  TEST_TIMEOUT_MS,
);

describe.each(['SIGTERM', 'SIGINT'] as const)('%s left to its default', (signal) => {
  test(
    'ends the program at once with the plain exit status, after a flush',
    async () => {
      const exits: unknown[] = [];
      for (const binaries of [variants.plain, variants.woven]) {
        const services = await Services.start(binaries, receiver, NO_EXPORT_BEFORE_THE_END);
        await services.get('/greet?name=Ada');
        services.frontend.signal(signal);
        exits.push(await services.frontend.exit(10_000));
        expect(services.frontend.stdout).toBe('');
        await services.stop();
      }
      expect(exits[0]).toEqual({ code: null, signal });
      expect(exits[1]).toEqual(exits[0]);
      only(receiver.spans(), { service: 'frontend', kind: 'server', name: 'GET /greet' });
      expect(receiver.metrics().some((metric) => metric.name === 'http.server.request.duration')).toBe(true);
    },
    TEST_TIMEOUT_MS,
  );
});

test(
  'os.Exit in a handler keeps its status and flushes',
  async () => {
    const services = await Services.start(variants.woven, receiver, NO_EXPORT_BEFORE_THE_END);
    await services.get('/greet?name=Ada');
    await services.get('/exit?status=7').catch(() => undefined);
    expect(await services.frontend.exit()).toEqual({ code: 7, signal: null });
    await services.stop();
    only(receiver.spans(), { service: 'frontend', kind: 'server', name: 'GET /greet' });
  },
  TEST_TIMEOUT_MS,
);

test.each([
  ['returns from main', [], 0],
  ['ends with os.Exit', ['3'], 3],
] as const)(
  'a short program that %s flushes, with the plain output and status',
  async (_, args, status) => {
    const services = await Services.start(variants.plain, undefined);
    try {
      const options = { args: [`${services.greeterUrl}/greeting/Ada`, ...args] };
      const plain = await Program.run(variants.plain.fetch, options);
      const woven = await Program.run(variants.woven.fetch, {
        ...options,
        env: { ...receiver.environment('fetch'), ...NO_EXPORT_BEFORE_THE_END },
      });
      expect(plain).toEqual({ code: status, signal: null, stdout: 'Hello, Ada!', stderr: '' });
      expect(woven).toEqual(plain);
      const client = only(receiver.spans(), { service: 'fetch' });
      expect(client).toMatchObject({ kind: 'client', name: 'GET', parentSpanId: '' });
    } finally {
      await services.stop();
    }
  },
  TEST_TIMEOUT_MS,
);

describe('telemetry that goes nowhere', () => {
  const unheard = async (): Promise<Record<string, string>> => ({
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${await freePort()}`,
    OTEL_BSP_SCHEDULE_DELAY: '100',
    OTEL_METRIC_EXPORT_INTERVAL: '300',
  });

  test(
    'a dead collector costs the service one line on stderr',
    async () => {
      const services = await Services.start(variants.woven, undefined, await unheard());
      for (let i = 0; i < 20; i++) expect((await services.get('/greet?name=Ada')).status).toBe(200);
      await new Promise((resolve) => setTimeout(resolve, 2000));
      services.frontend.signal('SIGTERM');
      expect(await services.frontend.exit(10_000)).toEqual({ code: null, signal: 'SIGTERM' });
      await services.stop();
      expect(services.frontend.stdout).toBe('');
      expect(services.frontend.stderr.split('\n').filter((line) => line !== '').length).toBeLessThanOrEqual(1);
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'a dead collector does not hold up the end of a short program',
    async () => {
      const services = await Services.start(variants.plain, undefined);
      const args = [`${services.greeterUrl}/greeting/Ada`];
      const started = Date.now();
      const ended = await Program.run(variants.woven.fetch, { args, env: await unheard() });
      await services.stop();
      expect(ended).toMatchObject({ code: 0, signal: null, stdout: 'Hello, Ada!' });
      expect(ended.stderr.split('\n').filter((line) => line !== '').length).toBeLessThanOrEqual(1);
      expect(Date.now() - started).toBeLessThan(8000);
    },
    TEST_TIMEOUT_MS,
  );

  test.each([
    [{ OTEL_SDK_DISABLED: 'true' }],
    [{ OTEL_TRACES_EXPORTER: 'none', OTEL_METRICS_EXPORTER: 'none', OTEL_LOGS_EXPORTER: 'none' }],
  ])(
    'switched off by %j, the program behaves like the plain one',
    async (off) => {
      const services = await Services.start(variants.plain, undefined);
      const args = [`${services.greeterUrl}/headers`];
      const plain = await Program.run(variants.plain.fetch, { args });
      const woven = await Program.run(variants.woven.fetch, { args, env: { ...receiver.environment('fetch'), ...off } });
      await services.stop();
      expect({ ...woven, stdout: '' }).toEqual({ ...plain, stdout: '' });
      expect(all(receiver.spans(), {})).toEqual([]);
    },
    TEST_TIMEOUT_MS,
  );
});
