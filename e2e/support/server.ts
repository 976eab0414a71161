/** Servers that tests need beside the programs that they observe. */
import { rmSync } from 'node:fs';
import { Program } from './program.js';

/** timeout(1) ends a server where its test cannot: it may be killed. */
const LIFETIME = '20m';
const START_MS = 60_000;
const STOP_MS = 60_000;

export interface ServerOptions {
  readonly command: readonly string[];
  /** On the loopback interface. */
  readonly port: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Working directory of the server, removed when it ends. */
  readonly folder?: string;
  readonly startMs?: number;
  /** What ends the server. */
  readonly signal?: NodeJS.Signals;
  /** For a server that opens its port before it lets clients in. */
  readonly ready?: (program: Program) => Promise<void>;
}

/** One that accepts connections. */
export interface RunningServer {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** What the classes of all servers have; each has a `start()` of its own. */
export class Server {
  readonly port: number;
  readonly stop: () => Promise<void>;

  constructor({ port, stop }: RunningServer) {
    this.port = port;
    this.stop = stop;
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }
}

/** A program of a server that ends by itself where its test has been killed. */
export function startLimited(command: readonly string[], options: Pick<ServerOptions, 'env' | 'folder' | 'signal'>): Program {
  const { env = {}, folder, signal = 'SIGTERM' } = options;
  const args = [`--signal=${signal}`, '--kill-after=10', LIFETIME, ...command];
  return Program.start('timeout', { args, env, ...(folder === undefined ? {} : { cwd: folder }) });
}

/** Starts a server. Where it accepts no connections, nothing of it stays. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { command, port, folder, startMs = START_MS, signal = 'SIGTERM', ready } = options;
  const program = startLimited(command, options);
  const remove = (): void => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  };
  try {
    await program.listening(port, startMs);
    await ready?.(program);
  } catch (error) {
    await program.kill();
    remove();
    throw error;
  }
  const stop = async (): Promise<void> => {
    program.signal(signal);
    await program.exit(STOP_MS).catch(() => program.kill());
    remove();
  };
  return { port, stop };
}
