import type { Node } from 'web-tree-sitter';
import type { Range } from './model.js';
import { syntaxErrorIn } from './parsefile.js';
import type { GoParser } from './parser.js';
import { references } from './references.js';
import { Scopes } from './scopes.js';
import type { SnippetNames } from './syntax.js';
import { childOf, copyTree, namedChildren, type SyntaxNode, walk } from './tree.js';

export type SnippetKind = 'statements' | 'expression' | 'type';

/** What a snippet is put between to be a file. */
const BEFORE: Readonly<Record<SnippetKind, string>> = {
  statements: 'package p\nfunc _() {\n',
  expression: 'package p\nfunc _() {\n_ = ',
  type: 'package p\nfunc _() {\nvar _ ',
};
const AFTER = '\n}\n';

const NOTHING = { expression: 'syntax error: want an expression', type: 'syntax error: want a type' } as const;

/** Reads a piece of Go that is to be inserted somewhere: which names it takes from there, and which it brings. */
export function readSnippet(parser: GoParser, text: string, kind: SnippetKind): SnippetNames {
  const before = BEFORE[kind];
  const source = `${before}${text}${AFTER}`;
  return parser.read(source, (root) => {
    const { root: tree } = copyTree(root);
    const syntaxError = (root.hasError ? unbalanced(tree, before.length, text) : undefined) ?? errorOf(root, source, text, kind);
    const fn = namedChildren(tree).find((node) => node.type === 'function_declaration');
    const body = fn && childOf(fn, 'body');
    if (!body) return { free: [], declared: [], labels: [], syntaxError };
    const inside = (node: SyntaxNode): boolean => node.start >= before.length && node.end <= before.length + text.length;
    const rangeOf = (node: SyntaxNode): Range => ({ start: node.start - before.length, end: node.end - before.length });
    const nameOf = (node: SyntaxNode): string => source.slice(node.start, node.end);

    const scopes = new Scopes(tree, source);
    const declared = new Map<string, SyntaxNode[]>();
    for (const binding of scopes.all()) {
      if (binding.scope === body && inside(binding.node)) append(declared, binding.name, binding.node);
    }
    const free: { name: string; range: Range }[] = [];
    for (const node of references(body, scopes)) {
      const name = nameOf(node);
      const binding = scopes.lookup(name, node.start);
      if (!inside(node) || name === '_') continue;
      if (!binding) free.push({ name, range: rangeOf(node) });
      else if (binding.scope === body) append(declared, name, node);
    }
    return { free, declared: listed(declared, rangeOf), labels: listed(labelsIn(body, nameOf), rangeOf), syntaxError };
  });
}

function append(map: Map<string, SyntaxNode[]>, name: string, node: SyntaxNode): void {
  const list = map.get(name);
  if (list) list.push(node);
  else map.set(name, [node]);
}

function listed(
  map: ReadonlyMap<string, readonly SyntaxNode[]>,
  rangeOf: (node: SyntaxNode) => Range,
): { name: string; ranges: Range[] }[] {
  return [...map].map(([name, nodes]) => ({ name, ranges: [...nodes].sort((a, b) => a.start - b.start).map(rangeOf) }));
}

/** Labels of the snippet itself and the jumps to them; function literals have labels of their own. */
function labelsIn(body: SyntaxNode, nameOf: (node: SyntaxNode) => string): Map<string, SyntaxNode[]> {
  const uses = new Map<string, SyntaxNode[]>();
  const own = new Set<string>();
  walk(body, (node) => {
    if (node.type === 'func_literal') return false;
    if (node.type !== 'label_name' || nameOf(node) === '_') return undefined;
    append(uses, nameOf(node), node);
    if (node.parent?.type === 'labeled_statement') own.add(nameOf(node));
    return undefined;
  });
  return new Map([...uses].filter(([name]) => own.has(name)));
}

/** A bracket that nothing closes or opens: the grammar's own guess is far off then. */
function unbalanced(tree: SyntaxNode, before: number, text: string): SnippetNames['syntaxError'] {
  const open: SyntaxNode[] = [];
  let wrong: SyntaxNode | undefined;
  walk(tree, (node) => {
    // A token of no width is one that the grammar put in.
    if (node.named || wrong || node.start === node.end || node.start < before || node.end > before + text.length) return undefined;
    if ('([{'.includes(node.type)) open.push(node);
    else if (')]}'.includes(node.type) && '([{'.indexOf(open.pop()?.type ?? '-') !== ')]}'.indexOf(node.type)) wrong = node;
    return undefined;
  });
  if (wrong) return { offset: wrong.start - before, message: `syntax error: unexpected ${JSON.stringify(wrong.type)}` };
  const left = open.at(-1);
  return left && { offset: left.start - before, message: `syntax error: ${JSON.stringify(left.type)} is not closed` };
}

/** A syntax error of the grammar, or a snippet that closes the braces that it is put between, or is more than it should be. */
function errorOf(root: Node, source: string, text: string, kind: SnippetKind): SnippetNames['syntaxError'] {
  if (kind !== 'statements' && text.trim() === '') {
    return { offset: 0, message: NOTHING[kind] };
  }
  const before = BEFORE[kind].length;
  const at = (offset: number): number => Math.max(0, Math.min(offset - before, text.length));
  if (root.hasError) {
    const error = syntaxErrorIn(root, source);
    const atEnd = error.offset >= before + text.length;
    // What the grammar cannot read may begin in what the snippet was put between.
    const message = error.offset < before && kind !== 'statements' ? NOTHING[kind] : error.message;
    return { offset: at(error.offset), message: atEnd ? 'syntax error: unexpected end of code' : message };
  }
  const declarations = root.namedChildren.filter((node) => node.type !== 'comment');
  const body = declarations[1]?.childForFieldName('body');
  if (body?.endIndex !== source.length - 1 || declarations.length !== 2) {
    return { offset: at((body?.endIndex ?? before) - 1), message: 'syntax error: unexpected "}"' };
  }
  const list = body.namedChildren.find((node) => node.type === 'statement_list');
  const statements = (list?.namedChildren ?? []).filter((node) => node.type !== 'comment');
  if (kind === 'statements') return undefined;
  const [only, next] = statements;
  if (next) return { offset: at(next.startIndex), message: `syntax error: unexpected code after the ${kind}` };
  return kind === 'type' ? typeError(only, at) : expressionError(only, at);
}

function expressionError(statement: Node | undefined, at: (offset: number) => number): SnippetNames['syntaxError'] {
  const right = statement?.type === 'assignment_statement' ? statement.childForFieldName('right') : null;
  const [first, second] = right?.namedChildren.filter((node) => node.type !== 'comment') ?? [];
  if (!first) return { offset: 0, message: NOTHING.expression };
  return second && { offset: at(second.startIndex), message: 'syntax error: want one expression, not several' };
}

function typeError(statement: Node | undefined, at: (offset: number) => number): SnippetNames['syntaxError'] {
  const spec = statement?.namedChildren.find((node) => node.type === 'var_spec');
  const value = spec?.childForFieldName('value');
  if (!spec?.childForFieldName('type')) return { offset: 0, message: NOTHING.type };
  return value ? { offset: at(value.startIndex), message: 'syntax error: unexpected value after the type' } : undefined;
}
