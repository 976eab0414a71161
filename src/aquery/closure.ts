/** The packages of a binary, and who imports whom. */
import type { PackageGraph } from '../report/analysis.js';
import type { CompileAction, GoActions, LinkAction, MainAction } from './goactions.js';
import type { OutputTree } from './tree.js';

export interface Closure {
  readonly main: MainAction;
  readonly link: LinkAction | undefined;
  /** Main itself excluded. */
  readonly packages: readonly CompileAction[];
  /** What main itself imports. */
  readonly roots: readonly CompileAction[];
}

export function closureOf(main: MainAction, actions: GoActions, tree: OutputTree): Closure {
  // What choosing the hooks writes goes into the compile action of main, and its archive into the link action.
  const mainOf = (one: LinkAction): CompileAction | undefined =>
    one.mainArchive === undefined ? undefined : actions.compiles.get(one.mainArchive);
  const link = actions.links.find((one) => mainOf(one)?.wovenDir === main.wovenDir);
  const packages = [...main.archives].map(([importMap, file]) => actions.compiles.get(file) ?? unknownPackage(importMap));
  const inside = new Set(packages);
  const compile = link && mainOf(link);
  const deps = (compile?.deps ?? []).map((dep) => ({ path: dep.importPath, to: actions.compiles.get(dep.file) }));
  const candidates = deps.filter((dep): dep is { path: string; to: CompileAction } => dep.to !== undefined && inside.has(dep.to));
  return { main, link, packages, roots: chooseRoots(candidates, importsOf(main.sources, tree), actions) };
}

/** A package whose compile action we do not know, e.g. of another rule set. */
function unknownPackage(importMap: string): CompileAction {
  return { label: '', importPath: importMap, importMap, deps: [], sources: [], wovenDir: undefined };
}

/**
 * The compile action of main names woven packages and hooks too, which main does not import. Its sources tell; where they are
 * generated and not built yet, packages that another one imports are left out.
 */
function chooseRoots(
  deps: readonly { readonly path: string; readonly to: CompileAction }[],
  imports: ReadonlySet<string> | undefined,
  actions: GoActions,
): CompileAction[] {
  if (imports) return deps.filter(({ path }) => imports.has(path)).map(({ to }) => to);
  const below = new Set(deps.flatMap(({ to }) => reach(directDeps(to, actions), actions).filter((one) => one !== to)));
  const roots = deps.filter(({ to }) => !below.has(to)).map(({ to }) => to);
  return roots.length > 0 ? roots : deps.map(({ to }) => to);
}

function directDeps(compile: CompileAction, actions: GoActions): CompileAction[] {
  return compile.deps.flatMap((dep) => actions.compiles.get(dep.file) ?? []);
}

function reach(from: readonly CompileAction[], actions: GoActions): CompileAction[] {
  const seen = new Set(from);
  for (const one of seen) for (const dep of directDeps(one, actions)) seen.add(dep);
  return [...seen];
}

function importsOf(sources: readonly string[], tree: OutputTree): ReadonlySet<string> | undefined {
  const texts = sources.map((source) => tree.text(source));
  if (texts.length === 0 || texts.includes(undefined)) return undefined;
  return new Set(texts.flatMap((text) => scanImports(text ?? '')));
}

/** Import paths of a Go file: everything between the package clause and the first other declaration. */
export function scanImports(text: string): string[] {
  const code = text.replaceAll(/\/\*[^]*?\*\/|\/\/.*$/gm, ' ');
  const end = code.search(/^(func|type|var|const)\b/m);
  const head = end < 0 ? code : code.slice(0, end);
  return [...head.matchAll(/^\s*import\s*(\([^)]*\)|[^\n]*)/gm)].flatMap(([, body = '']) =>
    [...body.matchAll(/"([^"\n]+)"|`([^`\n]+)`/g)].map(([, quoted, raw]) => quoted ?? raw ?? ''),
  );
}

/** The shortest way from main to each package, by import paths. */
export function pathsFromMain(closure: Closure, actions: GoActions): Map<CompileAction, readonly string[]> {
  const start = closure.main.importPath;
  const paths = new Map<CompileAction, readonly string[]>(closure.roots.map((root) => [root, [start, root.importPath]]));
  // A Map is iterated in the order of insertion, also of what is inserted meanwhile: breadth first.
  for (const [compile, path] of paths) {
    for (const dep of directDeps(compile, actions)) if (!paths.has(dep)) paths.set(dep, [...path, dep.importPath]);
  }
  return paths;
}

/** One graph for all binaries. */
export function packageGraph(closures: readonly Closure[], actions: GoActions): PackageGraph {
  const index = new Map<CompileAction, number>();
  for (const { packages } of closures) for (const compile of packages) if (!index.has(compile)) index.set(compile, index.size);
  const numbers = (compiles: readonly CompileAction[]): number[] => compiles.flatMap((one) => index.get(one) ?? []);
  const nodes = [...index.keys()];
  return {
    packages: [...nodes, ...closures.map(({ main }) => main)].map(({ importPath, label }) => ({ importPath, label })),
    imports: [...nodes.map((node) => numbers(directDeps(node, actions))), ...closures.map(({ roots }) => numbers(roots))],
    mains: closures.map((_, i) => nodes.length + i),
  };
}
