import type { FileContext } from './filecontext.js';
import { embeddedName, specsOf } from './packagefacts.js';
import type { GoStruct } from './syntax.js';
import { childOf, childrenOf, namedChildren, type SyntaxNode } from './tree.js';

/** Struct types that are declared at package level. */
export function readStructs(file: FileContext): GoStruct[] {
  return namedChildren(file.tree.root).flatMap((declaration) => specsOf(declaration).flatMap((spec) => readStruct(spec, file) ?? []));
}

function readStruct(spec: SyntaxNode, file: FileContext): GoStruct | undefined {
  const name = childOf(spec, 'name');
  const type = childOf(spec, 'type');
  const list = type?.type === 'struct_type' ? namedChildren(type)[0] : undefined;
  if (!name || !list || spec.type !== 'type_spec') return undefined;
  const typeParams = childOf(spec, 'type_parameters');
  return {
    name: file.textOf(name),
    position: file.position(name.start),
    typeParams: (typeParams ? namedChildren(typeParams) : []).flatMap((declaration) =>
      childrenOf(declaration, 'name').map((param) => file.textOf(param)),
    ),
    braces: { open: list.start, close: list.end - 1 },
    fields: namedChildren(list).flatMap((field) => fieldNames(field, file)),
    range: { start: spec.start, end: spec.end },
  };
}

function fieldNames(field: SyntaxNode, file: FileContext): string[] {
  const names = childrenOf(field, 'name');
  if (names.length > 0) return names.map((name) => file.textOf(name));
  const type = childOf(field, 'type');
  return type ? [embeddedName(type, file)] : [];
}
