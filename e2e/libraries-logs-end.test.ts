/** Log records are exported when the program ends, however it does, and a collector that fails does not hold it up. */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Library, LIBRARY_TIMEOUT_MS } from './support/library.js';
import { OtlpReceiver } from './support/otlp-receiver.js';
import { Program } from './support/program.js';

const logs = new Library('logs');
afterAll(() => logs.remove());

const OTLP = { OTEL_LOGS_EXPORTER: 'otlp' };
/** For tests of logs alone. */
const QUIET = { OTEL_TRACES_EXPORTER: 'none', OTEL_METRICS_EXPORTER: 'none' };
const build = { program: 'export' };
beforeAll(() => logs.build(build), LIBRARY_TIMEOUT_MS);

describe('the end of the program', () => {
  /** By the exit code of the plain program. */
  const ends: readonly (readonly [end: string, code: number, last: boolean])[] = [
    ['return', 0, false],
    ['exit', 3, true],
    ['log', 1, true],
    ['logrus', 1, true],
    ['zap', 1, true],
    ['zerolog', 1, true],
    ['panic', 2, true],
  ];
  // The delay is longer than the test: only the flush exports.
  const env = { ...OTLP, OTEL_BLRP_SCHEDULE_DELAY: '600000' };

  test.each(ends)('%s: what is left is exported', async (end, code, last) => {
    const program = await logs.build(build);
    const seen = await logs.run(program, { args: ['-end', end], env });
    expect([seen.code, seen.logs.map(({ body }) => body)]).toEqual([code, ['one', 'one', ...(last ? ['last'] : [])]]);
  });

  test.each([
    ['signal', { code: null, signal: 'SIGTERM' }],
    ['notified', { code: 0, signal: null }],
  ])('%s: what is left is exported', async (end, exit) => {
    const receiver = await OtlpReceiver.start();
    const program = Program.start(await logs.build(build), { args: ['-end', end], env: { ...receiver.environment('logs'), ...env } });
    try {
      while (!program.stdout.includes('waiting')) await new Promise((resolve) => setTimeout(resolve, 20));
      program.signal('SIGTERM');
      expect(await program.exit()).toEqual(exit);
      expect(receiver.logs().map(({ body }) => body)).toEqual(['one', 'one', 'last']);
    } finally {
      await program.kill();
      await receiver.stop();
    }
  });
});

describe('collectors', () => {
  test('a dead one: one line on stderr, and nothing else', async () => {
    const dead = { ...OTLP, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' };
    const ended = await Program.run(await logs.build(build), { args: ['-scenario', 'many', '-end', 'exit'], env: dead });
    expect(ended.code).toBe(3);
    expect(ended.stderr).toMatch(/^otel: [^\n]*connection refused\n$/);
  });

  test('a silent one: the queue is full, records are dropped, the program goes on', async () => {
    const silent = await listen(() => undefined);
    const env = {
      ...QUIET,
      ...OTLP,
      OTEL_EXPORTER_OTLP_ENDPOINT: silent.endpoint,
      OTEL_BLRP_MAX_QUEUE_SIZE: '100',
      OTEL_EXPORTER_OTLP_TIMEOUT: '2000',
    };
    try {
      const ended = await Program.run(await logs.build(build), { args: ['-scenario', 'many'], env });
      expect(ended.code).toBe(0);
      expect(ended.stderr).toMatch(/^otel: log records are dropped: [^\n]*\n$/);
      expect(ended.stdout.split('\n')).toHaveLength(2001);
    } finally {
      await silent.close();
    }
  });

  test("what net/http says of the exporters' connections is no record", async () => {
    let bodies = '';
    const babbling = await listen((socket, text) => {
      bodies += text;
      // Whoever answers twice is complained about when the connection is idle.
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
      setTimeout(() => socket.destroyed || socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'), 200);
    });
    const env = {
      ...OTLP,
      OTEL_EXPORTER_OTLP_ENDPOINT: babbling.endpoint,
      OTEL_BLRP_SCHEDULE_DELAY: '100',
      OTEL_BSP_SCHEDULE_DELAY: '100',
    };
    const program = Program.start(await logs.build(build), { args: ['-end', 'notified'], env });
    try {
      while (!program.stdout.includes('Unsolicited response')) await new Promise((resolve) => setTimeout(resolve, 20));
      program.signal('SIGTERM');
      expect((await program.exit()).code).toBe(0);
      expect(bodies).toContain('last');
      expect(bodies).not.toContain('Unsolicited');
    } finally {
      await program.kill();
      await babbling.close();
    }
  });
});

interface RawServer {
  readonly endpoint: string;
  close(): Promise<void>;
}

/** A server that is no collector: `answer` is told when a whole request has come, and what it was. */
async function listen(answer: (socket: Socket, request: string) => void): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    let request = '';
    socket.setEncoding('latin1').on('error', () => undefined);
    socket.on('data', (chunk) => {
      request += String(chunk);
      const end = request.indexOf('\r\n\r\n') + 4;
      const length = Number(/content-length: (\d+)/i.exec(request)?.[1] ?? 0);
      if (end < 4 || request.length < end + length) return;
      answer(socket, request);
      request = '';
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
