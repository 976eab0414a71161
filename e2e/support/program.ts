/** Starts a built program the way a user's service manager would, and observes it from outside. */
import { spawn, type ChildProcess } from 'node:child_process';
import { connect, createServer, type AddressInfo } from 'node:net';

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface ProgramOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

const POLL_MS = 20;

export class Program {
  readonly #child: ChildProcess;
  readonly #exit: Promise<Exit>;
  #ended: Exit | undefined;
  #stdout = '';
  #stderr = '';

  private constructor(file: string, options: ProgramOptions) {
    this.#child = spawn(file, options.args ?? [], {
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      env: { ...environmentWithoutTelemetry(), ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.#stdout += text));
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.#stderr += text));
    this.#exit = new Promise((resolve, reject) => {
      this.#child.once('error', reject);
      // `close`, not `exit`: by then all output has been read.
      this.#child.once('close', (code, signal) => {
        this.#ended = { code, signal };
        resolve(this.#ended);
      });
    });
    // Nobody may be waiting yet when the program cannot be started; waiters still see the rejection.
    this.#exit.catch(() => undefined);
  }

  static start(file: string, options: ProgramOptions = {}): Program {
    return new Program(file, options);
  }

  /** Starts a program and waits for its end. */
  static async run(file: string, options: ProgramOptions = {}): Promise<Exit & { stdout: string; stderr: string }> {
    const program = new Program(file, options);
    const exit = await program.exit();
    return { ...exit, stdout: program.stdout, stderr: program.stderr };
  }

  get stdout(): string {
    return this.#stdout;
  }

  get stderr(): string {
    return this.#stderr;
  }

  /** Waits until something accepts connections on the port of the loopback interface. */
  async listening(port: number, timeoutMs = 15_000): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (!(await accepts(port))) {
      if (this.#ended) throw new Error(`ended before it listened on ${port} (${JSON.stringify(this.#ended)}):\n${this.#stderr}`);
      if (Date.now() > deadline) throw new Error(`does not listen on ${port} after ${timeoutMs} ms:\n${this.#stderr}`);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  async exit(timeoutMs = 30_000): Promise<Exit> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`still runs after ${timeoutMs} ms:\n${this.#stderr}`)), timeoutMs);
    });
    try {
      return await Promise.race([this.#exit, timeout]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends the program however it can; for clean-up. */
  async kill(): Promise<void> {
    if (this.#ended) return;
    this.#child.kill('SIGKILL');
    await this.#exit;
  }
}

/** The machine that runs the tests may export its own telemetry; the programs under test get only what a test sets. */
function environmentWithoutTelemetry(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('OTEL_')));
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

/** A port that nothing listens on. Another process may take it in between; on a test machine nobody does. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
