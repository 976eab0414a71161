/** database/sql with MySQL's driver, against MariaDB. */
import { describe, expect, test } from '@jest/globals';
import { libraryWithServer, metricNames, POOL_METRICS, scenario } from './support/database.js';
import { type LibraryVersion, LIBRARY_TIMEOUT_MS, type Observed } from './support/library.js';
import { MariadbServer } from './support/server-mariadb.js';

const VERSIONS: readonly LibraryVersion[] = ['newest', 'lowest'];

describe('database/sql with go-sql-driver/mysql', () => {
  const { library, server } = libraryWithServer('mysql', () => MariadbServer.start());
  const names = ['setup', 'exec', 'query', 'no rows', 'without context', 'prepared', 'commit', 'rollback', 'error', 'cancel'];
  const later = ['cancel rows', 'cancel transaction', 'held rows', 'connection', 'panic'];
  const observe = (version: LibraryVersion, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Observed> =>
    library.observe({ version }, { args, env: { MYSQL_DSN: server().dsn, ...env } });

  test.each(VERSIONS)(
    'has one client span for each call, %s version',
    async (version) => {
      const observed = await observe(version, [...names, ...later]);
      expect(scenario(observed, 'setup')).toEqual([
        'client DROP TABLE users db.operation.name=DROP TABLE db.collection.name=users db.query.text=DROP TABLE IF EXISTS users',
        'client CREATE TABLE users db.operation.name=CREATE TABLE db.collection.name=users db.query.text=CREATE TABLE users (id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(?) UNIQUE, age INT)',
        'client INSERT users db.operation.name=INSERT db.collection.name=users db.query.text=INSERT INTO users (name, age) VALUES (?, ?), (?, ?)',
      ]);
      expect(scenario(observed, 'query', ['db.system.name', 'db.namespace', 'db.query.summary', 'server.address', 'server.port'])).toEqual([
        'client SELECT users db.system.name=mysql db.namespace=app db.query.summary=SELECT users server.address=127.0.0.1 server.port=*',
      ]);
      expect(scenario(observed, 'no rows', ['error.type'])).toEqual(['client SELECT users']);
      expect(scenario(observed, 'prepared', [])).toEqual([
        'client PREPARE users',
        'client SELECT users',
        'client SELECT users',
        'client PREPARE users',
        'client UPDATE users',
      ]);
      expect(scenario(observed, 'commit', [])).toEqual([
        'client BEGIN app',
        'client UPDATE users',
        'client SELECT users',
        'client COMMIT app',
      ]);
      expect(scenario(observed, 'rollback', [])).toEqual([
        'client BEGIN app',
        'client PREPARE users',
        'client DELETE users',
        'client ROLLBACK app',
      ]);
      expect(scenario(observed, 'error', ['db.response.status_code', 'error.type'])).toEqual([
        'client INSERT users [error] db.response.status_code=1062 error.type=1062',
        'client SELECT users [error] db.response.status_code=1054 error.type=1054',
      ]);
      expect(scenario(observed, 'cancel', ['error.type'])).toEqual(['client DO app [error] error.type=context.deadlineExceededError']);
      expect(scenario(observed, 'cancel rows', ['error.type'])).toEqual(['client SELECT users [error] error.type=context.Canceled']);
      expect(scenario(observed, 'cancel transaction', ['error.type'])).toEqual(['client BEGIN app', 'client ROLLBACK app']);
      expect(scenario(observed, 'connection', [])).toEqual([
        'client PING app',
        'client PING app',
        'client SELECT app',
        'client BEGIN app',
        'client COMMIT app',
      ]);
      expect(scenario(observed, 'panic', ['error.type'])).toEqual(['client UPDATE users [error] error.type=panic']);
      expect(metricNames(observed)).toEqual([...POOL_METRICS, 'db.client.operation.duration']);
      expect(new Set(observed.spans.filter(({ kind }) => kind === 'client').map(({ scope }) => scope.name))).toEqual(
        new Set(['otel-go.internal/hooks/databasesql']),
      );
    },
    LIBRARY_TIMEOUT_MS,
  );

  test(
    'rows that are held open end the span when they are closed, as a sibling of what happens meanwhile',
    async () => {
      const observed = await observe('newest', ['setup', 'held rows']);
      const select = observed.spans.find(({ name }) => name === 'SELECT users');
      const update = observed.spans.find(({ name }) => name === 'UPDATE users');
      expect(select?.parentSpanId).toBe(update?.parentSpanId);
      expect(select && update && select.startUnixNano < update.startUnixNano && select.endUnixNano > update.endUnixNano).toBe(true);
    },
    LIBRARY_TIMEOUT_MS,
  );

  test(
    'a connection that the server has closed is no error where database/sql tries again',
    async () => {
      const observed = await observe('newest', ['killed']);
      expect(scenario(observed, 'killed', []).at(-1)).toBe('client SELECT app');
    },
    LIBRARY_TIMEOUT_MS,
  );

  test(
    'statements are told in full, or not, where the environment says so; the library is switched off',
    async () => {
      const full = "SELECT name FROM users WHERE age > 20 AND name <> 'zoe' ORDER BY name";
      const texts = async (env: Readonly<Record<string, string>>): Promise<unknown[]> =>
        (await observe('newest', ['setup', 'exec', 'query'], env)).spans
          .filter(({ name }) => name === 'SELECT users')
          .map(({ attributes }) => attributes['db.query.text']);
      expect(await texts({ OTEL_GO_DB_QUERY_TEXT: 'full' })).toEqual([full]);
      expect(await texts({ OTEL_GO_DB_QUERY_TEXT: 'none' })).toEqual([undefined]);
      expect(await texts({ OTEL_GO_DISABLED_INSTRUMENTATIONS: 'databasesql' })).toEqual([]);
    },
    LIBRARY_TIMEOUT_MS,
  );

  /**
   * otelsql's spans are those of the driver's methods, by their names (sql.conn.query, sql.rows, sql.conn.reset_session); ours are of
   * the caller's calls, by the statement's summary: a try that the driver refuses, and the reset of a connection, are part of them.
   */
  test(
    'a program that uses otelsql gets no span and no metric of ours',
    async () => {
      const calls = ['setup', 'exec', 'query', 'prepared', 'commit', 'error'];
      const observed = await library.observe({ program: 'byhand' }, { args: calls, env: { MYSQL_DSN: server().dsn } });
      const scopes = new Set(observed.spans.filter(({ kind }) => kind === 'client').map(({ scope }) => scope.name));
      expect([...scopes]).toEqual(['github.com/XSAM/otelsql']);
      expect(observed.spans.find(({ name }) => name === 'sql.conn.query')).toBeDefined();
      expect(metricNames(observed).filter((name) => name.startsWith('db.client.'))).toEqual([]);
    },
    LIBRARY_TIMEOUT_MS,
  );
});
