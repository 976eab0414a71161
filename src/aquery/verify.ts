/**
 * Three accounts of one binary: the plan (rules and action graph, as if nothing were built), the build's manifest together with the
 * reports of weaving, and the finished file. They must agree.
 */
import { UserError } from '../errors.js';
import { symbol } from '../glue/symbol.js';
import type { BinaryAnalysis, PackageAnalysis } from '../report/analysis.js';
import type { Manifest, ManifestFunction } from '../report/manifest.js';
import { ruleId } from '../report/rule-uses.js';
import { readExecutable, type Executable } from './executable.js';
import type { OutputTree } from './tree.js';

export interface BinaryCheck {
  readonly label: string;
  readonly configuration: string;
  readonly state: 'instrumented' | 'plain';
  readonly functions: number;
  readonly hookFunctions: number;
  /** Undefined when the binary has no symbol table to look them up in. */
  readonly hookVariables: number | undefined;
  readonly problems: readonly Problem[];
}

export interface Problem {
  readonly between: 'plan and manifest' | 'reports and manifest' | 'manifest and binary';
  readonly message: string;
}

/** The function of main that sets hook variables (src/glue/generate.ts). */
const GLUE = /^main\.otelglue\d*install$/;
/** One for each function with hooks; the name stays also where the compiler inlines it. */
const BIND = /^main\.(?:.*\.)?otelglue\d*bind(\d+)(?=\.|\[|$)/;
const HOOK_VARIABLE = /\.otel(?:hook|after)_\w+$/;

/** `planned` and `built` are the same binary, without and with what the last build left. */
export function verifyBinary(planned: BinaryAnalysis, built: BinaryAnalysis, tree: OutputTree): BinaryCheck {
  const manifest = planned.manifest === undefined ? undefined : (tree.json(planned.manifest) as Manifest | undefined);
  if (!manifest) throw notBuilt(planned, planned.manifest ?? 'its manifest');
  if (planned.output === undefined || !tree.exists(planned.output)) throw notBuilt(planned, planned.output ?? 'its link action');
  const executable = readExecutable(tree.resolve(planned.output));
  if (!executable) throw new UserError('USAGE', `${planned.output} is no Go program that we can read (Go 1.20 or later)`);
  const hookFunctions = [...new Set(manifest.functions.flatMap((fn) => fn.hooks))];
  const problems = [
    ...comparePlan(planned, manifest).map((message) => ({ between: 'plan and manifest' as const, message })),
    ...compareReports(built, manifest, executable).map((message) => ({ between: 'reports and manifest' as const, message })),
    ...compareBinary(built, manifest, hookFunctions, executable).map((message) => ({ between: 'manifest and binary' as const, message })),
  ];
  return {
    label: planned.label,
    configuration: planned.configuration,
    state: manifest.active ? 'instrumented' : 'plain',
    functions: manifest.functions.length,
    hookFunctions: hookFunctions.length,
    hookVariables: executable.symbols && hookVariablesOf(built, manifest).length,
    problems,
  };
}

function notBuilt({ label }: BinaryAnalysis, missing: string): UserError {
  return new UserError('USAGE', `${label} is not built: ${missing} is missing`, {
    fix: `bazel build --config=otel --remote_download_outputs=all ${label}`,
  });
}

function comparePlan(planned: BinaryAnalysis, manifest: Manifest): string[] {
  const byPath = new Map(planned.packages.map((pkg) => [pkg.importPath, pkg]));
  const label = manifest.label === planned.label ? [] : [`the manifest is of ${manifest.label}, the plan of ${planned.label}`];
  const functions = manifest.functions.flatMap((fn) => compareFunction(fn, byPath.get(fn.importPath)));
  const std = manifest.stdPackages
    .filter(({ importPath }) => byPath.get(importPath)?.state !== 'offered')
    .map(({ importPath }) => `the manifest swaps in ${importPath}, which the plan does not offer`);
  return [...label, ...functions, ...std, ...compareActivity(planned, manifest)];
}

function compareFunction(fn: ManifestFunction, pkg: PackageAnalysis | undefined): string[] {
  if (!pkg) return [`the manifest has ${fn.function}, the plan has no rule for ${fn.importPath}`];
  const planned = pkg.rules.filter(({ state }) => state === 'planned');
  const rules = fn.rules
    .filter((rule) => !planned.some((use) => use.rule === ruleId(rule)))
    .map((rule) => `the manifest has ${fn.function} with rule ${ruleId(rule)}, which the plan does not have for ${fn.importPath}`);
  const known = new Set(planned.flatMap(({ hooks }) => hooks));
  const hooks = fn.hooks
    .filter((hook) => !known.has(hook) && !pkg.rules.some(({ rule, hooks: own }) => own.length === 0 && names(fn, rule)))
    .map((hook) => `the manifest has ${fn.function} with hook ${hook}, which no rule of the plan names`);
  return [...rules, ...hooks];
}

function names(fn: ManifestFunction, rule: string): boolean {
  return fn.rules.some((one) => ruleId(one) === rule);
}

function compareActivity(planned: BinaryAnalysis, manifest: Manifest): string[] {
  if (manifest.active && planned.state === 'plain') return ['the manifest says instrumented, the plan has nothing to weave'];
  if (!manifest.active && manifest.functions.length > 0) return ['the manifest lists functions, but says that the binary is plain'];
  return [];
}

/** What was woven and is linked must be in the manifest, and the other way round. */
function compareReports(built: BinaryAnalysis, manifest: Manifest, executable: Executable): string[] {
  return built.packages.flatMap((pkg) => {
    if (pkg.importMap === 'main') return [];
    const listed = new Set(manifest.functions.filter((fn) => fn.importPath === pkg.importPath).map((fn) => fn.function));
    if (pkg.report === undefined) return [...listed].map((name) => `the manifest has ${name}, but no report of ${pkg.importPath} is there`);
    // A std package that only the hooks import is swapped in too, and has no hooks set.
    const linked = listed.size > 0 || (!pkg.std && manifest.active && contains(executable, pkg));
    const woven = new Set(linked ? pkg.functions.map((fn) => fn.function) : []);
    return [
      ...[...woven].filter((name) => !listed.has(name)).map((name) => `${name} is woven and linked, the manifest does not have it`),
      ...[...listed].filter((name) => !woven.has(name)).map((name) => `the manifest has ${name}, the report of weaving does not`),
    ];
  });
}

function contains({ functions }: Executable, { importMap, importPath, functions: woven }: PackageAnalysis): boolean {
  const prefix = symbol(importMap ?? importPath, '');
  return woven.some((fn) => functions.has(prefix + fn.function.slice(importPath.length + 1)));
}

function compareBinary(built: BinaryAnalysis, manifest: Manifest, hooks: readonly string[], { functions, symbols }: Executable): string[] {
  const installs = [...functions].some((name) => GLUE.test(name));
  if (!manifest.active) return installs ? ['the manifest says plain, but the binary sets hook variables'] : [];
  if (!installs)
    return ['the manifest says instrumented, but the binary sets no hook variables: was it built without --config=otel since?'];
  const missing = hooks
    .filter((hook) => !functions.has(hookSymbol(hook)))
    .map((hook) => `the manifest has hook ${hook}, which is not in the binary`);
  const bound = new Set([...functions].flatMap((name) => BIND.exec(name)?.[1] ?? [])).size;
  if (bound !== manifest.functions.length)
    missing.push(`the manifest lists ${manifest.functions.length} functions, the binary sets the hooks of ${bound}`);
  if (!symbols) return missing;
  const wanted = new Set(hookVariablesOf(built, manifest));
  // Packages that only the hooks bring along are woven too, and listed nowhere.
  const own = new Set(built.packages.map(({ importMap, importPath }) => symbol(importMap ?? importPath, '')));
  const isOwn = (name: string): boolean => !name.startsWith('main.') && own.has(name.slice(0, name.lastIndexOf('.') + 1));
  const found = [...symbols].filter((name) => HOOK_VARIABLE.test(name) && isOwn(name));
  return [
    ...missing,
    ...[...wanted].filter((name) => !symbols.has(name)).map((name) => `hook variable ${name} is not in the binary`),
    ...found.filter((name) => !wanted.has(name)).map((name) => `the binary has hook variable ${name}, the manifest no function for it`),
  ];
}

function hookSymbol(hook: string): string {
  const dot = hook.lastIndexOf('.');
  return symbol(hook.slice(0, dot), hook.slice(dot + 1));
}

/** Main's own variables are set without a linkname, and known from no report. */
function hookVariablesOf(built: BinaryAnalysis, manifest: Manifest): string[] {
  const listed = new Set(manifest.functions.map((fn) => fn.function));
  return built.packages.flatMap(({ importPath, importMap = importPath, functions }) =>
    functions
      .filter((fn) => importMap !== 'main' && listed.has(fn.function))
      .flatMap((fn) => fn.hookVars.map((name) => symbol(importMap, name))),
  );
}
