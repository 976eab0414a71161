import type { CommandModule } from 'yargs';
import { diffCommand } from './bazel/diff.js';
import { explainCommand } from './bazel/explain.js';
import { planCommand } from './bazel/plan.js';
import { verifyCommand } from './bazel/verify.js';

/** `otel bazel …`: what is instrumented in the binaries of a Bazel workspace, and why. */
export function bazelCommand(write: (line: string) => void): CommandModule {
  return {
    command: 'bazel',
    describe: 'say what is instrumented in the binaries of a Bazel workspace, and why',
    builder: (yargs) =>
      yargs
        .command(planCommand(write))
        .command(explainCommand(write))
        .command(verifyCommand(write))
        .command(diffCommand(write))
        .demandCommand(1, 'name what to do: plan, explain, verify or diff, e.g. otel bazel plan //...'),
    handler: () => undefined,
  };
}
