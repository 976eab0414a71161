/** franz-go against a real broker: what a program that knows nothing of telemetry emits, and what one emits that uses kotel. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Library, LIBRARY_TIMEOUT_MS, type LibraryVersion, type Observed } from './support/library.js';
import type { Span } from './support/otlp-messages.js';
import { KAFKA_KEYS, observeWithBroker } from './support/kafka-library.js';
import { metricLines, spanLines } from './support/telemetry-table.js';

const SCOPE = 'otel-go.internal/hooks/franzgo';

const EXPECTED = `
client GET
  server GET /single
    producer send single messaging.operation.type=send messaging.destination.partition.id=0 messaging.kafka.offset=0
      consumer receive single messaging.operation.type=receive messaging.destination.partition.id=0 messaging.kafka.offset=0
client GET
  server GET /batch
    producer send batch messaging.operation.type=send messaging.destination.partition.id=0 messaging.kafka.offset=0
      consumer receive batch messaging.operation.type=receive messaging.destination.partition.id=0 messaging.kafka.offset=0
    producer send batch messaging.operation.type=send messaging.destination.partition.id=0 messaging.kafka.offset=1
      consumer receive batch messaging.operation.type=receive messaging.destination.partition.id=0 messaging.kafka.offset=1
    producer send batch messaging.operation.type=send messaging.destination.partition.id=0 messaging.kafka.offset=2
      consumer receive batch messaging.operation.type=receive messaging.destination.partition.id=0 messaging.kafka.offset=2
client GET
  server GET /async
    producer send async messaging.operation.type=send messaging.destination.partition.id=0 messaging.kafka.offset=0
      consumer receive async messaging.operation.type=receive messaging.destination.partition.id=0 messaging.kafka.offset=0
        consumer process async messaging.operation.type=process messaging.destination.partition.id=0 messaging.kafka.offset=0
          client GET
            server GET /work
    client GET
      server GET /work
    producer send async messaging.operation.type=send messaging.destination.partition.id=0 messaging.kafka.offset=1
      consumer receive async messaging.operation.type=receive messaging.destination.partition.id=0 messaging.kafka.offset=1
        consumer process async messaging.operation.type=process messaging.destination.partition.id=0 messaging.kafka.offset=1
          client GET
            server GET /work
client GET
  server GET /again
    producer send again messaging.operation.type=send messaging.destination.partition.id=0 messaging.kafka.offset=0
      consumer receive again messaging.operation.type=receive messaging.destination.partition.id=0 messaging.kafka.offset=0
        consumer process again [error] messaging.operation.type=process messaging.destination.partition.id=0 messaging.kafka.offset=0 error.type=panic
    producer send again messaging.operation.type=send messaging.destination.partition.id=0 messaging.kafka.offset=1
      consumer receive again messaging.operation.type=receive messaging.destination.partition.id=0 messaging.kafka.offset=1
client GET
  server GET /refused
    producer send single [error] messaging.operation.type=send error.type=kgo.ErrRecordTimeout
client GET
  server GET /large
    producer send single [error] messaging.operation.type=send error.type=MESSAGE_TOO_LARGE
client GET
  server GET /cancelled
    producer send single [error] messaging.operation.type=send error.type=context.Canceled
client GET
  server GET /inside
    consumer receive batch messaging.operation.type=receive messaging.batch.message_count=3 messaging.destination.partition.id=0
      consumer process batch messaging.operation.type=process messaging.destination.partition.id=0 messaging.kafka.offset=0
      consumer process batch messaging.operation.type=process messaging.destination.partition.id=0 messaging.kafka.offset=1
      consumer process batch messaging.operation.type=process messaging.destination.partition.id=0 messaging.kafka.offset=2
client commit single [error] messaging.operation.type=settle messaging.destination.partition.id=0 messaging.kafka.offset=4 error.type=*errors.errorString
producer send group messaging.operation.type=send messaging.destination.partition.id=0 messaging.kafka.offset=0
  consumer receive group messaging.operation.type=receive messaging.destination.partition.id=0 messaging.kafka.offset=0 messaging.consumer.group.name=workers
    client commit group messaging.operation.type=settle messaging.destination.partition.id=0 messaging.kafka.offset=0 messaging.consumer.group.name=workers
producer send group messaging.operation.type=send messaging.destination.partition.id=0 messaging.kafka.offset=1
  consumer receive group messaging.operation.type=receive messaging.destination.partition.id=0 messaging.kafka.offset=1 messaging.consumer.group.name=workers
client commit group messaging.operation.type=settle messaging.destination.partition.id=0 messaging.kafka.offset=1 messaging.consumer.group.name=workers
`.trim();

const library = new Library('franzgo');
afterAll(() => library.remove());

function ours(spans: readonly Span[]): Span[] {
  return spans.filter(({ scope }) => scope.name === SCOPE);
}

describe.each<LibraryVersion>(['newest', 'lowest'])('franz-go, the %s version', (version) => {
  let seen: Observed;
  beforeAll(async () => {
    seen = await observeWithBroker(library, { version });
  }, LIBRARY_TIMEOUT_MS);

  test('records carry the trace from the producer to the consumer and to what it does', () => {
    const lines = spanLines(seen.spans, KAFKA_KEYS).map((line) =>
      line.replace(/\[error .*\] messaging/, '[error] messaging').replace(/ \(exception .*/, ''),
    );
    expect(lines.join('\n')).toBe(EXPECTED);
  });

  test('a consumer inside a trace stays there and links to those of its records', () => {
    const linked = seen.spans.filter(({ links }) => links.length > 0);
    const sent = seen.spans.filter(({ name }) => name === 'send batch');
    expect(linked.map(({ name }) => name)).toEqual(['receive batch']);
    expect(linked[0]?.links.map(({ spanId }) => spanId)).toEqual(sent.map(({ spanId }) => spanId));
  });

  test('says which broker, and which client', () => {
    expect(ours(seen.spans).length).toBeGreaterThan(0);
    for (const span of ours(seen.spans)) {
      expect(span.attributes).toMatchObject({
        'messaging.system': 'kafka',
        'messaging.client.id': 'shop',
        'server.address': '127.0.0.1',
        'server.port': expect.any(Number),
      });
    }
  });

  test('measures what the client does, and what the application does with a record', () => {
    const lines = metricLines(seen.metrics).filter((line) => line.startsWith('messaging.'));
    expect([...new Set(lines.map((line) => line.split(' {')[0]))]).toEqual([
      'messaging.client.consumed.messages sum',
      'messaging.client.operation.duration histogram s',
      'messaging.client.sent.messages sum',
      'messaging.process.duration histogram s',
    ]);
    expect(lines.some((line) => line.includes('messaging.process.duration') && line.includes('error.type=panic'))).toBe(true);
  });
});

test.each(['franz_go', 'franzgo'])(
  'switched off as %s it leaves records as they are',
  async (name) => {
    const seen = await observeWithBroker(library, {}, { OTEL_GO_DISABLED_INSTRUMENTATIONS: name, SCENARIOS: 'single batch read-batch' });
    expect(ours(seen.spans)).toEqual([]);
    expect(seen.metrics.filter((metric) => metric.name.startsWith('messaging.'))).toEqual([]);
  },
  LIBRARY_TIMEOUT_MS,
);

describe('a program that uses kotel', () => {
  /**
   * kotel beside ours: it names spans `single publish` and `single receive`; a record that is produced again becomes a child of its first time; a poll
   * inside a trace is one span for each record, in the record's trace; and it has no spans of handlers and commits.
   */
  test(
    'gets no span twice, and as many as without it',
    async () => {
      const scenarios = 'single batch refused large cancelled read-single read-batch group';
      const byHand = await observeWithBroker(library, { program: 'byhand' }, { SCENARIOS: scenarios });
      const plain = await observeWithBroker(library, {}, { SCENARIOS: scenarios });
      expect(ours(byHand.spans)).toEqual([]);
      expect(byHand.metrics.filter(({ name }) => name.startsWith('messaging.'))).toEqual([]);
      expect(shape(byHand.spans)).toEqual(shape(plain.spans.filter(({ kind, name }) => kind !== 'client' || !name.startsWith('commit'))));
    },
    LIBRARY_TIMEOUT_MS,
  );
});

/** Kinds and status of the tree, without names, attributes and texts of errors. */
function shape(spans: readonly Span[]): string[] {
  return spanLines(spans, []).map((line) =>
    line.replace(/^( *\w+) .*?(\[error .*)?$/, (_, kind: string, failed?: string) => `${kind}${failed ? ' error' : ''}`),
  );
}
