/** A PostgreSQL server from Debian's package, on a free port of the loopback interface, with an empty database. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { debianEnvironment, debianPackages } from './debian.js';
import { freePort, type Program } from './program.js';
import { Server, startServer } from './server.js';

const START_MS = 60_000;
/** The data need not outlive the test: nothing is flushed, everything is small. */
const SETTINGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'shared_buffers=16MB', 'max_connections=50', 'jit=off'];
const NOBODY = 65534;

export class PostgresServer extends Server {
  readonly user = 'app';
  readonly password = 'secret';
  readonly database = 'app';

  static async start(): Promise<PostgresServer> {
    const folder = mkdtempSync(path.join(tmpdir(), 'otel-postgres-'));
    try {
      const bin = await programs(folder);
      const port = await freePort();
      createData(folder, bin);
      const options = [...SETTINGS, `port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}/data`];
      const postgres = [path.join(bin, 'postgres'), '-D', path.join(folder, 'data'), ...options.flatMap((option) => ['-c', option])];
      const running = await startServer({
        command: unprivileged(postgres),
        port,
        folder,
        env: environment(folder),
        // Ends the server without waiting for its clients.
        signal: 'SIGINT',
        ready: (program) => ready(program, bin, folder, port),
      });
      return new PostgresServer(running);
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  get url(): string {
    return `postgres://${this.user}:${this.password}@${this.address}/${this.database}?sslmode=disable`;
  }
}

/**
 * PostgreSQL never runs as root, and another user may not be allowed to read the cache folder: its programs are copied to where
 * that user can.
 */
async function programs(folder: string): Promise<string> {
  const server = await debianPackages(['postgresql-15']);
  for (const part of ['usr/lib', 'usr/share/postgresql']) cpSync(path.join(server, part), path.join(folder, part), { recursive: true });
  chmodSync(folder, 0o755);
  const versions = path.join(folder, 'usr/lib/postgresql');
  return path.join(versions, readdirSync(versions)[0] ?? '', 'bin');
}

function createData(folder: string, bin: string): void {
  const data = path.join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  const password = path.join(folder, 'password');
  appendFileSync(password, 'secret\n');
  if (process.getuid?.() === 0) {
    chownSync(data, NOBODY, NOBODY);
  }
  const options = ['-D', data, '-U', 'app', '--auth=scram-sha-256', `--pwfile=${password}`, '--no-sync', '--no-locale', '--encoding=UTF8'];
  run([path.join(bin, 'initdb'), ...options], folder);
  // The database of the user is made by the server in single-user mode, which reads one statement a line.
  run([path.join(bin, 'postgres'), '--single', '-D', data, 'postgres'], folder, 'CREATE DATABASE app OWNER app;\n');
}

/** The port is open before the server lets clients in. */
async function ready(program: Program, bin: string, folder: string, port: number): Promise<void> {
  for (const deadline = Date.now() + START_MS; ;) {
    const { status } = spawnSync(path.join(bin, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)], { env: environment(folder) });
    if (status === 0) return;
    if (Date.now() > deadline) throw new Error(`PostgreSQL accepts no clients after ${START_MS} ms:\n${program.stderr}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function run(command: readonly string[], folder: string, input = ''): void {
  const [file = '', ...args] = unprivileged(command);
  const { status, stdout, stderr, error } = spawnSync(file, args, { cwd: folder, input, encoding: 'utf8', env: environment(folder) });
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${String(status ?? error?.message)}\n${stdout}\n${stderr}`);
}

function environment(folder: string): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', LD_LIBRARY_PATH: debianEnvironment(folder)['LD_LIBRARY_PATH'] ?? '' };
}

function unprivileged(command: readonly string[]): string[] {
  if (process.getuid?.() !== 0) return [...command];
  return ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--', ...command];
}
