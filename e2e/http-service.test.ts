/** What the instrumented service exports: spans and metrics as a real receiver gets them. */
import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { buildVariants, type Variants } from './support/demo-binaries.js';
import { Services } from './support/http-service.js';
import type { Span } from './support/otlp-messages.js';
import { OtlpReceiver } from './support/otlp-receiver.js';
import { all, atLeast, only } from './support/select.js';

const BUILD_TIMEOUT_MS = 20 * 60_000;
const TEST_TIMEOUT_MS = 60_000;

let variants: Variants;
let receiver: OtlpReceiver;
let services: Services;

beforeAll(async () => {
  variants = await buildVariants();
}, BUILD_TIMEOUT_MS);
afterAll(() => {
  rmSync(variants.folder, { recursive: true });
});
beforeEach(async () => {
  receiver = await OtlpReceiver.start();
  services = await Services.start(variants.woven, receiver);
}, TEST_TIMEOUT_MS);
afterEach(async () => {
  await services.stop();
  await receiver.stop();
  expect(receiver.problems()).toEqual([]);
}, TEST_TIMEOUT_MS);

/** The spans of one GET /greet; the slowest of them to arrive are awaited. */
async function greet(): Promise<readonly Span[]> {
  expect(await services.get('/greet?name=Ada')).toMatchObject({ status: 200, text: expect.stringMatching(/^Hello, Ada! I feel \w+\.\n$/) });
  return receiver.waitForSpans(
    (spans) =>
      atLeast(1, { service: 'frontend', kind: 'server' })(spans) &&
      atLeast(2, { service: 'frontend', kind: 'client' })(spans) &&
      atLeast(2, { service: 'greeter', kind: 'server' })(spans) &&
      atLeast(2, { service: 'greeter', kind: 'internal' })(spans),
  );
}

describe('GET /greet', () => {
  test(
    'is one trace over both services, parents and children as called, the goroutine without a context included',
    async () => {
      const spans = await greet();
      const root = only(spans, { service: 'frontend', kind: 'server', name: 'GET /greet' });
      expect(root.parentSpanId).toBe('');
      expect(new Set(spans.map((span) => span.traceId))).toEqual(new Set([root.traceId]));
      const greeting = only(spans, { service: 'greeter', kind: 'server', name: 'GET /greeting/{name}' });
      const mood = only(spans, { service: 'greeter', kind: 'server', name: 'GET /mood' });
      const clients = all(spans, { service: 'frontend', kind: 'client', name: 'GET', parent: root });
      expect(clients).toHaveLength(2);
      expect(new Set(clients.map((span) => span.spanId))).toEqual(new Set([greeting.parentSpanId, mood.parentSpanId]));
      const compose = only(spans, { service: 'greeter', name: 'compose greeting', parent: greeting });
      only(spans, { service: 'greeter', name: 'rate limit', parent: compose });
      expect(spans).toHaveLength(7);
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'carries the attributes of the stable HTTP conventions',
    async () => {
      const spans = await greet();
      const root = only(spans, { service: 'frontend', kind: 'server' });
      expect(root.attributes).toMatchObject({
        'http.request.method': 'GET',
        'http.route': '/greet',
        'http.response.status_code': 200,
        'url.path': '/greet',
        'url.query': 'name=Ada',
        'url.scheme': 'http',
        'server.address': '127.0.0.1',
        'server.port': Number(new URL(services.url).port),
        'network.protocol.version': '1.1',
        'client.address': '127.0.0.1',
        'network.peer.address': '127.0.0.1',
      });
      expect(root.attributes['user_agent.original']).toEqual(expect.any(String));
      expect(root.status.code).toBe('unset');
      const greeting = only(spans, { service: 'greeter', kind: 'server', name: 'GET /greeting/{name}' });
      const client = spans.find((span) => span.spanId === greeting.parentSpanId);
      expect(client?.attributes).toMatchObject({
        'http.request.method': 'GET',
        'http.response.status_code': 200,
        'url.full': `${services.greeterUrl}/greeting/Ada`,
        'server.address': '127.0.0.1',
        'server.port': Number(new URL(services.greeterUrl).port),
      });
      // Older conventions: one name for each thing.
      for (const span of spans) expect(Object.keys(span.attributes)).not.toEqual(expect.arrayContaining(['http.method']));
      expect(root.scope.name).not.toBe('');
      expect(root.resource).toMatchObject({ 'service.name': 'frontend', 'telemetry.sdk.language': 'go' });
      for (const span of spans) expect(span.endUnixNano).toBeGreaterThanOrEqual(span.startUnixNano);
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'counts into the duration metrics of server and client',
    async () => {
      await greet();
      const metrics = await receiver.waitForMetrics((seen) =>
        ['http.server.request.duration', 'http.client.request.duration'].every((name) => seen.some((metric) => metric.name === name)),
      );
      const server = metrics.find((metric) => metric.name === 'http.server.request.duration');
      expect(server).toMatchObject({ type: 'histogram', unit: 's' });
      const point = metrics
        .filter((metric) => metric.name === 'http.server.request.duration')
        .flatMap((metric) => metric.points)
        .find((candidate) => candidate.attributes['http.route'] === '/greet');
      expect(point?.attributes).toMatchObject({ 'http.request.method': 'GET', 'http.response.status_code': 200, 'url.scheme': 'http' });
      expect(point?.count).toBe(1);
      expect(point?.explicitBounds).toEqual([0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10]);
    },
    TEST_TIMEOUT_MS,
  );
});

test(
  'a caller’s trace is continued',
  async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const headers = { traceparent: `00-${traceId}-b7ad6b7169203331-01`, tracestate: 'vendor=value' };
    await fetch(`${services.url}/greet?name=Ada`, { headers }).then((response) => response.text());
    const spans = await receiver.waitForSpans(atLeast(7, { traceId }));
    const root = only(spans, { service: 'frontend', kind: 'server' });
    expect(root).toMatchObject({ parentSpanId: 'b7ad6b7169203331', traceState: 'vendor=value' });
  },
  TEST_TIMEOUT_MS,
);

test(
  'the context travels in the headers of the request that is sent, not in those of the caller’s request',
  async () => {
    const { sent, arrived } = JSON.parse((await services.get('/headers')).text) as Record<'sent' | 'arrived', Record<string, string[]>>;
    expect(sent).toEqual({ 'X-Frontend': ['yes'] });
    expect(arrived).toMatchObject({ 'X-Frontend': ['yes'], Traceparent: [expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)] });
  },
  TEST_TIMEOUT_MS,
);

test(
  'a server error is an error, a client error is not',
  async () => {
    expect(await services.get('/fail')).toEqual({ status: 500, text: 'the handler fails\n' });
    expect((await services.get('/absent')).status).toBe(404);
    const spans = await receiver.waitForSpans(atLeast(2, { service: 'frontend', kind: 'server' }));
    const failed = only(spans, { name: 'GET /fail' });
    expect(failed.attributes).toMatchObject({ 'http.response.status_code': 500, 'error.type': '500' });
    expect(failed.status.code).toBe('error');
    const absent = only(spans, { name: 'GET' });
    expect(absent.attributes['http.response.status_code']).toBe(404);
    expect(absent.attributes['http.route']).toBeUndefined();
    expect(absent.status.code).toBe('unset');
  },
  TEST_TIMEOUT_MS,
);

test(
  'a handler that panics has an error span, and the server goes on',
  async () => {
    await expect(services.get('/panic')).rejects.toThrow();
    const spans = await receiver.waitForSpans(atLeast(1, { name: 'GET /panic' }));
    const span = only(spans, { name: 'GET /panic' });
    expect(span.status.code).toBe('error');
    expect(span.attributes['error.type']).toEqual(expect.any(String));
    expect((await services.get('/greet?name=Ada')).status).toBe(200);
  },
  TEST_TIMEOUT_MS,
);

test(
  'hooks of the workspace see results: an error of the hooked function is on its span',
  async () => {
    expect((await services.get('/greet?name=%20')).status).toBe(502);
    const spans = await receiver.waitForSpans(atLeast(1, { name: 'compose greeting' }));
    expect(only(spans, { name: 'compose greeting' }).status).toEqual({ code: 'error', message: '" ": nobody to greet' });
  },
  TEST_TIMEOUT_MS,
);

test(
  'the exporters’ own requests produce no spans',
  async () => {
    await greet();
    const before = receiver.spans().length;
    // Several rounds of exports of spans (every 100 ms) and metrics (every 500 ms).
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(receiver.spans()).toHaveLength(before);
    const collector = Number(new URL(receiver.endpoint).port);
    const points = receiver.metrics().flatMap((metric) => metric.points);
    expect(points.filter((point) => point.attributes['server.port'] === collector)).toEqual([]);
  },
  TEST_TIMEOUT_MS,
);
