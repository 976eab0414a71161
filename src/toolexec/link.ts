/**
 * The link step: finds the packages of the program that rules target, has them woven and compiled, chooses the hooks, and runs the real
 * linker with another list of archives. Whatever the go command compiled stays as it is.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../errors.js';
import type { Cache } from '../gobuild/cache.js';
import { rulesFor } from '../gobuild/matching.js';
import { dependentsIn, importedPaths, neededHooks } from '../gobuild/needed.js';
import type { Session } from '../gobuild/session.js';
import { isStd } from '../golang/platforms.js';
import type { WeaveReport } from '../report/report.js';
import type { Rule } from '../rules/types.js';
import { archiveIdentity } from './archive.js';
import { type Closure, hookClosure, type HookPart } from './closure.js';
import { expandArguments, flagValue, replaceFlag } from './compilecommand.js';
import { formatImportConfig, type ImportConfig, parseImportConfig } from './importcfg.js';
import { completeSession } from './foreign.js';
import { archiveIn, inPlace, type InPlace } from './inplace.js';
import { addModules, moduleOf, parseModuleInfo } from './moduleinfo.js';
import { withProfile } from './profile.js';
import { runTool } from './runtool.js';
import type { Slice } from './slice.js';
import { hooksOf, type Offers, type Program, sliceOf, type Variant, variantOf, type World, writeArchives } from './variants.js';
import { warn } from './warnings.js';

const PLUGIN_HOOKS =
  'its packages are woven, hooks are those of the program that loads it, which must be built by otel go with the same rules';

export async function linkWoven(prepared: Session, cache: Cache, tool: string, rawArgs: readonly string[]): Promise<number> {
  const args = expandArguments(rawArgs);
  const file = flagValue(args, '-importcfg');
  const main = process.env['TOOLEXEC_IMPORTPATH'];
  const mode = flagValue(args, '-buildmode');
  if (file === undefined || main === undefined) return runTool(prepared, tool, rawArgs);
  if (mode === 'shared') {
    process.stderr.write(`otel: ${main}: -buildmode=shared is not instrumented\n`);
    return runTool(prepared, tool, rawArgs);
  }
  const config = parseImportConfig(readFileSync(file, 'utf8'));
  const info = parseModuleInfo(config.moduleInfo);
  const completed = await withProfile(completeSession(prepared, main, info), main, info);
  // A plugin shares packages, and with them hooks, with the program that loads it: they must be the very same packages.
  const session = mode === 'plugin' ? { ...completed, linkHooks: false } : completed;
  if (config.others.some((line) => line.startsWith('packageshlib '))) {
    throw new UserError('GO_UNSUPPORTED', `${main} is linked with -linkshared, which instrumentation does not support`, {
      fix: 'build it without',
    });
  }
  if (session.coveredTests && main.endsWith('.test')) {
    // go list cannot compile a test's main package with coverage.
    process.stderr.write(`otel: ${main}: tests that count coverage are not instrumented\n`);
    return runTool(session, tool, rawArgs);
  }
  const folder = cache.temporary();
  try {
    const linked = await instrument({ session, cache, main, info, archivesFile: join(folder, 'archives.json') }, config, args.at(-1) ?? '');
    if (!linked) return runTool(session, tool, rawArgs);
    if (mode === 'plugin') process.stderr.write(`otel: ${main} is a plugin: ${PLUGIN_HOOKS}\n`);
    else if (config.packages.has('plugin') && linked.visible.length > 0) {
      const names = linked.visible.join(', ');
      process.stderr.write(
        `otel: ${main} loads plugins: build them by otel go with the same rules, since dependents see that ${names} is woven\n`,
      );
    }
    const own = join(folder, 'importcfg.link');
    writeFileSync(own, formatImportConfig(linked.config));
    return runTool(session, tool, [...replaceFlag(args, '-importcfg', own).slice(0, -1), linked.main]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Linked {
  readonly config: ImportConfig;
  readonly main: string;
  /** Packages of which dependents can see that they were woven. */
  readonly visible: readonly string[];
}

/** Undefined: nothing in the program is instrumented, it is the plain one. */
async function instrument(program: Program, config: ImportConfig, mainArchive: string): Promise<Linked | undefined> {
  const { session, main } = program;
  const plain: World = new Map([...config.packages, [main, mainArchive]]);
  const mainRules = main.endsWith('.test') ? [] : rulesFor(session, main, true);
  const spans = new Set(session.spans);
  const targeted = [...plain.keys()].filter((path) => path !== main && (spans.has(path) || rulesFor(session, path, false).length > 0));
  const rules = [...mainRules, ...targeted.flatMap((path) => rulesFor(session, path, false))];
  if (rules.every(({ support }) => support) && ![...plain.keys()].some((path) => spans.has(path))) return undefined;

  const paths = session.linkHooks ? neededHooks(rules) : importedPaths(rules);
  const closure = await hookClosure(program, plain, paths, new Map());
  const woven = await weaveAll(program, plain, targeted, closure, paths);

  const { world, variants } = woven;
  const linked = session.linkHooks ? await linkHooks(program, woven, mainRules) : undefined;
  const withHooks = linked?.archive;
  warn([...variants.map(({ report }) => report), ...(linked ? [linked.report] : [])]);
  const inProgram = variants.filter(({ importPath, report }) => plain.has(importPath) && (!session.linkHooks || isEdited(report)));
  if (!withHooks && inProgram.length === 0) return undefined;
  const swapped = withHooks ? variants : inProgram;
  const added = withHooks || swapped.some(({ report }) => report.imports.length > 0) ? hookOnly(woven) : [];
  const packages = new Map([
    ...world,
    ...added.map(({ importPath, archive }) => [importPath, archive] as const),
    ...swapped.map(({ importPath, archive }) => [importPath, archive] as const),
    [main, withHooks ?? world.get(main) ?? mainArchive] as const,
  ]);
  const modules = added.flatMap(({ module }) => module ?? []);
  const moduleInfo = config.moduleInfo === '' ? '' : addModules(config.moduleInfo, modules);
  return { main: packages.get(main) ?? mainArchive, visible: [...woven.keys.keys()], config: { ...config, packages, moduleInfo } };
}

interface WovenProgram extends InPlace {
  readonly variants: readonly Variant[];
}

/**
 * Weaves the targeted packages of the program, and those of the standard library that only the hooks bring along, where other
 * instrumentation needs that. Where dependents can see that a package is woven, the world changes, and whatever depends on it is woven
 * in the new one.
 */
async function weaveAll(
  program: Program,
  plain: World,
  targeted: readonly string[],
  closure: Closure,
  paths: readonly string[],
): Promise<WovenProgram> {
  const { session, main } = program;
  const brought = closure.packages
    .filter(({ importPath, standard }) => standard && !plain.has(importPath))
    .map(({ importPath }) => importPath);
  const all = [
    ...targeted,
    ...brought.filter((path) => session.linkHooks && rulesFor(session, path, false).some(({ support }) => support)),
  ];
  const isTest = main.endsWith('.test');
  // A package under test is another one inside its test: only the go command knows how to compile that.
  const forced = isTest ? all.filter((path) => !isStd(path)) : [];
  const weave = async (world: World, own: Closure, only: readonly string[], keys: ReadonlyMap<string, string>): Promise<Variant[]> => {
    const offers = offersOf(world, own);
    writeArchives(program, offers.archives);
    return Promise.all(only.map((path) => variantOf(program, offers.archives, sliceOf(program, path, offers), keys)));
  };
  const swappable = all.filter((path) => !forced.includes(path));
  const first = await weave(plain, closure, swappable, new Map());
  const offers = offersOf(plain, closure);
  const keys = new Map([
    ...first.filter(({ equal }) => !equal).map(({ importPath, key }) => [importPath, key] as const),
    ...forced.map((path) => [path, program.cache.store('slices', sliceOf(program, path, offers))] as const),
  ]);
  if (keys.size === 0) return { world: plain, closure, keys, reports: new Map(), variants: first };
  const placed = await inPlace(program, plain, keys, paths);
  const rest = await weave(
    placed.world,
    placed.closure,
    swappable.filter((path) => !keys.has(path)),
    keys,
  );
  const own = [...placed.reports].flatMap(([importPath, report]) => {
    const archive = archiveIn(placed, importPath);
    return archive === undefined ? [] : [{ importPath, report, archive, active: false, equal: true, key: keys.get(importPath) ?? '' }];
  });
  return { ...placed, variants: [...own, ...rest] };
}

/** What only the hooks bring along. */
function hookOnly({ world, closure }: InPlace): readonly HookPart[] {
  return closure.packages.filter(({ importPath }) => !world.has(importPath));
}

function offersOf(world: World, { packages }: Closure): Offers {
  const archives = new Map([...packages.map(({ importPath, archive }) => [importPath, archive] as const), ...world]);
  return { archives, dependents: dependentsIn(packages) };
}

/** Main with the hooks; without an archive where the program contains nothing for them. */
async function linkHooks(
  program: Program,
  woven: WovenProgram,
  rules: readonly Rule[],
): Promise<{ readonly archive: string | undefined; readonly report: WeaveReport }> {
  const { session, main, info } = program;
  const { archives } = offersOf(woven.world, woven.closure);
  const others = new Map([...archives, ...woven.variants.map(({ importPath, archive }) => [importPath, archive] as const)]);
  others.delete(main);
  writeArchives(program, others);
  const module = moduleOf(main, info);
  const slice: Slice = {
    salt: session.salt,
    weaver: session.version,
    importPath: main,
    version: module?.version === '' ? undefined : module?.version,
    context: session.context,
    rules,
    hooks: hooksOf(session, session.rules),
    provided: [...others.keys()],
    blocked: false,
    archives: Object.fromEntries([...others].map(([path, archive]) => [path, archiveIdentity(archive)])),
    replaces: false,
    glue: { reports: woven.variants.map(({ report }) => report), reachable: [...woven.world.keys()] },
  };
  const variant = await variantOf(program, woven.world, slice, woven.keys);
  const { report } = variant;
  return { archive: variant.active || isEdited(report) ? variant.archive : undefined, report };
}

/** Changed by more than what serves other instrumentation. */
function isEdited({ edits }: Variant['report']): boolean {
  return edits.some(({ rule }) => !rule.support);
}
