import type { FileContext } from './filecontext.js';
import { typeOfLiteral } from './references.js';
import type { Binding } from './scopes.js';
import type { NamedType } from './syntax.js';
import { childOf, namedChildren, type SyntaxNode, unparenthesised } from './tree.js';

/** A type as far as it is known: written in the file, told by the package's facts, a pointer to one, or the slice of a variadic parameter. */
type TypeRef =
  | { readonly kind: 'written'; readonly node: SyntaxNode }
  | { readonly kind: 'named'; readonly type: NamedType }
  | { readonly kind: 'pointer'; readonly to: TypeRef }
  | { readonly kind: 'slice'; readonly to: TypeRef };

/** Definitions refer to one another; no real program is this deep. */
const DEPTH = 12;

/** The named type of an expression; undefined if it is none or not known for certain. */
export function operandType(expression: SyntaxNode, file: FileContext): NamedType | undefined {
  return named(typeOf(expression, file, 0), file);
}

/** The named type of one of `of` variables that a value initialises. */
export function initialisedType(value: SyntaxNode, index: number, of: number, file: FileContext): NamedType | undefined {
  return named(of === 1 ? typeOf(value, file, 0) : tupleElement(value, index, of, file, 0), file);
}

/** The named type that a piece of type syntax means. */
export function namedType(node: SyntaxNode, file: FileContext): NamedType | undefined {
  return named({ kind: 'written', node }, file);
}

function named(ref: TypeRef | undefined, file: FileContext): NamedType | undefined {
  if (!ref) return undefined;
  if (ref.kind === 'named') return ref.type;
  if (ref.kind === 'pointer') return pointerTo(named(ref.to, file));
  if (ref.kind === 'slice') return undefined;
  const node = unparenthesised(ref.node);
  if (node.type === 'pointer_type') {
    const target = namedChildren(node)[0];
    return target && pointerTo(namedType(target, file));
  }
  return namedBase(node, file);
}

function pointerTo(type: NamedType | undefined): NamedType | undefined {
  return type && !type.pointer ? { ...type, pointer: true } : undefined;
}

function namedBase(node: SyntaxNode, file: FileContext): NamedType | undefined {
  if (node.type === 'generic_type') {
    const base = childOf(node, 'type');
    return base && namedBase(base, file);
  }
  if (node.type === 'qualified_type' || node.type === 'selector_expression') return qualified(node, file);
  if (node.type !== 'type_identifier' && node.type !== 'identifier') return undefined;
  const name = file.textOf(node);
  if (file.scopes.lookup(name, node.start) || (PREDECLARED.has(name) && !file.facts.declares(name))) return undefined;
  const path = file.homeOf(name);
  if (path === undefined) return undefined;
  return path === '' ? (file.facts.alias(name) ?? { path, name, pointer: false }) : { path, name, pointer: false };
}

function qualified(node: SyntaxNode, file: FileContext): NamedType | undefined {
  const qualifier = childOf(node, 'package') ?? childOf(node, 'operand');
  const name = childOf(node, 'name') ?? childOf(node, 'field');
  if (!qualifier || !name || (qualifier.type !== 'package_identifier' && qualifier.type !== 'identifier')) return undefined;
  const path = file.importPath(file.textOf(qualifier), qualifier.start);
  return path === undefined ? undefined : { path, name: file.textOf(name), pointer: false };
}

function typeOf(expression: SyntaxNode, file: FileContext, depth: number): TypeRef | undefined {
  if (depth > DEPTH) return undefined;
  const node = unparenthesised(expression);
  const operand = (): TypeRef | undefined => {
    const child = childOf(node, 'operand');
    return child && typeOf(child, file, depth + 1);
  };
  switch (node.type) {
    case 'identifier':
    case 'type_identifier':
      return typeOfName(node, file, depth);
    case 'composite_literal':
    case 'type_assertion_expression':
      return written(childOf(node, 'type'));
    case 'unary_expression':
      return typeOfUnary(node, operand(), file);
    case 'selector_expression':
      return typeOfField(node, operand, file);
    case 'index_expression':
      return elementOf(operand());
    case 'slice_expression':
      return operand();
    case 'type_conversion_expression':
      return typeOfConversion(node, file, depth);
    case 'call_expression':
      return resultOf(node, 0, 1, file, depth);
    default:
      return undefined;
  }
}

function written(node: SyntaxNode | undefined): TypeRef | undefined {
  return node && { kind: 'written', node };
}

function typeOfName(node: SyntaxNode, file: FileContext, depth: number): TypeRef | undefined {
  const name = file.textOf(node);
  const binding = file.scopes.lookup(name, node.start);
  if (binding) return typeOfBinding(binding, file, depth + 1);
  const type = file.facts.valueType(name);
  return type && { kind: 'named', type };
}

function typeOfBinding({ origin, kind }: Binding, file: FileContext, depth: number): TypeRef | undefined {
  if (kind === 'type') return undefined;
  switch (origin.kind) {
    case 'type':
      return origin.variadic ? { kind: 'slice', to: { kind: 'written', node: origin.type } } : written(origin.type);
    case 'value':
      return origin.of === 1 ? typeOf(origin.value, file, depth) : tupleElement(origin.value, origin.index, origin.of, file, depth);
    case 'range': {
      const of = typeOf(origin.value, file, depth);
      return origin.index === 1 ? elementOf(of) : keyOf(of);
    }
    case 'none':
      return undefined;
  }
}

/** `v, ok := x.(T)`, `v, ok := m[k]`, `v, ok := <-c`, `v, err := f()`. */
function tupleElement(value: SyntaxNode, index: number, of: number, file: FileContext, depth: number): TypeRef | undefined {
  const node = unparenthesised(value);
  if (node.type === 'call_expression' || node.type === 'type_conversion_expression') return resultOf(node, index, of, file, depth);
  return index === 0 ? typeOf(node, file, depth) : undefined;
}

function typeOfUnary(node: SyntaxNode, operand: TypeRef | undefined, file: FileContext): TypeRef | undefined {
  if (!operand) return undefined;
  switch (node.children[0]?.type) {
    case '&':
      return { kind: 'pointer', to: operand };
    case '*':
      return pointee(operand);
    case '<-':
      return elementOf(operand, 'channel_type');
    default:
      return named(operand, file) ? operand : undefined;
  }
}

function pointee(ref: TypeRef): TypeRef | undefined {
  if (ref.kind === 'pointer') return ref.to;
  if (ref.kind === 'slice') return undefined;
  if (ref.kind === 'named') return ref.type.pointer ? { kind: 'named', type: { ...ref.type, pointer: false } } : undefined;
  const node = unparenthesised(ref.node);
  return node.type === 'pointer_type' ? written(namedChildren(node)[0]) : undefined;
}

function elementOf(ref: TypeRef | undefined, only?: 'channel_type'): TypeRef | undefined {
  if (ref?.kind === 'slice' && !only) return ref.to;
  const node = ref?.kind === 'written' ? unparenthesised(ref.node) : undefined;
  if (!node || (only && node.type !== only)) return undefined;
  if (['slice_type', 'array_type', 'implicit_length_array_type'].includes(node.type)) return written(childOf(node, 'element'));
  return node.type === 'map_type' || only ? written(childOf(node, 'value')) : undefined;
}

/** What the first variable of a range clause is: the key of a map, the value of a channel. */
function keyOf(ref: TypeRef | undefined): TypeRef | undefined {
  const node = ref?.kind === 'written' ? unparenthesised(ref.node) : undefined;
  if (node?.type === 'map_type') return written(childOf(node, 'key'));
  return node?.type === 'channel_type' ? written(childOf(node, 'value')) : undefined;
}

function typeOfField(node: SyntaxNode, operand: () => TypeRef | undefined, file: FileContext): TypeRef | undefined {
  const fieldNode = childOf(node, 'field');
  const child = childOf(node, 'operand');
  if (!fieldNode || !child) return undefined;
  // A variable of another package: unknown.
  if (child.type === 'identifier' && file.importPath(file.textOf(child), child.start) !== undefined) return undefined;
  const field = file.textOf(fieldNode);
  const of = operand();
  const base = of && (pointee(of) ?? of);
  const type = base && named(base, file);
  if (type) {
    const found = type.path === '' && !type.pointer ? file.facts.fieldType(type.name, field) : undefined;
    return found && { kind: 'named', type: found };
  }
  return base?.kind === 'written' ? structField(unparenthesised(base.node), field, file) : undefined;
}

/** A field of a struct type that is written out where it is used. */
function structField(node: SyntaxNode, field: string, file: FileContext): TypeRef | undefined {
  const list = node.type === 'struct_type' ? namedChildren(node)[0] : undefined;
  for (const declaration of list ? namedChildren(list) : []) {
    if (declaration.children.some((child) => child.field === 'name' && file.textOf(child) === field)) {
      return written(childOf(declaration, 'type'));
    }
  }
  return undefined;
}

/** `T[int](x)` is a conversion or a call, and `xs[i](x)` looks the same: only what is surely a type is one. */
function typeOfConversion(node: SyntaxNode, file: FileContext, depth: number): TypeRef | undefined {
  const type = childOf(node, 'type');
  if (!type) return undefined;
  if (type.type !== 'generic_type' && type.type !== 'type_identifier' && type.type !== 'qualified_type') return written(type);
  return resultOf(node, 0, 1, file, depth);
}

function resultOf(call: SyntaxNode, index: number, of: number, file: FileContext, depth: number): TypeRef | undefined {
  const callee = calleeOf(call);
  if (!callee || depth > DEPTH) return undefined;
  if (callee.type === 'identifier' || callee.type === 'type_identifier') return resultOfName(callee, call, index, of, file);
  if (callee.type === 'func_literal') return undefined;
  // (*T)(x)
  if (callee.type === 'unary_expression') {
    const converted = index === 0 && of === 1 ? typeName(callee, file) : undefined;
    return converted && { kind: 'named', type: converted };
  }
  if (callee.type !== 'selector_expression') return undefined;
  const operand = childOf(callee, 'operand');
  const method = childOf(callee, 'field');
  if (!operand || !method) return undefined;
  if (operand.type === 'identifier' && file.importPath(file.textOf(operand), operand.start) !== undefined) return undefined;
  const type = named(typeOf(operand, file, depth + 1), file);
  if (type?.path !== '') return undefined;
  return resultAt(file.facts.resultType(type.name, file.textOf(method)), index, of);
}

function resultOfName(callee: SyntaxNode, call: SyntaxNode, index: number, of: number, file: FileContext): TypeRef | undefined {
  const name = file.textOf(callee);
  if (file.scopes.lookup(name, callee.start)) return undefined;
  const argument = childOf(call, 'arguments') && namedChildren(childOf(call, 'arguments') as SyntaxNode)[0];
  if ((name === 'new' || name === 'make') && argument && !file.facts.declares(name)) {
    const type: TypeRef = { kind: 'written', node: argument };
    return name === 'new' ? { kind: 'pointer', to: type } : type;
  }
  if (file.homeOf(name) !== '') return undefined;
  if (file.facts.kind(name) === 'type') {
    return index === 0 && of === 1 ? { kind: 'named', type: file.facts.alias(name) ?? { path: '', name, pointer: false } } : undefined;
  }
  return resultAt(file.facts.resultType('', name), index, of);
}

function resultAt(results: readonly (NamedType | undefined)[] | undefined, index: number, of: number): TypeRef | undefined {
  const type = results?.length === of ? results[index] : undefined;
  return type && { kind: 'named', type };
}

/** What is called: parentheses and type arguments taken off. */
export function calleeOf(call: SyntaxNode): SyntaxNode | undefined {
  let node = childOf(call, call.type === 'type_conversion_expression' ? 'type' : 'function');
  for (;;) {
    node &&= unparenthesised(node);
    if (node?.type === 'index_expression') node = childOf(node, 'operand');
    else if (node?.type === 'generic_type' || node?.type === 'type_instantiation_expression') node = childOf(node, 'type');
    else return node;
  }
}

/** The type that an expression names: `T`, `*T`, `pkg.T`, as in method expressions and conversions. */
export function typeName(expression: SyntaxNode, file: FileContext): NamedType | undefined {
  const node = unparenthesised(expression);
  if (node.type === 'unary_expression' && node.children[0]?.type === '*') {
    const operand = childOf(node, 'operand');
    return operand && pointerTo(typeName(operand, file));
  }
  if (node.type === 'pointer_type') return namedType(node, file);
  if (node.type === 'index_expression' || node.type === 'type_instantiation_expression') {
    const base = childOf(node, 'operand') ?? childOf(node, 'type');
    return base && typeName(base, file);
  }
  if (node.type !== 'identifier' && node.type !== 'type_identifier' && node.type !== 'generic_type') {
    return node.type === 'selector_expression' || node.type === 'qualified_type' ? qualified(node, file) : undefined;
  }
  const type = namedBase(node, file);
  return type?.path === '' && file.facts.kind(type.name) !== 'type' ? undefined : type;
}

/** Type of a composite literal's braces. */
export function literalType(value: SyntaxNode, file: FileContext): NamedType | undefined {
  const type = typeOfLiteral(value);
  return type && namedType(type, file);
}

const PREDECLARED: ReadonlySet<string> = new Set(
  (
    'any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string ' +
    'uint uint8 uint16 uint32 uint64 uintptr'
  ).split(' '),
);
