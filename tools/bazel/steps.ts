/**
 * Runs the long steps that prepare a machine (apt, debootstrap, downloads): shows that something
 * happens, and when a step fails tells what was tried, what it printed last, and what to do.
 */
import { spawn } from 'node:child_process';

export type Log = (line: string) => void;

/** A failure that the reader can act upon; the CLIs print its message without a stack trace. */
export class PrepareError extends Error {
  override readonly name = 'PrepareError';
}

export interface Step {
  /** What is being done, as shown to the user: "Debian base system". */
  readonly title: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** What to do when the step fails. */
  readonly hint: string;
}

const TAIL_LINES = 15;
const PROGRESS_EVERY_MS = 10_000;

/** The text shown for a failed step. */
export function failureText(step: Step, outcome: string, output: string): string {
  const tail = output.trimEnd().split('\n').slice(-TAIL_LINES);
  return [
    `${step.title}: ${outcome}`,
    `  tried: ${step.command.join(' ')}`,
    ...tail.map((line) => `  | ${line}`),
    `  what to do: ${step.hint}`,
  ].join('\n');
}

function lastLine(output: string): string {
  const line = output.trimEnd().split('\n').at(-1) ?? '';
  return line.length > 90 ? `${line.slice(0, 87)}...` : line;
}

/** Runs one step to its end and returns its standard output; rejects with a PrepareError. */
export async function runStep(step: Step, log: Log): Promise<string> {
  const [file = '', ...args] = step.command;
  const started = Date.now();
  const seconds = (): string => `${Math.round((Date.now() - started) / 1000)} s`;
  log(`${step.title} ...`);
  return await new Promise<string>((resolve, reject) => {
    // No stdin: a package script that asks a question must take its default, not wait for ever.
    const child = spawn(file, args, {
      cwd: step.cwd,
      env: { ...process.env, ...step.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    const progress = setInterval(() => {
      log(`${step.title}: ${seconds()}  ${lastLine(output)}`);
    }, PROGRESS_EVERY_MS);
    child.on('error', (error) => {
      clearInterval(progress);
      reject(new PrepareError(failureText(step, error.message, output), { cause: error }));
    });
    child.on('close', (code, signal) => {
      clearInterval(progress);
      if (code === 0) {
        log(`${step.title}: done in ${seconds()}`);
        resolve(stdout);
        return;
      }
      const outcome = `failed after ${seconds()} (${signal ?? `exit code ${code}`})`;
      reject(new PrepareError(failureText(step, outcome, output)));
    });
  });
}
