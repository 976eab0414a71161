/** What the tests of Kafka's client libraries have in common. */
import type { BuildOptions, Library, Observed } from './library.js';
import { freePort } from './program.js';
import { KafkaServer } from './server-kafka.js';

/** Attributes by which the tables tell spans apart. */
export const KAFKA_KEYS = [
  'messaging.operation.type',
  'messaging.batch.message_count',
  'messaging.destination.partition.id',
  'messaging.kafka.offset',
  'messaging.consumer.group.name',
  'error.type',
];

/** Each run has a broker of its own: offsets start at zero. Nobody listens at NOBODY_ADDR. */
export async function observeWithBroker(library: Library, build: BuildOptions, env: Record<string, string> = {}): Promise<Observed> {
  const server = await KafkaServer.start();
  try {
    const nobody = `127.0.0.1:${await freePort()}`;
    return await library.observe(build, { env: { KAFKA_ADDR: server.address, NOBODY_ADDR: nobody, ...env } });
  } finally {
    await server.stop();
  }
}
