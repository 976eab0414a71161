#!/usr/bin/env node
/**
 * The `otel` command. Each subcommand is one file of this folder; errors that the user can mend are printed as one line each and
 * end with exit code 2.
 */
import yargs, { type Argv } from 'yargs';
import { hideBin } from 'yargs/helpers';
import { UserError, UserErrors } from '../errors.js';
import { bazelCommand } from './bazel.js';
import { cleanCommand } from './clean.js';
import { completionCommand } from './completion.js';
import { diffCommand } from './diff.js';
import { doctorCommand } from './doctor.js';
import { explainCommand } from './explain.js';
import { goCommand } from './go.js';
import { initCommand } from './init.js';
import { listLibrariesCommand } from './list.js';
import { nearest } from '../rules/nearest.js';
import { manifestCommand } from './manifest.js';
import { planCommand } from './plan.js';
import { rulesCommand } from './rules.js';
import { toolexecCommand } from './toolexec.js';
import { weaveCommand } from './weave.js';

type Write = (line: string) => void;

/** Runs the command line; returns the process's exit code. */
async function runCli(args: readonly string[], write: Write): Promise<number> {
  try {
    await commandLine(args, write)
      .fail((message, error: Error | undefined) => {
        // yargs' own complaints come as errors too, where it cannot go on reading the arguments.
        if (error && error.name !== 'YError') throw error;
        throw new UsageProblem(error?.message ?? message);
      })
      .parseAsync();
    // Commands that find something say so by their exit code.
    return Number(process.exitCode ?? 0);
  } catch (error) {
    const shown = error instanceof UsageProblem ? await usageError(error.message, args) : error;
    if (shown instanceof UserError) process.stderr.write(`otel: ${shown.format()}\n`);
    else if (shown instanceof UserErrors) process.stderr.write(`${shown.message}\n`);
    else throw shown;
    return 2;
  }
}

function commandLine(args: readonly string[], write: Write): Argv {
  return yargs([...args])
    .scriptName('otel')
    .usage('$0 <command>\n\nCompile-time OpenTelemetry instrumentation for Go.')
    .command(goCommand())
    .command(planCommand(write, args))
    .command(explainCommand(write, args))
    .command(diffCommand(write, args))
    .command(listLibrariesCommand(write, args))
    .command(doctorCommand(write))
    .command(initCommand(write))
    .command(cleanCommand(write))
    .command(bazelCommand(write))
    .command(rulesCommand(write))
    .command(weaveCommand(write, (line) => process.stderr.write(`${line}\n`)))
    .command(manifestCommand(write))
    .command(toolexecCommand())
    .command(completionCommand(write))
    .demandCommand(1, 'name a command, e.g. otel go build ./cmd/server')
    .strict()
    .recommendCommands()
    .epilogue("Exit codes: 0; 1 when a check finds something; 2 for errors, told in one line. otel go ends with the go command's own.");
}

/** What yargs finds wrong with the command line. */
class UsageProblem extends Error {}

/** Names the nearest option of the command for one that it does not have. */
async function usageError(message: string, args: readonly string[]): Promise<UserError> {
  const unknown = /^Unknown arguments?: ([^,]+)/.exec(message)?.[1];
  const written = args.find((arg) => /^--?\w/.test(arg) && arg.replace(/^--?/, '').split('=')[0] === unknown)?.split('=')[0];
  if (unknown === undefined || written === undefined)
    return new UserError('USAGE', message.trim().replaceAll(/\s+/g, ' '), { fix: 'otel --help lists the commands' });
  const help = await commandLine(
    args.filter((arg) => !arg.startsWith('-')),
    () => undefined,
  ).getHelp();
  const near = nearest(unknown, new Set([...help.matchAll(/--([\w-]+)/g)].map(([, name = '']) => name)));
  return new UserError('USAGE', `unknown option ${written}`, {
    fix: near === undefined ? `otel ${args[0] ?? ''} --help lists the options` : `did you mean --${near}?`,
  });
}

// Whoever reads our output may stop doing so: otel diff | head.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await runCli(hideBin(process.argv), (line) => process.stdout.write(`${line}\n`));
