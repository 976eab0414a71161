import type { Node } from 'web-tree-sitter';
import { readBody } from './body.js';
import { type LineColumn, lineColumn } from './lines.js';
import type { FunctionHead, GoBody, GoFunction, GoParameter, GoReceiver } from './model.js';
import { readType } from './typeparts.js';

/** Name and receiver of a declaration, off its text: crossing into WebAssembly for each of a large file's functions is slow. */
export function readHead(node: Node, source: string): FunctionHead {
  const match = HEAD.exec(source.slice(node.startIndex, node.startIndex + 300));
  const [, list, name] = match ?? [];
  const receiver = list === undefined ? undefined : RECEIVER.exec(list);
  if (name !== undefined && (list === undefined || receiver)) return { name, base: receiver?.[2] ?? '', pointer: receiver?.[1] === '*' };
  // Comments, parentheses: ask the tree.
  const nameNode = node.childForFieldName('name');
  const receiverList = node.childForFieldName('receiver');
  const type = receiverList ? receiverType(receiverList, source) : undefined;
  return {
    name: nameNode ? source.slice(nameNode.startIndex, nameNode.endIndex) : '',
    base: type?.base ?? '',
    pointer: type?.pointer ?? false,
  };
}

const HEAD = /^func\s*(?:\(([^()/]*)\)\s*)?([\p{L}_][\p{L}\p{Nd}_]*)\s*[([]/u;
const RECEIVER = /(?:^|\s|(?<=\*))(\*?)\s*([\p{L}_][\p{L}\p{Nd}_]*)\s*(?:\[[^\]]*\])?\s*$/u;

/** Reads a declaration with its parameters and body. `laterBody`: the node's own body is left out, and read when it is asked for. */
export function readFunction(node: Node, source: string, laterBody?: (results: readonly GoParameter[]) => GoBody | undefined): GoFunction {
  const nameNode = node.childForFieldName('name') ?? node;
  const block = node.childForFieldName('body');
  const results = readResults(node.childForFieldName('result'), source);
  const read = block && !laterBody ? readBody(block, source, results) : undefined;
  const nameStart = nameNode.startIndex;
  let body: { readonly read: GoBody | undefined } | undefined;
  let position: LineColumn | undefined;
  return {
    name: source.slice(nameStart, nameNode.endIndex),
    get position() {
      return (position ??= lineColumn(source, nameStart));
    },
    receiver: readReceiver(node.childForFieldName('receiver'), source),
    typeParams: readTypeParams(node.childForFieldName('type_parameters'), source),
    params: readParameters(node.childForFieldName('parameters'), source),
    results,
    braces: block ? { open: block.startIndex, close: block.endIndex - 1 } : undefined,
    get body() {
      return (body ??= { read: laterBody ? laterBody(results) : read }).read;
    },
    directives: directivesAbove(source, node.startIndex),
  };
}

/** The parameters of a list, one entry a name. */
export function readParameters(list: Node | null, source: string): GoParameter[] {
  return (list?.namedChildren ?? []).flatMap((declaration): GoParameter[] => {
    const typeNode = declaration.childForFieldName('type');
    if (!typeNode || declaration.type === 'comment') return [];
    const type = readType(typeNode, source);
    const variadic = declaration.type === 'variadic_parameter_declaration';
    const names = declaration.childrenForFieldName('name').filter((name) => name.type === 'identifier');
    if (names.length === 0) return [{ name: '', nameRange: undefined, start: declaration.startIndex, type, variadic }];
    return names.map((name) => ({
      name: source.slice(name.startIndex, name.endIndex),
      nameRange: { start: name.startIndex, end: name.endIndex },
      start: name.startIndex,
      type,
      variadic,
    }));
  });
}

export function readResults(node: Node | null, source: string): GoParameter[] {
  if (!node) return [];
  if (node.type === 'parameter_list') return readParameters(node, source);
  return [{ name: '', nameRange: undefined, start: node.startIndex, type: readType(node, source), variadic: false }];
}

function readReceiver(list: Node | null, source: string): GoReceiver | undefined {
  if (!list) return undefined;
  const [parameter] = readParameters(list, source);
  const type = receiverType(list, source);
  return parameter && type ? { parameter, ...type } : undefined;
}

function receiverType(list: Node, source: string): Omit<GoReceiver, 'parameter'> | undefined {
  let node = list.namedChildren.find((child) => child.type === 'parameter_declaration')?.childForFieldName('type') ?? null;
  let pointer = false;
  while (node && (node.type === 'pointer_type' || node.type === 'parenthesized_type')) {
    pointer ||= node.type === 'pointer_type';
    node = node.namedChildren.find((child) => child.type !== 'comment') ?? null;
  }
  if (!node) return undefined;
  const generic = node.type === 'generic_type';
  const nameNode = generic ? node.childForFieldName('type') : node;
  if (!nameNode) return undefined;
  const args = generic ? (node.childForFieldName('type_arguments')?.namedChildren ?? []) : [];
  return {
    base: source.slice(nameNode.startIndex, nameNode.endIndex),
    pointer,
    typeParams: args.filter((arg) => arg.type !== 'comment').map((arg) => source.slice(arg.startIndex, arg.endIndex)),
  };
}

function readTypeParams(list: Node | null, source: string): string[] {
  return (list?.namedChildren ?? []).flatMap((declaration) =>
    declaration
      .childrenForFieldName('name')
      .filter((name) => name.type === 'identifier')
      .map((name) => source.slice(name.startIndex, name.endIndex)),
  );
}

/** Compiler directives in the comment block that ends on the line above `offset`. */
function directivesAbove(source: string, offset: number): string[] {
  const block: string[] = [];
  for (let end = source.lastIndexOf('\n', offset - 1); end > 0;) {
    const start = source.lastIndexOf('\n', end - 1) + 1;
    const line = source.slice(start, end);
    if (!line.trimStart().startsWith('//')) break;
    block.push(line);
    end = start - 1;
  }
  return block.flatMap((line) => /^\/\/(go:\S+)/.exec(line)?.[1] ?? []);
}
