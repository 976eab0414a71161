/** What `plan`, `explain` and `diff` have in common: they look at the build that `otel go build` with the same arguments would make. */
import type { Argv } from 'yargs';
import { openCache } from '../gobuild/cache.js';
import type { Session } from '../gobuild/session.js';
import { type GoPlan, planBuild } from '../plan/analyze.js';
import type { PlanArguments } from '../plan/arguments.js';
import { planSession } from '../plan/session.js';
import { type Paint, paintFor } from '../report/analysis-text.js';
import { progressOn } from './progress.js';

/** All packages of the module: what people mean who name none. */
export const EVERYTHING = './...';

/** What a shell asks with (completion.ts). */
const COMPLETIONS = '--get-yargs-completions';

/** The arguments behind the command's name. yargs would read the go command's flags as its own. */
export function argumentsOf(command: string, all: readonly string[]): string[] {
  return all.slice(all.indexOf(command) + 1);
}

export function buildOptions(yargs: Argv, all: readonly string[]): Argv {
  return (
    yargs
      // yargs' own request for completions is such an option too.
      .parserConfiguration({ 'unknown-options-as-args': all[0] !== COMPLETIONS })
      // The go command's flags are nobody's options; `planArguments` knows which there are.
      .strict(false)
      .option('rules', { type: 'string', array: true, nargs: 1, describe: 'a rule file; may be given several times' })
      .option('disable', { type: 'string', array: true, nargs: 1, describe: 'a rule, a library or a target to leave out' })
      .option('json', { type: 'boolean', default: false, describe: 'print JSON' })
  );
}

/** Told below the options of these commands. */
export const BUILD_FLAGS = 'Flags of go build (-C, -tags, -race, -mod, -overlay, …) mean what they mean there. Nothing is compiled.';

export async function readPlan(
  args: PlanArguments,
  patterns: readonly string[] = args.line.packages,
): Promise<{ readonly plan: GoPlan; readonly session: Session }> {
  const progress = progressOn(process.stderr, !args.own.is('json'));
  try {
    progress.show('reading rules');
    const cache = openCache();
    const packages = patterns.length > 0 ? patterns : [EVERYTHING];
    const session = await planSession(cache, { ...args.line, packages }, args.build, process.cwd());
    const plan = await planBuild(session, cache, packages, (text) => progress.show(text));
    return { plan, session: session.session };
  } finally {
    progress.end();
  }
}

export function paint(): Paint {
  return paintFor(process.stdout.isTTY, process.env);
}
