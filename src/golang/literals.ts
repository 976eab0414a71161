import type { FileContext } from './filecontext.js';
import type { Mentions } from './mentions.js';
import { literalType } from './operandtypes.js';
import { typeOfLiteral } from './references.js';
import type { GoElement, GoLiteral } from './syntax.js';
import { childOf, namedChildren, type SyntaxNode, unparenthesised, walk } from './tree.js';

const UNNAMED: ReadonlySet<string> = new Set(['map_type', 'slice_type', 'array_type', 'implicit_length_array_type', 'struct_type']);

/** Composite literals of named types, also those whose type is elided, outer ones first. */
export function readLiterals(file: FileContext, mentions?: Mentions): GoLiteral[] {
  const literals: GoLiteral[] = [];
  walk(file.tree.root, (node) => {
    // The type may stand outside of the braces, but not outside of the declaration.
    if (node.parent === file.tree.root && mentions?.in(node) === false) return false;
    const literal = node.type === 'literal_value' && mayBeOf(node, mentions) ? readLiteral(node, file) : undefined;
    if (literal) literals.push(literal);
    return undefined;
  });
  return literals;
}

/** False if the literal's type is called otherwise. */
function mayBeOf(value: SyntaxNode, mentions: Mentions | undefined): boolean {
  if (!mentions) return true;
  const type = typeOfLiteral(value);
  return type !== undefined && mentions.in(type);
}

/** By braces: whoever asks again gets the same object, and may keep notes on it. */
const known = new WeakMap<SyntaxNode, GoLiteral>();

/** `value` are the braces. */
function readLiteral(value: SyntaxNode, file: FileContext): GoLiteral | undefined {
  const literal = known.get(value) ?? newLiteral(value, file);
  if (literal) known.set(value, literal);
  return literal;
}

function newLiteral(value: SyntaxNode, file: FileContext): GoLiteral | undefined {
  const type = typeOfLiteral(value);
  if (type && UNNAMED.has(type.type)) return undefined;
  const whole = value.parent?.type === 'composite_literal' ? value.parent : value;
  const elements = namedChildren(value).map((element) => readElement(element, file));
  return {
    range: { start: whole.start, end: whole.end },
    position: file.position(whole.start),
    type: literalType(value, file),
    keyed: namedChildren(value).some((element) => element.type === 'keyed_element'),
    elements,
    braces: { open: value.start, close: value.end - 1 },
    trailingComma: value.children.at(-2)?.type === ',',
    get enclosing() {
      return file.enclosing(whole);
    },
  };
}

function readElement(element: SyntaxNode, file: FileContext): GoElement {
  const key = element.type === 'keyed_element' ? childOf(element, 'key') : undefined;
  const value = element.type === 'keyed_element' ? (childOf(element, 'value') ?? element) : element;
  const inner = nestedValue(value);
  return {
    key: key ? file.textOf(key) : '',
    value: { start: value.start, end: value.end },
    literal: inner && readLiteral(inner, file),
  };
}

/** The braces of a value that is a composite literal, also behind `&`. */
function nestedValue(value: SyntaxNode): SyntaxNode | undefined {
  let node = value.type === 'literal_element' ? namedChildren(value)[0] : value;
  node &&= unparenthesised(node);
  if (node?.type === 'unary_expression' && node.children[0]?.type === '&') {
    const operand = childOf(node, 'operand');
    node = operand && unparenthesised(operand);
  }
  if (node?.type === 'literal_value') return node;
  return node?.type === 'composite_literal' ? childOf(node, 'body') : undefined;
}
