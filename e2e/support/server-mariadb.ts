/** A MariaDB server from Debian's package, on a free port of the loopback interface, with an empty database. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { buildOnce, cacheFolder } from '../../tools/bazel/cache.js';
import { debianEnvironment, debianPackages } from './debian.js';
import { freePort } from './program.js';
import { Server, startServer } from './server.js';

/** Raise it when `CREATE` or the options below change. */
const RECIPE = 1;
/** What bootstrap reads has one statement a line. */
const CREATE = [
  'FLUSH PRIVILEGES;',
  'CREATE DATABASE app;',
  "CREATE USER app@'%' IDENTIFIED BY 'secret';",
  "GRANT ALL ON app.* TO app@'%';",
  '',
].join('\n');
/** The data need not outlive the test: nothing is flushed, everything is small. */
const SMALL = [
  '--innodb-log-file-size=4M',
  '--innodb-buffer-pool-size=32M',
  '--innodb-doublewrite=0',
  '--innodb-flush-log-at-trx-commit=0',
  '--skip-log-bin',
  '--skip-name-resolve',
];

export class MariadbServer extends Server {
  readonly user = 'app';
  readonly password = 'secret';
  readonly database = 'app';

  static async start(): Promise<MariadbServer> {
    const server = await debianPackages(['mariadb-server-core']);
    const template = await buildOnce(
      path.join(cacheFolder(), 'debian'),
      `mariadb-data-${RECIPE}-${path.basename(server)}`,
      console.error,
      (folder) => createData(server, folder),
    );
    const folder = mkdtempSync(path.join(tmpdir(), 'otel-mariadb-'));
    cpSync(path.join(template, 'data'), path.join(folder, 'data'), { recursive: true });
    const port = await freePort();
    const args = [
      '--bind-address=127.0.0.1',
      `--port=${port}`,
      `--socket=${path.join(folder, 'socket')}`,
      `--pid-file=${path.join(folder, 'pid')}`,
    ];
    const command = [...mariadbd(server, folder), ...SMALL, '--innodb-fast-shutdown=2', ...args];
    return new MariadbServer(await startServer({ command, port, folder, env: debianEnvironment(server) }));
  }

  /** In the form of go-sql-driver/mysql. */
  get dsn(): string {
    return `${this.user}:${this.password}@tcp(${this.address})/${this.database}`;
  }
}

function mariadbd(server: string, folder: string): string[] {
  return [
    path.join(server, 'usr/sbin/mariadbd'),
    '--no-defaults',
    // The server runs as root only if it is told so.
    `--user=${userInfo().username}`,
    `--basedir=${path.join(server, 'usr')}`,
    `--datadir=${path.join(folder, 'data')}`,
  ];
}

async function createData(server: string, folder: string): Promise<void> {
  mkdirSync(path.join(folder, 'data'));
  const scripts = path.join(server, 'usr/share/mysql');
  const tables = ['mysql_system_tables.sql', 'mysql_system_tables_data.sql'].map((name) => readFileSync(path.join(scripts, name), 'utf8'));
  const [file = '', ...args] = [...mariadbd(server, folder), '--bootstrap', ...SMALL];
  const child = spawn(file, args, { env: { ...process.env, ...debianEnvironment(server) }, stdio: ['pipe', 'ignore', 'pipe'] });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  child.stdin.end(['create database mysql;', 'use mysql;', ...tables, CREATE].join('\n'));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`mariadbd --bootstrap ended with ${String(code)}\n${log}`);
}
