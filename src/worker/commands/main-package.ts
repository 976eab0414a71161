/**
 * Decides what a binary's instrumentation consists of, and writes what its main package needs: woven files, and the file that
 * sets the hook variables. A binary that contains no instrumented package gets an empty directory and stays the plain one.
 *
 *   main --label L --import-path P --goos G --goarch A --go-version V [--tag T]… [--cgo] [--rules SLICE]… [--hook SIGNATURES]…
 *        [--rewriter MODULE]… [--provided IMPORTPATH]… [--blocked] [--report REPORT]… [--package-metadata FILE] [--import IMPORTPATH=IMPORTMAP]… [--archive IMPORTMAP=FILE]… --std-dir DIR --out DIR --manifest FILE
 *        --link-script FILE -- FILE…
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GLUE_FILE, generateGlue } from '../../glue/generate.js';
import { activePlan, reachablePackages, stdArchive, stdPackageDir, type ActivePlan } from '../../glue/plan.js';
import { importsOf } from '../../golang/importlist.js';
import { takesPart } from '../../golang/constraints.js';
import { writeManifest, type Manifest } from '../../report/manifest.js';
import type { WeaveReport } from '../../report/report.js';
import { matchesTarget } from '../../rules/target.js';
import { weavePackage } from '../../weave/weave.js';
import { buildContextFlags, readBuildContext, readSources } from '../build-context.js';
import { linkScript } from '../linkscript.js';
import { parseFlags, resolveIn, type Command } from '../command.js';
import { checkProvided, importFlags, sortOutBlocked } from '../imports.js';
import { readHookPackages, readPackageVersion, readRewriters, readSlices } from '../slices.js';

export const mainCommand: Command = async (args, context) => {
  const flags = parseFlags(
    args,
    [
      'label',
      'import-path',
      'package-metadata',
      'rules',
      'rewriter',
      'hook',
      'report',
      'archive',
      'import',
      'std-dir',
      'out',
      'manifest',
      'link-script',
      ...buildContextFlags.values,
      ...importFlags.values,
    ],
    [...buildContextFlags.booleans, ...importFlags.booleans],
  );
  const at = (path: string): string => resolveIn(context.baseDir, path);
  const parser = await context.parser();
  const build = readBuildContext(flags);
  const sources = readSources(flags.positionals, at).filter((file) => takesPart(file, build));
  const hooks = readHookPackages(flags.many('hook').map(at));
  const importPath = flags.one('import-path');
  const matching = readSlices(flags.many('rules').map(at)).filter((rule) =>
    matchesTarget(rule, { importPath, isMain: true, rootModule: importPath }),
  );
  const { rules, notApplied } = sortOutBlocked(matching, importPath, flags);
  const metadata = flags.optional('package-metadata');
  const result = weavePackage(parser, {
    importPath,
    importMap: 'main',
    label: flags.one('label'),
    packageVersion: readPackageVersion(metadata === undefined ? undefined : at(metadata)),
    buildContext: build,
    files: sources,
    rules,
    hooks,
    rewriters: await readRewriters(flags.many('rewriter'), at),
  });
  checkProvided(result.report, rules, importPath, flags);
  const woven = { ...result, report: { ...result.report, notApplied: [...result.report.notApplied, ...notApplied] } };
  const reports = flags.many('report').map((file) => JSON.parse(readFileSync(at(file), 'utf8')) as WeaveReport);
  const archives = new Map(
    flags
      .many('archive')
      .map(pair)
      .map(([path, file]) => [path, at(file)]),
  );
  const imported = sources.flatMap((file) => importsOf(parser, file.name, file.text));
  const importMaps = new Map(flags.many('import').map(pair));
  const roots = imported.map(({ path }) => importMaps.get(path) ?? path);
  const reachable = reachablePackages(['runtime', ...roots, ...(build.cgo ? ['runtime/cgo', 'syscall'] : [])], {
    byImportMap: archives,
    told: new Map(reports.flatMap(({ importMap, allImports }) => (allImports ? [[importMap, allImports] as const] : []))),
    stdDir: at(flags.one('std-dir')),
  });
  const plan = activePlan([...reports, woven.report], reachable);

  const out = at(flags.one('out'));
  mkdirSync(out, { recursive: true });
  if (plan.active || isEdited(woven.report)) for (const [name, text] of woven.files) writeFileSync(join(out, name), text);
  if (plan.active) {
    const prefix = freePrefix(sources.map((file) => file.text));
    writeFileSync(join(out, GLUE_FILE), generateGlue({ joinPoints: plan.joinPoints, reports: plan.reports, hookPackages: hooks, prefix }));
  }
  const manifest = manifestOf(flags.one('label'), plan, [...reports, woven.report], reachable, stdPackageDir(at(flags.one('std-dir'))));
  writeManifest(at(flags.one('manifest')), manifest);
  writeFileSync(at(flags.one('link-script')), linkScript(manifest));
  return 0;
};

function pair(text: string): [string, string] {
  const split = text.indexOf('=');
  return [text.slice(0, split), text.slice(split + 1)];
}

/** Nothing in package main may begin with what the glue's names begin with. */
function freePrefix(texts: readonly string[]): string {
  for (let i = 0; ; i++) {
    const prefix = `otelglue${i === 0 ? '' : i}`;
    if (!texts.some((text) => text.includes(prefix))) return prefix;
  }
}

/** Changed by more than what serves other instrumentation. */
function isEdited(report: WeaveReport): boolean {
  return report.edits.some(({ rule }) => !rule.support) || (report.rewriters ?? []).length > 0;
}

function manifestOf(
  label: string,
  plan: ActivePlan,
  reports: readonly WeaveReport[],
  reachable: ReadonlySet<string>,
  stdDir: string,
): Manifest {
  const contained = reports.filter((report) => report.importMap === 'main' || reachable.has(report.importMap));
  const swapped = reports.filter((report) => plan.active || (contained.includes(report) && isEdited(report)));
  const isStd = (report: WeaveReport): boolean => report.label.startsWith('std:');
  const hookPackages = plan.joinPoints.flatMap(({ point }) => point.hooks.map((hook) => hook.path));
  return {
    version: 1,
    label,
    active: plan.active,
    imports: [...new Set(contained.flatMap((report) => report.imports))].filter((path) => !stdArchive(stdDir, path)).sort(),
    // All woven std packages of an instrumented binary are swapped in, also those that only the hooks bring along.
    stdPackages: swapped.filter(isStd).map((report) => ({ importPath: report.importPath })),
    hookPackages: [...new Set(hookPackages)].sort(),
    functions: plan.joinPoints.map(({ report, point }) => ({
      importPath: report.importPath,
      function: point.function,
      file: point.position.file,
      line: point.position.line,
      form: point.form,
      rules: point.hooks.map(({ rule }) => ({ name: rule.name, library: rule.library })),
      hooks: point.hooks.flatMap((hook) => [hook.before, hook.after].flatMap((shape) => (shape ? [`${hook.path}.${shape.name}`] : []))),
    })),
  };
}
