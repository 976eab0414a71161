import type { CommandModule } from 'yargs';
import { openCache } from '../gobuild/cache.js';
import { goEnvironment } from '../gobuild/goenvironment.js';
import { readConfig } from '../gobuild/config.js';
import { planArguments } from '../plan/arguments.js';
import { type Library, readLibraries } from '../plan/libraries.js';
import { listBuild, shownPath } from '../plan/packages.js';
import { configFolders, hasModule } from '../plan/roots.js';
import { planSession } from '../plan/session.js';
import { libraryLines } from '../report/libraries-text.js';
import { ruleId } from '../report/rule-uses.js';
import { argumentsOf, BUILD_FLAGS, buildOptions, EVERYTHING, paint } from './plan-options.js';
import { progressOn } from './progress.js';
import { readRules, readUserRules } from './rules-files.js';

/** `otel list`: the libraries that there are rules for. */
export function listLibrariesCommand(write: (line: string) => void, all: readonly string[]): CommandModule {
  return {
    command: 'list [packages..]',
    describe: 'the libraries that are instrumented, and which of them the module uses, at which version',
    builder: (yargs) =>
      buildOptions(yargs, all)
        .positional('packages', { type: 'string', array: true, describe: 'packages whose dependencies count; by default ./...' })
        .epilogue(BUILD_FLAGS),
    handler: async () => {
      const args = planArguments('list', argumentsOf('list', all), {});
      const progress = progressOn(process.stderr, !args.own.is('json'));
      let libraries: readonly Library[];
      try {
        progress.show('listing packages');
        libraries = await librariesHere(args);
      } finally {
        progress.end();
      }
      if (args.own.is('json')) write(JSON.stringify({ version: 1, libraries }, null, 2));
      else for (const line of libraryLines(libraries, paint())) write(line);
    },
  };
}

/** Outside a module, and where there is no go command, what is built in. */
async function librariesHere({ line, build }: ReturnType<typeof planArguments>): Promise<Library[]> {
  const builtIn = readRules([]);
  const start = process.cwd();
  if (!hasModule(start)) {
    const own = build.rules.length > 0 ? readUserRules(build.rules) : [];
    const active = [...builtIn, ...own].filter(({ enabled }) => enabled !== false);
    return readLibraries({ all: [...builtIn, ...own], active, isBuiltIn: (rule) => !own.includes(rule), packages: undefined, roots: [] });
  }
  const packages = line.packages.length > 0 ? line.packages : [EVERYTHING];
  const { session, userFiles } = await planSession(openCache(), { ...line, packages }, build, start);
  const { byPath } = await listBuild(session, packages);
  const config = readConfig(configFolders(await goEnvironment(session.cwd), session.cwd));
  const files = [...build.rules, ...config.rules].map((file) => shownPath(start, file, start));
  const own = readUserRules([...new Set(files)]);
  // A rule of the user's replaces the built-in one of the same name.
  const replaced = new Set(own.map(ruleId));
  return readLibraries({
    all: [...builtIn.filter((rule) => !replaced.has(ruleId(rule))), ...own],
    active: session.rules,
    isBuiltIn: ({ position }) => !userFiles.has(position.file) && !own.some((rule) => rule.position === position),
    packages: [...byPath.values()],
    roots: session.roots,
  });
}
