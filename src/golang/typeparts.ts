import type { Node } from 'web-tree-sitter';
import type { GoType, TypePart } from './model.js';

/** Takes a type apart. */
export function readType(node: Node, source: string): GoType {
  const out: Out = { parts: [], local: false, source };
  emit(node, out);
  const parts = merge(out.parts);
  return { parts, text: partsText(parts), local: out.local };
}

/** The parts as the file writes them. */
export function partsText(parts: readonly TypePart[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : part.qualifier ? `${part.qualifier}.${part.name}` : part.name)).join('');
}

interface Out {
  readonly parts: TypePart[];
  readonly source: string;
  local: boolean;
}

function merge(parts: readonly TypePart[]): TypePart[] {
  const merged: TypePart[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof part === 'string' && typeof last === 'string') merged[merged.length - 1] = last + part;
    else merged.push(part);
  }
  return merged;
}

function textOf(node: Node, out: Out): string {
  return out.source.slice(node.startIndex, node.endIndex);
}

function childrenOf(node: Node): Node[] {
  return node.children.filter((child) => child.type !== 'comment');
}

function emit(node: Node | null, out: Out): void {
  if (!node) return;
  switch (node.type) {
    case 'type_identifier':
    case 'identifier':
      out.parts.push({ qualifier: '', name: textOf(node, out) });
      return;
    case 'qualified_type':
      emitQualified(node.childForFieldName('package'), node.childForFieldName('name'), out);
      return;
    case 'selector_expression':
      emitQualified(node.childForFieldName('operand'), node.childForFieldName('field'), out);
      return;
    case 'function_type':
      out.parts.push('func');
      emitSignature(node, out);
      return;
    case 'channel_type':
      emitChannel(node, out);
      return;
    case 'map_type':
      out.parts.push('map[');
      emit(node.childForFieldName('key'), out);
      out.parts.push(']');
      emit(node.childForFieldName('value'), out);
      return;
    case 'interface_type':
      emitElements(node, 'interface', out);
      return;
    case 'struct_type':
      emitStruct(node, out);
      return;
    case 'parenthesized_type':
      emitParenthesized(node, out);
      return;
    default:
      emitPlain(node, out);
  }
}

/** Nodes whose text is the text of their children: pointers, slices, arrays, instances, parentheses, constant expressions. */
function emitPlain(node: Node, out: Out): void {
  const children = childrenOf(node);
  if (children.length === 0) {
    out.parts.push(textOf(node, out));
    return;
  }
  for (const child of children) {
    if (child.type === ',') {
      // A trailing comma in a list that spans lines is dropped.
      if (child.nextNamedSibling) out.parts.push(', ');
    } else if (child.type === '|') out.parts.push(' | ');
    else emit(child, out);
  }
}

/** `*(T)` is `*T`; `chan (<-chan T)` means something else without its parentheses. */
function emitParenthesized(node: Node, out: Out): void {
  const inner = node.namedChildren.find((child) => child.type !== 'comment');
  if (inner?.type === 'channel_type' || inner?.type === 'function_type') emitPlain(node, out);
  else emit(inner ?? null, out);
}

function emitQualified(qualifier: Node | null, name: Node | null, out: Out): void {
  if (qualifier && name) out.parts.push({ qualifier: textOf(qualifier, out), name: textOf(name, out) });
}

function emitChannel(node: Node, out: Out): void {
  const tokens = childrenOf(node)
    .filter((child) => !child.isNamed)
    .map((child) => child.type);
  out.parts.push(tokens[0] === '<-' ? '<-chan ' : tokens.includes('<-') ? 'chan<- ' : 'chan ');
  emit(node.childForFieldName('value'), out);
}

function emitSignature(node: Node, out: Out): void {
  emitParameterTypes(node.childForFieldName('parameters'), out);
  const result = node.childForFieldName('result');
  if (!result) return;
  out.parts.push(' ');
  if (result.type === 'parameter_list') emitParameterTypes(result, out);
  else emit(result, out);
}

/** Names of parameters are no part of a function type. `a, b int` becomes `int, int`. */
function emitParameterTypes(list: Node | null, out: Out): void {
  out.parts.push('(');
  let first = true;
  for (const declaration of list?.namedChildren ?? []) {
    if (declaration.type === 'comment') continue;
    const names = declaration.type === 'variadic_parameter_declaration' ? 1 : Math.max(1, declaration.childrenForFieldName('name').length);
    for (let i = 0; i < names; i++) {
      if (!first) out.parts.push(', ');
      first = false;
      if (declaration.type === 'variadic_parameter_declaration') out.parts.push('...');
      emit(declaration.childForFieldName('type'), out);
    }
  }
  out.parts.push(')');
}

function emitElements(node: Node, keyword: string, out: Out): void {
  const elements = node.namedChildren.filter((child) => child.type !== 'comment');
  out.parts.push(elements.length === 0 ? `${keyword}{}` : `${keyword}{ `);
  elements.forEach((element, i) => {
    if (i > 0) out.parts.push('; ');
    if (element.type === 'method_elem') {
      const name = element.childForFieldName('name');
      const text = name ? textOf(name, out) : '';
      if (!isExported(text)) out.local = true;
      out.parts.push(text);
      emitSignature(element, out);
    } else emit(element, out);
  });
  if (elements.length > 0) out.parts.push(' }');
}

function emitStruct(node: Node, out: Out): void {
  const fields = (node.namedChildren[0]?.namedChildren ?? []).filter((child) => child.type !== 'comment');
  if (fields.length === 0) {
    out.parts.push('struct{}');
    return;
  }
  out.local = true;
  out.parts.push('struct{ ');
  fields.forEach((field, i) => {
    if (i > 0) out.parts.push('; ');
    const names = field.childrenForFieldName('name').filter((name) => name.type === 'field_identifier');
    out.parts.push(names.map((name) => textOf(name, out)).join(', '));
    if (names.length > 0) out.parts.push(' ');
    else if (field.firstChild?.type === '*') out.parts.push('*');
    emit(field.childForFieldName('type'), out);
    const tag = field.childForFieldName('tag');
    if (tag) out.parts.push(` ${textOf(tag, out)}`);
  });
  out.parts.push(' }');
}

/** Exported in Go's sense: the first letter is an upper case one. */
export function isExported(name: string): boolean {
  return /^\p{Lu}/u.test(name);
}
