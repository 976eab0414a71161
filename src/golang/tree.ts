import type { Node } from 'web-tree-sitter';
import type { GoParser } from './parser.js';

/**
 * A syntax tree in plain objects. Asking tree-sitter for a node crosses into WebAssembly each time, and its trees must be freed; this
 * copy is made in one pass, costs about as much as parsing, and can be kept as long as somebody asks questions. Comments are no nodes.
 */
export interface SyntaxNode {
  readonly type: string;
  /** False for keywords and punctuation, whose type is their text. */
  readonly named: boolean;
  /** Name of the grammar's field that the node fills in its parent; empty without one. */
  readonly field: string;
  readonly start: number;
  readonly end: number;
  readonly parent: SyntaxNode | undefined;
  readonly children: readonly SyntaxNode[];
}

export interface SyntaxTree {
  readonly root: SyntaxNode;
  readonly comments: readonly { readonly start: number; readonly end: number }[];
}

/** Parses a text and copies the tree. */
export function readTree(parser: GoParser, text: string): SyntaxTree {
  return parser.read(text, copyTree);
}

interface Growing extends SyntaxNode {
  readonly children: Growing[];
}

/** Named nodes that never have children. */
const LEAVES: ReadonlySet<string> = new Set([
  'identifier',
  'type_identifier',
  'field_identifier',
  'package_identifier',
  'label_name',
  'int_literal',
]);

/** Copies the tree below a node. Every question to the cursor is a call into WebAssembly: what is known is not asked. */
export function copyTree(root: Node): SyntaxTree {
  const cursor = root.walk();
  const { types, fields } = root.tree.language;
  const named = types.map((_, id) => root.tree.language.nodeTypeIsNamed(id));
  // Where the grammar made tokens up they have no width.
  const exact = !root.hasError;
  const comments: { start: number; end: number }[] = [];
  const top = current(undefined);
  let parent: Growing = top;
  try {
    if (!cursor.gotoFirstChild()) return { root: top, comments };
    for (;;) {
      const node = current(parent);
      if (node.type === 'comment') comments.push({ start: node.start, end: node.end });
      else parent.children.push(node);
      if (node.named && !LEAVES.has(node.type) && cursor.gotoFirstChild()) {
        parent = node;
        continue;
      }
      while (!cursor.gotoNextSibling()) {
        if (!cursor.gotoParent() || parent.parent === undefined) return { root: top, comments };
        parent = parent.parent as Growing;
      }
    }
  } finally {
    cursor.delete();
  }

  function current(above: Growing | undefined): Growing {
    const id = cursor.nodeTypeId;
    const type = types[id] ?? 'ERROR';
    const isNamed = named[id] ?? true;
    const start = cursor.startIndex;
    const end = exact && !isNamed && /^[^\s\0]/.test(type) ? start + type.length : cursor.endIndex;
    return { type, named: isNamed, field: fields[cursor.currentFieldId] ?? '', start, end, parent: above, children: [] };
  }
}

/** The child that fills a field of the grammar. */
export function childOf(node: SyntaxNode, field: string): SyntaxNode | undefined {
  return node.children.find((child) => child.field === field);
}

/** The children that fill a field; punctuation between them is left out. */
export function childrenOf(node: SyntaxNode, field: string): SyntaxNode[] {
  return node.children.filter((child) => child.field === field && child.named);
}

export function namedChildren(node: SyntaxNode): SyntaxNode[] {
  return node.children.filter((child) => child.named);
}

/** Visits a node and what is below it, outer nodes first; `visit` returns false to leave a node's inside out. */
export function walk(node: SyntaxNode, visit: (node: SyntaxNode) => boolean | undefined): void {
  if (visit(node) === false) return;
  for (const child of node.children) walk(child, visit);
}

/** The expression inside of parentheses. */
export function unparenthesised(node: SyntaxNode): SyntaxNode {
  let inner = node;
  while (inner.type === 'parenthesized_expression' || inner.type === 'parenthesized_type') {
    const next = inner.children.find((child) => child.named);
    if (!next) return inner;
    inner = next;
  }
  return inner;
}
