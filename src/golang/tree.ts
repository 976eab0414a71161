import type { Language, Node, TreeCursor } from 'web-tree-sitter';
import type { GoParser } from './parser.js';
import { commentsIn as skimmedComments, skim } from './skim.js';

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
 * parsed and copied when something in them is asked for: most of a file never is.
 */
export function readTree(parser: GoParser, text: string): SyntaxTree {
  return parser.readOutline(text, (root) => {
    if (!parser.keeps(text)) return copyTree(root);
    const inside: Expand = (node) => parser.readPart(text, node.start, (again) => expand(again, node, {}));
    const declaration: Expand = (node) => parser.readOutline(text, (again) => expand(again, node, { inside }));
    const tree = new Copying(root, { inside, declaration }).all();
    let comments: SyntaxTree['comments'] | undefined;
    return {
      root: tree,
      get comments() {
        return (comments ??= skim(text) ? skimmedComments(text) : parser.read(text, commentsIn));
      },
    };
  });
}

/** Copies the tree below a node. */
export function copyTree(root: Node): SyntaxTree {
  return { root: new Copying(root, {}).all(), comments: commentsIn(root) };
}

function commentsIn(root: Node): { start: number; end: number }[] {
  return root.descendantsOfType('comment').map((node) => ({ start: node.startIndex, end: node.endIndex }));
}

/** Copies what is below a node whose copy was put off. */
function expand(root: Node, { start, end, type }: CopiedNode, later: Later): readonly CopiedNode[] {
  let node = root.descendantForIndex(start, end - 1);
  while (node && (node.type !== type || node.startIndex !== start || node.endIndex !== end)) node = node.parent;
  if (!node) throw new Error(`no ${type} at ${start}`);
  return new Copying(node, later).all().copied;
}

type Expand = (node: CopiedNode) => readonly CopiedNode[];

/** What is copied when it is asked for. */
interface Later {
  readonly declaration?: Expand;
  /** Bodies of functions and braces of literals. */
  readonly inside?: Expand;
}

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

const DECLARATIONS: ReadonlySet<string> = new Set([
  'function_declaration',
  'method_declaration',
  'type_declaration',
  'var_declaration',
  'const_declaration',
]);

/** Named nodes that never have children. */
const LEAVES: ReadonlySet<string> = new Set([
  'identifier',
  'type_identifier',
  'field_identifier',
  'package_identifier',
  'label_name',
  'int_literal',
]);

/** Frequent nodes whose children fill no fields. */
const WITHOUT_FIELDS: ReadonlySet<string> = new Set([
  'source_file',
  'block',
  'statement_list',
  'expression_statement',
  'return_statement',
  'expression_list',
  'argument_list',
  'parameter_list',
  'literal_value',
  'literal_element',
  'interpreted_string_literal',
  'field_declaration_list',
  'pointer_type',
]);

/** One pass over a tree. Every question to the cursor is a call into WebAssembly: what is known is not asked. */
class Copying {
  readonly #cursor: TreeCursor;
  readonly #language: LanguageNames;
  /** Where the grammar made tokens up they have no width. */
  readonly #exact: boolean;
  readonly #later: Later;

  constructor(root: Node, later: Later) {
    this.#cursor = root.walk();
    this.#language = namesOf(root.tree.language);
    this.#exact = !root.hasError;
    this.#later = later;
  }

  all(): CopiedNode {
    try {
      const top = this.#current(undefined, false);
      this.#below(top);
      return top;
    } finally {
      this.#cursor.delete();
    }
  }

  #below(top: CopiedNode): void {
    const cursor = this.#cursor;
    if (!cursor.gotoFirstChild()) return;
    let first = true;
    for (let parent = top; ;) {
      const node = this.#current(parent, first);
      if (node.type !== 'comment') parent.copied.push(node);
      if (node.named && !LEAVES.has(node.type) && !this.#putOff(node) && cursor.gotoFirstChild()) {
        parent = node;
        first = true;
        continue;
      }
      first = false;
      while (!cursor.gotoNextSibling()) {
        if (parent === top || !cursor.gotoParent()) return;
        parent = parent.parent as CopiedNode;
      }
    }
  }

  #putOff(node: CopiedNode): boolean {
    if (node.type === 'block' || node.type === 'literal_value') node.later = this.#later.inside;
    else if (DECLARATIONS.has(node.type) && node.parent?.parent === undefined) node.later = this.#later.declaration;
    return node.later !== undefined;
  }

  /** `first`: a node begins where its first child begins. */
  #current(above: CopiedNode | undefined, first: boolean): CopiedNode {
    const { types, fields, named, written } = this.#language;
    const id = this.#cursor.nodeTypeId;
    const type = types[id] ?? 'ERROR';
    const isNamed = named[id] ?? true;
    const start = above && first && this.#exact ? above.start : this.#cursor.startIndex;
    const end = this.#exact && !isNamed && written[id] ? start + type.length : this.#cursor.endIndex;
    const field = above && WITHOUT_FIELDS.has(above.type) ? '' : (fields[this.#cursor.currentFieldId] ?? '');
    return new CopiedNode(type, isNamed, field, start, end, above);
  }
}

interface LanguageNames {
  readonly types: readonly string[];
  readonly fields: readonly (string | null)[];
  readonly named: readonly boolean[];
  /** The type is the node's text. */
  readonly written: readonly boolean[];
}

const known = new WeakMap<Language, LanguageNames>();

/** Names by number; there are hundreds, and each `nodeTypeIsNamed` is a call into WebAssembly. */
function namesOf(language: Language): LanguageNames {
  const names: LanguageNames = known.get(language) ?? {
    types: language.types,
    fields: language.fields,
    named: language.types.map((_, id) => language.nodeTypeIsNamed(id)),
    written: language.types.map((type) => /^[^\s\0]/.test(type)),
  };
  known.set(language, names);
  return names;
}

/** The child that an offset lies in or, between two, the one before it. */
export function childAt({ children }: SyntaxNode, offset: number): SyntaxNode | undefined {
  let low = 0;
  let high = children.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((children[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return children[low];
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
