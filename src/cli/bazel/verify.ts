import type { CommandModule } from 'yargs';
import { analyze } from '../../aquery/analyze.js';
import { verifyBinary } from '../../aquery/verify.js';
import { verifyLines } from '../../report/verify-text.js';
import { analyzeTargets, paint, readTargets, targetOptions } from './options.js';

/** `otel bazel verify TARGETS…`: whether plan, manifest and finished binary agree. */
export function verifyCommand(write: (line: string) => void): CommandModule {
  return {
    command: 'verify [targets..]',
    describe: 'whether the plan, the manifest and the finished binary agree; exit code 1 if not',
    builder: targetOptions,
    handler: async (args) => {
      const targets = readTargets(args);
      const { analysis, actionGraph, tree } = await analyzeTargets(args, targets);
      const planned = analyze(actionGraph, tree, { targets, useOutputs: false }).analysis;
      const checks = planned.binaries.flatMap((plan, i) => {
        const built = analysis.binaries[i];
        return built ? [verifyBinary(plan, built, tree)] : [];
      });
      if (args['json'] === true) write(JSON.stringify({ version: 1, binaries: checks }, null, 2));
      else for (const line of verifyLines(checks, paint())) write(line);
      if (checks.some(({ problems }) => problems.length > 0)) process.exitCode = 1;
    },
  };
}
