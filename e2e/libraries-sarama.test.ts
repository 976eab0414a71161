/** sarama against a real broker: synchronous and asynchronous producers, consumers of partitions and of groups. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Library, LIBRARY_TIMEOUT_MS, type LibraryVersion, type Observed } from './support/library.js';
import type { Span } from './support/otlp-messages.js';
import { KAFKA_KEYS, observeWithBroker } from './support/kafka-library.js';
import { metricLines, spanLines } from './support/telemetry-table.js';

const SCOPE = 'otel-go.internal/hooks/sarama';

/** What the client itself refuses has another error in each version. */
const TOO_LARGE: Record<LibraryVersion, string> = { newest: 'github.com/IBM/sarama.ConfigurationError', lowest: '10' };

const expected = (version: LibraryVersion): string =>
  `
client GET
  server GET /single
    producer send single messaging.operation.type=send messaging.destination.partition.id=0 messaging.kafka.offset=0
      consumer receive single messaging.operation.type=receive messaging.destination.partition.id=0 messaging.kafka.offset=0
client GET
  server GET /batch
    producer send batch messaging.operation.type=send messaging.batch.message_count=3
      consumer receive batch messaging.operation.type=receive messaging.destination.partition.id=0 messaging.kafka.offset=0
      consumer receive batch messaging.operation.type=receive messaging.destination.partition.id=0 messaging.kafka.offset=1
      consumer receive batch messaging.operation.type=receive messaging.destination.partition.id=0 messaging.kafka.offset=2
client GET
  server GET /async
    producer send async messaging.operation.type=send messaging.destination.partition.id=0 messaging.kafka.offset=0
      consumer receive async messaging.operation.type=receive messaging.destination.partition.id=0 messaging.kafka.offset=0
producer send async messaging.operation.type=send messaging.destination.partition.id=0 messaging.kafka.offset=1
  consumer receive async messaging.operation.type=receive messaging.destination.partition.id=0 messaging.kafka.offset=1
client GET
  server GET /again
    producer send again messaging.operation.type=send messaging.destination.partition.id=0 messaging.kafka.offset=0
      consumer receive again messaging.operation.type=receive messaging.destination.partition.id=0 messaging.kafka.offset=0
    producer send again messaging.operation.type=send messaging.destination.partition.id=0 messaging.kafka.offset=1
      consumer receive again messaging.operation.type=receive messaging.destination.partition.id=0 messaging.kafka.offset=1
client GET
  server GET /byhand
client GET
  server GET /refused
    producer send single [error] messaging.operation.type=send error.type=sarama.ErrOutOfBrokers
client GET
  server GET /large
    producer send single [error] messaging.operation.type=send error.type=${TOO_LARGE[version]}
client GET
  server GET /large-async
    producer send single [error] messaging.operation.type=send error.type=10
    producer send single [error] messaging.operation.type=send error.type=${TOO_LARGE[version]}
client GET
  server GET /closed
    producer send single [error] messaging.operation.type=send error.type=sarama.ErrClosedClient
client GET
  server GET /commit
    client commit messaging.operation.type=settle messaging.consumer.group.name=auditors
consumer receive byhand messaging.operation.type=receive messaging.destination.partition.id=0 messaging.kafka.offset=0
producer send group messaging.operation.type=send messaging.destination.partition.id=0 messaging.kafka.offset=0
  consumer receive group messaging.operation.type=receive messaging.destination.partition.id=0 messaging.kafka.offset=0 messaging.consumer.group.name=workers
client commit messaging.operation.type=settle messaging.consumer.group.name=workers
`.trim();

const library = new Library('sarama');
afterAll(() => library.remove());

function ours(spans: readonly Span[]): Span[] {
  return spans.filter(({ scope }) => scope.name === SCOPE);
}

describe.each<LibraryVersion>(['newest', 'lowest'])('sarama, the %s version', (version) => {
  let seen: Observed;
  beforeAll(async () => {
    seen = await observeWithBroker(library, { version });
  }, LIBRARY_TIMEOUT_MS);

  test('messages carry the trace from the producer to the consumer', () => {
    const lines = spanLines(seen.spans, KAFKA_KEYS).map((line) =>
      line.replace(/\[error .*\] messaging/, '[error] messaging').replace(/ \(exception .*/, ''),
    );
    expect(lines.join('\n')).toBe(expected(version));
  });

  test('a message that has a context already keeps it', () => {
    expect(seen.spans.find(({ name }) => name === 'receive byhand')).toMatchObject({
      traceId: '0af7651916cd43dd8448eb211c80319c',
      parentSpanId: 'b7ad6b7169203331',
    });
  });

  test('says which client, and which broker once it is known', () => {
    for (const span of ours(seen.spans)) {
      expect(span.attributes).toMatchObject({ 'messaging.system': 'kafka', 'messaging.client.id': 'shop' });
    }
    const located = ours(seen.spans).filter(({ attributes }) => attributes['server.address'] === '127.0.0.1');
    const failed = ours(seen.spans).filter(
      ({ attributes: { 'error.type': type } }) => typeof type === 'string' && type.startsWith('sarama.Err'),
    );
    expect(failed).toHaveLength(2);
    expect(located).toHaveLength(ours(seen.spans).length - failed.length);
  });

  test('measures', () => {
    const lines = metricLines(seen.metrics).filter((line) => line.startsWith('messaging.'));
    expect([...new Set(lines.map((line) => line.split(' {')[0]))]).toEqual([
      'messaging.client.consumed.messages sum',
      'messaging.client.operation.duration histogram s',
      'messaging.client.sent.messages sum',
    ]);
  });
});

test(
  'switched off by name it leaves messages as they are',
  async () => {
    const seen = await observeWithBroker(library, { version: 'newest' }, { OTEL_GO_DISABLED_INSTRUMENTATIONS: 'sarama' });
    expect(ours(seen.spans)).toEqual([]);
    expect(seen.metrics.filter(({ name }) => name.startsWith('messaging.'))).toEqual([]);
  },
  LIBRARY_TIMEOUT_MS,
);
