import { childOf, namedChildren, type SyntaxNode, walk } from './tree.js';
import type { Scopes } from './scopes.js';

const NAMES: ReadonlySet<string> = new Set(['identifier', 'type_identifier', 'package_identifier', 'nil', 'true', 'false', 'iota']);

/** Declarations whose field `name` is no use of a name. */
const DECLARING: ReadonlySet<string> = new Set([
  'parameter_declaration',
  'variadic_parameter_declaration',
  'type_parameter_declaration',
  'var_spec',
  'const_spec',
  'type_spec',
  'type_alias',
  'function_declaration',
  'import_spec',
]);

/**
 * Every identifier below a node that is looked up by scope: neither a selected field, nor a field's key in a literal, nor a label, nor
 * a name that is being declared. Names on the left of `:=` are contained when they are declared elsewhere already.
 */
export function references(node: SyntaxNode, scopes: Scopes): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  walk(node, (current) => {
    if (NAMES.has(current.type) && isReference(current, scopes)) found.push(current);
    return undefined;
  });
  return found;
}

function isReference(node: SyntaxNode, scopes: Scopes): boolean {
  const { parent } = node;
  if (!parent || !node.named || scopes.declares(node)) return false;
  if (node.field === 'name' && (DECLARING.has(parent.type) || parent.type === 'qualified_type')) return false;
  if (parent.type === 'package_clause' || parent.type === 'import_spec') return false;
  return !isFieldKey(node);
}

/** `k` in `T{k: v}`, unless the literal is known to be one of a map, slice or array. */
function isFieldKey(node: SyntaxNode): boolean {
  const element = node.parent;
  const pair = element?.parent;
  if (element?.type !== 'literal_element' || element.field !== 'key' || pair?.type !== 'keyed_element' || !pair.parent) return false;
  const type = typeOfLiteral(pair.parent);
  return !type || !['map_type', 'slice_type', 'array_type', 'implicit_length_array_type'].includes(type.type);
}

/** The type of a literal's braces, also where it is elided within another literal; undefined where the file does not tell. */
export function typeOfLiteral(value: SyntaxNode): SyntaxNode | undefined {
  const { parent } = value;
  if (parent?.type === 'composite_literal') return childOf(parent, 'type');
  if (parent?.type !== 'literal_element') return undefined;
  const pair = parent.parent?.type === 'keyed_element' ? parent.parent : undefined;
  const outer = (pair ?? parent).parent;
  const type = outer && typeOfLiteral(outer);
  if (!type) return undefined;
  const element = pair && parent.field === 'key' ? childOf(type, 'key') : (childOf(type, 'element') ?? childOf(type, 'value'));
  // `[]*T{{…}}`: the address of a T.
  return element?.type === 'pointer_type' ? namedChildren(element)[0] : element;
}
