/** What becomes of each package that some rule names. */
import { stdVersion } from '../rules/version.js';
import type { ExportDataUse, PackageAnalysis, PackageState, RuleUse } from '../report/analysis.js';
import { formatPosition } from '../errors.js';
import type { ExportDataReport } from '../report/export-data.js';
import type { WeaveReport } from '../report/report.js';
import { type Candidate, editsOf, functionsOf, useOf } from '../report/rule-uses.js';
import { isGlob, mainTarget, rootTarget } from '../rules/target.js';
import type { Rule } from '../rules/types.js';
import type { CompileAction, GoActions, WeaveAction } from './goactions.js';
import type { OutputTree } from './tree.js';

/** As in bazel/private/patterns.bzl. */
const NEVER = ['otel-go.internal/hooks'];
const NAMED_ONLY = ['go.opentelemetry.io'];

/** Rules by the packages that they may name, so that not every rule is held against every package. */
export class RuleIndex {
  readonly all: readonly Rule[];
  readonly #exact = new Map<string, Rule[]>();
  readonly #others: readonly Rule[];
  readonly #hookPaths: ReadonlySet<string>;

  constructor(rules: readonly Rule[]) {
    this.all = rules;
    const open = (value: string): boolean => isGlob(value) || value === mainTarget || value === rootTarget;
    this.#others = rules.filter((rule) => rule.targets.some(({ value }) => open(value)));
    for (const rule of rules) {
      for (const { value } of rule.targets) {
        if (!open(value)) this.#exact.set(value, [...(this.#exact.get(value) ?? []), rule]);
      }
    }
    const advice = rules.flatMap((rule) => rule.advice);
    this.#hookPaths = new Set(advice.flatMap((one) => (one.kind === 'inject_hooks' ? [one.path.value] : [])));
  }

  usesIn(candidate: Omit<Candidate, 'never'>): RuleUse[] {
    const { importPath } = candidate.pkg;
    const never = this.#hookPaths.has(importPath) || isBelow(importPath, NEVER);
    const namedOnly = isBelow(importPath, NAMED_ONLY);
    const exact = new Set(this.#exact.get(importPath));
    return [...new Set([...exact, ...this.#others])]
      .flatMap((rule) => useOf(rule, { ...candidate, never: never || (namedOnly && !exact.has(rule)) }) ?? [])
      .sort((a, b) => (a.rule < b.rule ? -1 : 1));
  }
}

function isBelow(importPath: string, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => importPath === prefix || importPath.startsWith(`${prefix}/`));
}

/** A package as it is in every binary. */
export type PackageBase = Omit<PackageAnalysis, 'path'>;

/** Reads reports once for all binaries. */
export class Packages {
  readonly #actions: GoActions;
  readonly #index: RuleIndex;
  readonly #tree: OutputTree;
  readonly #useOutputs: boolean;
  readonly #byDir: ReadonlyMap<string, WeaveAction>;
  readonly #known = new Map<CompileAction | WeaveAction, PackageBase | undefined>();

  constructor(actions: GoActions, index: RuleIndex, tree: OutputTree, useOutputs: boolean) {
    this.#actions = actions;
    this.#index = index;
    this.#tree = tree;
    this.#useOutputs = useOutputs;
    this.#byDir = new Map([...actions.weaves.values()].map((weave) => [weave.wovenDir, weave]));
  }

  /** A package of the application; undefined when no rule names it. */
  ofCompile(compile: CompileAction): PackageBase | undefined {
    return this.#remember(compile, () => {
      const weave = compile.wovenDir === undefined ? undefined : this.#byDir.get(compile.wovenDir);
      return this.#base(compile.importPath, compile.importMap, compile.label, weave);
    });
  }

  /** A package of the standard library, which is woven for all binaries. */
  ofStd(weave: WeaveAction): PackageBase | undefined {
    return this.#remember(weave, () => this.#base(weave.importPath, weave.importMap, weave.label, weave));
  }

  version(metadata: string | undefined): string | undefined {
    if (metadata === undefined) return undefined;
    const text = this.#actions.metadata.get(metadata) ?? this.#tree.text(metadata);
    if (text === undefined) return undefined;
    const { purl } = JSON.parse(text) as { purl?: string };
    return /^pkg:golang\/[^?#]*@([^?#]+)/.exec(purl ?? '')?.[1];
  }

  #remember(key: CompileAction | WeaveAction, make: () => PackageBase | undefined): PackageBase | undefined {
    if (!this.#known.has(key)) this.#known.set(key, make());
    return this.#known.get(key);
  }

  #base(importPath: string, importMap: string, label: string, weave: WeaveAction | undefined): PackageBase | undefined {
    const std = weave?.std === true;
    const pkg = { importPath, isMain: false, rootModule: label.startsWith('//') ? importPath : undefined };
    const version = std ? stdVersion(weave.goVersion) : this.version(weave?.metadata);
    const report = weave && this.#useOutputs ? (this.#tree.json(weave.report) as WeaveReport | undefined) : undefined;
    const uses = this.#index.usesIn({ pkg, version, std, report });
    if (uses.length === 0 && (weave?.rewriters.length ?? 0) === 0) return undefined;
    const rules = weave ? uses : uses.map(withoutWeaving);
    const newer = weave && report ? this.#tree.newerThan(weave.report, weave.sources) : undefined;
    const exportData = weave && report ? this.#exportData(weave) : undefined;
    return {
      importPath,
      label,
      ...(importMap === importPath ? {} : { importMap }),
      std,
      version,
      state: stateOf(rules, weave, report),
      rules,
      rewriters: weave?.rewriters ?? [],
      functions: report ? functionsOf(report) : [],
      edits: report ? editsOf(report) : [],
      warnings: (report?.warnings ?? []).map((warning) => `${formatPosition(warning.position)}: ${warning.message}`),
      ...(exportData ? { exportData } : {}),
      ...(weave && report ? { report: weave.report } : {}),
      ...(newer === undefined ? {} : { newerSource: newer }),
    };
  }

  #exportData(weave: WeaveAction): ExportDataUse | undefined {
    const file = this.#actions.stdChecks.get(weave.report) ?? weave.report.replace(/\.otelreport\.json$/, '.otelexportdata.json');
    const found = this.#tree.json(file) as Partial<ExportDataReport> | undefined;
    if (found?.equal === undefined) return undefined;
    const causes = (found.causes ?? []).map((cause) => `${cause.file}:${cause.line}: ${cause.what}: ${cause.why}`);
    return { equal: found.equal, causes };
  }
}

function withoutWeaving(use: RuleUse): RuleUse {
  return use.state === 'planned' ? { ...use, state: 'not applied', reason: 'the package has no Go sources' } : use;
}

function stateOf(rules: readonly RuleUse[], weave: WeaveAction | undefined, report: WeaveReport | undefined): PackageState {
  if (!weave) return 'unchanged';
  if (report) {
    const changed = report.joinPoints.length + report.edits.length + report.changedFiles.length + report.addedFiles.length > 0;
    return changed ? 'woven' : 'unchanged';
  }
  return weave.rewriters.length > 0 || rules.some(({ state }) => state === 'planned') ? (weave.std ? 'offered' : 'planned') : 'unchanged';
}
