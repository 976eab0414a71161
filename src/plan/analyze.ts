/** What `otel go build` would weave into the programs of a module, and why: the same analysis as that of Bazel's action graph. */
import { activePlan } from '../glue/plan.js';
import type { Cache } from '../gobuild/cache.js';
import { rulesFor } from '../gobuild/matching.js';
import { neededHooks } from '../gobuild/needed.js';
import type { PackageGraph, RuleUse } from '../report/analysis.js';
import type { Explainable } from '../report/explain.js';
import type { WeaveReport } from '../report/report.js';
import { coverageOf, ruleId } from '../report/rule-uses.js';
import type { Rule } from '../rules/types.js';
import { broughtBy, type HookGraph, NO_HOOKS, readHookGraph } from './hookgraph.js';
import { listBuild, originOf, type PackageSet, type PlanPackage, type Program, programOf } from './packages.js';
import { ProgramReader } from './program.js';
import type { PlanSession } from './session.js';
import { type Notify, type PlanContext, readSources, weaveAll, type WovenPackage } from './weaver.js';

export interface GoPlan extends Explainable {
  readonly graph: PackageGraph;
  readonly woven: ReadonlyMap<string, WovenPackage>;
  readonly packages: PackageSet;
  readonly programs: readonly PlannedProgram[];
}

export interface PlannedProgram extends Program {
  /** Whether hooks are linked, or anything else is changed. */
  readonly active: boolean;
  /** Ways to packages of the standard library that only the hooks bring along, and that are woven. */
  readonly brought: ReadonlyMap<string, readonly string[]>;
}

export async function planBuild(
  { session, userFiles }: PlanSession,
  cache: Cache,
  patterns: readonly string[],
  notify: Notify,
): Promise<GoPlan> {
  notify('listing packages');
  const packages = await listBuild(session, patterns);
  const context: PlanContext = { session, packages, notify };
  const programs = packages.mains.map((main) => programOf(main, packages));
  const rulesOf = new Map(programs.map((program) => [program, programRules(context, program)]));
  const hooked = programs.filter((one) => mayChange(context, one, rulesOf.get(one) ?? [])).map((one) => rulesOf.get(one) ?? []);
  const graph = hooked.length > 0 ? await readHookGraph(session, cache, packages, neededHooks(hooked.flat())) : NO_HOOKS;
  const ways = new Map(programs.map((program) => [program, broughtInto(context, program, rulesOf.get(program) ?? [], graph)]));
  const woven = await weaveAll(context, wantedPackages(packages, programs, [...ways.values()], graph), graph.dependents);
  const planned = programs.map((program): PlannedProgram => {
    const active = isActive(context, program, rulesOf.get(program) ?? [], woven);
    return { ...program, active, brought: active ? (ways.get(program) ?? new Map()) : new Map() };
  });
  const lookUp = (path: string): PlanPackage | undefined => packages.byPath.get(path) ?? graph.byPath.get(path);
  const binaries = planned.map((program) => new ProgramReader(program, context, lookUp, woven).read());
  const importPaths = new Set(packages.byPath.keys());
  const usesOf = new Map<string, { readonly importPath: string; readonly use: RuleUse }[]>();
  for (const binary of binaries) {
    for (const { importPath, rules } of binary.packages)
      for (const use of rules) usesOf.set(use.rule, [...(usesOf.get(use.rule) ?? []), { importPath, use }]);
  }
  const rules = [...session.rules].sort((a, b) => (ruleId(a) < ruleId(b) ? -1 : 1));
  return {
    analysis: {
      version: 1,
      source: 'go',
      targets: patterns,
      binaries,
      rules: rules.map((rule) => ({
        ...coverageOf(rule, usesOf.get(ruleId(rule)) ?? [], importPaths),
        ...(userFiles.has(rule.position.file) ? {} : { builtIn: true as const }),
      })),
      plainTools: 0,
    },
    importPaths,
    contains: (binary, importPath) => planned[binary]?.paths.has(importPath) === true || planned[binary]?.brought.has(importPath) === true,
    texts: (importPath) => {
      const pkg = lookUp(importPath);
      return pkg ? readSources(context, pkg).map(({ text }) => text) : [];
    },
    graph: graphOf(programs, packages, session.cwd),
    woven,
    packages,
    programs: planned,
  };
}

/** The rules for all packages of a program. */
function programRules({ session }: PlanContext, { main, paths }: Program): Rule[] {
  return [...new Set([...paths.keys()].flatMap((path) => rulesFor(session, path, path === main.importPath)))];
}

/** Where other instrumentation needs it, packages of the standard library that come with the hooks are woven as well. */
function broughtInto(
  { session }: PlanContext,
  { main, paths }: Program,
  rules: readonly Rule[],
  graph: HookGraph,
): Map<string, readonly string[]> {
  const brought = broughtBy(main.importPath, neededHooks(rules), graph, paths);
  return new Map(
    [...brought].filter(([path]) => graph.byPath.get(path)?.std === true && rulesFor(session, path, false).some(({ support }) => support)),
  );
}

/** Of packages that no program contains those that the user named. */
function wantedPackages(
  packages: PackageSet,
  programs: readonly Program[],
  brought: readonly ReadonlyMap<string, unknown>[],
  graph: HookGraph,
): PlanPackage[] {
  const contained = new Set(programs.flatMap(({ paths }) => [...paths.keys()]));
  const own = [...packages.byPath.values()].filter(({ importPath, named }) => named || contained.has(importPath));
  const others = new Set(brought.flatMap((paths) => [...paths.keys()]).filter((path) => !contained.has(path)));
  return [...own, ...[...others].flatMap((path) => graph.byPath.get(path) ?? [])];
}

/** As the link decides (src/toolexec/link.ts). */
function isActive(context: PlanContext, program: Program, rules: readonly Rule[], woven: ReadonlyMap<string, WovenPackage>): boolean {
  const { paths } = program;
  if (!mayChange(context, program, rules)) return false;
  const reports = [...paths.keys()].flatMap((path) => woven.get(path)?.report ?? []);
  return activePlan(reports, new Set(paths.keys())).active || reports.some(isEdited);
}

/** By a rule, or by a directive in the source. */
function mayChange({ session }: PlanContext, { paths }: Program, rules: readonly Rule[]): boolean {
  return rules.some(({ support }) => !support) || session.spans.some((path) => paths.has(path));
}

/** Changed by more than what serves other instrumentation. */
function isEdited({ edits }: WeaveReport): boolean {
  return edits.some(({ rule }) => !rule.support);
}

/** Packages of the standard library are many, and stand in a column of their own. */
function graphOf(programs: readonly Program[], { byPath }: PackageSet, cwd: string): PackageGraph {
  const contained = new Set(programs.flatMap(({ paths }) => [...paths.keys()]));
  const nodes = [...contained].flatMap((path) => byPath.get(path) ?? []).filter(({ std }) => !std);
  const index = new Map(nodes.map(({ importPath }, i) => [importPath, i]));
  return {
    packages: nodes.map((pkg) => ({ importPath: pkg.importPath, label: originOf(pkg, cwd) })),
    imports: nodes.map(({ imports }) => imports.flatMap((path) => index.get(path) ?? [])),
    mains: programs.map(({ main }) => index.get(main.importPath) ?? 0),
  };
}
