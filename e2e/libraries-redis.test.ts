/** go-redis against a real server: what a program that knows nothing of telemetry emits, and what one emits that uses redisotel. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Span } from './support/otlp-messages.js';
import { Library, LIBRARY_TIMEOUT_MS, type LibraryVersion, type Observed } from './support/library.js';
import { freePort } from './support/program.js';
import { RedisServer } from './support/server-redis.js';
import { metricLines, spanLines } from './support/telemetry-table.js';

const SCOPE = 'otel-go.internal/hooks/redis';
const SCENARIOS =
  'command missing wrongtype pipeline mixed transaction watch conflict cancelled deadline publish panic connection script cluster ring refused';
const KEYS = ['db.namespace', 'db.query.text', 'db.operation.batch.size', 'db.response.status_code', 'error.type'];
/** What differs between versions of go-redis: UNWATCH after each WATCH, COMMAND of a ring. */
const OF_OLD_VERSIONS = new Set(['unwatch', 'command']);

/** Under the span of the request that the scenario is. */
const EXPECTED = `
server GET /command
  client set db.namespace=3 db.query.text=set ? ? ? ?
  client get db.namespace=3 db.query.text=get ?
server GET /missing
  client get db.namespace=3 db.query.text=get ?
server GET /wrongtype
  client set db.namespace=3 db.query.text=set ? ? ? ?
  client lpush [error] db.namespace=3 db.query.text=lpush ? ? db.response.status_code=WRONGTYPE error.type=WRONGTYPE
server GET /pipeline
  client PIPELINE incr db.namespace=3 db.query.text=incr ?; incr ? db.operation.batch.size=2
server GET /mixed
  client PIPELINE db.namespace=3 db.query.text=get ?; set ? ? db.operation.batch.size=2
server GET /transaction
  client MULTI db.namespace=3 db.query.text=set ? ?; expire ? ? db.operation.batch.size=2
server GET /watch
  client watch db.namespace=3 db.query.text=watch ?
  client MULTI set db.namespace=3 db.query.text=set ? ?
server GET /conflict
  client watch db.namespace=3 db.query.text=watch ?
  client set db.namespace=3 db.query.text=set ? ?
  client MULTI set [error] db.namespace=3 db.query.text=set ? ? error.type=redis.TxFailedErr
server GET /cancelled
  client get [error] db.namespace=3 db.query.text=get ? error.type=context.Canceled
server GET /deadline
  client debug [error] db.namespace=0 db.query.text=debug ? ? error.type=*net.OpError
server GET /publish
  client subscribe db.namespace=3 db.query.text=subscribe ? ?
  client publish db.namespace=3 db.query.text=publish ? ?
server GET /panic
  client set [error] db.namespace=3 db.query.text=set ? ? error.type=panic
server GET /connection
  client client db.namespace=3 db.query.text=client ? ?
  client ping db.namespace=3 db.query.text=ping
server GET /script
  client eval db.namespace=3 db.query.text=eval ? ? ? ?
server GET /cluster
  client set db.namespace=0 db.query.text=set ? ? ? ?
  client get db.namespace=0 db.query.text=get ?
  client PIPELINE incr db.namespace=0 db.query.text=incr ?; incr ? db.operation.batch.size=2
  client MULTI db.query.text=set ? ?; expire ? ? db.operation.batch.size=2
server GET /ring
  client set db.namespace=0 db.query.text=set ? ? ? ?
  client get db.namespace=0 db.query.text=get ?
  client PIPELINE incr db.namespace=0 db.query.text=incr ?; incr ? db.operation.batch.size=2
  client MULTI db.namespace=0 db.query.text=set ? ?; expire ? ? db.operation.batch.size=2
server GET /refused
  client get [error] db.namespace=0 db.query.text=get ? error.type=*net.OpError
`.trim();

const library = new Library('redis');
afterAll(() => library.remove());

/** Each run has a server of its own: one leaves keys behind that the next must not find. */
async function observe(build: { version?: LibraryVersion; program?: string }, env: Record<string, string> = {}): Promise<Observed> {
  const server = await RedisServer.start(['--enable-debug-command', 'yes']);
  try {
    const nobody = `127.0.0.1:${await freePort()}`;
    return await library.observe(build, { env: { REDIS_ADDR: server.address, NOBODY_ADDR: nobody, SCENARIOS, ...env } });
  } finally {
    await server.stop();
  }
}

/** The requests' trees, without the test's own HTTP client and without texts that differ from run to run. */
function requests(spans: readonly Span[]): string {
  return spanLines(spans, KEYS)
    .filter((line) => line.startsWith('  ') && !OF_OLD_VERSIONS.has(line.trim().split(' ')[1] ?? ''))
    .map((line) =>
      line
        .slice(2)
        .replace(/\[error [^\]]*\]/, '[error]')
        .replace(/ \(exception .*/, ''),
    )
    .join('\n');
}

function ours(spans: readonly Span[]): Span[] {
  return spans.filter(({ scope }) => scope.name === SCOPE);
}

describe.each<LibraryVersion>(['newest', 'lowest'])('the %s version', (version) => {
  let seen: Observed;
  beforeAll(async () => {
    seen = await observe({ version });
  }, LIBRARY_TIMEOUT_MS);

  test('emits one client span for each command, pipeline and transaction', () => {
    expect(requests(seen.spans)).toBe(EXPECTED);
  });

  test('says where the command goes, and where it comes from', () => {
    const [span] = ours(seen.spans);
    expect(span?.attributes).toMatchObject({
      'db.system.name': 'redis',
      'db.operation.name': 'set',
      'server.address': '127.0.0.1',
      'server.port': expect.any(Number),
    });
    expect(span?.scope).toMatchObject({ name: SCOPE, version: expect.stringMatching(/^\d/) });
  });

  test('records errors as exceptions, and a missing key as none', () => {
    const failed = ours(seen.spans).filter(({ status }) => status.code === 'error');
    expect(failed.map(({ name, events }) => `${name} ${events.map((event) => event.name).join()}`)).toEqual(
      ['lpush', 'MULTI set', 'get', 'debug', 'set', 'get'].map((name) => `${name} exception`),
    );
  });

  test('measures durations and pools', () => {
    const lines = metricLines(seen.metrics, undefined, { volatile: ['db.client.connection.pool.name'] }).filter((line) =>
      line.startsWith('db.'),
    );
    expect([...new Set(lines.map((line) => line.split(' {')[0]))]).toEqual([
      'db.client.connection.count sum',
      'db.client.connection.idle.min sum',
      'db.client.connection.max sum',
      'db.client.connection.timeouts sum',
      'db.client.operation.duration histogram s',
    ]);
    const errors = lines.filter((line) => line.includes('error.type'));
    expect(errors.some((line) => line.includes('db.operation.name=lpush, db.response.status_code=WRONGTYPE'))).toBe(true);
  });
});

test(
  'statements are left out or shown whole by option; the library is switched off by name',
  async () => {
    const off = await observe({}, { OTEL_GO_DB_QUERY_TEXT: 'none', SCENARIOS: 'command pipeline' });
    expect(ours(off.spans).some(({ attributes }) => 'db.query.text' in attributes)).toBe(false);
    const full = await observe({}, { OTEL_GO_DB_QUERY_TEXT: 'full', SCENARIOS: 'command' });
    expect(ours(full.spans).map(({ attributes }) => attributes['db.query.text'])).toEqual(['set user:7 secret ex 60', 'get user:7']);
    const disabled = await observe({}, { OTEL_GO_DISABLED_INSTRUMENTATIONS: 'redis', SCENARIOS: 'command pipeline cluster' });
    expect(ours(disabled.spans)).toEqual([]);
    expect(disabled.metrics.filter(({ name }) => name.startsWith('db.'))).toEqual([]);
  },
  LIBRARY_TIMEOUT_MS,
);

describe('a program that uses redisotel', () => {
  /**
   * redisotel beside ours: it also has spans of the connection's set-up (redis.dial, hello, select, client), which we leave to the span of
   * the command that waits for it; it names pipelines after all their commands, MULTI and EXEC included; and it has no span of
   * SUBSCRIBE, and no error where a call panics. db.connection_string has become server.address and server.port, db.redis.num_cmd db.operation.batch.size.
   */
  test(
    'gets no span twice, and as many as without it',
    async () => {
      const scenarios = 'command missing wrongtype pipeline mixed transaction watch conflict cancelled script cluster';
      const byHand = await observe({ program: 'byhand' }, { SCENARIOS: scenarios });
      const plain = await observe({}, { SCENARIOS: scenarios });
      expect(ours(byHand.spans)).toEqual([]);
      const requestIds = (spans: readonly Span[]): Map<string, string> =>
        new Map(spans.filter(({ kind }) => kind === 'server').map(({ spanId, name }) => [spanId, name]));
      const count = (spans: readonly Span[]): string[] => {
        const names = requestIds(spans);
        return spans
          .filter(({ parentSpanId, name }) => names.has(parentSpanId) && !['redis.dial', 'command'].includes(name))
          .map(({ parentSpanId, kind, status }) => `${names.get(parentSpanId) ?? ''} ${kind} ${status.code}`)
          .sort();
      };
      expect(count(byHand.spans)).toEqual(count(plain.spans));
    },
    LIBRARY_TIMEOUT_MS,
  );
});
