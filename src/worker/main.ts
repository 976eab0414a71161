/**
 * The program that Bazel's actions and repository rules run; `bazel/private/tool.bzl` lists its commands and their callers.
 *
 *   node otel_tool.mjs [--grammar FILE] [--core-wasm FILE] COMMAND FLAG…         one command, then exit
 *   node otel_tool.mjs [--grammar FILE] [--core-wasm FILE] --persistent_worker   commands arrive as WorkRequests
 *
 * An argument `@FILE` stands for the lines of FILE. Exit codes: 0; 2 for errors that the user can mend, one line each; 1 for ours.
 */
import { readFileSync } from 'node:fs';
import { UserError, UserErrors } from '../errors.js';
import { initParser, type GoParser } from '../golang/parser.js';
import { exportDataCommand } from './commands/export-data.js';
import { hookSignaturesCommand } from './commands/hook-signatures.js';
import { hookSourcesCommand } from './commands/hook-sources.js';
import { mainCommand } from './commands/main-package.js';
import { rulesCompileCommand } from './commands/rules-compile.js';
import { stdCompileCommand } from './commands/std-compile.js';
import { weaveCommand } from './commands/weave.js';
import type { Command, CommandContext } from './command.js';
import { serve } from './server.js';

const commands: Readonly<Record<string, Command>> = {
  'export-data': exportDataCommand,
  'hook-signatures': hookSignaturesCommand,
  'hook-sources': hookSourcesCommand,
  main: mainCommand,
  'rules-compile': rulesCompileCommand,
  'std-compile': stdCompileCommand,
  weave: weaveCommand,
};

interface Startup {
  readonly grammar: string | undefined;
  readonly coreWasm: string | undefined;
  readonly rest: readonly string[];
}

function takeStartup(args: readonly string[]): Startup {
  let grammar: string | undefined;
  let coreWasm: string | undefined;
  let at = 0;
  for (; at < args.length; at += 2) {
    if (args[at] === '--grammar') grammar = args[at + 1];
    else if (args[at] === '--core-wasm') coreWasm = args[at + 1];
    else break;
  }
  return { grammar, coreWasm, rest: args.slice(at) };
}

/** Bazel's param files hold one argument a line (`multiline` format). */
function expandParamFiles(args: readonly string[], baseDir: string): string[] {
  return args.flatMap((arg) => {
    if (!arg.startsWith('@')) return [arg];
    const text = readFileSync(baseDir === '.' ? arg.slice(1) : `${baseDir}/${arg.slice(1)}`, 'utf8');
    return text.split('\n').filter((line) => line !== '');
  });
}

async function run(given: readonly string[], context: CommandContext): Promise<{ exitCode: number; output: string }> {
  // Without a worker Bazel leaves the param file, which begins with the command, to us.
  const args = given[0]?.startsWith('@') ? expandParamFiles(given, context.baseDir) : given;
  const [name = '', ...rest] = args;
  const command = commands[name];
  if (!command) {
    return { exitCode: 2, output: `unknown command ${JSON.stringify(name)}, want one of ${Object.keys(commands).join(', ')}` };
  }
  try {
    const outcome = await command(rest, context);
    return typeof outcome === 'number' ? { exitCode: outcome, output: '' } : outcome;
  } catch (error) {
    if (error instanceof UserError) return { exitCode: 2, output: error.format() };
    if (error instanceof UserErrors) return { exitCode: 2, output: error.message };
    return { exitCode: 1, output: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

async function main(): Promise<number> {
  const startup = takeStartup(process.argv.slice(2));
  let parser: Promise<GoParser> | undefined;
  const contextFor = (baseDir: string): CommandContext => ({
    baseDir,
    parser: () =>
      (parser ??= initParser({
        ...(startup.coreWasm ? { coreWasm: startup.coreWasm } : {}),
        ...(startup.grammar ? { grammarWasm: startup.grammar } : {}),
      })),
  });
  if (startup.rest.includes('--persistent_worker')) {
    await serve(process.stdin, process.stdout, (args, baseDir) => run(args, contextFor(baseDir)));
    return 0;
  }
  const { exitCode, output } = await run(startup.rest, contextFor('.'));
  if (output) process.stderr.write(`${output}\n`);
  return exitCode;
}

process.exitCode = await main();
