/** One request through gin, gRPC, MySQL, Redis, Kafka and its consumer, in a Bazel workspace, with logs and a profile that join it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Span } from './support/otlp-messages.js';
import { OtlpReceiver } from './support/otlp-receiver.js';
import { Program } from './support/program.js';
import { all, only } from './support/select.js';
import { KafkaServer } from './support/server-kafka.js';
import { MariadbServer } from './support/server-mariadb.js';
import { RedisServer } from './support/server-redis.js';
import { Workspace } from './support/workspace.js';

const TIMEOUT_MS = 30 * 60_000;
const TARGET = '//shop';

let folder: string;
let spans: readonly Span[];
let stderr: string;
let profile: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'otel-one-trace-'));
  const workspace = await Workspace.shared('one-trace');
  await workspace.succeed('build', [TARGET], { flags: ['--config=otel'] });
  const shop = (await workspace.keep([TARGET], folder)).get(TARGET) ?? '';
  const [mariadb, redis, kafka, receiver] = [
    await MariadbServer.start(),
    await RedisServer.start(),
    await KafkaServer.start(),
    await OtlpReceiver.start(),
  ];
  try {
    profile = path.join(folder, 'cpu.pprof');
    const servers = { MYSQL_DSN: mariadb.dsn, REDIS_ADDR: redis.address, KAFKA_ADDR: kafka.address, KAFKA_TOPIC: 'orders' };
    const env = { ...receiver.environment('shop'), ...servers, CPU_PROFILE: profile };
    const program = Program.start(shop, { env });
    const exit = await program.exit(3 * 60_000);
    expect({ ...exit, stderr: exit.code === 0 ? '' : program.stderr }).toEqual({ code: 0, signal: null, stderr: '' });
    stderr = program.stderr;
    spans = [...receiver.spans()];
    expect(receiver.problems()).toEqual([]);
  } finally {
    await Promise.all([mariadb.stop(), redis.stop(), kafka.stop(), receiver.stop()]);
  }
}, TIMEOUT_MS);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const scopeOf = (span: Span): string => span.scope.name.replace('otel-go.internal/hooks/', '');

/** A span of one library under another one. */
function under(parent: Span, scope: string, kind: Span['kind']): Span {
  return only(
    spans.filter((span) => scopeOf(span) === scope),
    { parent, kind },
  );
}

describe('one order', () => {
  test('is one trace from the client to the consumer', () => {
    const client = only(spans, { name: 'POST', kind: 'client' });
    expect(client.parentSpanId).toBe('');
    const web = only(spans, { name: 'POST /orders/:item', kind: 'server', parent: client });
    const caller = under(web, 'grpc', 'client');
    const stock = under(caller, 'grpc', 'server');
    expect(under(stock, 'databasesql', 'client').attributes).toMatchObject({
      'db.system.name': 'mysql',
      'db.query.text': 'SELECT count FROM stock WHERE item = ?',
    });
    expect(under(stock, 'redis', 'client').name).toContain('set');
    const sent = under(stock, 'kafkago', 'producer');
    const received = all(spans, { kind: 'consumer' }).filter(
      (span) => span.parentSpanId === sent.spanId || span.links.some((link) => link.spanId === sent.spanId),
    );
    expect(received).toHaveLength(1);
    expect(all(spans, { traceId: client.traceId, kind: 'server' })).toHaveLength(2);
  });

  test('its log record names trace and span', () => {
    const stock = only(
      spans.filter((span) => scopeOf(span) === 'grpc'),
      { kind: 'server' },
    );
    const line = stderr.split('\n').find((text) => text.includes('ordered')) ?? '';
    expect(line).toContain(`trace_id=${stock.traceId}`);
    expect(line).toContain(`span_id=${stock.spanId}`);
  });

  test('its CPU time is found by the span', () => {
    const stock = only(
      spans.filter((span) => scopeOf(span) === 'grpc'),
      { kind: 'server' },
    );
    const tags = execFileSync('go', ['tool', 'pprof', '-tags', profile], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    expect(tags).toContain(stock.spanId);
  });
});
