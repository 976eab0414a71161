/** gorm, which reaches the database through database/sql: no hook of its own, and spans that are right all the same. */
import { describe, expect, test } from '@jest/globals';
import { libraryWithServer, withoutMessages } from './support/database.js';
import { LIBRARY_TIMEOUT_MS, type Observed } from './support/library.js';
import { MariadbServer } from './support/server-mariadb.js';
import { spanLines } from './support/telemetry-table.js';

const EXPECTED = `
server GET /create
  client BEGIN app db.operation.name=BEGIN
  client INSERT users db.operation.name=INSERT db.query.text=INSERT INTO \`users\` (\`name\`,\`age\`) VALUES (?,?) RETURNING \`id\`
  client INSERT orders db.operation.name=INSERT db.query.text=INSERT INTO \`orders\` (\`user_id\`,\`item\`) VALUES (?,?),(?,?) ON DUPLICATE KEY UPDATE \`user_id\`=VALUES(\`user_id\`) RETURNING \`id\`
  client COMMIT app db.operation.name=COMMIT
server GET /find
  client SELECT users db.operation.name=SELECT db.query.text=SELECT * FROM \`users\` WHERE age > ? ORDER BY name
server GET /preload
  client SELECT users db.operation.name=SELECT db.query.text=SELECT * FROM \`users\` WHERE name = ? ORDER BY \`users\`.\`id\` LIMIT ?
  client SELECT orders db.operation.name=SELECT db.query.text=SELECT * FROM \`orders\` WHERE \`orders\`.\`user_id\` = ?
server GET /update
  client BEGIN app db.operation.name=BEGIN
  client UPDATE users db.operation.name=UPDATE db.query.text=UPDATE \`users\` SET \`age\`=? WHERE name = ?
  client COMMIT app db.operation.name=COMMIT
server GET /transaction
  client BEGIN app db.operation.name=BEGIN
  client INSERT users db.operation.name=INSERT db.query.text=INSERT INTO \`users\` (\`name\`,\`age\`) VALUES (?,?) RETURNING \`id\`
  client UPDATE users db.operation.name=UPDATE db.query.text=UPDATE \`users\` SET \`age\`=? WHERE name = ?
  client COMMIT app db.operation.name=COMMIT
server GET /rollback
  client BEGIN app db.operation.name=BEGIN
  client DELETE orders db.operation.name=DELETE db.query.text=DELETE FROM \`orders\` WHERE item = ?
  client ROLLBACK app db.operation.name=ROLLBACK
server GET /missing
  client SELECT users db.operation.name=SELECT db.query.text=SELECT * FROM \`users\` WHERE name = ? ORDER BY \`users\`.\`id\` LIMIT ?
server GET /duplicate
  client BEGIN app db.operation.name=BEGIN
  client INSERT users [error] db.operation.name=INSERT db.query.text=INSERT INTO \`users\` (\`name\`,\`age\`) VALUES (?,?) RETURNING \`id\` error.type=1062
  client ROLLBACK app db.operation.name=ROLLBACK
server GET /rows
  client SELECT users db.operation.name=SELECT db.query.text=SELECT \`name\` FROM \`users\`
server GET /raw
  client SELECT orders users db.operation.name=SELECT db.query.text=SELECT COUNT(*) FROM orders JOIN users ON users.id = orders.user_id WHERE users.name = ?
server GET /delete
  client BEGIN app db.operation.name=BEGIN
  client DELETE orders db.operation.name=DELETE db.query.text=DELETE FROM \`orders\` WHERE user_id > ?
  client COMMIT app db.operation.name=COMMIT
server GET /forgotten
  client SELECT users db.operation.name=SELECT db.query.text=SELECT * FROM \`users\` WHERE age > ? ORDER BY name
server GET /cancelled
  client SELECT users [error] db.operation.name=SELECT db.query.text=SELECT * FROM \`users\` WHERE age > ? ORDER BY name error.type=context.Canceled
`.trim();

describe('gorm', () => {
  const { library, server } = libraryWithServer('gorm', () => MariadbServer.start());
  const observe = (env: Readonly<Record<string, string>> = {}): Promise<Observed> =>
    library.observe({}, { env: { MYSQL_DSN: server().dsn, ...env } });

  test(
    'each statement is a span below that of its request, with its operation and table',
    async () => {
      const observed = await observe();
      expect(requests(observed)).toBe(EXPECTED);
    },
    LIBRARY_TIMEOUT_MS,
  );

  test(
    'prepared statements are told by their texts',
    async () => {
      const lines = requests(await observe({ PREPARE: '1' })).split('\n');
      const statements = (request: string): string[] => {
        const start = lines.indexOf(`server GET /${request}`);
        const end = lines.findIndex((line, i) => i > start && !line.startsWith(' '));
        return lines.slice(start + 1, end < 0 ? undefined : end).map((line) => line.trim().replace(/ db\..*/, ''));
      };
      expect(statements('find')).toEqual(['client PREPARE users', 'client SELECT users']);
      expect(statements('forgotten')).toEqual(['client SELECT users']);
    },
    LIBRARY_TIMEOUT_MS,
  );

  /** The plugin has one span for each statement, and none for transactions; without a context, its spans are traces of their own. */
  test(
    'a program that uses the plugin for OpenTelemetry gets no statement twice',
    async () => {
      const { spans } = await library.observe({ program: 'byhand' }, { env: { MYSQL_DSN: server().dsn } });
      const traces = new Set(spans.filter(({ kind }) => kind === 'server').map(({ traceId }) => traceId));
      const below = spans.filter(({ traceId, kind }) => traces.has(traceId) && kind === 'client');
      const of = (scope: RegExp): string[] => below.filter((span) => scope.test(span.scope.name)).map(({ name }) => name);
      expect(of(/gorm/)).toHaveLength(15);
      expect(new Set(of(/databasesql/))).toEqual(new Set(['BEGIN app', 'COMMIT app', 'ROLLBACK app']));
    },
    LIBRARY_TIMEOUT_MS,
  );
});

/** The requests' trees, without the test's own HTTP client. */
function requests(observed: Observed): string {
  const lines = spanLines(observed.spans, ['db.operation.name', 'db.query.text', 'error.type']);
  const first = lines.findIndex((line) => line.includes('server GET /'));
  return lines
    .slice(first)
    .filter((line) => line.startsWith('  '))
    .map((line) => withoutMessages(line.slice(2)))
    .join('\n');
}
