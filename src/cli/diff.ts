import type { CommandModule } from 'yargs';
import { planArguments } from '../plan/arguments.js';
import { argumentsOf, BUILD_FLAGS, buildOptions, paint, readPlan } from './plan-options.js';
import { type PackageDiff, packageDiffs } from './package-diff.js';
import { paintDiff } from '../report/source-diff.js';

/** `otel diff [PACKAGES]`: the sources as they are, and as they would be compiled. */
export function diffCommand(write: (line: string) => void, all: readonly string[]): CommandModule {
  return {
    command: 'diff [packages..]',
    describe: 'unified diff of the sources and what would be compiled in their place',
    builder: (yargs) =>
      buildOptions(yargs, all)
        .positional('packages', { type: 'string', array: true, describe: 'packages, as for go build; by default ./...' })
        .option('deps', { type: 'boolean', default: false, describe: 'also the packages that these import' })
        .epilogue(BUILD_FLAGS),
    handler: async () => {
      const args = planArguments('diff', argumentsOf('diff', all), { deps: 'flag' });
      const { plan, session } = await readPlan(args);
      const changed = packageDiffs(plan, session);
      const shown = args.own.is('deps') ? changed : changed.filter(({ named }) => named);
      if (args.own.is('json')) {
        write(JSON.stringify({ version: 1, packages: shown.map(({ importPath, files, diff }) => ({ importPath, files, diff })) }, null, 2));
        return;
      }
      const lines = shown.flatMap(({ diff }) => diff.trimEnd().split('\n'));
      for (const line of paintDiff(lines, paint())) write(line);
      tellOthers(changed.filter((one) => !shown.includes(one)));
    },
  };
}

function tellOthers(others: readonly PackageDiff[]): void {
  if (others.length === 0) return;
  const names = others.map(({ importPath }) => importPath);
  const some = names.slice(0, 5).join(', ') + (names.length > 5 ? ', …' : '');
  process.stderr.write(`otel: imported and changed as well: ${some}; --deps shows them\n`);
}
