import type { Language, Node, TreeCursor } from 'web-tree-sitter';
import type { GoParser } from './parser.js';

/**
 * A syntax tree in plain objects. Asking tree-sitter for a node crosses into WebAssembly each time, and its trees must be freed; this
 * copy is made by few questions, and can be kept as long as somebody asks. Comments are no nodes.
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

/**
 * Parses a text and copies the tree. While the parser keeps the text, bodies of functions and braces of package-level literals are
 * copied when something in them is asked for: most of a file never is.
 */
export function readTree(parser: GoParser, text: string): SyntaxTree {
  return parser.read(text, (root) => {
    if (!parser.keeps(text)) return copyTree(root);
    const tree = new Copying(root, (node) => parser.read(text, (again) => expand(again, node))).all();
    let comments: SyntaxTree['comments'] | undefined;
    return {
      root: tree,
      get comments() {
        return (comments ??= parser.read(text, commentsIn));
      },
    };
  });
}

/** Copies the tree below a node. */
export function copyTree(root: Node): SyntaxTree {
  return { root: new Copying(root, undefined).all(), comments: commentsIn(root) };
}

function commentsIn(root: Node): { start: number; end: number }[] {
  return root.descendantsOfType('comment').map((node) => ({ start: node.startIndex, end: node.endIndex }));
}

/** Copies what is below a node whose copy was put off. */
function expand(root: Node, { start, end, type }: CopiedNode): readonly CopiedNode[] {
  let node = root.descendantForIndex(start, end - 1);
  while (node && (node.type !== type || node.startIndex !== start || node.endIndex !== end)) node = node.parent;
  if (!node) throw new Error(`no ${type} at ${start}`);
  return new Copying(node, undefined).all().copied;
}

type Expand = (node: CopiedNode) => readonly CopiedNode[];

class CopiedNode implements SyntaxNode {
  readonly type: string;
  readonly named: boolean;
  readonly field: string;
  readonly start: number;
  readonly end: number;
  parent: SyntaxNode | undefined;
  readonly copied: CopiedNode[] = [];
  /** Set while the copy of what is below is put off. */
  later: Expand | undefined;

  constructor(type: string, named: boolean, field: string, start: number, end: number, parent: SyntaxNode | undefined) {
    this.type = type;
    this.named = named;
    this.field = field;
    this.start = start;
    this.end = end;
    this.parent = parent;
  }

  get children(): readonly SyntaxNode[] {
    const { later } = this;
    if (later) {
      this.later = undefined;
      for (const child of later(this)) {
        child.parent = this;
        this.copied.push(child);
      }
    }
    return this.copied;
  }
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

/** One pass over a tree. Every question to the cursor is a call into WebAssembly: what is known is not asked. */
class Copying {
  readonly #cursor: TreeCursor;
  readonly #language: LanguageNames;
  /** Where the grammar made tokens up they have no width. */
  readonly #exact: boolean;
  readonly #later: Expand | undefined;

  constructor(root: Node, later: Expand | undefined) {
    this.#cursor = root.walk();
    this.#language = namesOf(root.tree.language);
    this.#exact = !root.hasError;
    this.#later = later;
  }

  all(): CopiedNode {
    try {
      const top = this.#current(undefined);
      this.#below(top);
      return top;
    } finally {
      this.#cursor.delete();
    }
  }

  #below(top: CopiedNode): void {
    const cursor = this.#cursor;
    if (!cursor.gotoFirstChild()) return;
    for (let parent = top; ;) {
      const node = this.#current(parent);
      if (node.type !== 'comment') parent.copied.push(node);
      if (node.named && !LEAVES.has(node.type) && !this.#putOff(node) && cursor.gotoFirstChild()) {
        parent = node;
        continue;
      }
      while (!cursor.gotoNextSibling()) {
        if (parent === top || !cursor.gotoParent()) return;
        parent = parent.parent as CopiedNode;
      }
    }
  }

  #putOff(node: CopiedNode): boolean {
    if (!this.#later || (node.type !== 'block' && node.type !== 'literal_value')) return false;
    node.later = this.#later;
    return true;
  }

  #current(above: CopiedNode | undefined): CopiedNode {
    const { types, fields, named } = this.#language;
    const id = this.#cursor.nodeTypeId;
    const type = types[id] ?? 'ERROR';
    const isNamed = named[id] ?? true;
    const start = this.#cursor.startIndex;
    const end = this.#exact && !isNamed && /^[^\s\0]/.test(type) ? start + type.length : this.#cursor.endIndex;
    return new CopiedNode(type, isNamed, fields[this.#cursor.currentFieldId] ?? '', start, end, above);
  }
}

interface LanguageNames {
  readonly types: readonly string[];
  readonly fields: readonly (string | null)[];
  readonly named: readonly boolean[];
}

const known = new WeakMap<Language, LanguageNames>();

/** Names by number; there are hundreds, and each `nodeTypeIsNamed` is a call into WebAssembly. */
function namesOf(language: Language): LanguageNames {
  const names = known.get(language) ?? {
    types: language.types,
    fields: language.fields,
    named: language.types.map((_, id) => language.nodeTypeIsNamed(id)),
  };
  known.set(language, names);
  return names;
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
