import type { CommandModule } from 'yargs';
import { queryActions } from '../../aquery/bazel.js';
import { diffGraphs } from '../../aquery/diff.js';
import { diffLines } from '../../report/diff-text.js';
import { bazelOptions, OTEL, paint, readTargets, targetOptions } from './options.js';

/** `otel bazel diff TARGETS…`: which actions differ between the plain and the instrumented build. */
export function diffCommand(write: (line: string) => void): CommandModule {
  return {
    command: 'diff [targets..]',
    describe: 'which actions differ between the plain and the instrumented build',
    builder: (yargs) =>
      targetOptions(yargs).option('all', { type: 'boolean', default: false, describe: 'list also what is only counted otherwise' }),
    handler: async (args) => {
      const targets = readTargets(args);
      const bazel = bazelOptions(args);
      const plain = await queryActions(bazel, { targets, configs: [], everything: true });
      const otel = await queryActions(bazel, { targets, configs: OTEL, everything: true });
      const diff = diffGraphs(plain, otel, targets);
      if (args['json'] === true) write(JSON.stringify(diff, null, 2));
      else for (const line of diffLines(diff, paint(), args['all'] === true)) write(line);
    },
  };
}
