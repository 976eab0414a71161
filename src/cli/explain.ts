import type { CommandModule } from 'yargs';
import { UserError } from '../errors.js';
import { initParser } from '../golang/parser.js';
import { planArguments } from '../plan/arguments.js';
import { explain } from '../report/explain.js';
import { explainLines } from '../report/explain-text.js';
import { argumentsOf, BUILD_FLAGS, buildOptions, EVERYTHING, paint, readPlan } from './plan-options.js';

/** `otel explain PKG[.Func] [PACKAGES]`: why a package or a function is woven or not. */
export function explainCommand(write: (line: string) => void, all: readonly string[]): CommandModule {
  return {
    command: 'explain <what> [packages..]',
    describe: 'why a package or a function is woven or not; without packages, in ./...',
    builder: (yargs) =>
      buildOptions(yargs, all)
        .positional('what', {
          type: 'string',
          describe: 'an import path, with a function or not: net/http, net/http.(*Transport).roundTrip, ./orders.Place',
        })
        .positional('packages', { type: 'string', array: true, describe: 'the programs to look in' })
        .epilogue(BUILD_FLAGS),
    handler: async () => {
      const args = planArguments('explain', argumentsOf('explain', all), {});
      const [what, ...patterns] = args.line.packages;
      if (what === undefined)
        throw new UserError('USAGE', 'got nothing to explain, want a package or a function', { fix: 'otel explain net/http' });
      const { plan, session } = await readPlan(args, patterns.length > 0 ? patterns : [EVERYTHING]);
      const explanation = await explain(absolute(what, session.here), plan, () => initParser());
      if (args.own.is('json')) write(JSON.stringify(explanation, null, 2));
      else for (const line of explainLines(explanation, paint())) write(line);
    },
  };
}

/** `./orders.Place` is of the package below the current folder. */
function absolute(what: string, here: string | undefined): string {
  if (here === undefined || !what.startsWith('./')) return what;
  return `${here}/${what.slice(2)}`;
}
