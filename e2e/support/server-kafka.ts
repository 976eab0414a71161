/**
 * A Kafka broker: the project's own jars, which Maven brings into the cache folder, as a single node that is its own controller
 * (KRaft), on free ports of the loopback interface.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildOnce, cacheFolder } from '../../tools/bazel/cache.js';
import { which } from '../../tools/bazel/host.js';
import { type Log, PrepareError, runStep } from '../../tools/bazel/steps.js';
import { freePort } from './program.js';
import { Server, startLimited, startServer } from './server.js';

const ARTIFACT = { group: 'org.apache.kafka', name: 'kafka_2.13', version: '3.9.1' } as const;
const START_MS = 3 * 60_000;
/** A loaded machine has few cores; the broker has few messages. */
const JAVA_OPTIONS = ['-Xmx320m', '-Xms64m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto'];
const CLUSTER_ID = 'cnVsZXNfb3RlbF9nb19lMg';
const silent: Log = () => undefined;

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId>
  <artifactId>kafka-of-the-tests</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>${ARTIFACT.group}</groupId>
      <artifactId>${ARTIFACT.name}</artifactId>
      <version>${ARTIFACT.version}</version>
    </dependency>
  </dependencies>
</project>
`;

/** Folder of the jars. The first call downloads. */
async function kafkaJars(log: Log): Promise<string> {
  const identity = createHash('sha256').update(POM).digest('hex').slice(0, 12);
  const folder = await buildOnce(path.join(cacheFolder(), 'maven'), `${ARTIFACT.name}-${identity}`, log, async (temporary) => {
    for (const tool of ['mvn', 'java']) {
      if (which(tool) === undefined) throw new PrepareError(`the Kafka broker of the tests needs ${tool}, which this machine lacks`);
    }
    writeFileSync(path.join(temporary, 'pom.xml'), POM);
    const command = ['mvn', '-B', '-q', '-f', path.join(temporary, 'pom.xml'), 'dependency:copy-dependencies', '-DincludeScope=runtime'];
    await runStep(
      { title: 'Kafka from Maven', command: [...command, `-DoutputDirectory=${path.join(temporary, 'lib')}`], hint: 'run the test again' },
      log,
    );
  });
  return path.join(folder, 'lib');
}

export class KafkaServer extends Server {
  static async start(log: Log = silent): Promise<KafkaServer> {
    const jars = path.join(await kafkaJars(log), '*');
    const folder = mkdtempSync(path.join(tmpdir(), 'otel-kafka-'));
    const [port, controller] = [await freePort(), await freePort()];
    const config = path.join(folder, 'server.properties');
    mkdirSync(path.join(folder, 'logs'));
    writeFileSync(config, properties(port, controller, path.join(folder, 'logs')));
    const java = (tool: string, args: readonly string[]): string[] => ['java', ...JAVA_OPTIONS, '-cp', jars, tool, ...args];
    const format = startLimited(java('kafka.tools.StorageTool', ['format', '-t', CLUSTER_ID, '-c', config]), { folder });
    if ((await format.exit(START_MS)).code !== 0) throw new Error(`Kafka's storage is not formatted: ${format.stderr}${format.stdout}`);
    return new KafkaServer(await startServer({ command: java('kafka.Kafka', [config]), port, folder, startMs: START_MS }));
  }
}

function properties(port: number, controller: number, logs: string): string {
  const settings = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controller}`,
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'log.dirs': logs,
    'num.partitions': 1,
    'offsets.topic.num.partitions': 1,
    'offsets.topic.replication.factor': 1,
    'transaction.state.log.num.partitions': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
    'auto.create.topics.enable': true,
  };
  return Object.entries(settings)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}
