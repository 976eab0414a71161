/**
 * An OTLP/HTTP collector on the loopback interface that keeps what arrives: the tests and the demo look at the telemetry of a
 * program the way a real collector would get it, not through a mock inside the program.
 */
import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { decodeLogs, decodeMetrics, decodeTraces, type LogRecord, type Metric, type Span } from './otlp-messages.js';

const DEFAULT_TIMEOUT_MS = 15_000;

export class OtlpReceiver {
  readonly #server: Server;
  readonly #spans: Span[] = [];
  readonly #metrics: Metric[] = [];
  readonly #logs: LogRecord[] = [];
  readonly #requests = new Map<string, number>();
  readonly #problems: string[] = [];
  readonly #changes = new EventEmitter();

  private constructor() {
    this.#server = createServer((request, response) => void this.#receive(request, response));
  }

  /** Listens on a free port. */
  static async start(): Promise<OtlpReceiver> {
    const receiver = new OtlpReceiver();
    await new Promise<void>((resolve, reject) => {
      receiver.#server.once('error', reject);
      receiver.#server.listen(0, '127.0.0.1', resolve);
    });
    return receiver;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** What a program needs in its environment to export to this receiver without delay. */
  environment(serviceName: string): Record<string, string> {
    return {
      OTEL_SERVICE_NAME: serviceName,
      OTEL_EXPORTER_OTLP_ENDPOINT: this.endpoint,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
      OTEL_BSP_SCHEDULE_DELAY: '100',
      OTEL_METRIC_EXPORT_INTERVAL: '500',
      OTEL_BLRP_SCHEDULE_DELAY: '100',
    };
  }

  spans(): readonly Span[] {
    return this.#spans;
  }

  metrics(): readonly Metric[] {
    return this.#metrics;
  }

  logs(): readonly LogRecord[] {
    return this.#logs;
  }

  /** How many requests have come for a path. */
  requests(path: string): number {
    return this.#requests.get(path) ?? 0;
  }

  /** Requests that were not OTLP, one line each: a test expects none. */
  problems(): readonly string[] {
    return this.#problems;
  }

  /** Forgets what has arrived so far. */
  clear(): void {
    this.#spans.length = 0;
    this.#metrics.length = 0;
    this.#logs.length = 0;
  }

  async waitForSpans(predicate: (spans: readonly Span[]) => boolean, timeoutMs = DEFAULT_TIMEOUT_MS): Promise<readonly Span[]> {
    await this.#waitFor(
      () => predicate(this.#spans),
      timeoutMs,
      () => describeSpans(this.#spans),
    );
    return this.#spans;
  }

  async waitForMetrics(predicate: (metrics: readonly Metric[]) => boolean, timeoutMs = DEFAULT_TIMEOUT_MS): Promise<readonly Metric[]> {
    const describe = (): string => `${this.#metrics.length} metrics: ${this.#metrics.map((metric) => metric.name).join(', ')}`;
    await this.#waitFor(() => predicate(this.#metrics), timeoutMs, describe);
    return this.#metrics;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #waitFor(condition: () => boolean, timeoutMs: number, describe: () => string): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (!condition()) {
      const left = deadline - Date.now();
      if (left <= 0) throw new Error(`not received within ${timeoutMs} ms; received ${describe()}`);
      await once(this.#changes, 'change', { signal: AbortSignal.timeout(left) }).catch(() => undefined);
    }
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks);
    const path = request.url ?? '';
    this.#requests.set(path, this.requests(path) + 1);
    try {
      const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw;
      if (path === '/v1/traces') this.#spans.push(...decodeTraces(body));
      else if (path === '/v1/metrics') this.#metrics.push(...decodeMetrics(body));
      else if (path === '/v1/logs') this.#logs.push(...decodeLogs(body));
      else throw new Error('no such signal');
      // An empty Export…ServiceResponse is a message of zero bytes.
      response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
    } catch (error) {
      this.#problems.push(`${request.method ?? ''} ${path}: ${String(error)}`);
      response.writeHead(400).end();
    }
    this.#changes.emit('change');
  }
}

export function serviceOf(telemetry: Span | Metric): string {
  const name = telemetry.resource['service.name'];
  return typeof name === 'string' ? name : '';
}

/** One line a span, for failure messages. */
export function describeSpans(spans: readonly Span[]): string {
  const lines = spans.map(
    (span) =>
      `  ${serviceOf(span)} ${span.kind} ${JSON.stringify(span.name)} trace ${span.traceId} span ${span.spanId} parent ${span.parentSpanId || '-'}`,
  );
  return [`${spans.length} spans`, ...lines].join('\n');
}
