/** The sources of packages, and what would be compiled in their place. */
import { toDiff } from './weave-output.js';
import { GLUE_FILE, generateGlue } from '../glue/generate.js';
import { activePlan } from '../glue/plan.js';
import type { Session } from '../gobuild/session.js';
import type { SourceFile } from '../golang/parsehooks.js';
import type { GoPlan, PlannedProgram } from '../plan/analyze.js';
import { type PlanPackage, shownPath } from '../plan/packages.js';

export interface PackageDiff {
  readonly importPath: string;
  /** Named on the command line, not only imported. */
  readonly named: boolean;
  readonly files: readonly { readonly name: string; readonly change: 'changed' | 'added' }[];
  readonly diff: string;
}

/** Packages that change in some program, or would in any program that imports them. */
export function packageDiffs(plan: GoPlan, session: Session): PackageDiff[] {
  const { analysis, woven, packages, programs } = plan;
  const changedIn = new Set(
    analysis.binaries.flatMap((binary) => binary.packages.filter(({ state }) => state === 'woven').map(({ importPath }) => importPath)),
  );
  const contained = new Set(programs.flatMap(({ paths }) => [...paths.keys()]));
  const glue = new Map(programs.filter(({ active }) => active).map((one) => [one.main.importPath, glueOf(one, plan, session)]));
  return [...packages.byPath.values()].flatMap((pkg) => {
    const { importPath } = pkg;
    const own = woven.get(importPath);
    const main = glue.get(importPath);
    const isWoven = changedIn.has(importPath) || !contained.has(importPath);
    const files = new Map([...(main === undefined ? [] : [[GLUE_FILE, main] as const]), ...(isWoven && own ? own.files : [])]);
    return files.size === 0 ? [] : [packageDiff(pkg, own?.sources ?? [], files, session.cwd)];
  });
}

function packageDiff(pkg: PlanPackage, sources: readonly SourceFile[], files: ReadonlyMap<string, string>, cwd: string): PackageDiff {
  const original = new Set(sources.map(({ name }) => name));
  const added = [...files.keys()].filter((name) => !original.has(name));
  let diff = toDiff(sources, files);
  // Added files would lie beside the others.
  for (const name of added) diff = diff.replace(`\n+++ b/${name}\n`, () => `\n+++ b/${shownPath(pkg.dir, name, cwd).replace(/^\//, '')}\n`);
  return {
    importPath: pkg.importPath,
    named: pkg.named,
    files: [...files.keys()].map((name) => ({ name, change: original.has(name) ? 'changed' : 'added' })),
    diff,
  };
}

/** The file of main that sets the hooks; undefined where there is none to set. */
function glueOf({ paths }: PlannedProgram, { woven }: GoPlan, session: Session): string | undefined {
  const contained = [...paths.keys()].flatMap((path) => woven.get(path) ?? []);
  const { active, joinPoints, reports } = activePlan(
    contained.map(({ report }) => report),
    new Set(paths.keys()),
  );
  if (!active) return undefined;
  const texts = contained.filter(({ report }) => report.importMap === 'main').flatMap(({ sources }) => sources.map(({ text }) => text));
  let prefix = 'otelglue';
  for (let i = 1; texts.some((text) => text.includes(prefix)); i++) prefix = `otelglue${i}`;
  const hookPackages = new Map(session.hooks.map((hook) => [hook.importPath, hook]));
  return generateGlue({ joinPoints, reports, hookPackages, prefix });
}
