/**
 * A MongoDB server: FerretDB 1, which speaks MongoDB's protocol and keeps its data in SQLite, on a free port of the loopback
 * interface. Debian has no MongoDB. It is built from the Go module proxy into the cache folder.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildOnce, cacheFolder } from '../../tools/bazel/cache.js';
import { type Log, runStep } from '../../tools/bazel/steps.js';
import { freePort, Program } from './program.js';

const MODULE = 'github.com/FerretDB/FerretDB';
const VERSION = 'v1.24.2';
/** timeout(1) ends the server where the tests cannot: they may be killed. */
const LIFE_S = 15 * 60;
const START_MS = 60_000;
const HINT = 'run the test again, with the Go module proxy in reach';
const silent: Log = () => undefined;

/** The program. The first call downloads and compiles. */
async function ferretdb(log: Log): Promise<string> {
  const name = `ferretdb-${VERSION}-${process.platform}-${process.arch}`;
  const folder = await buildOnce(path.join(cacheFolder(), 'ferretdb'), name, log, async (temporary) => {
    // In a folder of its own, so that the user's workspace and flags are without effect.
    const env = { GOWORK: 'off', GOFLAGS: '-buildvcs=false', CGO_ENABLED: '0' };
    const download = ['go', 'mod', 'download', '-json', `${MODULE}@${VERSION}`];
    const told = await runStep({ title: 'FerretDB', command: download, cwd: temporary, env, hint: HINT }, log);
    const { Dir } = JSON.parse(told) as { readonly Dir: string };
    const source = path.join(temporary, 'source');
    // Files of the module cache are read-only.
    await runStep({ title: 'FerretDB', command: ['cp', '-r', '--no-preserve=mode', Dir, source], env, hint: HINT }, log);
    // Its own build writes this file; the program refuses to start without.
    writeFileSync(path.join(source, 'build/version/version.txt'), `${VERSION}\n`);
    const build = ['go', 'build', '-trimpath', '-ldflags=-s -w', '-o', path.join(temporary, 'ferretdb'), './cmd/ferretdb'];
    await runStep({ title: 'FerretDB', command: build, cwd: source, env, hint: HINT }, log);
    rmSync(source, { recursive: true });
  });
  return path.join(folder, 'ferretdb');
}

export class MongoServer {
  readonly port: number;
  readonly #program: Program;
  readonly #data: string;

  private constructor(port: number, program: Program, data: string) {
    this.port = port;
    this.#program = program;
    this.#data = data;
  }

  static async start(log: Log = silent): Promise<MongoServer> {
    const executable = await ferretdb(log);
    const data = mkdtempSync(path.join(tmpdir(), 'otel-mongo-'));
    mkdirSync(path.join(data, 'sqlite'));
    const port = await freePort();
    const listen = [`--listen-addr=127.0.0.1:${port}`, '--debug-addr=-'];
    const store = ['--handler=sqlite', `--state-dir=${data}`, `--sqlite-url=file:${path.join(data, 'sqlite')}/`];
    const args = [String(LIFE_S), executable, ...listen, ...store, '--telemetry=disable', '--log-level=error'];
    const program = Program.start('timeout', { args, cwd: data });
    await program.listening(port, START_MS);
    return new MongoServer(port, program, data);
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  async stop(): Promise<void> {
    this.#program.signal('SIGTERM');
    await this.#program.exit().catch(() => this.#program.kill());
    rmSync(this.#data, { recursive: true, force: true });
  }
}
