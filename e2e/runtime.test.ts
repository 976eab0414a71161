/**
 * Goroutines: which span is the parent of work in 10,000 requests at the same time, in goroutines, pools, timers and groups, mostly
 * without a context. And the metrics of the Go runtime.
 */
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { CHECKOUT } from '../tools/bazel/index.js';
import { wovenCache } from './support/library.js';
import { Scratch, succeed, TIMEOUT_MS } from './support/otel-command.js';
import type { Metric, Span } from './support/otlp-messages.js';
import { OtlpReceiver } from './support/otlp-receiver.js';
import { Program } from './support/program.js';

const SCENARIOS = [
  'after a panic',
  'after labels',
  'channel',
  "context of the caller's caller",
  'early pool',
  'early pool with context',
  'errgroup',
  'first',
  'goroutine',
  'here',
  'labels',
  'labels, goroutine',
  'nested',
  'no labels',
  'once',
  'own labels',
  'second',
  'stale pool',
  'stale pool with context',
  'third',
  'ticker',
  'timer',
  'timer with context',
];

interface Telemetry {
  readonly spans: readonly Span[];
  readonly metrics: readonly Metric[];
}

const scratch = new Scratch('contexts');
const module = scratch.copy(path.join(CHECKOUT, 'e2e/contexts'), 'module');
afterAll(() => {
  scratch.remove();
});

function build(name: string, ...flags: string[]): string {
  const out = path.join(scratch.folder, name);
  const args = ['--rules=spans.otelc.yaml', 'build', ...flags, '-trimpath', '-o', out, '.'];
  succeed(scratch.otelGo(module, args, { OTEL_GO_CACHE: wovenCache(), GOWORK: 'off' }));
  return out;
}

async function telemetryOf(program: string, requests: number, more: Readonly<Record<string, string>> = {}): Promise<Telemetry> {
  const receiver = await OtlpReceiver.start();
  try {
    // Nothing is lost to the queue of the SDK.
    const env = { ...receiver.environment('contexts'), OTEL_BSP_MAX_QUEUE_SIZE: '100000', OTEL_METRIC_EXPORT_INTERVAL: '60000', ...more };
    const { code, stderr } = await Program.run(program, { args: ['-requests', String(requests)], env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return { spans: [...receiver.spans()], metrics: [...receiver.metrics()] };
  } finally {
    await receiver.stop();
  }
}

function text(span: Span | undefined, key: string): string {
  const value = span?.attributes[key];
  return typeof value === 'string' ? value : '';
}

/** Work whose parent is another than the one that it expects. */
function misplaced(spans: readonly Span[]): string[] {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  return spans
    .filter((span) => text(span, 'scenario') !== '')
    .map((span) => {
      const parent = byId.get(span.parentSpanId);
      return { scenario: text(span, 'scenario'), want: text(span, 'parent'), got: parent ? text(parent, 'id') : 'none' };
    })
    .filter(({ want, got }) => want !== got)
    .map(({ scenario, want, got }) => `${scenario}: parent is ${got}, not ${want}`);
}

function check(spans: readonly Span[], requests: number): void {
  expect(misplaced(spans)).toEqual([]);
  expect([...new Set(spans.map((span) => text(span, 'scenario')))].filter((name) => name !== '').sort()).toEqual(SCENARIOS);
  const ids = spans.filter((span) => span.parentSpanId === '' && text(span, 'id') !== '').map((span) => text(span, 'id'));
  // The two of the stale pool as well.
  expect(new Set(ids).size).toBe(requests + 2);
}

test(
  'each span of 10,000 requests has the right parent, and none is lost',
  async () => {
    const { spans, metrics } = await telemetryOf(build('contexts'), 10_000);
    check(spans, 10_000);
    // It has measured nothing, and ends before its memory is told of for the first time.
    expect(metrics).toEqual([]);
  },
  TIMEOUT_MS,
);

test(
  'the race detector finds nothing',
  async () => {
    check((await telemetryOf(build('contexts-race', '-race'), 1_000)).spans, 1_000);
  },
  TIMEOUT_MS,
);

test(
  'the metrics of the Go runtime arrive, and can be switched off',
  async () => {
    const often = { OTEL_METRIC_EXPORT_INTERVAL: '20' };
    const program = build('contexts');
    const { metrics } = await telemetryOf(program, 5_000, often);
    const names = new Set(metrics.map(({ name }) => name));
    for (const name of ['go.memory.used', 'go.memory.allocations', 'go.memory.gc.goal', 'go.goroutine.count', 'go.schedule.duration']) {
      expect(names).toContain(name);
    }
    const counts = metrics
      .filter(({ name }) => name === 'go.goroutine.count')
      .flatMap(({ points }) => points.map(({ value }) => Number(value)));
    // Read at some moment while the requests are there.
    expect(Math.max(...counts)).toBeGreaterThan(100);
    const off = await telemetryOf(program, 5_000, { ...often, OTEL_GO_DISABLED_INSTRUMENTATIONS: 'runtime' });
    expect(off.metrics).toEqual([]);
  },
  TIMEOUT_MS,
);

test(
  'requests leave nothing behind: goroutines and heap stay as they are',
  async () => {
    // CONTRIBUTING.md: a million by hand.
    const requests = process.env['OTEL_LEAK_REQUESTS'] ?? '50000';
    const receiver = await OtlpReceiver.start();
    try {
      const program = Program.start(build('contexts'), {
        args: ['-leak', requests],
        env: { ...receiver.environment('leak'), OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.01' },
      });
      expect(await program.exit(TIMEOUT_MS)).toEqual({ code: 0, signal: null });
      const states = [...program.stdout.matchAll(/^(.*): (\d+) goroutines, (\d+) bytes$/gm)];
      expect(states.map(([, when]) => when)).toEqual(['after a tenth', 'after all']);
      const [before, after] = states.map(([, , goroutines, bytes]) => ({ goroutines: Number(goroutines), bytes: Number(bytes) }));
      expect(after?.goroutines).toBeLessThanOrEqual((before?.goroutines ?? 0) + 2);
      expect((after?.bytes ?? 0) - (before?.bytes ?? 0)).toBeLessThan(1 << 20);
      expect(receiver.spans().length).toBeGreaterThan(0);
    } finally {
      await receiver.stop();
    }
  },
  TIMEOUT_MS,
);
