/** Starts a Bazel command and waits for it. */
import { spawn } from 'node:child_process';

export interface Command {
  readonly file: string;
  readonly argv: string[];
  readonly env: Record<string, string | undefined>;
  readonly cwd: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Startup options, before the command's name. */
  readonly startup?: readonly string[];
  /** Shows the output as it comes instead of collecting it. */
  readonly inherit?: boolean;
  /** Ends the command after this time; the result's code is then 124, as of timeout(1). */
  readonly timeoutMs?: number;
}

export interface RunResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs a command to its end; an exit code other than 0 is a result, not an exception. */
export async function runCommand(command: Command, options: RunOptions = {}): Promise<RunResult> {
  return await new Promise((resolve, reject) => {
    const child = spawn(command.file, command.argv, {
      cwd: command.cwd,
      env: command.env,
      stdio: options.inherit ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that a signal reaches Bazel's client behind bwrap, which does not
      // pass signals on. The server has left the group and lives on.
      detached: true,
    });
    let timedOut = false;
    const signalGroup = (signal: NodeJS.Signals): void => {
      if (child.pid === undefined) return;
      try {
        process.kill(-child.pid, signal);
      } catch {
        // Ended in between.
      }
    };
    const timer =
      options.timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            signalGroup('SIGTERM');
          }, options.timeoutMs);
    for (const signal of FORWARDED) process.on(signal, signalGroup);
    const finish = (): void => {
      clearTimeout(timer);
      for (const signal of FORWARDED) process.off(signal, signalGroup);
    };
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', (error) => {
      finish();
      reject(error);
    });
    child.on('close', (code) => {
      finish();
      resolve({ code: timedOut ? 124 : (code ?? 1), stdout, stderr });
    });
  });
}
