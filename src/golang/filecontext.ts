import { importOf } from './imports.js';
import type { LineColumn } from './lines.js';
import type { GoImport } from './model.js';
import { Scopes } from './scopes.js';
import type { Enclosing, PackageFacts } from './syntax.js';
import { childOf, namedChildren, type SyntaxNode, type SyntaxTree, walk } from './tree.js';

/** A parsed file with what its identifiers mean: what the readers of calls, literals and so on have in common. */
export class FileContext {
  readonly text: string;
  readonly tree: SyntaxTree;
  readonly imports: readonly GoImport[];
  readonly facts: PackageFacts;
  readonly #lineStarts: number[] = [0];
  #scopes: Scopes | undefined;
  #functions: ReadonlyMap<SyntaxNode, Enclosing> | undefined;

  constructor(text: string, tree: SyntaxTree, imports: readonly GoImport[], facts: PackageFacts) {
    this.text = text;
    this.tree = tree;
    this.imports = imports;
    this.facts = facts;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) this.#lineStarts.push(end + 1);
  }

  get scopes(): Scopes {
    return (this.#scopes ??= new Scopes(this.tree.root, this.text));
  }

  textOf(node: { readonly start: number; readonly end: number }): string {
    return this.text.slice(node.start, node.end);
  }

  /** Number of the line that an offset is on, from 0. */
  lineOf(offset: number): number {
    let low = 0;
    let high = this.#lineStarts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low;
  }

  lineStart(line: number): number {
    return this.#lineStarts[line] ?? this.text.length;
  }

  position(offset: number): LineColumn {
    const line = this.lineOf(offset);
    return { line: line + 1, column: offset - this.lineStart(line) + 1 };
  }

  /** Import path that an identifier means at a place; undefined if a declaration hides it, or if no import explains it for certain. */
  importPath(qualifier: string, offset: number): string | undefined {
    if (qualifier === '_' || qualifier === '.' || this.scopes.lookup(qualifier, offset)) return undefined;
    const meaning = importOf(qualifier, this.imports);
    if (meaning.kind !== 'found') return undefined;
    // The compiler refuses a package-level name like an import, but what the import is really called was guessed.
    const certain = this.imports.some((spec) => spec.alias === qualifier);
    return certain || !this.facts.declares(qualifier) ? meaning.path : undefined;
  }

  meaning(name: string, offset: number): 'local' | 'package' | 'import' | 'unknown' {
    if (this.scopes.lookup(name, offset)) return 'local';
    if (name !== '_' && name !== '.' && this.imports.some((spec) => spec.alias === name)) return 'import';
    if (this.facts.declares(name)) return 'package';
    return name !== '_' && name !== '.' && importOf(name, this.imports).kind !== 'missing' ? 'import' : 'unknown';
  }

  /** End of the innermost block around an offset; a clause has no brace, and goes on behind its last statement. */
  blockEnd(offset: number): number {
    let node = this.tree.root;
    let { end } = node;
    for (;;) {
      const isClause = (child: SyntaxNode): boolean => child.type.endsWith('_case');
      const inner = node.children.find((child) => child.start < offset && (isClause(child) ? offset <= child.end : offset < child.end));
      if (!inner) return end;
      if (inner.type === 'block' || isClause(inner)) ({ end } = inner);
      node = inner;
    }
  }

  /** Path of the dot import that an undeclared exported name comes from; empty for a name of the package itself; undefined if unclear. */
  homeOf(name: string): string | undefined {
    const dots = this.imports.filter((spec) => spec.alias === '.');
    if (dots.length === 0 || !/^\p{Lu}/u.test(name) || this.facts.declares(name)) return '';
    return dots.length === 1 ? dots[0]?.path : undefined;
  }

  /** The functions around a node, outermost first. */
  enclosing(node: SyntaxNode): Enclosing[] {
    const functions = this.functions;
    const found: Enclosing[] = [];
    for (let at = node.parent; at; at = at.parent) {
      const fn = functions.get(at);
      if (fn) found.push(fn);
    }
    return found.reverse();
  }

  /** Every function declaration and literal. */
  get functions(): ReadonlyMap<SyntaxNode, Enclosing> {
    return (this.#functions ??= this.#readFunctions());
  }

  #readFunctions(): Map<SyntaxNode, Enclosing> {
    const functions = new Map<SyntaxNode, Enclosing>();
    const counts = new Map<Enclosing | undefined, number>();
    const stack: { readonly fn: Enclosing; readonly end: number }[] = [];
    walk(this.tree.root, (node) => {
      if (!FUNCTIONS.has(node.type)) return undefined;
      while ((stack.at(-1)?.end ?? Infinity) <= node.start) stack.pop();
      const outer = stack.at(-1)?.fn;
      const fn = node.type === 'func_literal' ? this.#literal(node, outer, counts) : this.#declaration(node);
      functions.set(node, fn);
      stack.push({ fn, end: node.end });
      return undefined;
    });
    return functions;
  }

  #literal(node: SyntaxNode, outer: Enclosing | undefined, counts: Map<Enclosing | undefined, number>): Enclosing {
    const number = (counts.get(outer) ?? 0) + 1;
    counts.set(outer, number);
    const name = outer?.kind === 'literal' ? `${outer.name}.${number}` : `func${number}`;
    return { kind: 'literal', name, recv: '', range: { start: node.start, end: node.end } };
  }

  #declaration(node: SyntaxNode): Enclosing {
    const name = childOf(node, 'name');
    const receiver = childOf(node, 'receiver');
    return {
      kind: 'declaration',
      name: name ? this.textOf(name) : '',
      recv: receiver ? this.#receiverText(receiver) : '',
      range: { start: node.start, end: node.end },
    };
  }

  #receiverText(list: SyntaxNode): string {
    const receiver = receiverType(list);
    return receiver ? `${receiver.pointer ? '*' : ''}${this.textOf(receiver.base)}` : '';
  }
}

const FUNCTIONS: ReadonlySet<string> = new Set(['function_declaration', 'method_declaration', 'func_literal']);

/** The name in a receiver's type, and whether it is a pointer. */
export function receiverType(list: SyntaxNode): { readonly base: SyntaxNode; readonly pointer: boolean } | undefined {
  const [parameter] = namedChildren(list);
  let type = parameter && childOf(parameter, 'type');
  let pointer = false;
  while (type && (type.type === 'pointer_type' || type.type === 'parenthesized_type')) {
    pointer ||= type.type === 'pointer_type';
    type = namedChildren(type)[0];
  }
  if (type?.type === 'generic_type') type = childOf(type, 'type');
  return type && { base: type, pointer };
}
