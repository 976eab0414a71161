/** Why a package, or a function of it, is woven or not in the binaries of an action graph. */
import type { GoParser } from '../golang/parser.js';
import { explain as explainIn, type Explanation } from '../report/explain.js';
import type { Analyzed } from './analyze.js';
import type { OutputTree } from './tree.js';

export function explain(what: string, analyzed: Analyzed, tree: OutputTree, parser: () => Promise<GoParser>): Promise<Explanation> {
  const { analysis, importPaths, closures } = analyzed;
  const explainable = {
    analysis,
    importPaths,
    contains: (binary: number, importPath: string): boolean => {
      const closure = closures[binary];
      return closure?.main.importPath === importPath || closure?.packages.some((one) => one.importPath === importPath) === true;
    },
    texts: (importPath: string): readonly string[] => sourcesOf(importPath, analyzed).flatMap((source) => tree.text(source) ?? []),
  };
  return explainIn(what, explainable, parser);
}

function sourcesOf(importPath: string, { actions, closures }: Analyzed): readonly string[] {
  const weave = [...actions.weaves.values()].find((one) => one.importPath === importPath);
  const compile = [...actions.compiles.values()].find((one) => one.importPath === importPath);
  const main = closures.find((closure) => closure.main.importPath === importPath)?.main;
  return (weave ?? main ?? compile)?.sources.filter((source) => source.endsWith('.go') && !source.endsWith('_test.go')) ?? [];
}
