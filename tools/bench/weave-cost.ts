/** What weaving costs, against parsing alone, which nothing that reads Go files exactly can do without. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { takesPart, type BuildContext } from '../../src/golang/constraints.js';
import type { HookFunction } from '../../src/golang/hookpackage.js';
import type { GoFunction } from '../../src/golang/model.js';
import { parseGoFile } from '../../src/golang/parsefile.js';
import type { SourceFile } from '../../src/golang/parsehooks.js';
import { type GoParser, initParser } from '../../src/golang/parser.js';
import { loadRuleFile } from '../../src/rules/load.js';
import { matchesTarget } from '../../src/rules/target.js';
import type { Rule } from '../../src/rules/types.js';
import type { WeaveResult } from '../../src/weave/request.js';
import { weavePackage } from '../../src/weave/weave.js';
import { CHECKOUT } from '../bazel/index.js';
import type { Figure } from './figures.js';

const ROUNDS = 5;
const HOOKS = 'example.com/hooks';
const MOST_VALUES = 12;

/** `Before3` and `After3` look on at functions with three parameters, or results. */
function hookFunctions(): HookFunction[] {
  const counts = Array.from({ length: MOST_VALUES + 1 }, (_, count) => count);
  return ['Before', 'After'].flatMap((side) =>
    counts.map((count) => ({
      name: `${side}${count}`,
      file: 'hooks.go',
      line: 1,
      column: 1,
      generic: false,
      params: Array.from({ length: count }, (_, i) => ({ name: `v${i}`, type: 'any' })),
      results: [],
      contextMethods: [],
      empty: true,
    })),
  );
}

/** A package of the standard library, with the files that this platform compiles. */
interface Package {
  readonly importPath: string;
  readonly files: readonly SourceFile[];
}

interface Sources {
  readonly context: BuildContext;
  readonly packages: readonly Package[];
}

/** Files per second and MB per second, and the figure that is held. */
export interface WeaveCost {
  readonly lines: readonly string[];
  readonly figures: readonly Figure[];
}

export async function weaveCost(): Promise<WeaveCost> {
  const parser = await initParser();
  const sources = standardLibrary();
  const busy = oneHookPerFile(parser, sources);
  const files = busy.flatMap(({ pkg }) => pkg.files);
  const megabytes = files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0) / 1e6;
  const parse: number[] = [];
  const weave: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const parsed = timed(() => files.forEach(({ text }) => parser.read(text, (root) => root.hasError)));
    const woven = timed(() => busy.forEach(({ pkg, rules }) => run(parser, sources.context, pkg, rules)));
    // The first round warms up.
    if (round > 0) {
      parse.push(parsed);
      weave.push(woven);
    }
  }
  const speed = (name: string, ms: number): string =>
    `${name}: ${Math.round((files.length / ms) * 1000)} files/s, ${((megabytes / ms) * 1000).toFixed(1)} MB/s`;
  const kinds = kindCosts(parser, sources);
  // The best rounds: what else the machine does only ever adds.
  const [fastestParse, fastestWeave] = [Math.min(...parse), Math.min(...weave)];
  return {
    lines: [
      `${files.length} files of the standard library, ${megabytes.toFixed(1)} MB, a hook in each, best of ${ROUNDS} rounds, processor time`,
      speed('parsing alone', fastestParse),
      speed('weaving', fastestWeave),
      ...kinds.lines,
      ...rejected(parser, sources),
    ],
    figures: [
      {
        name: 'weaving against parsing alone',
        value: fastestWeave / fastestParse,
        unit: 'times',
        limit: { atMost: 1.3 },
        detail: `${files.length} files`,
      },
      ...kinds.figures,
    ],
  };
}

/** Each kind of rule, against parsing the files that it cannot do without: those that it changes. */
function kindCosts(parser: GoParser, { context, packages }: Sources): WeaveCost {
  const costs = benchRules('weave-kinds.otelc.yaml').flatMap((rule) => {
    const busy = packages.flatMap((pkg) => {
      if (!matchesTarget(rule, { importPath: pkg.importPath, isMain: false })) return [];
      const changed = changedFiles(parser, context, pkg, rule);
      return changed.length > 0 ? [{ pkg, files: pkg.files.filter(({ name }) => changed.includes(name)) }] : [];
    });
    const files = busy.flatMap((one) => one.files);
    if (files.length === 0) throw new Error(`rule ${rule.name} changes nothing`);
    let [parse, weave] = [Infinity, Infinity];
    // In turns: whatever slows one of them down slows the other down too.
    for (let round = 0; round <= ROUNDS; round++) {
      parse = Math.min(
        parse,
        timed(() => files.forEach(({ text }) => parser.read(text, (root) => root.hasError))),
      );
      weave = Math.min(
        weave,
        timed(() => busy.forEach(({ pkg }) => run(parser, context, pkg, [rule]))),
      );
    }
    return [{ rule, files, parse, weave }];
  });
  const sum = (of: 'parse' | 'weave'): number => costs.reduce((total, cost) => total + cost[of], 0);
  return {
    lines: costs.map(
      ({ rule, files, parse, weave }) =>
        `${rule.name}: ${(weave / parse).toFixed(2)} times parsing its ${files.length} files (${Math.round(weave)} ms, ${Math.round(parse)} ms)`,
    ),
    figures: [
      {
        name: 'weaving calls, literals, values, structs, statements',
        value: sum('weave') / sum('parse'),
        unit: 'times',
        limit: { atMost: 1.3 },
        detail: `${costs.length} rules over the standard library`,
      },
    ],
  };
}

/** Files that a rule changes; none of a package that refuses it. */
function changedFiles(parser: GoParser, context: BuildContext, pkg: Package, rule: Rule): readonly string[] {
  try {
    return run(parser, context, pkg, [rule]).report.changedFiles;
  } catch {
    return [];
  }
}

function benchRules(name: string): Rule[] {
  const file = path.join(CHECKOUT, 'tools/bench', name);
  return loadRuleFile({ file, library: 'bench', text: readFileSync(file, 'utf8'), readFile: () => undefined });
}

/** How much is rejected without parsing, with rules of every sort over the whole standard library. */
function rejected(parser: GoParser, { context, packages }: Sources): string[] {
  const rules = benchRules('weave-rules.otelc.yaml');
  const exact = rules.filter((rule) => rule.targets.every((target) => target.value !== '**'));
  const matching = (pkg: Package, among: readonly Rule[]): Rule[] =>
    among.filter((rule) => matchesTarget(rule, { importPath: pkg.importPath, isMain: false }));
  const byPath = packages.filter((pkg) => matching(pkg, exact).length === 0).length;
  let [files, parsed] = [0, 0];
  const ms = timed(() => {
    for (const pkg of packages) {
      const { statistics } = run(parser, context, pkg, matching(pkg, rules));
      files += statistics.files;
      parsed += statistics.parsed;
    }
  });
  const share = (part: number, whole: number): string => `${part} of ${whole} (${((100 * part) / whole).toFixed(1)} %)`;
  return [
    `rejected by import path, rules without '**': ${share(byPath, packages.length)} packages`,
    `rejected by text, rules with '**' too: ${share(files - parsed, files)} files, in ${Math.round(ms)} ms`,
  ];
}

/** The first function of each file that can be woven gets a before- and an after-hook. */
function oneHookPerFile(parser: GoParser, { packages, context }: Sources): { pkg: Package; rules: Rule[] }[] {
  return packages.flatMap(({ importPath, files }) => {
    const seen = new Set<string>();
    const chosen = files.flatMap((file) => {
      const fn = parseGoFile(parser, file.name, file.text).functions.find((fn) => canTakeHooks(fn) && !seen.has(fn.name));
      if (!fn) return [];
      seen.add(fn.name);
      return [{ file, rule: (index: number) => hookRule(fn.name, fn.params.length, fn.results.length, index) }];
    });
    const rules = chosen.map(({ rule }, i) => rule(i));
    const pkg = { importPath, files: chosen.map(({ file }) => file) };
    return weavable(parser, context, pkg, rules) ? [{ pkg, rules }] : [];
  });
}

function canTakeHooks({ name, body, receiver, directives, params }: GoFunction): boolean {
  const special = name === 'init' || name === '_' || directives.length > 0;
  return body !== undefined && receiver === undefined && !special && params.length <= MOST_VALUES;
}

/** Some functions of the run time cannot be woven: their packages are left out. */
function weavable(parser: GoParser, context: BuildContext, pkg: Package, rules: readonly Rule[]): boolean {
  try {
    return run(parser, context, pkg, rules).statistics.parsed === pkg.files.length && pkg.files.length > 0;
  } catch {
    return false;
  }
}

function hookRule(name: string, params: number, results: number, index: number): Rule {
  const position = { file: 'rules', line: index + 1, column: 1 };
  const located = <T>(value: T): { value: T; position: typeof position } => ({ value, position });
  return {
    name: `r${index}`,
    position,
    library: 'bench',
    targets: [],
    version: undefined,
    where: { position, selector: { kind: 'func', func: located(name), recv: undefined }, pattern: undefined, placement: 'before' },
    advice: [{ kind: 'inject_hooks', before: located(`Before${params}`), after: located(`After${results}`), path: located(HOOKS) }],
    order: 0,
    support: false,
  };
}

function run(parser: GoParser, context: BuildContext, pkg: Package, rules: readonly Rule[]): WeaveResult {
  return weavePackage(parser, {
    importPath: pkg.importPath,
    importMap: pkg.importPath,
    label: '',
    buildContext: context,
    files: pkg.files,
    rules,
    hooks: new Map([[HOOKS, { importPath: HOOKS, packageName: 'hooks', functions: hookFunctions() }]]),
  });
}

/** Milliseconds of processor time, which other programs on the machine change less than the time on the clock. */
function timed(work: () => void): number {
  const started = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

function standardLibrary(): Sources {
  const { status, stdout } = spawnSync('go', ['env', 'GOROOT', 'GOOS', 'GOARCH', 'GOVERSION'], { encoding: 'utf8' });
  if (status !== 0) throw new Error('go env failed: install Go 1.25 or later');
  const [goroot = '', goos = '', goarch = '', goVersion = ''] = stdout.trim().split('\n');
  const context: BuildContext = { goos, goarch, goVersion, tags: [], cgo: true };
  const root = path.join(goroot, 'src');
  const packages = folders(root).flatMap((folder): Package[] => {
    const files = readdirSync(folder)
      .filter((name) => name.endsWith('.go') && !name.endsWith('_test.go'))
      .map((name) => ({ name, path: path.join(folder, name), text: readFileSync(path.join(folder, name), 'utf8') }))
      .filter((file) => takesPart(file, context));
    return files.length > 0 ? [{ importPath: path.relative(root, folder).replaceAll('\\', '/'), files }] : [];
  });
  return { context, packages };
}

function folders(dir: string): string[] {
  const children = readdirSync(dir, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && entry.name !== 'testdata' && entry.name !== 'cmd',
  );
  return [dir, ...children.flatMap((entry) => folders(path.join(dir, entry.name)))];
}
