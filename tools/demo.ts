/**
 * `npm run demo`: builds the example of e2e/http-service plain and with `--config=otel`, starts both services with an OTLP
 * receiver beside them, sends requests, and prints what arrived. `--json` prints it as JSON instead.
 * Progress goes to stderr. Exit code 1 if an expected span is missing.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { binariesIn, SERVICE_TARGETS, Services } from '../e2e/support/http-service.js';
import type { Metric, Span } from '../e2e/support/otlp-messages.js';
import { OtlpReceiver, serviceOf } from '../e2e/support/otlp-receiver.js';
import { durationMs, formatHistogram, formatTraces, traceTrees } from '../e2e/support/trace-tree.js';
import { Workspace } from '../e2e/support/workspace.js';
import { PrepareError } from './bazel/index.js';

const DURATION = 'http.server.request.duration';
const REQUESTS = ['/greet?name=Ada', '/greet?name=Grace', '/fail', '/panic'];

/** What must arrive: `service kind name`, and how often at least. */
const EXPECTED: ReadonlyMap<string, number> = new Map([
  ['frontend server GET /greet', 2],
  ['frontend client GET', 4],
  ['greeter server GET /greeting/{name}', 2],
  ['greeter server GET /mood', 2],
  ['greeter internal compose greeting', 2],
  ['greeter internal rate limit', 2],
  ['frontend server GET /fail', 1],
  ['frontend server GET /panic', 1],
]);

function missing(spans: readonly Span[]): string[] {
  const count = (wanted: string): number => spans.filter((span) => `${serviceOf(span)} ${span.kind} ${span.name}` === wanted).length;
  return [...EXPECTED].filter(([wanted, times]) => count(wanted) < times).map(([wanted]) => wanted);
}

function progress(line: string): void {
  process.stderr.write(`demo: ${line}\n`);
}

async function build(workspace: Workspace, title: string, flags: readonly string[]): Promise<void> {
  progress(`${title}: bazel build ${[...flags, ...SERVICE_TARGETS].join(' ')} ...`);
  const started = Date.now();
  const ticker = setInterval(() => progress(`${title}: ${Math.round((Date.now() - started) / 1000)} s`), 15_000);
  try {
    await workspace.succeed('build', SERVICE_TARGETS, { flags });
  } finally {
    clearInterval(ticker);
  }
  progress(`${title}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

interface Telemetry {
  readonly spans: readonly Span[];
  readonly metrics: readonly Metric[];
}

async function observe(folder: string): Promise<Telemetry> {
  const receiver = await OtlpReceiver.start();
  try {
    const services = await Services.start(binariesIn(folder), receiver);
    try {
      for (const route of REQUESTS) {
        progress(`GET ${route}`);
        // The connection of a panicking handler is closed without an answer.
        await services.get(route).catch(() => undefined);
      }
      await receiver.waitForSpans((spans) => missing(spans).length === 0).catch(() => undefined);
      await receiver.waitForMetrics((metrics) => metrics.some((metric) => metric.name === DURATION)).catch(() => undefined);
    } finally {
      await services.stop();
    }
    return { spans: [...receiver.spans()], metrics: [...receiver.metrics()] };
  } finally {
    await receiver.stop();
  }
}

function asJson({ spans, metrics }: Telemetry): string {
  const shown = spans.map((span) => ({ service: serviceOf(span), durationMs: durationMs(span), ...span }));
  const plain = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);
  return JSON.stringify({ spans: shown, metrics, missing: missing(spans) }, plain, 2);
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
  const workspace = await Workspace.inPlace('http-service');
  await build(workspace, 'plain build', []);
  await build(workspace, 'instrumented build', ['--config=otel']);
  const folder = mkdtempSync(path.join(tmpdir(), 'otel-demo-'));
  try {
    await workspace.keep(SERVICE_TARGETS, folder);
    const telemetry = await observe(folder);
    if (values.json) process.stdout.write(`${asJson(telemetry)}\n`);
    else process.stdout.write(`${formatTraces(traceTrees(telemetry.spans))}\n\n${formatHistogram(telemetry.metrics, DURATION)}\n`);
    const absent = missing(telemetry.spans);
    if (!telemetry.metrics.some((metric) => metric.name === DURATION)) absent.push(`metric ${DURATION}`);
    for (const name of absent) progress(`missing: ${name}`);
    return absent.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof PrepareError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
