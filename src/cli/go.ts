import { spawn } from 'node:child_process';
import type { CommandModule } from 'yargs';
import { UserError } from '../errors.js';
import { LINKING, parseGoArguments } from '../gobuild/arguments.js';
import { openCache } from '../gobuild/cache.js';
import { goNotFound } from '../gobuild/gocommand.js';
import { quoteWord } from '../gobuild/quoted.js';
import { type BuildOptions, prepare } from '../gobuild/quick.js';

/** `otel go …`: the go command, with instrumentation where it links programs. */
export function goCommand(): CommandModule {
  return {
    command: 'go [arguments..]',
    describe: 'run the go command with instrumentation: otel go build -o server ./cmd/server',
    builder: (yargs) =>
      yargs
        .parserConfiguration({ 'unknown-options-as-args': true, 'halt-at-non-option': true, 'populate--': false })
        .help(false)
        .version(false)
        .strict(false)
        .positional('arguments', { type: 'string', array: true, describe: 'what the go command shall do' }),
    handler: async () => {
      // yargs would read the go command's flags as its own.
      process.exitCode = await runGoCommand(process.argv.slice(process.argv.indexOf('go', 2) + 1));
    },
  };
}

/** Runs `otel go ARGS`; returns the go command's exit code. */
export async function runGoCommand(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<number> {
  const { options, rest } = ownOptions(args, env);
  const line = parseGoArguments(rest);
  if (!LINKING.has(line.command)) return spawnGo(rest);
  const cache = openCache(env);
  const launcher = await prepare(cache, line, options, process.cwd());
  const [command = '', ...others] = rest;
  return spawnGo([command, ...withToolexec(others, line.command, launcher)]);
}

/** Our options stand before the go command's own command. */
function ownOptions(args: readonly string[], env: NodeJS.ProcessEnv): { options: BuildOptions; rest: readonly string[] } {
  const rules = (env['OTEL_GO_RULES'] ?? '').split(process.platform === 'win32' ? ';' : ':').filter((file) => file !== '');
  const disable: string[] = [];
  let testHooks = !['', '0', 'false'].includes(env['OTEL_GO_TEST_HOOKS'] ?? '');
  let i = 0;
  for (; i < args.length; i++) {
    const [, name, inline] = /^--(rules|disable|hooks)(?:=(.*))?$/.exec(args[i] ?? '') ?? [];
    if (name === undefined) break;
    if (name === 'hooks') {
      testHooks = true;
      continue;
    }
    const value = inline ?? args[++i];
    if (value === undefined || value === '')
      throw new UserError('USAGE', `got --${name} without a value`, { fix: `otel go --${name} NAME build …` });
    (name === 'rules' ? rules : disable).push(value);
  }
  return { options: { rules, disable, testHooks }, rest: args.slice(i) };
}

/** -C must stay the first flag; a -toolexec of the user's is called by our launcher. */
function withToolexec(args: readonly string[], command: string, launcher: string): string[] {
  const own = `-toolexec=${quoteWord(launcher)}`;
  const result: string[] = [];
  let dropped = false;
  let i = 0;
  if (args[0] !== undefined && /^--?C$/.test(args[0])) result.push(...args.slice(0, (i = 2)));
  else if (args[0] !== undefined && /^--?C=/.test(args[0])) result.push(...args.slice(0, (i = 1)));
  result.push(own);
  const { packages } = parseGoArguments([command, ...args]);
  const end = packages[0] === undefined ? args.length : args.indexOf(packages[0], i);
  for (; i < args.length; i++) {
    const word = args[i] ?? '';
    const flags = command === 'run' ? i < end : !dropped;
    if (word === '-args' || word === '--args') dropped = true;
    if (flags && /^--?toolexec$/.test(word)) i++;
    else if (!(flags && /^--?toolexec=/.test(word))) result.push(word);
  }
  return result;
}

function spawnGo(args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn('go', args, { stdio: 'inherit' });
    // The terminal sends SIGINT to both; the go command decides what becomes of it.
    const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
    const ignore = (): void => undefined;
    process.on('SIGTERM', forward).on('SIGHUP', forward).on('SIGINT', ignore);
    child.on('error', (error) => reject(goNotFound(error)));
    child.on('close', (status, signal) => {
      process.off('SIGTERM', forward).off('SIGHUP', forward).off('SIGINT', ignore);
      resolve(status ?? (signal === 'SIGINT' ? 130 : 143));
    });
  });
}
