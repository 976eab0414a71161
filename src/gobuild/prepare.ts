/** Makes the session of a build from its sources: rules, hooks, modules. `quick.ts` knows when that is not needed. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../errors.js';
import { findInModules, loadRuleFiles, type RuleFile } from '../rules/files.js';
import { mergeRuleSets } from '../rules/merge.js';
import type { Rule } from '../rules/types.js';
import { contextFlags, type Flag, isSet, lastValue, parseGoFlags } from './arguments.js';
import { type Cache, digest } from './cache.js';
import { CONFIG_FILE, type Config, readConfig } from './config.js';
import { runGo } from './gocommand.js';
import type { GoEnvironment } from './goenvironment.js';
import { readHooks } from './hooks.js';
import { writeLauncher } from './launcher.js';
import { otherModFile, writeOverlay } from './overlay.js';
import { splitQuoted } from './quoted.js';
import type { Session } from './session.js';
import { type BuildRequest, FOREIGN, packageVersion, type Prepared } from './quick.js';
import { modulePath, usedModules, workFile } from './modfile.js';
import { readWorkspace } from './workspace.js';

const PACKAGE_ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const RULES_FOLDER = join(PACKAGE_ROOT, 'rules');

export async function prepareFully(cache: Cache, request: BuildRequest): Promise<Prepared> {
  const { line, options, start, cwd, env } = request;
  cache.sweep();
  const goflags = parseGoFlags(env.GOFLAGS);
  const all = [...goflags, ...line.flags];
  const modules = usedModules(env);
  const roots = configRoots(env, cwd);
  const config = readConfig(roots);
  const ruleFiles = [...new Set([...options.rules.map((file) => resolve(start, file)), ...config.rules])];
  const rules = loadRules(cwd, ruleFiles, [...options.disable, ...config.disable]);
  const hooksRoot = join(PACKAGE_ROOT, 'hooks');
  const workspace = withHookModules(readWorkspace(env, hooksRoot, otherModFile(all, cwd)?.mod), config);
  const tags = tagsOf(all);
  const context = {
    goos: env.GOOS,
    goarch: env.GOARCH,
    goVersion: env.GOVERSION,
    tags: [...tags, ...['race', 'msan', 'asan'].filter((name) => isSet(all, name)), ...(await toolTags(cache, env, cwd))],
    cgo: true,
  };
  const overlay = writeOverlay(cache, { env, cwd, flags: all });
  const hooks = await readHooks({ cache, cwd, hooksRoot, workspace, context, tags, overlay }, rules);
  const version = `${packageVersion(PACKAGE_ROOT)}+${request.program}`;
  const test = line.command === 'test';
  const linkHooks = !test || options.testHooks;
  const key = digest(JSON.stringify([version, withoutFolders(rules), hooks.digest, linkHooks, request.directives.digest])).slice(0, 20);
  const toolexec = splitQuoted(lastValue(all, 'toolexec') ?? '');
  const partial = {
    cwd,
    flags: contextFlagsOf(line.flags),
    goflags: env.GOFLAGS,
    packages: line.packages,
    here: importPathOf(modules, cwd),
    roots: modules.flatMap((dir) => modulePath(dir) ?? []),
    context,
    rules,
    spans: request.directives.spans,
    hooks: hooks.packages,
    workspace,
    ...(overlay === undefined ? {} : { overlay }),
    version,
    linkHooks,
    coveredTests: test && all.some(({ name }) => /^(test\.)?cover/.test(name)),
    foreign: line.command === FOREIGN,
    key,
    toolexec,
    salt: cache.salt(),
  };
  const name = digest(JSON.stringify(partial));
  const launcher = writeLauncher(cache, { session: name, key, toolexec });
  const session: Session = { ...partial, launcher };
  if (cache.read('sessions', name) === undefined) cache.write('sessions', name, session);
  const work = workFile(env);
  return {
    launcher,
    session: name,
    files: [
      ...roots.map((root) => join(root, CONFIG_FILE)),
      ...ruleFiles,
      ...ruleFiles.flatMap((file) => addedFiles(rules, file, shown(cwd, file))),
      ...workspace.use.map((dir) => join(dir, 'go.mod')),
      ...Object.values(otherModFile(all, cwd) ?? {}).map(String),
      ...[lastValue(all, 'overlay') ?? ''].filter((file) => file !== '').map((file) => resolve(cwd, file)),
      ...(work === undefined ? [] : [work, `${work}.sum`]),
    ],
    folders: [RULES_FOLDER, ...hooks.folders],
  };
}

/** Files that a rule file's rules add, where they lie beside it or where the loader looks first. */
function addedFiles(rules: readonly Rule[], file: string, name: string): string[] {
  return rules
    .filter(({ position }) => position.file === name)
    .flatMap(({ advice }) => advice.flatMap((one) => (one.kind === 'add_file' ? [resolve(dirname(file), one.file.value)] : [])));
}

function contextFlagsOf(flags: readonly Flag[]): Flag[] {
  return [...contextFlags(flags).filter(({ name }) => name !== 'C'), ...flags.filter(({ name }) => name === 'gcflags')];
}

/** Where otel.yaml may lie: beside go.work, beside go.mod. */
function configRoots(env: GoEnvironment, cwd: string): string[] {
  const work = workFile(env);
  const inModule = env.GOMOD.endsWith('go.mod') ? [dirname(env.GOMOD)] : [];
  const roots = [...inModule, ...(work === undefined ? [] : [dirname(work)])];
  return roots.length > 0 ? roots : [cwd];
}

/** The rules of the command line and of otel.yaml over ours. */
function loadRules(cwd: string, files: readonly string[], disable: readonly string[]): Rule[] {
  const builtIn = readdirSync(RULES_FOLDER)
    .filter((name) => name.endsWith('.otelc.yaml'))
    .sort();
  const named = (all: readonly string[]): RuleFile[] => all.map((file) => ({ file, name: shown(cwd, file) }));
  for (const file of files) {
    if (existsSync(file)) continue;
    throw new UserError('USAGE', `rule file ${shown(cwd, file)} does not exist`, { fix: 'name an existing file' });
  }
  const own = loadRuleFiles(
    builtIn.map((name) => ({ file: join(RULES_FOLDER, name), name: `rules/${name}` })),
    disable,
  );
  const users = loadRuleFiles(named([...new Set(files)]), disable, findInModules);
  return [
    ...mergeRuleSets(
      [
        { origin: 'built-in', rules: own },
        { origin: 'workspace', rules: users },
      ],
      { disable },
    ).rules,
  ];
}

function shown(cwd: string, file: string): string {
  const path = relative(cwd, file);
  return path === '' || path.startsWith('..') ? file : path.split(sep).join('/');
}

/** The key of a build must not depend on where a tree lies. */
function withoutFolders(rules: readonly Rule[]): unknown {
  return JSON.parse(
    JSON.stringify(rules, (name, value: unknown) => (name === 'file' && typeof value === 'string' ? value.split('/').at(-1) : value)),
  );
}

function withHookModules(workspace: Session['workspace'], config: Config): Session['workspace'] {
  const roots = config.hooks.map((folder) => moduleRoot(folder)).filter((root) => !workspace.use.includes(root));
  return { ...workspace, use: [...workspace.use, ...new Set(roots)] };
}

function moduleRoot(folder: string): string {
  for (let dir = folder; ; dir = dirname(dir)) {
    if (existsSync(join(dir, 'go.mod'))) return dir;
    if (dirname(dir) === dir) break;
  }
  throw new UserError('USAGE', `"hooks" of otel.yaml names ${folder}, which lies in no module`, {
    fix: 'name a folder with a go.mod, or below one',
  });
}

function importPathOf(modules: readonly string[], cwd: string): string | undefined {
  const root = modules.filter((dir) => cwd === dir || cwd.startsWith(`${dir}${sep}`)).sort((a, b) => b.length - a.length)[0];
  const path = root === undefined ? undefined : modulePath(root);
  return root === undefined || path === undefined
    ? undefined
    : [path, ...relative(root, cwd).split(sep)].filter((part) => part !== '').join('/');
}

function tagsOf(flags: readonly Flag[]): string[] {
  return (lastValue(flags, 'tags') ?? '').split(/[,\s]+/).filter((tag) => tag !== '');
}

/** Build tags that the tool chain sets by itself: experiments, and levels of the processor. */
async function toolTags(cache: Cache, env: GoEnvironment, cwd: string): Promise<string[]> {
  const levels = Object.entries(process.env).filter(([name]) =>
    /^GO(AMD64|ARM|ARM64|386|PPC64|RISCV64|MIPS|MIPS64|WASM|EXPERIMENT)$/.test(name),
  );
  const name = digest(JSON.stringify([env.GOVERSION, env.GOOS, env.GOARCH, env.GOEXPERIMENT, levels]));
  const known = cache.read('tool-tags', name) as string[] | undefined;
  if (known) return known;
  const result = await runGo(['list', '-find', '-f', '{{join context.ToolTags ","}}', 'unsafe'], cwd);
  if (result.status !== 0) return [];
  const tags = result.stdout.trim().split(',');
  cache.write('tool-tags', name, tags);
  return tags;
}
