/** What the module of the current folder must bring along: otel.yaml, rules, hooks. */
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { UserError, UserErrors } from '../../errors.js';
import { type Cache } from '../../gobuild/cache.js';
import { CONFIG_FILE, readConfig } from '../../gobuild/config.js';
import { oneLine, runGo } from '../../gobuild/gocommand.js';
import { goEnvironment } from '../../gobuild/goenvironment.js';
import { neededHooks } from '../../gobuild/needed.js';
import type { BuildOptions } from '../../gobuild/quick.js';
import { writeWorkspace } from '../../gobuild/workspace.js';
import { type GoPlan, planBuild } from '../analyze.js';
import { selectedVersions } from '../packages.js';
import { configFolders, hasModule } from '../roots.js';
import { type PlanSession, planSession } from '../session.js';
import type { Notify } from '../weaver.js';
import { type Check, fail, ok, warn } from './check.js';

const EVERYTHING = ['./...'];

export async function checkModule(cache: Cache, cwd: string, options: BuildOptions, notify: Notify): Promise<Check[]> {
  if (!hasModule(cwd)) return [warn('module', `${cwd} lies in no Go module`, 'start otel doctor in the folder of your module')];
  const config = await checkConfig(cwd);
  if (config.state === 'fail') return [config];
  notify('reading rules');
  const session = await attempt(() =>
    planSession(cache, { command: 'build', flags: [], packages: EVERYTHING }, { ...options, testHooks: false }, cwd),
  );
  if ('problem' in session) return [config, ruleProblem(session.problem)];
  const { rules } = session.result.session;
  const own = rules.filter(({ position }) => session.result.userFiles.has(position.file)).length;
  const counted = ok('rules', `${rules.length - own} built in, ${own} of yours`);
  const plan = await attempt(() => planBuild(session.result, cache, EVERYTHING, notify));
  if ('problem' in plan) return [config, counted, fail('packages', textOf(plan.problem), 'mend it; otel plan says the same')];
  const { binaries } = plan.result.analysis;
  const active = binaries.filter(({ state }) => state === 'planned').length;
  const packages = ok('packages', `${active} of ${binaries.length} programs would be instrumented`);
  return [config, counted, packages, await checkHooks(session.result, plan.result, cache)];
}

async function checkConfig(cwd: string): Promise<Check> {
  const folders = configFolders(await goEnvironment(cwd), cwd);
  const file = folders.map((folder) => join(folder, CONFIG_FILE)).find(existsSync);
  if (file === undefined) return ok(CONFIG_FILE, 'none: the built-in rules apply (otel init writes one)');
  try {
    const { rules, hooks, disable } = readConfig(folders);
    return ok(
      CONFIG_FILE,
      `${relative(cwd, file)}: ${rules.length} rule files, ${hooks.length} hook folders, ${disable.length} switched off`,
    );
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return fail(CONFIG_FILE, error.format());
  }
}

function ruleProblem(problem: UserError | UserErrors): Check {
  const isHook = problem instanceof UserError && problem.code.startsWith('HOOK_');
  return fail(isHook ? 'hooks' : 'rules', textOf(problem));
}

/** What the hooks of this module's programs are made of has been downloaded. */
async function checkHooks({ session }: PlanSession, { packages, analysis }: GoPlan, cache: Cache): Promise<Check> {
  const hooks = [...new Set(analysis.binaries.flatMap(({ hookPackages }) => hookPackages))];
  if (hooks.length === 0) return ok('hooks', 'none are needed');
  const work = writeWorkspace(cache, session.workspace, selectedVersions(packages));
  const paths = [...new Set([...neededHooks([]), ...hooks])].sort();
  const env = { GOWORK: work, GOFLAGS: '', GOPROXY: 'off' };
  const { status, stderr } = await runGo(['list', '-deps', '-f', '{{.ImportPath}}', '--', ...paths], session.cwd, env);
  if (status === 0) return ok('hooks', `${hooks.length} packages, found without a network`);
  const [first = ''] = stderr.trim().split('\n');
  return warn('hooks', `not all of it is downloaded: ${oneLine(first)}`, 'the first otel go build needs a module proxy');
}

async function attempt<T>(run: () => Promise<T>): Promise<{ readonly result: T } | { readonly problem: UserError | UserErrors }> {
  try {
    return { result: await run() };
  } catch (error) {
    if (error instanceof UserError || error instanceof UserErrors) return { problem: error };
    throw error;
  }
}

function textOf(problem: UserError | UserErrors): string {
  if (problem instanceof UserError) return problem.format();
  const [first, ...rest] = problem.errors;
  return `${first?.format() ?? ''}${rest.length > 0 ? ` (and ${rest.length} more)` : ''}`;
}
