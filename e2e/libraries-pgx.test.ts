/** pgx by itself and below database/sql, against PostgreSQL. */
import { describe, expect, test } from '@jest/globals';
import { libraryWithServer, metricNames, POOL_METRICS, scenario } from './support/database.js';
import { type LibraryVersion, LIBRARY_TIMEOUT_MS } from './support/library.js';
import type { Span } from './support/otlp-messages.js';
import { PostgresServer } from './support/server-postgres.js';

const VERSIONS: readonly LibraryVersion[] = ['newest', 'lowest'];

describe('pgx', () => {
  const { library, server } = libraryWithServer('pgx', () => PostgresServer.start());

  test.each(VERSIONS)(
    'has one client span for each statement, below database/sql too, %s version',
    async (version) => {
      const observed = await library.observe({ version }, { env: { POSTGRES_URL: server().url } });
      expect(scenario(observed, 'query')).toEqual([
        'client SELECT public.users db.operation.name=SELECT db.collection.name=public.users db.query.text=SELECT name FROM "public"."users" WHERE age > $1 AND name <> ?',
      ]);
      expect(scenario(observed, 'no rows', ['error.type'])).toEqual(['client SELECT users']);
      expect(scenario(observed, 'prepared', [])).toEqual(['client PREPARE users', 'client SELECT users']);
      expect(scenario(observed, 'transaction', [])).toEqual([
        'client BEGIN app',
        'client UPDATE users',
        'client COMMIT app',
        'client BEGIN app',
        'client ROLLBACK app',
      ]);
      expect(scenario(observed, 'batch')).toEqual([
        'client BATCH INSERT users db.operation.name=BATCH INSERT db.collection.name=users db.query.text=INSERT INTO users (name) VALUES ($1); INSERT INTO users (name) VALUES (?) db.operation.batch.size=2',
        'client SELECT users db.operation.name=SELECT db.collection.name=users db.query.text=SELECT ? FROM users',
      ]);
      expect(scenario(observed, 'copy')).toEqual(['client COPY users db.operation.name=COPY db.collection.name=users']);
      expect(scenario(observed, 'error', ['db.response.status_code', 'error.type'])).toEqual([
        'client INSERT users [error] db.response.status_code=23505 error.type=23505',
      ]);
      expect(scenario(observed, 'cancel', ['error.type'])).toEqual(['client SELECT app [error] error.type=*pgconn.errTimeout']);
      expect(scenario(observed, 'held rows', [])).toEqual(['client SELECT users', 'client UPDATE users']);
      expect(scenario(observed, 'database/sql', [])).toEqual([
        'client SELECT users',
        'client BEGIN app',
        'client DELETE users',
        'client COMMIT app',
      ]);
      expect(metricNames(observed)).toEqual([...POOL_METRICS, 'db.client.operation.duration']);
    },
    LIBRARY_TIMEOUT_MS,
  );

  /**
   * otelpgx has spans of connecting, of acquiring a connection and of the preparation inside of a query, which are part of the query's
   * span here, and calls spans by their statements ("query SELECT …"). It knows nothing of database/sql.
   */
  test(
    'a program that uses otelpgx gets no span twice',
    async () => {
      const observed = await library.observe({ program: 'byhand' }, { env: { POSTGRES_URL: server().url } });
      expect(scopesBelow(observed.spans, 'query')).toEqual(['github.com/exaring/otelpgx']);
      expect(scopesBelow(observed.spans, 'batch')).toEqual(['github.com/exaring/otelpgx']);
      expect(scopesBelow(observed.spans, 'copy')).toEqual(['github.com/exaring/otelpgx']);
      expect(scopesBelow(observed.spans, 'prepared')).toEqual(['github.com/exaring/otelpgx']);
      expect(scopesBelow(observed.spans, 'database/sql')).toEqual(['otel-go.internal/hooks/databasesql']);
    },
    LIBRARY_TIMEOUT_MS,
  );
});

/** Scopes of the client spans of one scenario's trace. */
function scopesBelow(spans: readonly Span[], name: string): string[] {
  const traces = new Set(spans.filter((span) => span.name === name && span.kind === 'internal').map(({ traceId }) => traceId));
  return [...new Set(spans.filter(({ traceId, kind }) => traces.has(traceId) && kind === 'client').map(({ scope }) => scope.name))];
}
