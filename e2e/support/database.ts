/** What the tests of database libraries have in common: their programs run scenarios, each inside a span of its name. */
import type { Observed } from './library.js';
import { metricLines, spanLines } from './telemetry-table.js';

/** What tells statements apart. */
export const TEXT = ['db.operation.name', 'db.collection.name', 'db.query.text', 'db.operation.batch.size', 'error.type'];

/** The spans below that of a scenario, a line each. Messages differ between versions of a driver, and are left out. */
export function scenario(observed: Observed, name: string, keys: readonly string[] = TEXT): string[] {
  const lines = spanLines(observed.spans, keys).map((line) =>
    line.replace(/\[error .*?\](?= \w)/, '[error]').replace(/ \(exception.*/, ''),
  );
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
