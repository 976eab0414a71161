/** Kafka's client libraries against a real broker: producers, consumers and the context between them. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Library, LIBRARY_TIMEOUT_MS, type LibraryVersion, type Observed } from './support/library.js';
import { KAFKA_KEYS, observeWithBroker } from './support/kafka-library.js';
import { metricLines, spanLines } from './support/telemetry-table.js';

const SCOPE = 'otel-go.internal/hooks/kafkago';

const EXPECTED = `
client GET
  server GET /single
    producer send single messaging.operation.type=send
      consumer receive single messaging.operation.type=receive messaging.destination.partition.id=0 messaging.kafka.offset=0
client GET
  server GET /batch
    producer send batch messaging.operation.type=send messaging.batch.message_count=3
      consumer receive batch messaging.operation.type=receive messaging.destination.partition.id=0 messaging.kafka.offset=0
      consumer receive batch messaging.operation.type=receive messaging.destination.partition.id=0 messaging.kafka.offset=1
      consumer receive batch messaging.operation.type=receive messaging.destination.partition.id=0 messaging.kafka.offset=2
client GET
  server GET /async
    producer send async messaging.operation.type=send messaging.batch.message_count=2
      consumer receive async messaging.operation.type=receive messaging.destination.partition.id=0 messaging.kafka.offset=0
      consumer receive async messaging.operation.type=receive messaging.destination.partition.id=0 messaging.kafka.offset=1
client GET
  server GET /refused
    producer send single [error] messaging.operation.type=send error.type=*net.OpError
client GET
  server GET /large
    producer send single [error] messaging.operation.type=send error.type=github.com/segmentio/kafka-go.MessageTooLargeError
client GET
  server GET /cancelled
    producer send single [error] messaging.operation.type=send error.type=context.Canceled
client GET
  server GET /inside
    consumer receive single messaging.operation.type=receive messaging.destination.partition.id=0 messaging.kafka.offset=0
producer send group messaging.operation.type=send
  consumer receive group messaging.operation.type=receive messaging.destination.partition.id=0 messaging.kafka.offset=0 messaging.consumer.group.name=workers
  client commit group messaging.operation.type=settle messaging.destination.partition.id=0 messaging.kafka.offset=0 messaging.consumer.group.name=workers
`.trim();

const library = new Library('kafkago');
afterAll(() => library.remove());

describe.each<LibraryVersion>(['newest', 'lowest'])('kafka-go, the %s version', (version) => {
  let seen: Observed;
  beforeAll(async () => {
    seen = await observeWithBroker(library, { version });
  }, LIBRARY_TIMEOUT_MS);

  test('messages carry the trace from the producer to the consumer', () => {
    const lines = spanLines(seen.spans, KAFKA_KEYS).map((line) =>
      line.replace(/\[error [^=]*\] messaging/, '[error] messaging').replace(/ \(exception .*/, ''),
    );
    expect(lines.join('\n')).toBe(EXPECTED);
  });

  test('a consumer inside a trace stays there and links to that of the message', () => {
    const linked = seen.spans.filter(({ links }) => links.length > 0);
    const sent = seen.spans.find(({ name, status }) => name === 'send single' && status.code === 'unset');
    expect(linked.map(({ name }) => name)).toEqual(['receive single']);
    expect(linked[0]?.links[0]).toMatchObject({ traceId: sent?.traceId, spanId: sent?.spanId });
  });

  test('says which broker', () => {
    for (const span of seen.spans.filter(({ scope }) => scope.name === SCOPE)) {
      expect(span.attributes).toMatchObject({
        'messaging.system': 'kafka',
        'server.address': '127.0.0.1',
        'server.port': expect.any(Number),
      });
    }
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
    const seen = await observeWithBroker(library, { version: 'newest' }, { OTEL_GO_DISABLED_INSTRUMENTATIONS: 'kafkago' });
    expect(seen.spans.filter(({ scope }) => scope.name === SCOPE)).toEqual([]);
    expect(seen.metrics.filter(({ name }) => name.startsWith('messaging.'))).toEqual([]);
  },
  LIBRARY_TIMEOUT_MS,
);
