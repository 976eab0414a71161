import type { Node } from 'web-tree-sitter';
import type { GoBody, GoDefer, GoParameter, GoReturn, Range } from './model.js';

const INTERESTING = ['return_statement', 'defer_statement', 'func_literal', 'identifier'];

/** Reads what weaving must know of a body. One query inside the parser: crossing into WebAssembly for each node is slow. */
export function readBody(block: Node, source: string, results: readonly GoParameter[]): GoBody {
  const nodes = block.descendantsOfType(INTERESTING);
  const literals = nodes.filter((node) => node.type === 'func_literal').map(rangeOf);
  const own = (node: Node): boolean => !literals.some((literal) => inside(node, literal));
  const identifiers = nodes.filter((node) => node.type === 'identifier');
  const recovers = identifiers.filter((node) => nodeText(node, source) === 'recover').map(rangeOf);
  const defers = nodes.filter((node) => node.type === 'defer_statement' && own(node)).map((node) => readDefer(node, source, recovers));
  return {
    returns: nodes.filter((node) => node.type === 'return_statement' && own(node)).map(readReturn),
    defers,
    mentionsRecover: recovers.length > 0,
    escapingResults: defers.length > 0 ? escapingResults(identifiers, literals, results, source) : [],
  };
}

function rangeOf(node: Node): Range {
  return { start: node.startIndex, end: node.endIndex };
}

function inside(node: Node, range: Range): boolean {
  return node.startIndex > range.start && node.endIndex <= range.end;
}

function nodeText(node: Node, source: string): string {
  return source.slice(node.startIndex, node.endIndex);
}

function readReturn(node: Node): GoReturn {
  const list = node.namedChildren.find((child) => child.type === 'expression_list');
  const values = list?.namedChildren.filter((child) => child.type !== 'comment') ?? [];
  const first = values[0];
  const last = values.at(-1);
  if (!first || !last) return { start: node.startIndex, end: node.startIndex + 'return'.length, values: undefined };
  return { start: node.startIndex, end: last.endIndex, values: { start: first.startIndex, end: last.endIndex } };
}

function readDefer(node: Node, source: string, recovers: readonly Range[]): GoDefer {
  let call = node.namedChildren.find((child) => child.type !== 'comment') ?? null;
  while (call?.type === 'parenthesized_expression') call = call.firstNamedChild;
  const callee = call?.childForFieldName('function') ?? null;
  if (callee?.type === 'func_literal') {
    const range = rangeOf(callee);
    return { kind: 'literal', callee: '', operand: '', recovers: recovers.some((r) => r.start >= range.start && r.end <= range.end) };
  }
  if (callee?.type === 'identifier') return { kind: 'name', callee: nodeText(callee, source), operand: '', recovers: false };
  const field = callee?.childForFieldName('field') ?? null;
  const operand = callee?.childForFieldName('operand') ?? null;
  return {
    kind: 'selector',
    callee: field ? nodeText(field, source) : '',
    operand: operand?.type === 'identifier' ? nodeText(operand, source) : '',
    recovers: false,
  };
}

/**
 * Named results that the function's deferred calls may change: assigned in a function literal, or address taken anywhere.
 * A method called on a value takes its address; pointers and errors are what results mostly are, and cannot change that way.
 */
function escapingResults(
  identifiers: readonly Node[],
  literals: readonly Range[],
  results: readonly GoParameter[],
  source: string,
): string[] {
  const named = new Map(
    results.filter((result) => result.name !== '' && result.name !== '_').map((result) => [result.name, result.type.text]),
  );
  const found = new Set<string>();
  for (const node of identifiers) {
    const name = nodeText(node, source);
    const type = named.get(name);
    if (type === undefined || found.has(name)) continue;
    const use = useOf(node);
    const inLiteral = literals.some((literal) => inside(node, literal));
    if (use === 'address' || (inLiteral && (use === 'assign' || (use === 'method' && !holdsReference(type))))) found.add(name);
  }
  return [...found];
}

function holdsReference(type: string): boolean {
  return /^(\*|error$|func\b|map\[|chan\b|<-chan|\[\]|interface\{)/.test(type);
}

type Use = 'assign' | 'address' | 'method' | 'read';

function useOf(identifier: Node): Use {
  let node = identifier;
  let parent = node.parent;
  // x.f, x[i], (x): what is done to them is done to x.
  while (parent && isPart(parent, node)) {
    if (
      parent.type === 'selector_expression' &&
      parent.parent?.type === 'call_expression' &&
      parent.parent.childForFieldName('function')?.id === parent.id
    ) {
      return 'method';
    }
    node = parent;
    parent = node.parent;
  }
  if (!parent) return 'read';
  if (parent.type === 'unary_expression') return parent.firstChild?.type === '&' ? 'address' : 'read';
  if (parent.type === 'slice_expression') return 'method';
  if (parent.type === 'inc_statement' || parent.type === 'dec_statement') return 'assign';
  if (parent.type === 'expression_list') return isAssigned(parent) ? 'assign' : 'read';
  return 'read';
}

function isPart(parent: Node, node: Node): boolean {
  if (parent.type === 'parenthesized_expression') return true;
  if (parent.type !== 'selector_expression' && parent.type !== 'index_expression') return false;
  return parent.childForFieldName('operand')?.id === node.id;
}

/** On the left of `=`. `:=` declares a new variable in a function literal. */
function isAssigned(list: Node): boolean {
  const statement = list.parent;
  if (!statement || statement.childForFieldName('left')?.id !== list.id) return false;
  if (statement.type === 'assignment_statement') return true;
  const assigns = statement.type === 'range_clause' || statement.type === 'receive_statement';
  return assigns && statement.children.some((child) => child.type === '=');
}
