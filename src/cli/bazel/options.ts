/** What the commands of `otel bazel` have in common. */
import { writeFileSync } from 'node:fs';
import type { Argv } from 'yargs';
import type { Action } from '../../aquery/actiongraph.js';
import { analyze, type Analyzed } from '../../aquery/analyze.js';
import { type BazelOptions, outputTree, queryActions } from '../../aquery/bazel.js';
import type { OutputTree } from '../../aquery/tree.js';
import { UserError } from '../../errors.js';
import { type Paint, paintFor } from '../../report/analysis-text.js';

export type Arguments = Readonly<Record<string, unknown>>;

/** The configuration of the README. */
export const OTEL = ['--config=otel'];

export function targetOptions(yargs: Argv): Argv {
  return yargs
    .parserConfiguration({ 'populate--': true })
    .positional('targets', { type: 'string', array: true, describe: 'targets, as for bazel build; what follows -- are flags for Bazel' })
    .option('json', { type: 'boolean', default: false, describe: 'print JSON' });
}

/** For commands that use what the last build left. */
export function builtOption(yargs: Argv): Argv {
  return yargs.option('built', {
    type: 'boolean',
    describe: 'use the reports of the last build: by default if there are any; --no-built plans as if nothing were built',
  });
}

export function readTargets(args: Arguments): string[] {
  const targets = [args['targets'] ?? []].flat().map(String);
  if (targets.length === 0) throw new UserError('USAGE', 'got no target, want at least one', { fix: 'otel bazel plan //...' });
  return targets;
}

export function bazelOptions(args: Arguments): BazelOptions {
  const terminal = process.stderr.isTTY && args['json'] !== true;
  return {
    command: process.env['BAZEL'] ?? 'bazel',
    flags: [args['--'] ?? []].flat().map(String),
    terminal,
  };
}

export function paint(): Paint {
  return paintFor(process.stdout.isTTY, process.env);
}

/** Asks Bazel for the actions, then reads what it has built. */
export async function analyzeTargets(
  args: Arguments,
  targets: readonly string[],
): Promise<Analyzed & { readonly tree: OutputTree; readonly actionGraph: readonly Action[] }> {
  const bazel = bazelOptions(args);
  const actionGraph = await queryActions(bazel, { targets, configs: OTEL });
  const tree = await outputTree(bazel);
  const analyzed = analyze(actionGraph, tree, { targets, useOutputs: args['built'] !== false });
  if (args['built'] === true) requireBuilt(analyzed);
  return { ...analyzed, tree, actionGraph };
}

function requireBuilt({ analysis }: Analyzed): void {
  const missing = analysis.binaries.find(({ state }) => state === 'planned' || state === 'undecided');
  if (!missing) return;
  throw new UserError('USAGE', `${missing.label} is not built: ${missing.manifest} is missing`, {
    fix: `bazel build ${OTEL.join(' ')} ${analysis.targets.join(' ')}`,
  });
}

export function writeText(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UserError('USAGE', `cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
