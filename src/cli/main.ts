#!/usr/bin/env node
/**
 * The `otel` command. Each subcommand is one file of this folder; errors that the user can mend are printed as one line each and
 * end with exit code 2.
 */
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { UserError, UserErrors } from '../errors.js';
import { bazelCommand } from './bazel.js';
import { goCommand } from './go.js';
import { manifestCommand } from './manifest.js';
import { rulesCommand } from './rules.js';
import { toolexecCommand } from './toolexec.js';
import { weaveCommand } from './weave.js';

/** Runs the command line; returns the process's exit code. */
export async function runCli(args: readonly string[], write: (line: string) => void): Promise<number> {
  try {
    await yargs([...args])
      .scriptName('otel')
      .usage('$0 <command>\n\nCompile-time OpenTelemetry instrumentation for Go.')
      .command(rulesCommand(write))
      .command(weaveCommand(write, (line) => process.stderr.write(`${line}\n`)))
      .command(manifestCommand(write))
      .command(goCommand())
      .command(toolexecCommand())
      .command(bazelCommand(write))
      .demandCommand(1, 'name a command, e.g. otel rules check FILE')
      .strict()
      .recommendCommands()
      .fail((message, error: Error | undefined) => {
        // yargs' own complaints come as errors too, where it cannot go on reading the arguments.
        if (error && error.name !== 'YError') throw error;
        throw new UserError('USAGE', error?.message ?? message, { fix: 'otel --help lists the commands' });
      })
      .parseAsync();
    // Commands that find something say so by their exit code.
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof UserError) process.stderr.write(`otel: ${error.format()}\n`);
    else if (error instanceof UserErrors) process.stderr.write(`${error.message}\n`);
    else throw error;
    return 2;
  }
}

process.exitCode = await runCli(hideBin(process.argv), (line) => process.stdout.write(`${line}\n`));
