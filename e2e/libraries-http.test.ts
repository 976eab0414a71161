/**
 * Web frameworks: the same service, written with each of them, whose client asks it for a route, a nested route, nothing, an error, a
 * refusal, a panic that middleware recovers, and gives up waiting. What the program emits that knows nothing of telemetry, and what one
 * emits that is instrumented by hand.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Library, LIBRARY_TIMEOUT_MS, type LibraryVersion, type Observed } from './support/library.js';
import type { Span } from './support/otlp-messages.js';
import { differences, metricLines, spanLines, type SpanRow, spanRows } from './support/telemetry-table.js';

const HTTP_SCOPE = 'otel-go.internal/hooks/nethttp';
const KEYS = ['http.route', 'http.response.status_code', 'error.type'];

interface Framework {
  readonly name: string;
  /** Spans of the program, each request's client span with the server's below. */
  readonly spans: string;
  /** What the instrumentation by hand does otherwise, and why ours does not. */
  readonly byHand: readonly string[];
  /** Paths of requests that the middleware by hand is not called for. */
  readonly unseen?: readonly string[];
  /** What the lowest version tells otherwise. */
  readonly lowest?: readonly [text: string, other: string];
  /** Of the hooks whose span it is, where it is not served by net/http. */
  readonly scope?: string;
}

/** What the client sees is the same for all. */
const CLIENT = {
  fail: 'client GET [error] http.response.status_code=500 error.type=500',
  gaveUp:
    'client GET [error context deadline exceeded] error.type=context.deadlineExceededError ' +
    '(exception exception.message=context deadline exceeded exception.type=context.deadlineExceededError)',
  none: 'client GET [error] http.response.status_code=404 error.type=404',
  ok: 'client GET http.response.status_code=200',
  refused: 'client GET [error] http.response.status_code=400 error.type=400',
};

/** Attributes that the conventions called otherwise before they were stable. */
const RENAMED: Readonly<Record<string, string>> = {
  'http.client_ip': 'client.address',
  'http.flavor': 'network.protocol.version',
  'http.method': 'http.request.method',
  'http.response_content_length': 'http.response.body.size',
  'http.scheme': 'url.scheme',
  'http.status_code': 'http.response.status_code',
  'http.target': 'url.path',
  'http.url': 'url.path',
  'http.user_agent': 'user_agent.original',
  'net.host.name': 'server.address',
  'net.host.port': 'server.port',
  'net.protocol.version': 'network.protocol.version',
  'net.sock.peer.addr': 'network.peer.address',
  'net.sock.peer.port': 'network.peer.port',
};
/** What they called by name of the service, or with its port. */
const VOLATILE = ['net.host.name', 'net.host.port', 'url.full'];

/** The middleware by hand does not see a panic that is recovered further in; ours does. */
const RECOVERED = [
  '/panic: events:  | exception exception.message=out of order exception.type=string',
  '/panic: status: error | error panic: out of order',
];

function exception(message: string, type: string): string {
  return ` (exception exception.message=${message} exception.type=${type})`;
}

/** Spans of the requests. Routers that know of no errors, only of statuses, have none of the `errors`. */
function requests(user: string, item: string, errors?: { readonly none: string; readonly refused: string }): string {
  const failed = errors
    ? { status: 'error no stock', event: exception('no stock', '*errors.errorString') }
    : { status: 'error', event: '' };
  return `
${CLIENT.ok}
  server GET ${user} http.route=${user} http.response.status_code=200
${CLIENT.ok}
  server GET ${item} http.route=${item} http.response.status_code=200
${CLIENT.none}
  server GET http.response.status_code=404${errors?.none ?? ''}
${CLIENT.fail}
  server GET /fail [${failed.status}] http.route=/fail http.response.status_code=500 error.type=500${failed.event}
${CLIENT.refused}
  server GET /refuse http.route=/refuse http.response.status_code=400${errors?.refused ?? ''}
${CLIENT.fail}
  server GET /panic [error panic: out of order] http.route=/panic http.response.status_code=500 error.type=500${exception('out of order', 'string')}
${CLIENT.gaveUp}
  server GET /slow http.route=/slow http.response.status_code=200
`;
}

/** The lowest version does not tell it. */
const FIBER_NONE = exception('Cannot GET /nowhere', '*fiber.Error');

const FRAMEWORKS: readonly Framework[] = [
  {
    name: 'gin',
    spans: requests('/users/:id', '/api/v1/items/:item', { none: '', refused: exception('bad id', '*errors.errorString') }),
    byHand: [
      // The whole list of gin's errors there, the error here; only 5xx fails a server span by the conventions.
      '/fail: status: error Error #01: no stock | error no stock',
      '/refuse: status: error Error #01: bad id | unset',
      ...RECOVERED,
      'each: server.address: gin | 127.0.0.1',
    ],
  },
  {
    name: 'echo',
    spans: requests('/users/:id', '/api/v1/items/:item', {
      none: exception('code=404, message=Not Found', '*echo.HTTPError'),
      refused: exception('code=400, message=bad id', '*echo.HTTPError'),
    }),
    byHand: [
      // echo.error is our exception event.
      '/fail: echo.error: no stock | ',
      '/fail: events:  | exception exception.message=no stock exception.type=*errors.errorString',
      '/fail: status: error | error no stock',
      '/nowhere: echo.error: code=404, message=Not Found | ',
      '/nowhere: events:  | exception exception.message=code=404, message=Not Found exception.type=*echo.HTTPError',
      '/refuse: echo.error: code=400, message=bad id | ',
      '/refuse: events:  | exception exception.message=code=400, message=bad id exception.type=*echo.HTTPError',
      ...RECOVERED,
    ],
  },
  {
    name: 'chi',
    spans: requests('/users/{id}', '/api/v1/items/{item}'),
    // otelchi is not OpenTelemetry's own: there is none for chi.
    byHand: [
      ...['/api/v1/items/3', '/fail', '/panic', '/refuse', '/slow', '/users/7'].map((path) => `${path}: name: without the method`),
      '/nowhere: name: / | GET',
      ...RECOVERED,
    ],
  },
  {
    name: 'mux',
    spans: requests('/users/{id}', '/api/v1/items/{item:[0-9]+}'),
    // The panic is recovered outside of otelmux.
    byHand: [
      '/panic: events: exception exception.message=out of order exception.type=.string | exception exception.message=out of order exception.type=string',
      '/panic: status: unset | error panic: out of order',
      'each: name: without the method',
    ],
    unseen: ['/nowhere'],
  },
  {
    name: 'fiber',
    scope: 'otel-go.internal/hooks/fiber',
    // In the end a handler asks the service itself, with its UserContext.
    spans: `${requests('/users/:id', '/api/v1/items/:item', { none: FIBER_NONE, refused: exception('bad id', '*fiber.Error') })}${CLIENT.ok}
  server GET /ask http.route=/ask http.response.status_code=200
    client GET http.response.status_code=200
      server GET /users/:id http.route=/users/:id http.response.status_code=200
`,
    lowest: [FIBER_NONE, ''],
    // Middleware itself is a route there. Its panic is what the recovering middleware makes of it.
    byHand: [
      ...['/ask', '/slow'].map((path) => `${path}: http.response.body.size: 0 | `),
      '/fail: status: error | error no stock',
      '/nowhere: http.route: / | ',
      '/nowhere: name: / | GET',
      '/panic: events: exception exception.message=out of order exception.type=*errors.errorString | exception exception.message=out of order exception.type=string',
      '/panic: status: error | error panic: out of order',
      ...['/api/v1/items/3', '/ask', '/fail', '/panic', '/refuse', '/slow', '/users/7', '/users/8'].map(
        (path) => `${path}: name: without the method`,
      ),
      'each: http.request_content_length: -2 | ',
      'each: net.transport: ip_tcp | ',
    ],
  },
];

describe.each(FRAMEWORKS)('$name', ({ name, spans, byHand, unseen = [], lowest = ['', ''], scope = HTTP_SCOPE }) => {
  const library = new Library(name);
  const seen = new Map<LibraryVersion, Observed>();
  const newest = (): Observed => seen.get('newest') as Observed;
  afterAll(() => library.remove());
  beforeAll(async () => {
    for (const version of ['newest', 'lowest'] as const) seen.set(version, await library.observe({ version }));
  }, LIBRARY_TIMEOUT_MS);

  test.each<LibraryVersion>(['newest', 'lowest'])('the %s version has one server span for each request, with its route', (version) => {
    expect(spanLines(seen.get(version)?.spans ?? [], KEYS).join('\n')).toBe(
      version === 'lowest' ? spans.trim().replace(...lowest) : spans.trim(),
    );
  });

  test('server spans tell who asks for what', () => {
    const [first, ...others] = servers(newest().spans);
    expect(new Set([first, ...others].map((span) => span?.scope.name))).toEqual(new Set([scope]));
    expect(first?.attributes).toMatchObject({
      'http.request.method': 'GET',
      'url.path': '/users/7',
      'url.scheme': 'http',
      'network.protocol.version': '1.1',
      'server.address': '127.0.0.1',
      'user_agent.original': 'Go-http-client/1.1',
    });
  });

  test('durations are measured by route', () => {
    const lines = metricLines(newest().metrics, ['http.route', 'http.response.status_code', 'error.type']);
    const routes = lines
      .filter((line) => line.startsWith('http.server.request.duration'))
      .map((line) => /http\.route=(.*?)(?:, |\} \d)/.exec(line)?.[1]);
    const served = servers(newest().spans).map(({ attributes }) => attributes['http.route']);
    expect(routes.sort()).toEqual([...new Set(served)].sort());
  });

  describe('instrumented by hand', () => {
    let plain: Observed;
    beforeAll(async () => {
      plain = await library.observe({ program: 'byhand', woven: false });
    }, LIBRARY_TIMEOUT_MS);

    test(
      'has no server span twice and loses none; ours are what its middleware does not see',
      async () => {
        const woven = await library.observe({ program: 'byhand' });
        expect(woven.stdout).toBe(plain.stdout);
        expect(clientRows(woven)).toEqual(clientRows(plain));
        const [rows, wanted] = [serverRows(woven), serverRows(plain)];
        expect([...rows.keys()].filter((path) => !wanted.has(path))).toEqual(unseen);
        for (const [path, row] of wanted) {
          // Attributes that only ours has are there too.
          expect(rows.get(path)).toEqual({ ...row, attributes: expect.objectContaining(row.attributes) });
        }
        expect(woven.metrics.filter(({ name }) => name.startsWith('http.client'))).toEqual([]);
      },
      LIBRARY_TIMEOUT_MS,
    );

    test('differs from ours in what is known', () => {
      expect(serverDifferences(serverRows(plain), serverRows(newest()))).toEqual([...byHand].sort());
    });
  });
});

function servers(spans: readonly Span[]): Span[] {
  return spans.filter(({ kind }) => kind === 'server');
}

function clientRows({ spans }: Observed): SpanRow[] {
  return spanRows(spans, { volatile: VOLATILE }).filter(({ kind }) => kind === 'client');
}

/** The server span of each request, by the path that the client asked for; fails where a request has two. */
function serverRows({ spans }: Observed): Map<string, SpanRow> {
  const asked = new Map(spans.map(({ spanId, attributes }) => [spanId, attributes['url.full']]));
  const found = new Map<string, SpanRow>();
  for (const span of servers(spans)) {
    const url = asked.get(span.parentSpanId);
    const path = typeof url === 'string' ? new URL(url).pathname : 'a request without its client';
    const [row] = spanRows([span], { volatile: VOLATILE });
    if (row === undefined || found.has(path)) throw new Error(`${path} has two server spans`);
    found.set(path, row);
  }
  return found;
}

/** One line a difference, `each` where all requests have it; attributes that only ours has are none. */
function serverDifferences(byHand: ReadonlyMap<string, SpanRow>, ours: ReadonlyMap<string, SpanRow>): string[] {
  const paths = new Map<string, string[]>();
  for (const [path, row] of byHand) {
    const renamed = Object.entries(row.attributes).map(([key, value]) => [RENAMED[key] ?? key, value] as const);
    const other = ours.get(path);
    for (const one of differences([{ ...row, attributes: Object.fromEntries(renamed) }], other ? [other] : [])) {
      const name = one.field === 'name' && one.ours === `GET ${one.byHand}` ? 'without the method' : `${one.byHand} | ${one.ours}`;
      const line = `${one.field}: ${name}`;
      if (one.byHand === '*' || one.ours === '*') continue;
      paths.set(line, [...(paths.get(line) ?? []), path]);
    }
  }
  return [...paths].flatMap(([line, at]) => (at.length === byHand.size ? [`each: ${line}`] : at.map((path) => `${path}: ${line}`))).sort();
}
