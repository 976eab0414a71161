/**
 * gRPC: a program that serves and calls in all ways. What it emits that knows nothing of telemetry, and what one emits that uses
 * otelgrpc.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Library, LIBRARY_TIMEOUT_MS, type LibraryVersion, type Observed } from './support/library.js';
import type { Span } from './support/otlp-messages.js';
import { differences, metricLines, type SpanRow, spanLines, spanRows } from './support/telemetry-table.js';

const SCOPE = 'otel-go.internal/hooks/grpc';
const SERVICE = 'grpc.testing.TestService';

/** Both sides of a call that end alike. */
function call(method: string, code: number, client = '', server = client): string {
  const line = (kind: string, status: string): string => `${kind} ${method}${status && ` [error ${status}]`} rpc.grpc.status_code=${code}`;
  return `${line('client', client)}\n  ${line('server', server)}`;
}

function indent(text: string): string {
  return text.replace(/^/gm, '    ');
}

const unary = (...args: [code: number, client?: string, server?: string]): string => call(`${SERVICE}/UnaryCall`, ...args);
const empty = call(`${SERVICE}/EmptyCall`, 0);
const duplex = (...args: [code: number, client?: string, server?: string]): string => call(`${SERVICE}/FullDuplexCall`, ...args);

/** By scenario. */
const EXPECTED: Readonly<Record<string, string>> = {
  unary: unary(0),
  'not found': unary(5, 'no such thing', ''),
  internal: unary(13, 'out of order'),
  'plain error': unary(2, 'no status'),
  panic: unary(13, 'panic: handler gave up'),
  cancel: unary(1, 'context canceled', ''),
  // Which side is the first to see it differs from run to run.
  deadline: unary(4, 'too late'),
  'server stream': call(`${SERVICE}/StreamingOutputCall`, 0),
  'stream panic': call(`${SERVICE}/StreamingOutputCall`, 13, 'panic: stream gave up'),
  'client stream': call(`${SERVICE}/StreamingInputCall`, 0),
  duplex: duplex(0),
  'duplex error': duplex(15, 'cannot take "fail"'),
  abandoned: duplex(1, 'context canceled', ''),
  // Each attempt has a span.
  retry: [unary(14, 'try again'), unary(14, 'try again'), unary(0)].join('\n'),
  nested: [unary(0), indent(empty), indent(empty)].join('\n'),
  metadata: unary(0),
  health: call('grpc.health.v1.Health/Check', 0),
  reflection: call('grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo', 0),
  unknown: [
    call(`${SERVICE}/Nothing`, 12, `unknown method Nothing for service ${SERVICE}`, 'unknown service or method'),
    call('no.such.Service/Nothing', 12, 'unknown service no.such.Service', 'unknown service or method'),
  ].join('\n'),
  unavailable: `client ${SERVICE}/EmptyCall [error connection error] rpc.grpc.status_code=14`,
  'wait for ready': `client ${SERVICE}/EmptyCall [error connection error] rpc.grpc.status_code=4`,
  bufconn: empty,
  // One server span, of net/http, for a request.
  http: [
    unary(0).replace(/server \S+/, `server POST /${SERVICE}/UnaryCall`),
    indent(empty),
    indent(empty),
    unary(13, 'out of order').replace(/server \S+/, `server POST /${SERVICE}/UnaryCall`),
  ].join('\n'),
  // Exporters' calls have no client span.
  telemetry: 'server opentelemetry.proto.collector.trace.v1.TraceService/Export [error unknown service or method] rpc.grpc.status_code=12',
};

/** otelgrpc has conventions for RPC that are later than 1.37.0: ours are rpc.service and rpc.method, rpc.grpc.status_code, rpc.system. */
const LATER = new Set(['rpc.method', 'rpc.response.status_code', 'rpc.system.name']);

const library = new Library('grpc');
afterAll(() => library.remove());

function build(version: LibraryVersion): { version: LibraryVersion; flags: string[] } {
  return { version, flags: version === 'lowest' ? ['-tags=lowest'] : [] };
}

/** Without texts that differ from run to run. */
function settled(text: string): string {
  return text
    .replace(/error (?:latest balancer error: )?connection error: .* connection refused"/, 'error connection error')
    .replace(/error (?:context deadline exceeded|too slow|stream terminated by RST_STREAM .*CANCEL)/, 'error too late');
}

function lines(spans: readonly Span[]): string[] {
  return spanLines(spans, ['rpc.grpc.status_code']).map(settled);
}

function rows(spans: readonly Span[]): SpanRow[] {
  return spanRows(spans).map((row) => ({ ...row, status: settled(row.status) }));
}

describe.each<LibraryVersion>(['newest', 'lowest'])('the %s version', (version) => {
  let seen: Observed;
  beforeAll(async () => {
    seen = await library.observe(build(version));
  }, LIBRARY_TIMEOUT_MS);

  test('has a client and a server span for each call, with its status', () => {
    expect(lines(seen.spans)).toEqual(Object.values(EXPECTED).flatMap((text) => text.split('\n')));
  });

  test('says who calls whom', () => {
    const [client, server] = seen.spans.filter(({ scope }) => scope.name === SCOPE).sort((a, b) => (a.kind < b.kind ? -1 : 1));
    const [first] = seen.spans.filter(({ kind }) => kind === 'server');
    expect(client?.attributes).toMatchObject({ 'rpc.system': 'grpc', 'rpc.service': SERVICE, 'server.address': '127.0.0.1' });
    expect(server?.scope).toMatchObject({ name: SCOPE });
    expect(first?.attributes).toMatchObject({
      'rpc.system': 'grpc',
      'rpc.method': 'UnaryCall',
      'server.address': '127.0.0.1',
      'client.address': '127.0.0.1',
      'network.peer.address': '127.0.0.1',
    });
  });

  test('sends the trace in copies of the metadata, and replaces a stale one', () => {
    const [, traceId, spanId] = /^traceparent \[00-(\w+)-(\w+)-01\]$/m.exec(seen.stdout) ?? [];
    expect(seen.spans.filter((span) => span.kind === 'client' && span.traceId === traceId && span.spanId === spanId)).toHaveLength(1);
  });

  test('measures both sides by method and status', () => {
    const all = metricLines(seen.metrics, ['rpc.method', 'rpc.grpc.status_code']).filter((line) => line.startsWith('rpc.'));
    const sides = ['client', 'server'].flatMap((side) =>
      ['duration', 'request.size', 'requests_per_rpc', 'response.size', 'responses_per_rpc'].map((name) => `rpc.${side}.${name}`),
    );
    expect([...new Set(all.map((line) => line.split(' ')[0]))]).toEqual(sides);
    expect(all).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^rpc\.server\.duration histogram ms \{rpc\.grpc\.status_code=5, rpc\.method=UnaryCall\} 1$/),
      ]),
    );
  });
});

test(
  'methods are excluded, metadata and messages are captured, by option; either side is switched off by name',
  async () => {
    const program = await library.build(build('newest'));
    const run = (env: Record<string, string>, ...args: string[]): Promise<Observed> => library.run(program, { args, env });
    const excluded = await run({ OTEL_GO_GRPC_EXCLUDED_METHODS: 'grpc.health.v1.*' }, 'health', 'unary');
    expect(lines(excluded.spans).join('\n')).toBe(EXPECTED['unary']);
    const captured = await run(
      { OTEL_INSTRUMENTATION_GRPC_CAPTURE_METADATA_SERVER_REQUEST: 'X-Tenant', OTEL_INSTRUMENTATION_GRPC_EMIT_MESSAGE_EVENTS: 'true' },
      'metadata',
    );
    const server = captured.spans.find(({ kind }) => kind === 'server');
    expect(server?.attributes).toMatchObject({ 'rpc.grpc.request.metadata.x-tenant': ['acme', 'umbrella'] });
    expect(server?.events.map(({ attributes }) => attributes['rpc.message.type'])).toEqual(['RECEIVED', 'SENT']);
    const oneSide = await run({ OTEL_GO_DISABLED_INSTRUMENTATIONS: 'grpc/client' }, 'unary');
    expect(oneSide.spans.map(({ kind }) => kind)).toEqual(['server']);
    const off = await run({ OTEL_GO_DISABLED_INSTRUMENTATIONS: 'grpc' }, 'unary', 'duplex');
    expect([off.spans, off.metrics.filter(({ name }) => name.startsWith('rpc.'))]).toEqual([[], []]);
  },
  LIBRARY_TIMEOUT_MS,
);

describe('a program that uses otelgrpc', () => {
  // Ours has no client span for the call of an exporter; unknown methods have no server span there.
  const scenarios = Object.keys(EXPECTED).filter((name) => !['telemetry', 'unknown'].includes(name));
  let plain: Observed;
  beforeAll(async () => {
    plain = await library.observe({ program: 'byhand', woven: false }, { args: scenarios });
  }, LIBRARY_TIMEOUT_MS);

  test(
    'emits what it emits without us: no span twice, none lost',
    async () => {
      const woven = await library.observe({ program: 'byhand' }, { args: scenarios });
      expect(woven.spans.filter(({ scope }) => scope.name === SCOPE)).toEqual([]);
      expect(differences(rows(plain.spans), rows(woven.spans))).toEqual([]);
    },
    LIBRARY_TIMEOUT_MS,
  );

  test(
    'differs from ours in what is known',
    async () => {
      const args = scenarios.filter((name) => name !== 'http');
      const ours = await library.observe({}, { args });
      const theirs = await library.observe({ program: 'byhand', woven: false }, { args });
      const found = differences(rows(theirs.spans), rows(ours.spans));
      const shown = found.map(({ field, byHand, ours: own }) => (LATER.has(field) ? field : `${field}: ${byHand} | ${own}`));
      expect([...new Set(shown)].sort()).toEqual([
        // The call from a goroutine without a context.
        `parent:  | server ${SERVICE}/UnaryCall`,
        ...LATER,
        // What the client was told to connect to, not the name of the connection's kind.
        'server.address: bufconn | memory',
      ]);
    },
    LIBRARY_TIMEOUT_MS,
  );
});
