import type { CommandModule } from 'yargs';
import { explain } from '../../aquery/explain.js';
import { UserError } from '../../errors.js';
import { initParser } from '../../golang/parser.js';
import { explainLines } from '../../report/explain-text.js';
import { analyzeTargets, builtOption, paint, targetOptions } from './options.js';

/** `otel bazel explain PKG[.Func] [TARGETS…]`: why a package or a function is woven or not. */
export function explainCommand(write: (line: string) => void): CommandModule {
  return {
    command: 'explain <what> [targets..]',
    describe: 'why a package or a function is woven or not; without targets, in //...',
    builder: (yargs) =>
      builtOption(targetOptions(yargs)).positional('what', {
        type: 'string',
        demandOption: true,
        describe: 'an import path, with a function or not: net/http, net/http.(*Transport).roundTrip',
      }),
    handler: async (args) => {
      const what = String(args['what']);
      const targets = [args['targets'] ?? []].flat().map(String);
      if (what.startsWith('//') || what.startsWith('@'))
        throw new UserError('USAGE', `got target ${what}, want an import path first`, { fix: `otel bazel explain net/http ${what}` });
      const analyzed = await analyzeTargets(args, targets.length > 0 ? targets : ['//...']);
      const explanation = await explain(what, analyzed, analyzed.tree, () => initParser());
      if (args['json'] === true) write(JSON.stringify(explanation, null, 2));
      else for (const line of explainLines(explanation, paint())) write(line);
    },
  };
}
