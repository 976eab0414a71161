import type { CommandModule } from 'yargs';
import { planLines } from '../../report/analysis-table.js';
import { analysisPage } from '../../report/html.js';
import { analyzeTargets, builtOption, paint, readTargets, targetOptions, writeText } from './options.js';

/** `otel bazel plan TARGETS…`: what is woven into which binary. */
export function planCommand(write: (line: string) => void): CommandModule {
  return {
    command: 'plan [targets..]',
    describe: 'what is, or would be, instrumented in each binary',
    builder: (yargs) =>
      builtOption(targetOptions(yargs))
        .option('all', { type: 'boolean', default: false, describe: 'also packages that rules name and do not change' })
        .option('html', { type: 'string', requiresArg: true, describe: 'write a page with the dependency picture to this file' })
        .option('graph', { type: 'boolean', default: false, describe: 'with --json: add who imports whom' }),
    handler: async (args) => {
      const { analysis, graph } = await analyzeTargets(args, readTargets(args));
      if (typeof args['html'] === 'string') writeText(args['html'], analysisPage(analysis, graph));
      if (args['json'] === true) write(JSON.stringify(args['graph'] === true ? { ...analysis, graph } : analysis, null, 2));
      else for (const line of planLines(analysis, paint(), args['all'] === true)) write(line);
    },
  };
}
