/** Log records go to the collector where OTEL_LOGS_EXPORTER asks for it, once each, with their span. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Library, LIBRARY_TIMEOUT_MS, type LibraryVersion, type Observed } from './support/library.js';
import type { LogRecord } from './support/otlp-messages.js';
import { OtlpReceiver } from './support/otlp-receiver.js';
import { only } from './support/select.js';

const logs = new Library('logs');
afterAll(() => logs.remove());

const SCOPES = 'otel-go.internal/hooks/';
const OTLP = { OTEL_LOGS_EXPORTER: 'otlp' };
/** For tests of logs alone. */
const QUIET = { OTEL_TRACES_EXPORTER: 'none', OTEL_METRICS_EXPORTER: 'none' };

/** Library, severity number, severity text, body, and attributes where there are any. */
type Row = readonly [library: string, number: number, text: string, body: unknown, attributes?: object];

function row({ scope, severityNumber, severityText, body, attributes }: LogRecord): Row {
  const head = [scope.name.replace(SCOPES, ''), severityNumber, severityText, body] as const;
  return Object.keys(attributes).length > 0 ? [...head, attributes] : head;
}

const MAP = { k: 1 };
const KINDS = { string: 's', int: -1, float: 1.5, bool: true, duration: 1_000_000_000, error: 'e' };

const TABLES: Readonly<Record<string, readonly Row[]>> = {
  std: [
    ['log', 0, '', 'line'],
    ['log', 0, '', '[p] prefix'],
    ['slog', 1, 'DEBUG-4', 'trace'],
    ['slog', 5, 'DEBUG', 'debug'],
    ['slog', 9, 'INFO', 'info'],
    ['slog', 11, 'INFO+2', 'notice'],
    ['slog', 13, 'WARN', 'warn'],
    ['slog', 17, 'ERROR', 'error'],
    ['slog', 21, 'ERROR+4', 'fatal'],
    ['slog', 24, 'ERROR+92', 'beyond'],
    ['slog', 9, 'INFO', 'bound', { w: 1, g: { x: 'y', a: 1 } }],
    ['slog', 9, 'INFO', 'empty group'],
    ['slog', 9, 'INFO', 'own ids', { trace_id: 'mine' }],
    [
      'slog',
      9,
      'INFO',
      'kinds',
      {
        ...KINDS,
        uint: '9223372036854775808',
        time: '1970-01-01T00:00:00.000000001Z',
        bytes: Buffer.from([1, 2]),
        list: ['a', 1],
        map: { a: ['x'], b: 1 },
        nil: null,
        id: 'x',
        struct: { A: 1 },
        valuer: { of: 1 },
        panics: '!PANIC: no text',
        pointer: '<nil>',
        group: { a: 1, b: 2 },
        inline: 1,
        twice: 2,
        invalid: '\ufffd',
      },
    ],
  ],
  logrus: [
    ['logrus', 1, 'trace', 'trace'],
    ['logrus', 5, 'debug', 'debug'],
    ['logrus', 9, 'info', 'info'],
    ['logrus', 13, 'warning', 'warn'],
    ['logrus', 17, 'error', 'error'],
    ['logrus', 21, 'fatal', 'fatal'],
    ['logrus', 24, 'panic', 'panic'],
    ['logrus', 9, 'info', 'kinds', { ...KINDS, map: MAP, nil: null }],
    ['logrus', 9, 'info', 'own ids', { trace_id: 'mine' }],
    ['logrus', 9, 'info', 'caller', { 'code.function.name': 'F', 'code.file.path': 'P', 'code.line.number': 'L' }],
  ],
  zap: [
    ['zap', 5, 'debug', 'debug'],
    ['zap', 9, 'info', 'info'],
    ['zap', 13, 'warn', 'warn'],
    ['zap', 17, 'error', 'error'],
    ['zap', 21, 'dpanic', 'dpanic'],
    ['zap', 22, 'panic', 'panic'],
    ['zap', 9, 'info', 'kinds', { ...KINDS, time: '1970-01-01T00:00:00.000000001Z', list: ['a'], map: MAP, ns: { in: 1 } }],
    ['zap', 9, 'info', 'bound', { w: '"{', ns: { x: 1, a: 1 } }],
    ['zap', 9, 'info', 'named', { logger: 'name' }],
    ['zap', 9, 'info', 'own ids', { trace_id: 'mine' }],
    ['zap', 17, 'error', 'caller', { 'code.function.name': 'F', 'code.file.path': 'P', 'code.line.number': 'L', 'code.stacktrace': 'S' }],
    ['zap', 9, 'info', 'tee'],
    ['zap', 9, 'info', 'sugared', { k: 'v' }],
    ['zap', 9, 'info', 'panics', { o: '!PANIC: no object' }],
  ],
  zerolog: [
    ['zerolog', 1, 'trace', 'trace'],
    ['zerolog', 5, 'debug', 'debug'],
    ['zerolog', 9, 'info', 'info'],
    ['zerolog', 13, 'warn', 'warn'],
    ['zerolog', 17, 'error', 'error'],
    ['zerolog', 24, 'panic', 'panic'],
    ['zerolog', 0, '', 'no level'],
    ['zerolog', 9, 'info', null],
    // zerolog writes durations in milliseconds.
    ['zerolog', 9, 'info', 'kinds', { ...KINDS, string: '"}{', duration: 1000, list: ['a'], dict: { a: 1 }, nil: null }],
    ['zerolog', 9, 'info', 'bound', { w: 'x', a: 1 }],
    ['zerolog', 9, 'info', 'own ids', { trace_id: 'mine' }],
  ],
  // Each thing once, by the library that knows most of it.
  bridges: [
    ['slog', 9, 'INFO', 'slog, default handler'],
    ['slog', 9, 'INFO', 'slog to log'],
    ['slog', 9, 'INFO', 'slog to zap'],
    ['slog', 9, 'INFO', 'slog to zerolog'],
    ['slog', 9, 'INFO', 'slog to logrus'],
    ['slog', 9, 'INFO', 'slog to nobody'],
    ['slog', 9, 'INFO', 'slog to panic'],
    ['slog', 13, 'WARN', 'log to slog'],
    ['log', 0, '', "handler's own"],
    // Afterwards, by another library: a record of its own.
    ['log', 0, '', 'slog to panic'],
    ['log', 0, '', 'log to writer'],
    ['zap', 9, 'info', 'log to zap'],
    ['zerolog', 0, '', 'log to zerolog'],
    ['logrus', 9, 'info', 'log to logrus'],
    ['logrus', 9, 'info', 'logrus to zap', { added: true }],
  ],
};

/** Where the program logs is told by the library, and differs between its versions. */
function withoutPlaces({ attributes, ...record }: LogRecord): LogRecord {
  const places: Readonly<Record<string, string>> = {
    'code.function.name': 'F',
    'code.file.path': 'P',
    'code.line.number': 'L',
    'code.stacktrace': 'S',
  };
  return { ...record, attributes: Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, places[key] ?? value])) };
}

describe.each<LibraryVersion>(['newest', 'lowest'])('%s', (version) => {
  const build = { program: 'export', version };
  beforeAll(() => logs.build(build), LIBRARY_TIMEOUT_MS);

  test.each(Object.keys(TABLES))(
    '%s: each record once, with its severity, fields and span',
    async (scenario) => {
      const seen = await logs.observe(build, { args: ['-scenario', scenario], env: OTLP });
      const server = only(seen.spans, { kind: 'server' });
      const of = (inside: boolean): Row[] =>
        seen.logs
          .filter(({ spanId }) => (spanId === server.spanId) === inside)
          .map(withoutPlaces)
          .map(row);
      expect(of(true)).toEqual(TABLES[scenario]);
      expect(of(false)).toEqual(TABLES[scenario]);
      for (const { body, spanId, traceId, flags, timeUnixNano, observedUnixNano, resource, scope } of seen.logs) {
        // Through logrus's pipe come the ids alone.
        const sampled = spanId === '' || body === 'log to logrus' ? 0 : 1;
        expect([traceId, flags]).toEqual([spanId === '' ? '' : server.traceId, sampled]);
        expect(timeUnixNano > server.startUnixNano - 1_000_000_000n && observedUnixNano >= timeUnixNano).toBe(true);
        expect(resource).toEqual(server.resource);
        expect([scope.version, scope.schemaUrl]).toEqual(['0.1.0', 'https://opentelemetry.io/schemas/1.37.0']);
      }
      expect(seen.stderr).toBe('');
    },
    LIBRARY_TIMEOUT_MS,
  );
});

describe('the environment', () => {
  const build = { program: 'export' };
  beforeAll(() => logs.build(build), LIBRARY_TIMEOUT_MS);
  const run = (args: readonly string[], env: Readonly<Record<string, string>>): Promise<Observed> =>
    logs.build(build).then((program) => logs.run(program, { args, env }));

  test.each([
    ['unset', {}],
    ['none', { OTEL_LOGS_EXPORTER: 'none' }],
    ['disabled SDK', { ...OTLP, OTEL_SDK_DISABLED: 'true' }],
    ['disabled libraries', { ...OTLP, OTEL_GO_DISABLED_INSTRUMENTATIONS: 'log,slog,logrus,zap,zerolog' }],
  ])('%s: nothing is exported', async (_, env) => {
    const seen = await run(['-scenario', 'bridges'], env);
    expect([seen.code, seen.logs, seen.logRequests, seen.stderr]).toEqual([0, [], 0, '']);
  });

  test('a library that is disabled exports nothing, and what it would have made of lines is left to package log', async () => {
    const seen = await run(['-scenario', 'bridges'], { ...OTLP, OTEL_GO_DISABLED_INSTRUMENTATIONS: 'zap' });
    const bodies = seen.logs.filter(({ scope }) => scope.name === `${SCOPES}log`).map(({ body }) => body);
    expect(bodies).toEqual(expect.arrayContaining(['log to zap', 'log to writer']));
    expect(seen.logs.filter(({ scope }) => scope.name === `${SCOPES}zap`)).toEqual([]);
  });

  test('the output is that of a program that exports nothing', async () => {
    const [on, off] = [await run(['-scenario', 'std'], { ...QUIET, ...OTLP }), await run(['-scenario', 'std'], QUIET)];
    const masked = ({ stdout }: Observed): string => stdout.replace(/"time":"[^"]*"|\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d/g, 'TIME');
    expect(masked(on)).toBe(masked(off));
    expect(on.logs).toHaveLength(2 * (TABLES['std']?.length ?? 0));
  });

  test('console: a line of JSON for each record', async () => {
    const seen = await run(['-scenario', 'one'], { ...QUIET, OTEL_LOGS_EXPORTER: 'console' });
    const lines = seen.stdout.split('\n').filter((line) => line.startsWith('{'));
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({ Body: 'one', Severity: 0, Scope: `${SCOPES}log`, Attributes: {} }),
      expect.objectContaining({ Body: 'one' }),
    ]);
    expect(seen.logRequests).toBe(0);
  });

  test.each([
    [{ OTEL_LOGS_EXPORTER: 'syslog' }, 'OTEL_LOGS_EXPORTER=syslog is not supported (otlp, console, none are); logs are not exported'],
    [
      { ...OTLP, OTEL_EXPORTER_OTLP_LOGS_PROTOCOL: 'grpc' },
      'OTEL_EXPORTER_OTLP_LOGS_PROTOCOL=grpc is not supported (http/protobuf, port 4318, is); logs are not exported',
    ],
    [{ ...OTLP, OTEL_BLRP_MAX_QUEUE_SIZE: 'many' }, 'OTEL_BLRP_MAX_QUEUE_SIZE=many: want a positive number'],
  ])('what is not supported is said once: %p', async (env, message) => {
    const seen = await run([], { ...QUIET, ...env });
    expect([seen.code, seen.stderr]).toEqual([0, `otel: ${message}\n`]);
  });

  test('an endpoint and headers for logs alone', async () => {
    const own = await OtlpReceiver.start();
    try {
      const seen = await run([], {
        ...OTLP,
        OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: `${own.endpoint}/v1/logs`,
        OTEL_EXPORTER_OTLP_LOGS_TIMEOUT: '5000',
      });
      expect([seen.logRequests, seen.stderr]).toEqual([0, '']);
      expect(own.logs().map(({ body }) => body)).toEqual(['one', 'one']);
    } finally {
      await own.stop();
    }
  });

  test('batches, and no more than the queue holds', async () => {
    const small = { OTEL_BLRP_MAX_EXPORT_BATCH_SIZE: '10' };
    const seen = await run(['-scenario', 'many'], { ...QUIET, ...OTLP, ...small, OTEL_BLRP_MAX_QUEUE_SIZE: '4000' });
    expect(seen.logs).toHaveLength(2000);
    expect(new Set(seen.logs.map(({ body }) => body)).size).toBe(1000);
    expect(seen.logRequests).toBeGreaterThanOrEqual(200);
    expect(seen.stderr).toBe('');
  });

  test('limits of attributes', async () => {
    const limits = { OTEL_LOGRECORD_ATTRIBUTE_COUNT_LIMIT: '3', OTEL_LOGRECORD_ATTRIBUTE_VALUE_LENGTH_LIMIT: '2' };
    const seen = await run(['-scenario', 'std'], { ...OTLP, ...limits });
    const cut = seen.logs.find(({ body }) => body === 'kinds');
    expect([Object.keys(cut?.attributes ?? {}), cut?.droppedAttributes]).toEqual([['string', 'int', 'uint'], 18]);
    expect(cut?.attributes['uint']).toBe('92');
  });
});
