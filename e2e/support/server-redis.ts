/** A Redis server of Debian's package, on a free port of the loopback interface, without files. */
import path from 'node:path';
import { debianEnvironment, debianPackages } from './debian.js';
import { freePort } from './program.js';
import { Server, startServer } from './server.js';

export class RedisServer extends Server {
  static async start(options: readonly string[] = []): Promise<RedisServer> {
    const folder = await debianPackages(['redis-server', 'redis-tools']);
    const port = await freePort();
    const server = path.join(folder, 'usr/bin/redis-server');
    const fixed = ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no', '--daemonize', 'no'];
    return new RedisServer(await startServer({ command: [server, ...fixed, ...options], port, env: debianEnvironment(folder) }));
  }
}
