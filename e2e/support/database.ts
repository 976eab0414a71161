/** What the tests of database libraries have in common: their programs run scenarios, each inside a span of its name. */
import { afterAll, beforeAll } from '@jest/globals';
import { Library, LIBRARY_TIMEOUT_MS, type Observed } from './library.js';
import type { Server } from './server.js';
import { metricLines, spanLines } from './telemetry-table.js';

/** A library beside the server that its program asks, which runs as long as the tests of the caller's block. */
export function libraryWithServer<T extends Server>(
  name: string,
  start: () => Promise<T>,
): { readonly library: Library; readonly server: () => T } {
  const library = new Library(name);
  let running: T | undefined;
  beforeAll(async () => {
    running = await start();
  }, LIBRARY_TIMEOUT_MS);
  afterAll(async () => {
    await running?.stop();
    library.remove();
  });
  const server = (): T => {
    if (running === undefined) throw new Error(`the server for ${name} does not run`);
    return running;
  };
  return { library, server };
}

/** What tells statements apart. */
export const TEXT = ['db.operation.name', 'db.collection.name', 'db.query.text', 'db.operation.batch.size', 'error.type'];

/** Messages of errors differ between versions of a driver. */
export function withoutMessages(line: string): string {
  return line.replace(/\[error .*?\](?= \w)/, '[error]').replace(/ \(exception.*/, '');
}

/** The spans below that of a scenario, a line each. */
export function scenario(observed: Observed, name: string, keys: readonly string[] = TEXT): string[] {
  const lines = spanLines(observed.spans, keys).map(withoutMessages);
  const start = lines.indexOf(`internal ${name}`);
  if (start < 0) throw new Error(`no scenario ${name}:\n${lines.join('\n')}`);
  const end = lines.findIndex((line, i) => i > start && !line.startsWith(' '));
  return lines.slice(start + 1, end < 0 ? undefined : end).map((line) => line.trim());
}

/** Of a pool of connections with limits. */
export const POOL_METRICS = ['count', 'idle.max', 'max', 'pending_requests', 'timeouts', 'wait_time'].map(
  (name) => `db.client.connection.${name}`,
);

/** Names of the metrics of databases. */
export function metricNames(observed: Observed): string[] {
  return [...new Set(metricLines(observed.metrics).map((line) => line.split(' ')[0] ?? ''))].filter((name) => name.startsWith('db.'));
}
