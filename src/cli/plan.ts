import type { CommandModule } from 'yargs';
import { planArguments } from '../plan/arguments.js';
import { planLines } from '../report/analysis-table.js';
import { analysisPage } from '../report/html.js';
import { writeText } from './bazel/options.js';
import { argumentsOf, BUILD_FLAGS, buildOptions, paint, readPlan } from './plan-options.js';

/** `otel plan [PACKAGES]`: what `otel go build` would weave into which program. */
export function planCommand(write: (line: string) => void, all: readonly string[]): CommandModule {
  return {
    command: 'plan [packages..]',
    describe: 'what would be instrumented in each program, and what not',
    builder: (yargs) =>
      buildOptions(yargs, all)
        .positional('packages', { type: 'string', array: true, describe: 'packages, as for go build; by default ./...' })
        .option('all', { type: 'boolean', default: false, describe: 'also packages that rules name and do not change' })
        .option('html', { type: 'string', requiresArg: true, describe: 'write a page with the dependency picture to this file' })
        .option('graph', { type: 'boolean', default: false, describe: 'with --json: add who imports whom' })
        .epilogue(BUILD_FLAGS),
    handler: async () => {
      const args = planArguments('plan', argumentsOf('plan', all), { all: 'flag', html: 'value', graph: 'flag' });
      const { plan } = await readPlan(args);
      const { analysis, graph } = plan;
      const page = args.own.value('html');
      if (page !== undefined) writeText(page, analysisPage(analysis, graph));
      if (args.own.is('json')) write(JSON.stringify(args.own.is('graph') ? { ...analysis, graph } : analysis, null, 2));
      else for (const line of planLines(analysis, paint(), args.own.is('all'))) write(line);
    },
  };
}
