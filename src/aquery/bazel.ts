/** Running Bazel: the one on PATH, or `$BAZEL`. */
import { spawn } from 'node:child_process';
import { UserError } from '../errors.js';
import { type Action, ActionGraphReader, BrokenStream } from './actiongraph.js';
import { GO_MNEMONICS } from './goactions.js';
import { OutputTree } from './tree.js';

export interface BazelOptions {
  readonly command: string;
  /** Flags that the user adds to each command. */
  readonly flags: readonly string[];
  /** On a terminal Bazel shows its own progress; elsewhere only its errors are shown. */
  readonly terminal: boolean;
}

/** Which actions of the targets, and of what they depend on. */
export interface ActionQuery {
  readonly targets: readonly string[];
  /** `--config=otel`, or nothing for the plain build. */
  readonly configs: readonly string[];
  /** All actions, or only those that the analysis needs. */
  readonly everything?: boolean;
}

/** Reads the actions while Bazel still writes them. */
export async function queryActions(options: BazelOptions, query: ActionQuery): Promise<Action[]> {
  try {
    return await readActions(options, query, []);
  } catch (error) {
    if (!(error instanceof BrokenStream)) throw error;
    try {
      return await readActions(options, query, ['--noexperimental_parallel_aquery_output']);
    } catch (again) {
      if (!(again instanceof BrokenStream)) throw again;
      throw new UserError('USAGE', `bazel aquery gave an action graph that cannot be read (${again.message}), twice`, {
        fix: 'run the command again; if it stays, report the version of Bazel',
      });
    }
  }
}

async function readActions(options: BazelOptions, query: ActionQuery, more: readonly string[]): Promise<Action[]> {
  const reader = new ActionGraphReader();
  const problems: BrokenStream[] = [];
  await run(options, aqueryArguments(options, query, more), (piece) => {
    // Bazel is read to its end all the same: its own error says more.
    if (problems.length > 0) return;
    try {
      reader.push(piece);
    } catch (error) {
      if (!(error instanceof BrokenStream)) throw error;
      problems.push(error);
    }
  });
  for (const problem of problems) throw problem;
  return reader.finish();
}

function aqueryArguments(options: BazelOptions, query: ActionQuery, more: readonly string[]): string[] {
  const deps = `deps(${query.targets.map(quoteTarget).join(' + ')})`;
  return [
    'aquery',
    ...query.configs,
    ...options.flags,
    ...more,
    '--output=streamed_proto',
    '--include_param_files',
    ...(query.everything ? [] : ['--include_file_write_contents']),
    query.everything ? deps : `mnemonic(${JSON.stringify(GO_MNEMONICS)}, ${deps})`,
  ];
}

/** A target is a word of Bazel's query language: characters that mean something there are quoted. */
function quoteTarget(target: string): string {
  if (/^[\w@/:.*~-]+$/.test(target) && !target.startsWith('-')) return target;
  return target.includes('"') ? `'${target}'` : `"${target}"`;
}

export async function outputTree(options: BazelOptions): Promise<OutputTree> {
  const pieces: Buffer[] = [];
  await run({ ...options, terminal: false }, ['info', ...options.flags, 'output_base', 'execution_root', 'workspace'], (piece) =>
    pieces.push(piece),
  );
  const lines = Buffer.concat(pieces).toString('utf8').split(/\r?\n/);
  const find = (key: string): string => {
    const line = lines.find((one) => one.startsWith(`${key}: `));
    if (line === undefined) throw new UserError('USAGE', `bazel info does not tell ${key}`);
    return line.slice(key.length + 2);
  };
  return new OutputTree({ outputBase: find('output_base'), executionRoot: find('execution_root'), workspace: find('workspace') });
}

async function run(options: BazelOptions, args: readonly string[], take: (piece: Buffer) => void): Promise<void> {
  const child = spawn(options.command, args, { stdio: ['ignore', 'pipe', options.terminal ? 'inherit' : 'pipe'] });
  const errors: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => errors.push(text));
  const code = await new Promise<number | string>((resolve, reject) => {
    child.on('error', reject);
    child.stdout?.on('data', (piece: Buffer) => {
      try {
        take(piece);
      } catch (error) {
        child.kill();
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    child.on('close', (status, signal) => {
      resolve(status ?? signal ?? 1);
    });
  }).catch((error: unknown) => {
    throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? missingBazel(options.command) : error;
  });
  if (code === 0) return;
  const lines = errors
    .join('')
    .split('\n')
    .filter((line) => line.startsWith('ERROR:'));
  const shown = [...new Set(lines)].slice(0, 5).map((line) => line.slice('ERROR:'.length).trim());
  throw new UserError('USAGE', `bazel ${args[0] ?? ''} failed (${code})${shown.length > 0 ? `: ${shown.join('; ')}` : ''}`);
}

function missingBazel(command: string): UserError {
  return new UserError('USAGE', `cannot run ${command}: there is no such command`, { fix: 'install Bazel, or name it in $BAZEL' });
}
