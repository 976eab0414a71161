/** MongoDB's driver against a real server: what a program that knows nothing of telemetry emits, and what one emits that uses otelmongo. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Span } from './support/otlp-messages.js';
import { Library, LIBRARY_TIMEOUT_MS, type LibraryVersion, type Observed } from './support/library.js';
import { freePort } from './support/program.js';
import { MongoServer } from './support/server-mongo.js';
import { metricLines, spanLines } from './support/telemetry-table.js';

const SCENARIOS =
  'one many closed bulk commands duplicate unknown session unacknowledged cancelled deadline retried refused marshal monitor ended';
const KEYS = ['db.namespace', 'db.query.text', 'db.operation.batch.size', 'db.response.status_code', 'error.type'];

/**
 * Under the span of the request that the scenario is. What the driver sends for itself (handshakes, heartbeats, and the end of its
 * sessions outside of a request) is not there. The server knows neither transactions nor endSessions.
 */
const EXPECTED = `
server GET /one
  client insert orders db.namespace=shop db.query.text={"insert":"orders","ordered":"?"}
  client find orders db.namespace=shop db.query.text={"find":"orders","filter":{"mail":"?"},"limit":"?","singleBatch":"?"}
  client find orders db.namespace=shop db.query.text={"find":"orders","filter":{"_id":"?"},"limit":"?","singleBatch":"?"}
server GET /many
  client insert items db.namespace=shop db.query.text={"insert":"items","ordered":"?"} db.operation.batch.size=3
  client find items db.namespace=shop db.query.text={"find":"items","batchSize":"?","filter":{"n":{"$in":["?"]}}}
  client getMore items db.namespace=shop db.query.text={"getMore":"?","collection":"items","batchSize":"?"}
server GET /closed
  client find items db.namespace=shop db.query.text={"find":"items","batchSize":"?","filter":{}}
  client killCursors items db.namespace=shop db.query.text={"killCursors":"items","cursors":["?"]}
server GET /bulk
  client insert bulk db.namespace=shop db.query.text={"insert":"bulk","ordered":"?"} db.operation.batch.size=2
  client update bulk db.namespace=shop db.query.text={"update":"bulk","ordered":"?","updates":[{"q":{"_id":"?"},"u":{"$set":{"paid":"?"}}}]} db.operation.batch.size=2
  client delete bulk db.namespace=shop db.query.text={"delete":"bulk","ordered":"?","deletes":[{"q":{"_id":"?"},"limit":"?"}]}
server GET /commands
  client aggregate items db.namespace=shop db.query.text={"aggregate":"items","pipeline":[{"$match":{"n":{"$gt":"?"}}},{"$sort":{"n":"?"}}],"cursor":{}}
  client update items db.namespace=shop db.query.text={"update":"items","ordered":"?","updates":[{"q":{"n":"?"},"u":{"$set":{"m":"?"}}}]}
  client findAndModify items db.namespace=shop db.query.text={"findAndModify":"items","query":{"n":"?"},"remove":"?"}
  client count items db.namespace=shop db.query.text={"count":"items"}
  client drop items db.namespace=shop db.query.text={"drop":"items"}
  client ping admin db.namespace=admin db.query.text={"ping":"?"}
server GET /duplicate
  client insert unique db.namespace=shop db.query.text={"insert":"unique","ordered":"?"}
  client insert unique [error] db.namespace=shop db.query.text={"insert":"unique","ordered":"?"} db.response.status_code=11000 error.type=11000
server GET /unknown
  client createUser shop [error] db.namespace=shop db.response.status_code=59 error.type=59
server GET /session
  client insert orders [error] db.namespace=shop db.query.text={"insert":"orders","ordered":"?"} db.response.status_code=9 error.type=9
  client abortTransaction admin [error] db.namespace=admin db.query.text={"abortTransaction":"?"} db.response.status_code=59 error.type=59
server GET /unacknowledged
  client insert loose db.namespace=shop db.query.text={"insert":"loose","ordered":"?"}
server GET /cancelled
  client find orders [error] db.namespace=shop db.query.text={"find":"orders","filter":{},"limit":"?","singleBatch":"?"} error.type=context.Canceled
server GET /deadline
  client ping admin db.namespace=admin db.query.text={"ping":"?"}
  client find orders [error] db.namespace=shop db.query.text={"find":"orders","filter":{"status":"?"},"limit":"?","singleBatch":"?"} error.type=context.DeadlineExceeded
server GET /retried
  client ping admin db.namespace=admin db.query.text={"ping":"?"}
  client find orders db.namespace=shop db.query.text={"find":"orders","filter":{}}
server GET /refused
  client find shop [error] db.namespace=shop error.type=context.DeadlineExceeded
server GET /marshal
server GET /monitor
  client find orders [error] db.namespace=shop db.query.text={"find":"orders","filter":{},"limit":"?","singleBatch":"?"} error.type=panic
server GET /ended
  client ping admin db.namespace=admin db.query.text={"ping":"?"}
  client endSessions admin [error] db.namespace=admin db.query.text={"endSessions":[{"id":"?"}]} db.response.status_code=59 error.type=59
`.trim();

/** What a version of the driver does otherwise. */
interface Expectation {
  readonly spans: string;
  readonly pools: readonly string[];
}

/** Version 1 has an error of its own where no server is found. Before 1.13 an operation has no name until there is its command. */
const NO_SERVER = 'client find shop [error] db.namespace=shop error.type=context.DeadlineExceeded';
const NO_SERVER_V1 = '[error] db.namespace=shop error.type=go.mongodb.org/mongo-driver/x/mongo/driver/topology.ServerSelectionError';
const EXPECTED_V1 = EXPECTED.replace(NO_SERVER, `client find shop ${NO_SERVER_V1}`);
const EXPECTED_V1_LOWEST = EXPECTED.replace(NO_SERVER, `client shop ${NO_SERVER_V1}`);

const POOLS = ['count', 'max', 'pending_requests', 'timeouts', 'wait_time'].map((name) => `db.client.connection.${name}`);

/** otelmongo's attributes are those of older conventions; the transport is always the same. */
const NAMES_OF_OTELMONGO: Readonly<Record<string, string>> = {
  'db.mongodb.collection': 'db.collection.name',
  'db.name': 'db.namespace',
  'db.operation': 'db.operation.name',
  'db.statement': 'db.query.text',
  'db.system': 'db.system.name',
  'net.peer.name': 'server.address',
  'net.peer.port': 'server.port',
};

const MODULES: readonly { readonly name: string; readonly newest: Expectation; readonly lowest: Expectation }[] = [
  { name: 'mongo', newest: { spans: EXPECTED_V1, pools: POOLS }, lowest: { spans: EXPECTED_V1_LOWEST, pools: [] } },
  { name: 'mongov2', newest: { spans: EXPECTED, pools: POOLS }, lowest: { spans: EXPECTED, pools: POOLS } },
];

describe.each(MODULES)('$name', ({ name, newest, lowest }) => {
  const library = new Library(name);
  afterAll(() => library.remove());
  const ours = (spans: readonly Span[]): Span[] => spans.filter(({ scope }) => scope.name === `otel-go.internal/hooks/${name}`);

  /** Each run has a server of its own: one leaves documents behind that the next must not find. */
  async function observe(build: { version?: LibraryVersion; program?: string }, env: Record<string, string> = {}): Promise<Observed> {
    const server = await MongoServer.start();
    try {
      const nobody = `127.0.0.1:${await freePort()}`;
      return await library.observe(build, { env: { MONGO_ADDR: server.address, NOBODY_ADDR: nobody, SCENARIOS, ...env } });
    } finally {
      await server.stop();
    }
  }

  describe.each([
    { version: 'newest', expected: newest },
    { version: 'lowest', expected: lowest },
  ] as const)('the $version version', ({ version, expected }) => {
    let seen: Observed;
    beforeAll(async () => {
      seen = await observe({ version });
    }, LIBRARY_TIMEOUT_MS);

    test('emits one client span for each operation', () => {
      expect(requests(seen.spans)).toBe(expected.spans);
      expect(ours(seen.spans).filter(({ parentSpanId }) => parentSpanId === '')).toEqual([]);
    });

    test('says where the operation goes, and where it comes from', () => {
      const [span] = ours(seen.spans);
      expect(span?.attributes).toMatchObject({
        'db.system.name': 'mongodb',
        'db.operation.name': 'insert',
        'db.collection.name': 'orders',
        'db.namespace': 'shop',
        'server.address': '127.0.0.1',
        'server.port': expect.any(Number),
      });
      expect(span?.scope).toMatchObject({ name: `otel-go.internal/hooks/${name}`, version: expect.stringMatching(/^\d/) });
      expect(seen.spans.every(({ attributes }) => !JSON.stringify(Object.values(attributes).map(String)).includes('secret'))).toBe(true);
    });

    test('counts the span from the start of the operation, not from its command', () => {
      const refused = ours(seen.spans).find(({ attributes }) => !('server.address' in attributes));
      // The operation waits 200 ms for a server; its span begins before.
      expect(Number(refused?.endUnixNano) - Number(refused?.startUnixNano)).toBeGreaterThan(150e6);
    });

    test('measures durations and pools', () => {
      const lines = metricLines(seen.metrics, undefined, { volatile: ['db.client.connection.pool.name'] });
      const names = new Set(lines.map((line) => line.split(' ')[0] ?? '').filter((line) => line.startsWith('db.')));
      expect([...names]).toEqual([...expected.pools, 'db.client.operation.duration']);
      const duration = lines.filter((line) => line.startsWith('db.client.operation.duration'));
      expect(duration.filter((line) => line.includes('db.operation.name=insert, db.response.status_code=11000'))).toHaveLength(1);
      expect(duration.some((line) => line.includes('db.query.text'))).toBe(false);
    });
  });

  test(
    'commands are left out or shown whole by option; the library is switched off by name',
    async () => {
      const without = await observe({}, { OTEL_GO_DB_QUERY_TEXT: 'none', SCENARIOS: 'one bulk' });
      expect(ours(without.spans)).toHaveLength(6);
      expect(ours(without.spans).some(({ attributes }) => 'db.query.text' in attributes)).toBe(false);
      const full = await observe({}, { OTEL_GO_DB_QUERY_TEXT: 'full', SCENARIOS: 'one' });
      expect(ours(full.spans).map(({ attributes }) => attributes['db.query.text'])).toEqual([
        '{"insert":"orders","ordered":true}',
        '{"find":"orders","filter":{"mail":"secret@example.com"},"limit":1,"singleBatch":true}',
        '{"find":"orders","filter":{"_id":99},"limit":1,"singleBatch":true}',
      ]);
      const disabled = await observe({}, { OTEL_GO_DISABLED_INSTRUMENTATIONS: name, SCENARIOS: 'one bulk' });
      expect(ours(disabled.spans)).toEqual([]);
      expect(disabled.metrics.filter((metric) => metric.name.startsWith('db.'))).toEqual([]);
    },
    LIBRARY_TIMEOUT_MS,
  );

  /**
   * otelmongo beside ours: its spans are those of commands, not of operations, so that one has no span that no command was sent for
   * (`refused`), and tries have one each (`retried`); a write that the server refuses (`duplicate`) is none of its errors; and it has a span of
   * endSessions without a parent. It has no metrics; pools are measured all the same.
   */
  test(
    'a program that uses otelmongo gets no span twice, and as many as without it',
    async () => {
      const scenarios = 'one many closed bulk commands unknown session cancelled';
      const byHand = await observe({ program: 'byhand' }, { SCENARIOS: scenarios });
      const plain = await observe({}, { SCENARIOS: scenarios });
      expect(ours(byHand.spans)).toEqual([]);
      expect(belowRequests(byHand.spans)).toEqual(belowRequests(plain.spans));
      const theirs = keys(byHand.spans.filter(({ scope }) => scope.name.endsWith('/otelmongo'))).filter((key) => key !== 'net.transport');
      expect(keys(ours(plain.spans))).toEqual(expect.arrayContaining(theirs.map((key) => NAMES_OF_OTELMONGO[key] ?? key)));
      const names = byHand.metrics.map((metric) => metric.name);
      expect(names).not.toContain('db.client.operation.duration');
    },
    LIBRARY_TIMEOUT_MS,
  );
});

/** The requests' trees, without the test's own HTTP client and without texts that differ from run to run. */
function requests(spans: readonly Span[]): string {
  return spanLines(spans, KEYS)
    .filter((line) => line.startsWith('  '))
    .map((line) =>
      line
        .slice(2)
        .replace(/\[error .*?\](?= db\.)/, '[error]')
        .replace(/ \(exception .*/, ''),
    )
    .join('\n');
}

function keys(spans: readonly Span[]): string[] {
  return [...new Set(spans.flatMap(({ attributes }) => Object.keys(attributes)))];
}

/** Kind and outcome of the spans below each request. */
function belowRequests(spans: readonly Span[]): string[] {
  const names = new Map(spans.filter(({ kind }) => kind === 'server').map(({ spanId, name }) => [spanId, name]));
  return spans
    .filter(({ parentSpanId }) => names.has(parentSpanId))
    .map(({ parentSpanId, kind, status }) => `${names.get(parentSpanId) ?? ''} ${kind} ${status.code}`)
    .sort();
}
