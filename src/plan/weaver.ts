/** Weaves packages in memory, as the build would: what `plan` reports and `diff` shows. */
import { rulesFor } from '../gobuild/matching.js';
import { type Dependents, importedPaths } from '../gobuild/needed.js';
import type { Session } from '../gobuild/session.js';
import type { SourceFile } from '../golang/parsehooks.js';
import { initParser } from '../golang/parser.js';
import type { WeaveReport } from '../report/report.js';
import type { Rule } from '../rules/types.js';
import { weavePackage } from '../weave/weave.js';
import { parseFlags } from '../worker/command.js';
import { checkProvided, importFlags, sortOutBlocked } from '../worker/imports.js';
import { type PackageSet, type PlanPackage, shownPath } from './packages.js';

export interface WovenPackage {
  readonly sources: readonly SourceFile[];
  /** Changed and added files, by base name. */
  readonly files: ReadonlyMap<string, string>;
  readonly report: WeaveReport;
}

export type Notify = (text: string) => void;

export interface PlanContext {
  readonly session: Session;
  readonly packages: PackageSet;
  readonly notify: Notify;
}

export async function weaveAll(
  context: PlanContext,
  wanted: readonly PlanPackage[],
  dependents: Dependents,
): Promise<Map<string, WovenPackage>> {
  const { session, notify } = context;
  const jobs = wanted
    .map((pkg) => ({ pkg, rules: rulesFor(session, pkg.importPath, pkg.isMain) }))
    .filter(({ pkg, rules }) => rules.length > 0 || session.spans.includes(pkg.importPath));
  const woven = new Map<string, WovenPackage>();
  if (jobs.length === 0) return woven;
  const parser = await initParser();
  jobs.forEach(({ pkg, rules }, i) => {
    notify(`weaving ${i + 1} of ${jobs.length}: ${pkg.importPath}`);
    const sources = readSources(context, pkg);
    const { rules: kept, notApplied, flags } = sortOut(pkg, rules, dependents);
    const { files, report } = weavePackage(parser, {
      importPath: pkg.importPath,
      importMap: pkg.isMain ? 'main' : pkg.importPath,
      label: pkg.importPath,
      packageVersion: pkg.version,
      buildContext: session.context,
      files: sources,
      rules: kept,
      hooks: new Map(session.hooks.map((hook) => [hook.importPath, hook])),
    });
    checkProvided(report, kept, pkg.importPath, flags);
    woven.set(pkg.importPath, { sources, files, report: { ...report, notApplied: [...report.notApplied, ...notApplied] } });
  });
  return woven;
}

export function readSources({ session, packages }: PlanContext, pkg: PlanPackage): SourceFile[] {
  return pkg.files.map((name) => ({ name, path: shownPath(pkg.dir, name, session.cwd), text: packages.text(pkg, name) }));
}

function sortOut(
  pkg: PlanPackage,
  rules: readonly Rule[],
  dependents: Dependents,
): ReturnType<typeof sortOutBlocked> & { readonly flags: ReturnType<typeof parseFlags> } {
  const wanted = importedPaths(rules);
  const own = wanted.length > 0 ? dependents(pkg.importPath) : new Set<string>();
  const provided = wanted.filter((path) => !own.has(path));
  const flags = parseFlags(
    [...(provided.length < wanted.length ? ['--blocked'] : []), ...provided.map((path) => `--provided=${path}`)],
    importFlags.values,
    importFlags.booleans,
  );
  return { ...sortOutBlocked(rules, pkg.importPath, flags), flags };
}
