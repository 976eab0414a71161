/** What becomes of the packages of one program. */
import { formatPosition } from '../errors.js';
import { flagText } from '../gobuild/arguments.js';
import { rulesFor } from '../gobuild/matching.js';
import type { Session } from '../gobuild/session.js';
import type { BinaryAnalysis, PackageAnalysis, RuleUse } from '../report/analysis.js';
import type { WeaveReport } from '../report/report.js';
import { editsOf, functionsOf, useOf } from '../report/rule-uses.js';
import type { PlannedProgram } from './analyze.js';
import { originOf, type PlanPackage } from './packages.js';
import type { PlanContext, WovenPackage } from './weaver.js';

export class ProgramReader {
  readonly #program: PlannedProgram;
  readonly #session: Session;
  readonly #lookUp: (importPath: string) => PlanPackage | undefined;
  readonly #woven: ReadonlyMap<string, WovenPackage>;

  constructor(
    program: PlannedProgram,
    { session }: PlanContext,
    lookUp: (importPath: string) => PlanPackage | undefined,
    woven: ReadonlyMap<string, WovenPackage>,
  ) {
    this.#program = program;
    this.#session = session;
    this.#lookUp = lookUp;
    this.#woven = woven;
  }

  read(): BinaryAnalysis {
    const { main, paths, brought, active } = this.#program;
    const { context } = this.#session;
    const contained = [...paths, ...brought].flatMap(([importPath, path]) => {
      const pkg = this.#lookUp(importPath);
      return pkg ? [{ pkg, path }] : [];
    });
    const named = contained.flatMap(({ pkg, path }) => this.#package(pkg, path) ?? []);
    const hooks = named.flatMap(({ functions }) => functions.flatMap((fn) => fn.hooks.map((hook) => hook.slice(0, hook.lastIndexOf('.')))));
    return {
      label: main.importPath,
      importPath: main.importPath,
      configuration: configurationOf(this.#session),
      platform: `${context.goos}/${context.goarch}`,
      state: active ? 'planned' : 'plain',
      output: undefined,
      manifest: undefined,
      packageCount: contained.filter(({ pkg }) => !pkg.std).length,
      packages: named.sort((a, b) => (a.importPath < b.importPath ? -1 : 1)),
      hookPackages: [...new Set(hooks)].sort(),
    };
  }

  /** Undefined when no rule names it. */
  #package(pkg: PlanPackage, path: readonly string[]): PackageAnalysis | undefined {
    const { brought, active } = this.#program;
    const found = this.#woven.get(pkg.importPath)?.report;
    // Instrumentation that only serves other instrumentation is left out of a plain program.
    const report = active ? found : undefined;
    const rules = this.#uses(pkg, found);
    if (rules.length === 0 && (report?.joinPoints ?? []).length === 0) return undefined;
    const isBrought = brought.has(pkg.importPath);
    const changed = report !== undefined && report.changedFiles.length + report.addedFiles.length > 0;
    return {
      importPath: pkg.importPath,
      label: originOf(pkg, this.#session.cwd),
      ...(pkg.isMain ? { importMap: 'main' } : {}),
      std: pkg.std,
      version: pkg.version,
      // Directives need no rule.
      state: changed && (report.joinPoints.length > 0 || rules.some(({ state }) => state === 'woven')) ? 'woven' : 'unchanged',
      rules,
      rewriters: [],
      // The hooks of what only hooks use are not set.
      functions: report && !isBrought ? functionsOf(report) : [],
      edits: report ? editsOf(report) : [],
      warnings: (found?.warnings ?? []).map((warning) => `${formatPosition(warning.position)}: ${warning.message}`),
      path,
    };
  }

  #uses({ importPath, isMain, version, std }: PlanPackage, report: WeaveReport | undefined): RuleUse[] {
    const { rules, roots } = this.#session;
    const applied = new Set(rulesFor(this.#session, importPath, isMain));
    const pkg = { importPath, isMain, rootModule: roots };
    return rules
      .flatMap((rule) => useOf(rule, { pkg, version, std, never: !applied.has(rule), report }) ?? [])
      .map((use) => this.#linked(use, importPath, report))
      .sort((a, b) => (a.rule < b.rule ? -1 : 1));
  }

  #linked(use: RuleUse, importPath: string, report: WeaveReport | undefined): RuleUse {
    const { active, brought } = this.#program;
    if (use.state !== 'woven') return use;
    if (!active) return { ...use, state: 'not applied', reason: 'nothing else in the program is instrumented' };
    const edited = report !== undefined && editsOf(report).some(({ rule }) => rule === use.rule);
    if (!brought.has(importPath) || edited) return use;
    return { ...use, state: 'not applied', reason: 'only hooks use the package' };
  }
}

/** What the user would have to say to get this build: platform and flags. */
function configurationOf({ context, flags }: Session): string {
  return [`${context.goos}_${context.goarch}`, ...flags.map(flagText)].join(' ');
}
