import type { FileContext } from './filecontext.js';
import { receiverType } from './filecontext.js';
import { specsOf } from './packagefacts.js';
import { STATEMENTS } from './statements.js';
import type { GoDirective } from './syntax.js';
import { childOf, childrenOf, type SyntaxNode, walk } from './tree.js';

/** Go's own form: no space after the slashes, a lower-case namespace, a colon. */
const DIRECTIVE = /^\/\/([a-z0-9]+:[a-z0-9][^\s]*)([^\n]*)$/;

/** Directive comments in the order of the text, with what they stand on. */
export function readDirectives(file: FileContext): GoDirective[] {
  const comments = file.tree.comments.flatMap((comment) => {
    const match = DIRECTIVE.exec(file.textOf(comment).trimEnd());
    return match ? [{ comment, name: match[1] ?? '', args: (match[2] ?? '').trim() }] : [];
  });
  if (comments.length === 0) return [];
  const lines = new Lines(file);
  return comments.map(({ comment, name, args }) => ({
    name,
    args,
    position: file.position(comment.start),
    range: { start: comment.start, end: comment.end },
    on: lines.subject(comment.start),
  }));
}

type Subject = GoDirective['on'];

/** What begins, and what stands, on each line. */
class Lines {
  readonly #file: FileContext;
  /** Outermost declaration or statement that begins on a line as the first thing of it. */
  readonly #beginning = new Map<number, SyntaxNode>();
  /** The last, innermost declaration or statement that begins on a line. */
  readonly #standing = new Map<number, SyntaxNode>();
  readonly #literals = new Map<number, SyntaxNode[]>();
  /** Lines that hold nothing but comments. */
  readonly #commentLines = new Set<number>();

  constructor(file: FileContext) {
    this.#file = file;
    walk(file.tree.root, (node) => {
      if (node.type === 'func_literal') this.#note(node);
      if (!isSubject(node)) return undefined;
      const line = file.lineOf(node.start);
      if (!this.#beginning.has(line) && this.#isFirst(node.start)) this.#beginning.set(line, node);
      this.#standing.set(line, node);
      return undefined;
    });
    for (const comment of file.tree.comments) {
      if (!this.#isFirst(comment.start)) continue;
      const last = file.lineOf(comment.end);
      if (file.text.slice(comment.end, this.#endOfLine(last)).trim() !== '') continue;
      for (let line = file.lineOf(comment.start); line <= last; line++) this.#commentLines.add(line);
    }
  }

  subject(offset: number): Subject {
    const line = this.#file.lineOf(offset);
    if (this.#commentLines.has(line)) {
      let below = line + 1;
      while (this.#commentLines.has(below)) below++;
      return this.#subjectOf(this.#beginning.get(below), below);
    }
    return this.#subjectOf(this.#standing.get(line) ?? this.#endingOn(line), line);
  }

  #note(literal: SyntaxNode): void {
    const line = this.#file.lineOf(literal.start);
    const list = this.#literals.get(line);
    if (list) list.push(literal);
    else this.#literals.set(line, [literal]);
  }

  #isFirst(offset: number): boolean {
    const start = this.#file.lineStart(this.#file.lineOf(offset));
    return this.#file.text.slice(start, offset).replace('\uFEFF', '').trim() === '';
  }

  #endOfLine(line: number): number {
    return this.#file.lineStart(line + 1);
  }

  /** `}) //otel:ignore`: trailing on a statement's last line. */
  #endingOn(line: number): SyntaxNode | undefined {
    let found: SyntaxNode | undefined;
    walk(this.#file.tree.root, (node) => {
      const [first, last] = [this.#file.lineOf(node.start), this.#file.lineOf(node.end)];
      if (first > line || last < line) return false;
      if (isSubject(node) && last === line && !found) found = node;
      return undefined;
    });
    return found;
  }

  #subjectOf(node: SyntaxNode | undefined, line: number): Subject {
    const literals = this.#literals.get(line) ?? [];
    const [literal] = literals;
    // An element of a literal or an argument on a line of its own: `func` is the first thing of it.
    if (!node) return literal && literals.length === 1 ? { kind: 'literal', range: rangeOf(literal) } : { kind: 'none' };
    return this.#declaration(node) ?? this.#statement(node, literals);
  }

  #statement(node: SyntaxNode, literals: readonly SyntaxNode[]): Subject {
    const [literal] = literals;
    if (literal && literals.length === 1 && literal.start >= node.start && literal.end <= node.end) {
      return { kind: 'literal', range: rangeOf(literal) };
    }
    return { kind: 'statement', range: rangeOf(node) };
  }

  #declaration(node: SyntaxNode): Subject | undefined {
    const file = this.#file;
    const range = rangeOf(node);
    if (node.type === 'package_clause') return { kind: 'package' };
    if (node.type === 'function_declaration' || node.type === 'method_declaration') {
      const name = childOf(node, 'name');
      const receiver = childOf(node, 'receiver');
      const type = receiver && receiverType(receiver);
      const recv = type ? `${type.pointer ? '*' : ''}${file.textOf(type.base)}` : '';
      return { kind: 'function', range, name: name ? file.textOf(name) : '', recv };
    }
    // Declarations in functions are statements.
    const local = STATEMENTS.has(node.type) && node.parent?.type !== 'source_file';
    if (local || isInFunction(node)) return undefined;
    const specs = SPECS.has(node.type) ? [node] : specsOf(node);
    if (specs.length === 0) return undefined;
    const names = specs.flatMap((spec) => childrenOf(spec, 'name').map((name) => file.textOf(name)));
    return specs.every((spec) => spec.type === 'type_spec' || spec.type === 'type_alias')
      ? { kind: 'type', range, names }
      : { kind: 'value', range, names };
  }
}

const SPECS: ReadonlySet<string> = new Set(['type_spec', 'type_alias', 'var_spec', 'const_spec']);

function isSubject(node: SyntaxNode): boolean {
  if (!node.named) return false;
  if (node.type === 'package_clause' || node.type === 'function_declaration' || node.type === 'method_declaration') return true;
  if (SPECS.has(node.type)) return !isInFunction(node);
  if (!STATEMENTS.has(node.type)) return false;
  const above = node.parent?.type;
  return above === 'statement_list' || above === 'source_file' || (above === 'block' && node.type !== 'statement_list');
}

function isInFunction(node: SyntaxNode): boolean {
  for (let at = node.parent; at; at = at.parent) if (at.type === 'block') return true;
  return false;
}

function rangeOf(node: SyntaxNode): { start: number; end: number } {
  return { start: node.start, end: node.end };
}
