/** A Redis server of Debian's package, on a free port of the loopback interface, without files. */
import path from 'node:path';
import { debianEnvironment, debianPackages } from './debian.js';
import { freePort, Program } from './program.js';

/** timeout(1) ends the server where the tests cannot: they may be killed. */
const LIFE_S = 15 * 60;

export class RedisServer {
  readonly port: number;
  readonly #program: Program;

  private constructor(port: number, program: Program) {
    this.port = port;
    this.#program = program;
  }

  static async start(options: readonly string[] = []): Promise<RedisServer> {
    const folder = await debianPackages(['redis-server', 'redis-tools']);
    const port = await freePort();
    const server = path.join(folder, 'usr/bin/redis-server');
    const fixed = ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no', '--daemonize', 'no'];
    const program = Program.start('timeout', { args: [String(LIFE_S), server, ...fixed, ...options], env: debianEnvironment(folder) });
    await program.listening(port);
    return new RedisServer(port, program);
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  async stop(): Promise<void> {
    this.#program.signal('SIGTERM');
    await this.#program.exit().catch(() => this.#program.kill());
  }
}
