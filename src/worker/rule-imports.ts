import type { Position } from '../errors.js';
import type { Rule } from '../rules/types.js';

export interface ImportedPath {
  readonly path: string;
  readonly position: Position;
}

/** The import paths that a rule's code may need: its `imports:`, and those of the files that it adds. */
export function rulePaths(rule: Rule): ImportedPath[] {
  const named = (rule.imports ?? []).map(({ path }) => ({ path: path.value, position: path.position }));
  const added = rule.advice.flatMap((advice) =>
    advice.kind === 'add_file' ? importsOfText(advice.text).map((path) => ({ path, position: advice.file.position })) : [],
  );
  return [...named, ...added];
}

/**
 * The import declarations of a Go file, by text alone: Bazel's loading phase asks before anything is parsed. A path too many
 * does no harm, it only makes a package available.
 */
export function importsOfText(text: string): string[] {
  const code = text.replaceAll(/\/\*[^]*?\*\/|\/\/[^\n]*/g, ' ');
  const head = code.slice(0, /^\s*(?:func|type|var|const)\b/m.exec(code)?.index ?? code.length);
  const declarations = head.matchAll(/\bimport\b\s*(?:\(([^)]*)\)|([^\n;]*))/g);
  const paths = [...declarations].flatMap(([, group, single]) => [...(group ?? single ?? '').matchAll(/["`]([^"`]+)["`]/g)]);
  return [...new Set(paths.map(([, path]) => path ?? ''))].filter((path) => path !== 'C');
}
