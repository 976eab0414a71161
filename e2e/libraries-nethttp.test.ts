/** net/http over HTTP/1.1 and HTTP/2, with routes, middleware, and what goes wrong; and the same program with otelhttp. */
import { connect } from 'node:http2';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Library, LIBRARY_TIMEOUT_MS, type Observed } from './support/library.js';
import type { Span } from './support/otlp-messages.js';
import { OtlpReceiver } from './support/otlp-receiver.js';
import { Program } from './support/program.js';
import { spanLines, spanRows } from './support/telemetry-table.js';

const KEYS = [
  'http.route',
  'http.request.resend_count',
  'http.response.status_code',
  'error.type',
  'network.protocol.version',
  'http.request.body.size',
  'http.response.body.size',
];

/** By scenario, in the order of the run. */
const EXPECTED: Readonly<Record<string, string>> = {
  created: `
client POST http.response.status_code=201 network.protocol.version=1.1 http.request.body.size=5 http.response.body.size=5
  server POST /items/{id} http.route=/items/{id} http.response.status_code=201 network.protocol.version=1.1 http.request.body.size=5 http.response.body.size=5`,
  // One mux in another, behind StripPrefix and middleware that copies the request.
  nested: `
client GET http.response.status_code=200 network.protocol.version=1.1 http.response.body.size=1
  server GET /api/users/{id} http.route=/api/users/{id} http.response.status_code=200 network.protocol.version=1.1 http.response.body.size=1`,
  unknown: `
client GET [error] http.response.status_code=404 error.type=404 network.protocol.version=1.1 http.response.body.size=19
  server GET http.response.status_code=404 network.protocol.version=1.1 http.response.body.size=19`,
  empty: `
client GET http.response.status_code=200 network.protocol.version=1.1
  server GET /empty http.route=/empty http.response.status_code=200 network.protocol.version=1.1`,
  teapot: `
client HTTP http.response.status_code=200 network.protocol.version=1.1
  server HTTP /empty http.route=/empty http.response.status_code=200 network.protocol.version=1.1`,
  broken: `
client GET [error] http.response.status_code=500 error.type=500 network.protocol.version=1.1 http.response.body.size=7
  server GET /broken [error] http.route=/broken http.response.status_code=500 error.type=500 network.protocol.version=1.1 http.response.body.size=7`,
  panic: `
client GET [error] http.response.status_code=500 error.type=500 network.protocol.version=1.1 http.response.body.size=10
  server GET /panic [error panic: out of order] http.route=/panic http.response.status_code=500 error.type=500 network.protocol.version=1.1 http.response.body.size=10 (exception exception.message=out of order exception.type=string)`,
  // The handler gives up the connection, which is no error of the application; the client's is.
  abort: `
client GET [error EOF] error.type=*errors.errorString (exception exception.message=EOF exception.type=*errors.errorString)
  server GET /abort http.route=/abort network.protocol.version=1.1`,
  redirect: `
client GET http.response.status_code=302 network.protocol.version=1.1 http.response.body.size=29
  server GET /moved http.route=/moved http.response.status_code=302 network.protocol.version=1.1 http.response.body.size=29
client GET http.request.resend_count=1 http.response.status_code=200 network.protocol.version=1.1
  server GET /empty http.route=/empty http.response.status_code=200 network.protocol.version=1.1`,
  interfaces: `
client GET http.response.status_code=200 network.protocol.version=1.1 http.response.body.size=87
  server GET /interfaces http.route=/interfaces http.response.status_code=200 network.protocol.version=1.1 http.response.body.size=87`,
  cancel: `
client GET [error context deadline exceeded] error.type=context.deadlineExceededError (exception exception.message=context deadline exceeded exception.type=context.deadlineExceededError)
  server GET /slow http.route=/slow http.response.status_code=200 network.protocol.version=1.1`,
  // A transport around http.Transport that asks again.
  retry: `
client GET [error] http.response.status_code=503 error.type=503 network.protocol.version=1.1
  server GET /flaky [error] http.route=/flaky http.response.status_code=503 error.type=503 network.protocol.version=1.1
client GET http.response.status_code=200 network.protocol.version=1.1
  server GET /flaky http.route=/flaky http.response.status_code=200 network.protocol.version=1.1`,
  // The same within a span: the two attempts are known to belong together.
  relay: `
client GET http.response.status_code=200 network.protocol.version=1.1
  server GET /relay http.route=/relay http.response.status_code=200 network.protocol.version=1.1
    client GET [error] http.response.status_code=503 error.type=503 network.protocol.version=1.1
      server GET /flaky [error] http.route=/flaky http.response.status_code=503 error.type=503 network.protocol.version=1.1
    client GET http.request.resend_count=1 http.response.status_code=200 network.protocol.version=1.1
      server GET /flaky http.route=/flaky http.response.status_code=200 network.protocol.version=1.1`,
  // Hijacked, as WebSockets are: net/http does not know what is sent from then on.
  upgrade: `
server GET /echo http.route=/echo network.protocol.version=1.1`,
  refused: `
client GET [error dial tcp 127.0.0.1:1: connect: connection refused] error.type=*net.OpError (exception exception.message=dial tcp 127.0.0.1:1: connect: connection refused exception.type=*net.OpError)`,
  // A client whose transport says //otel:ignore: only the server is seen, in a trace of its own.
  quiet: `
server GET /healthz http.route=/healthz http.response.status_code=200 network.protocol.version=1.1 http.response.body.size=12`,
  'h2/created': `
client POST http.response.status_code=201 network.protocol.version=2 http.request.body.size=5 http.response.body.size=5
  server POST /items/{id} http.route=/items/{id} http.response.status_code=201 network.protocol.version=2 http.request.body.size=5 http.response.body.size=5`,
  'h2/panic': `
client GET [error] http.response.status_code=500 error.type=500 network.protocol.version=2 http.response.body.size=10
  server GET /panic [error panic: out of order] http.route=/panic http.response.status_code=500 error.type=500 network.protocol.version=2 http.response.body.size=10 (exception exception.message=out of order exception.type=string)`,
  'h2/interfaces': `
client GET http.response.status_code=200 network.protocol.version=2 http.response.body.size=88
  server GET /interfaces http.route=/interfaces http.response.status_code=200 network.protocol.version=2 http.response.body.size=88`,
  'h2c/nested': `
client GET http.response.status_code=200 network.protocol.version=2 http.response.body.size=1
  server GET /api/users/{id} http.route=/api/users/{id} http.response.status_code=200 network.protocol.version=2 http.response.body.size=1`,
};

const library = new Library('nethttp');
let program: string;
beforeAll(async () => {
  program = await library.build();
}, LIBRARY_TIMEOUT_MS);
afterAll(() => library.remove());

function run(scenarios: string, env: Record<string, string> = {}): Promise<Observed> {
  return library.run(program, { args: scenarios.split(' '), env });
}

function kinds(spans: readonly Span[]): string[] {
  return spans.map(({ kind }) => kind).sort();
}

describe('without configuration', () => {
  let seen: Observed;
  const args = Object.keys(EXPECTED);
  beforeAll(async () => {
    seen = await run(args.join(' '));
  }, LIBRARY_TIMEOUT_MS);

  test('each request that is sent has a client span, each that is served a server span', () => {
    expect(spanLines(seen.spans, KEYS).join('\n')).toBe(Object.values(EXPECTED).join('').trim());
  });

  test(
    'the program does what it does without us: interfaces of the ResponseWriter, headers, hijacked connections',
    async () => {
      const plain = await library.observe({ woven: false }, { args });
      expect(seen.code).toBe(0);
      expect(seen.stdout).toBe(plain.stdout);
    },
    LIBRARY_TIMEOUT_MS,
  );
});

test('paths and hosts are excluded', async () => {
  const paths = await run('health created', { OTEL_GO_HTTP_SERVER_EXCLUDED_PATHS: '/health*,/other' });
  expect(spanLines(paths.spans, []).join('\n')).toBe('client GET\nclient POST\n  server POST /items/{id}');
  const hosts = await run('health', { OTEL_GO_HTTP_CLIENT_EXCLUDED_HOSTS: '127.0.0.*' });
  expect(kinds(hosts.spans)).toEqual(['server']);
  expect(hosts.stdout).toContain('traced false');
});

test('headers are captured', async () => {
  const { spans } = await run('created', {
    OTEL_INSTRUMENTATION_HTTP_SERVER_CAPTURE_REQUEST_HEADERS: 'x-tenant, X-Absent',
    OTEL_INSTRUMENTATION_HTTP_SERVER_CAPTURE_RESPONSE_HEADERS: 'X-Answer',
    OTEL_INSTRUMENTATION_HTTP_CLIENT_CAPTURE_REQUEST_HEADERS: 'X-Tenant',
    OTEL_INSTRUMENTATION_HTTP_CLIENT_CAPTURE_RESPONSE_HEADERS: 'x-answer',
  });
  expect(kinds(spans)).toEqual(['client', 'server']);
  for (const { attributes } of spans) {
    expect(attributes).toMatchObject({ 'http.request.header.x-tenant': ['shop'], 'http.response.header.x-answer': ['42'] });
    expect(Object.keys(attributes)).not.toContain('http.request.header.x-absent');
  }
});

test('methods are known, attributes are added', async () => {
  const { spans } = await run('teapot', {
    OTEL_INSTRUMENTATION_HTTP_KNOWN_METHODS: 'GET,BREW',
    OTEL_GO_SPAN_ATTRIBUTES: 'team=web',
  });
  expect(spans.map(({ name, attributes }) => `${name} ${attributes['team'] as string}`).sort()).toEqual(['BREW /empty web', 'BREW web']);
});

test.each([
  ['nethttp', []],
  ['nethttp/client', ['server']],
  ['nethttp/server', ['client']],
])('%s is switched off by name', async (name, left) => {
  const { spans, metrics } = await run('created', { OTEL_GO_DISABLED_INSTRUMENTATIONS: `${name},runtime` });
  expect(kinds(spans)).toEqual(left);
  expect([...new Set(metrics.map((metric) => metric.name.split('.')[1]))]).toEqual(left);
});

test(
  'HTTP/2 server push works as without us; a pushed request has a server span',
  async () => {
    const receiver = await OtlpReceiver.start();
    try {
      const plain = await visit(await library.build({ woven: false }), {});
      const woven = await visit(program, receiver.environment('nethttp'));
      expect(woven).toEqual({ page: 'page <nil>', pushed: [['/style', 'yes', 'style yes']] });
      expect(plain).toEqual(woven);
      expect(spanLines(receiver.spans(), ['http.route', 'network.protocol.version'])).toEqual([
        'server GET /page http.route=/page network.protocol.version=2',
        'server GET /style http.route=/style network.protocol.version=2',
        'server GET /leave http.route=/leave network.protocol.version=2',
      ]);
    } finally {
      await receiver.stop();
    }
  },
  LIBRARY_TIMEOUT_MS,
);

interface Visit {
  readonly page: string;
  /** Path and header of what was asked for on our behalf, and what came. */
  readonly pushed: readonly (readonly [path: string, header: string, body: string])[];
}

/** Asks a server that pushes for its page, and has it end. */
async function visit(executable: string, env: Readonly<Record<string, string>>): Promise<Visit> {
  const server = Program.start(executable, { args: ['h2/push'], env });
  try {
    let url: string | undefined;
    while ((url = /^serving (.*)\n/m.exec(server.stdout)?.[1]) === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
    // The certificate is that of Go's httptest.
    const client = connect(url, { rejectUnauthorized: false });
    const pushed: Promise<readonly [string, string, string]>[] = [];
    client.on('stream', (stream, headers) => {
      pushed.push(text(stream).then((body) => [String(headers[':path']), String(headers['x-pushed']), body]));
    });
    const page = await text(client.request({ ':path': '/page' }));
    const all = await Promise.all(pushed);
    await text(client.request({ ':path': '/leave' }));
    client.close();
    expect((await server.exit()).code).toBe(0);
    return { page, pushed: all };
  } finally {
    await server.kill();
  }
}

describe('a program that uses otelhttp', () => {
  const args = Object.keys(EXPECTED).filter((name) => !name.startsWith('h2') && name !== 'quiet' && name !== 'relay');

  test(
    'has no span twice and loses none',
    async () => {
      const woven = await library.observe({ program: 'byhand' }, { args });
      const plain = await library.observe({ program: 'byhand', woven: false }, { args });
      const rows = ({ spans }: Observed): unknown[] => spanRows(spans, { volatile: ['url.full'] });
      const wanted = spanRows(plain.spans, { volatile: ['url.full'] });
      // Attributes that only ours has are there too.
      expect(rows(woven)).toEqual(wanted.map((row) => ({ ...row, attributes: expect.objectContaining(row.attributes) })));
      expect(woven.stdout).toBe(plain.stdout);
    },
    LIBRARY_TIMEOUT_MS,
  );
});
