/** Calls of the go command. */
import { spawn } from 'node:child_process';
import { UserError } from '../errors.js';

/** Environment variables that the go command sets for the tools it runs, and that would change what a go command below means. */
const OF_TOOLS = ['TOOLEXEC_IMPORTPATH', 'PWD'];

export function goNotFound(error: Error): Error {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return error;
  return new UserError('USAGE', 'there is no go command in PATH', { fix: 'install Go, or add its bin folder to PATH' });
}

export interface Listed {
  readonly ImportPath: string;
  readonly Dir?: string;
  readonly Export?: string;
  readonly Standard?: boolean;
  readonly ForTest?: string;
  readonly Imports?: readonly string[];
  readonly GoFiles?: readonly string[];
  readonly CgoFiles?: readonly string[];
  readonly ImportMap?: Readonly<Record<string, string>>;
  readonly Module?: GoModule;
  readonly Error?: { readonly Err: string; readonly Pos?: string };
}

export interface GoModule {
  readonly Path: string;
  readonly Version?: string;
  readonly Sum?: string;
  readonly Main?: boolean;
  readonly Replace?: GoModule;
}

export interface GoResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the go command with our environment, and `env` on top; its output is handed back. */
export function runGo(args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Promise<GoResult> {
  return new Promise((resolve, reject) => {
    const child = spawn('go', args, { cwd, env: { ...cleanEnvironment(), ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', (error) => reject(goNotFound(error)));
    child.on('close', (status) =>
      resolve({ status: status ?? 1, stdout: Buffer.concat(out).toString('utf8'), stderr: Buffer.concat(err).toString('utf8') }),
    );
  });
}

function cleanEnvironment(): NodeJS.ProcessEnv {
  const env = { ...process.env };
  for (const name of OF_TOOLS) delete env[name];
  // Empty in tools that run under -trimpath.
  if (env['GOROOT'] === '') delete env['GOROOT'];
  return env;
}

/** `go list -json` prints one object after the other. */
export function parseListed(stdout: string): Listed[] {
  const text = stdout.trim();
  return text === '' ? [] : (JSON.parse(`[${text.replaceAll(/^\}\n\{/gm, '},\n{')}]`) as Listed[]);
}

export function oneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/g, ' ');
}
