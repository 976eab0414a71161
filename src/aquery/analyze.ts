/** From the action graph, the rules and what has been built: what is instrumented in each binary, and why. */
import { UserError } from '../errors.js';
import type {
  Analysis,
  BinaryAnalysis,
  BinaryState,
  FunctionUse,
  PackageAnalysis,
  PackageGraph,
  PackageState,
  RuleUse,
} from '../report/analysis.js';
import type { Manifest } from '../report/manifest.js';
import { coverageOf, ruleId } from '../report/rule-uses.js';
import type { Action } from './actiongraph.js';
import { closureOf, packageGraph, pathsFromMain, type Closure } from './closure.js';
import { readGoActions, type GoActions } from './goactions.js';
import { type PackageBase, Packages, RuleIndex } from './packages.js';
import { readAllRules } from './rules.js';
import type { OutputTree } from './tree.js';

export interface AnalyzeOptions {
  readonly targets: readonly string[];
  /** Whether reports and manifests of the last build are used where there are any. */
  readonly useOutputs: boolean;
}

export interface Analyzed {
  readonly analysis: Analysis;
  readonly graph: PackageGraph;
  /** Import paths of all packages of the binaries. */
  readonly importPaths: ReadonlySet<string>;
  /** In the order of `analysis.binaries`. */
  readonly closures: readonly Closure[];
  readonly actions: GoActions;
}

export function analyze(graph: readonly Action[], tree: OutputTree, options: AnalyzeOptions): Analyzed {
  const actions = readGoActions(graph);
  if (actions.mains.length === 0 && actions.links.length > 0) {
    throw new UserError('USAGE', 'got programs without actions of rules_otel_go, want an instrumented build', {
      fix: 'the otel configuration of .bazelrc is `build:otel --extra_toolchains=@rules_otel_go//bazel/toolchains:all`',
    });
  }
  const slices = [...actions.mains, ...actions.weaves.values()].flatMap((action) => action.slices);
  const rules = readAllRules(tree, slices);
  const packages = new Packages(actions, new RuleIndex(rules), tree, options.useOutputs);
  const closures = actions.mains.map((main) => closureOf(main, actions, tree)).sort(byName);
  const binaries = closures.map((closure) => new BinaryReader(closure, actions, packages, new RuleIndex(rules), tree, options).read());
  const importPaths = new Set(closures.flatMap(({ main, packages: all }) => [main.importPath, ...all.map(({ importPath }) => importPath)]));
  for (const { std, importPath } of actions.weaves.values()) if (std) importPaths.add(importPath);
  const usesOf = new Map<string, { readonly importPath: string; readonly use: RuleUse }[]>(rules.map((rule) => [ruleId(rule), []]));
  for (const { packages: own } of binaries)
    for (const { importPath, rules: uses } of own) for (const use of uses) usesOf.get(use.rule)?.push({ importPath, use });
  return {
    analysis: {
      version: 1,
      source: 'bazel',
      targets: options.targets,
      binaries,
      rules: rules.map((rule) => coverageOf(rule, usesOf.get(ruleId(rule)) ?? [], importPaths)),
      plainTools: actions.toolLinks,
    },
    graph: packageGraph(closures, actions),
    importPaths,
    closures,
    actions,
  };
}

function byName(a: Closure, b: Closure): number {
  const name = ({ main }: Closure): string => `${main.label} ${main.configuration.mnemonic}`;
  return name(a) < name(b) ? -1 : 1;
}

class BinaryReader {
  readonly #closure: Closure;
  readonly #actions: GoActions;
  readonly #packages: Packages;
  readonly #index: RuleIndex;
  readonly #manifest: Manifest | undefined;

  constructor(
    closure: Closure,
    actions: GoActions,
    packages: Packages,
    index: RuleIndex,
    tree: OutputTree,
    { useOutputs }: AnalyzeOptions,
  ) {
    this.#closure = closure;
    this.#actions = actions;
    this.#packages = packages;
    this.#index = index;
    this.#manifest = useOutputs ? (tree.json(closure.main.manifest) as Manifest | undefined) : undefined;
  }

  read(): BinaryAnalysis {
    const { main, link, packages } = this.#closure;
    const all = [...this.#mainPackage(), ...this.#application(), ...this.#std()].sort((a, b) => (a.importPath < b.importPath ? -1 : 1));
    return {
      label: main.label,
      importPath: main.importPath,
      configuration: main.configuration.mnemonic,
      platform: main.configuration.platform,
      state: this.#state(all),
      output: link?.output,
      manifest: main.manifest,
      packageCount: packages.length + 1,
      packages: all,
      hookPackages: this.#manifest?.hookPackages ?? [...new Set(all.flatMap(hookPackagesOf))].sort(),
    };
  }

  #state(packages: readonly PackageAnalysis[]): BinaryState {
    if (this.#manifest) return this.#manifest.active ? 'instrumented' : 'plain';
    const brings = ({ rules, rewriters }: PackageAnalysis): boolean =>
      rewriters.length > 0 || rules.some(({ state, support }) => !support && (state === 'planned' || state === 'woven'));
    if (packages.some((one) => !one.std && brings(one))) return 'planned';
    return packages.some(brings) ? 'undecided' : 'plain';
  }

  #application(): PackageAnalysis[] {
    const paths = pathsFromMain(this.#closure, this.#actions);
    return this.#closure.packages.flatMap((compile) => {
      const base = this.#packages.ofCompile(compile);
      if (!base) return [];
      const absent = this.#manifest && base.functions.length > 0 && !this.#linked(base);
      return [{ ...base, state: absent ? ('not linked' as const) : base.state, path: paths.get(compile) ?? [] }];
    });
  }

  /** Whether hooks of the package are set. In a plain binary a package with supporting rules only has none. */
  #linked({ importPath, rules }: PackageBase): boolean {
    if (!this.#manifest?.active) return rules.every(({ support, state }) => support || state !== 'woven');
    return this.#manifest.functions.some((fn) => fn.importPath === importPath);
  }

  #std(): PackageAnalysis[] {
    const swapped = new Set(this.#manifest?.stdPackages.map(({ importPath }) => importPath));
    return this.#closure.main.reports.flatMap((report) => {
      const weave = this.#actions.weaves.get(report);
      const base = weave?.std ? this.#packages.ofStd(weave) : undefined;
      if (!base) return [];
      if (base.state === 'unchanged') return [{ ...base, path: [] }];
      const state: PackageState = !this.#manifest ? 'offered' : swapped.has(base.importPath) ? 'woven' : 'not linked';
      return [{ ...base, state, path: [] }];
    });
  }

  /** Weaving main leaves no report of its own: the manifest tells which functions have hooks. */
  #mainPackage(): PackageAnalysis[] {
    const { main } = this.#closure;
    const pkg = { importPath: main.importPath, isMain: true, rootModule: main.label.startsWith('//') ? main.importPath : undefined };
    const version = this.#packages.version(main.metadata);
    const given = main.slices.length > 0;
    const functions = (this.#manifest?.functions ?? []).filter((fn) => fn.importPath === main.importPath).map(functionOf);
    const rules = (given ? this.#index.usesIn({ pkg, version, std: false, report: undefined }) : []).map((use) =>
      this.#mainUse(use, functions),
    );
    if (rules.length === 0 && main.rewriters.length === 0) return [];
    const planned = !this.#manifest && (main.rewriters.length > 0 || rules.some(({ state }) => state === 'planned'));
    return [
      {
        importPath: main.importPath,
        label: main.label,
        importMap: 'main',
        std: false,
        version,
        state: functions.length > 0 ? 'woven' : planned ? 'planned' : 'unchanged',
        rules,
        rewriters: main.rewriters,
        functions,
        edits: [],
        warnings: [],
        path: [main.importPath],
      },
    ];
  }

  #mainUse(use: RuleUse, functions: readonly FunctionUse[]): RuleUse {
    if (!this.#manifest || use.state !== 'planned') return use;
    if (functions.some((fn) => fn.rules.includes(use.rule))) return { ...use, state: 'woven' };
    if (use.support && !this.#manifest.active) return { ...use, state: 'not applied', reason: 'the binary is not instrumented' };
    if (use.hooks.length > 0) return { ...use, state: 'no match', reason: `nothing in the package matches: ${use.place}` };
    return { ...use, reason: 'what is inserted into main is in no report' };
  }
}

function functionOf(fn: Manifest['functions'][number]): FunctionUse {
  const { function: name, file, line, form, hooks } = fn;
  return { function: name, file, line, form, rules: fn.rules.map(ruleId), hooks, hookVars: [] };
}

function hookPackagesOf({ rules }: PackageAnalysis): string[] {
  const applied = rules.filter(({ state }) => state === 'planned' || state === 'woven');
  return applied.flatMap(({ hooks }) => hooks.map((hook) => hook.slice(0, hook.lastIndexOf('.'))));
}
