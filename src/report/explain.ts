/** Why a package, or a function of it, is woven or not. */
import { UserError } from '../errors.js';
import { parseGoFile } from '../golang/parsefile.js';
import type { GoParser } from '../golang/parser.js';
import { isStd } from '../golang/platforms.js';

import { didYouMean, nearest } from '../rules/nearest.js';
import { isGlob } from '../rules/target.js';
import type { Analysis, FunctionUse, PackageAnalysis, RuleUse } from './analysis.js';

export interface Explanation {
  readonly version: 1;
  readonly importPath: string;
  /** As the runtime names it, without the package: `(*Transport).roundTrip`; undefined when the package is asked for. */
  readonly function: string | undefined;
  /** Binaries that may contain the package, with what is known of it there; alike ones stand together. */
  readonly packages: readonly ExplainedPackage[];
  /** Binaries that do not contain it. */
  readonly absent: readonly string[];
  /** Why nothing is woven, where nothing is. */
  readonly why: readonly string[];
}

export interface ExplainedPackage {
  readonly binaries: readonly string[];
  /** Undefined: no rule names it. */
  readonly package: PackageAnalysis | undefined;
  /** Hooks of the function that was asked for. */
  readonly functions: readonly FunctionUse[];
  /** Rules that select that function by its name, of a package that is not built yet. */
  readonly planned: readonly RuleUse[];
}

/** What explaining needs to know of a build. */
export interface Explainable {
  readonly analysis: Analysis;
  /** Import paths of all packages of the binaries. */
  readonly importPaths: ReadonlySet<string>;
  /** Whether a binary, by its index, contains a package, main included. */
  contains(binary: number, importPath: string): boolean;
  /** Texts of a package's Go files, those of tests excluded. */
  texts(importPath: string): readonly string[];
}

/** `parser` is asked for only where names of functions have to be read from sources. */
export async function explain(what: string, analyzed: Explainable, parser: () => Promise<GoParser>): Promise<Explanation> {
  const { importPath, name } = split(what, analyzed);
  const packages = gather(importPath, name, analyzed);
  const present = new Set(packages.flatMap(({ binaries }) => binaries));
  const absent = analyzed.analysis.binaries.map(({ label }) => label).filter((label) => !present.has(label));
  const woven = packages.some((one) => (name === undefined ? isWoven(one.package) : one.functions.length + one.planned.length > 0));
  const why = woven
    ? []
    : [...whyPackage(importPath, packages, analyzed), ...(await whyFunction(importPath, name, packages, analyzed, parser))];
  return { version: 1, importPath, function: name, packages, absent: [...new Set(absent)], why };
}

/** The longest import path that is known; what follows its dot is a function. */
function split(what: string, { importPaths, analysis }: Explainable): { importPath: string; name: string | undefined } {
  const exact = analysis.rules.flatMap((rule) => rule.targets.filter((target) => !isGlob(target)));
  const known = new Set([...importPaths, ...exact]);
  const candidates = [...known].filter((path) => what === path || what.startsWith(`${path}.`)).sort((a, b) => b.length - a.length);
  const [importPath] = candidates;
  if (importPath !== undefined)
    return { importPath, name: what === importPath ? undefined : functionName(what.slice(importPath.length + 1)) };
  // A std package that no rule targets is not in the action graph: `fmt.Println`.
  const std = /^([a-z][\w/]*)(?:\.([^/]+))?$/.exec(what);
  if (std?.[1] !== undefined && isStd(std[1])) return { importPath: std[1], name: std[2] === undefined ? undefined : functionName(std[2]) };
  const near = didYouMean(what, known) ?? nearestOfPackage(what, known);
  throw new UserError('USAGE', `no package of these binaries is ${JSON.stringify(what)}`, {
    fix: near ?? 'give an import path as Go code writes it, or one with a function: net/http.(*Transport).roundTrip',
  });
}

function nearestOfPackage(what: string, known: Iterable<string>): string | undefined {
  const dot = what.indexOf('.', what.lastIndexOf('/') + 1);
  return dot < 0 ? undefined : didYouMean(what.slice(0, dot), known);
}

/** `*T.M` and `(*T).M` are the same; `(T).M` is `T.M`. */
function functionName(name: string): string {
  return name.replace(/^\(?\*(\w+)\)?\.(\w+)$/, '(*$1).$2').replace(/^\((\w+)\)\./, '$1.');
}

function gather(importPath: string, name: string | undefined, analyzed: Explainable): ExplainedPackage[] {
  const groups = new Map<
    string,
    { binaries: string[]; package: PackageAnalysis | undefined; functions: readonly FunctionUse[]; planned: readonly RuleUse[] }
  >();
  analyzed.analysis.binaries.forEach((binary, i) => {
    const inside = analyzed.contains(i, importPath);
    const found = binary.packages.filter((one) => one.importPath === importPath);
    for (const pkg of found.length > 0 ? found : inside ? [undefined] : []) {
      const key = JSON.stringify({ ...pkg, path: [] });
      const functions = (pkg?.functions ?? []).filter(
        (fn) => fn.function === `${importPath}.${name ?? ''}` || isMainFunction(fn, pkg, name),
      );
      const planned = (pkg?.rules ?? []).filter((use) => use.state === 'planned' && use.place === name);
      const group = groups.get(key) ?? { binaries: [], package: pkg, functions, planned };
      group.binaries.push(binary.label);
      groups.set(key, group);
    }
  });
  return [...groups.values()];
}

/** The linker calls every main package `main`. */
function isMainFunction(fn: FunctionUse, pkg: PackageAnalysis | undefined, name: string | undefined): boolean {
  return pkg?.importMap === 'main' && fn.function === `main.${name ?? ''}`;
}

function isWoven(pkg: PackageAnalysis | undefined): boolean {
  return pkg?.state === 'woven' || pkg?.state === 'planned' || pkg?.state === 'offered';
}

function whyPackage(importPath: string, packages: readonly ExplainedPackage[], { analysis }: Explainable): string[] {
  if (packages.length === 0 && !isStd(importPath)) return [`no binary of ${analysis.targets.join(' ')} contains ${importPath}`];
  if (packages.some((one) => one.package !== undefined)) return [];
  const targets = analysis.rules.flatMap((rule) => rule.targets);
  const near = nearest(importPath, targets);
  return [`no rule names ${importPath}${near === undefined ? '' : `; the nearest target of a rule is ${near}`}`];
}

async function whyFunction(
  importPath: string,
  name: string | undefined,
  packages: readonly ExplainedPackage[],
  analyzed: Explainable,
  parser: () => Promise<GoParser>,
): Promise<string[]> {
  if (name === undefined) return [];
  const texts = analyzed.texts(importPath);
  const known = texts.length === 0 ? undefined : functionsIn(texts, await parser());
  if (known && !known.has(name)) {
    const near = nearestFunctions(name, known);
    return [`${importPath} has no function ${name}${near.length === 0 ? '' : `; there is ${near.join(', ')}`}`];
  }
  const uses = packages.flatMap((one) => one.package?.rules ?? []);
  return [
    ...new Set(
      uses.map((use) => `rule ${use.rule} selects ${use.place}${use.reason === undefined ? '' : ` (${use.state}: ${use.reason})`}`),
    ),
  ];
}

/** Methods are asked for without their receiver, or with another one, more often than misspelt. */
function nearestFunctions(name: string, known: ReadonlySet<string>): string[] {
  const last = (full: string): string => full.slice(full.lastIndexOf('.') + 1);
  const same = [...known].filter((full) => last(full) === last(name));
  if (same.length > 0) return same;
  const near = nearest(name, known);
  if (near !== undefined) return [near];
  const method = nearest(last(name), new Set([...known].map(last)));
  return [...known].filter((full) => last(full) === method);
}

function functionsIn(texts: readonly string[], parser: GoParser): Set<string> {
  const heads = texts.flatMap((text) => parseGoFile(parser, 'source.go', text, { wanted: () => false }).heads);
  return new Set(heads.map(({ name, base, pointer }) => (base === '' ? name : pointer ? `(*${base}).${name}` : `${base}.${name}`)));
}
