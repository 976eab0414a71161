import type { FileContext } from './filecontext.js';
import { readFunction } from './functions.js';
import type { GoParser } from './parser.js';
import type { GoFunctionLiteral } from './syntax.js';

/** Function literals, outer ones first, read like declarations. */
export function readFunctionLiterals(parser: GoParser, file: FileContext): GoFunctionLiteral[] {
  const known = [...file.functions].filter(([node]) => node.type === 'func_literal');
  if (known.length === 0) return [];
  const byStart = new Map(known.map(([node, fn]) => [node.start, { fn, enclosing: file.enclosing(node) }]));
  // Parameters and bodies are read off tree-sitter's own nodes, by the reader of declarations.
  return parser.read(file.text, (root) =>
    root.descendantsOfType('func_literal').flatMap((node): GoFunctionLiteral[] => {
      const found = byStart.get(node.startIndex);
      if (!found) return [];
      const fn = { ...readFunction(node, file.text), name: found.fn.name, position: file.position(node.startIndex) };
      return [{ fn, range: { start: node.startIndex, end: node.endIndex }, enclosing: found.enclosing }];
    }),
  );
}
