import type { Node } from 'web-tree-sitter';
import { readBody } from './body.js';
import { readFunction, readHead } from './functions.js';
import { lineColumn } from './lines.js';
import type { FunctionHead, GoFile, GoFunction, GoImport, GoSyntaxError } from './model.js';
import type { GoParser } from './parser.js';

export interface ParseOptions {
  /** Functions whose parameters and bodies are read; all of them by default. */
  readonly wanted?: (head: FunctionHead) => boolean;
  /** Collect the names that the file declares at package level. */
  readonly declared?: boolean;
  /** Bodies of other functions need not be parsed: syntax errors in them stay unfound. */
  readonly outline?: boolean;
}

/** Reads a Go file. A file with a syntax error still gives a model, of what could be read. */
export function parseGoFile(parser: GoParser, name: string, text: string, options: ParseOptions = {}): GoFile {
  const read = options.outline ? parser.readOutline.bind(parser) : parser.read.bind(parser);
  return read(text, (root) => {
    const children = root.namedChildren;
    const clause = children.find((child) => child.type === 'package_clause');
    const packageNode = clause?.firstNamedChild ?? root;
    const declarations = children.filter(isFunction).map((node) => ({ node, head: readHead(node, text) }));
    return {
      name,
      packageName: clause ? text.slice(packageNode.startIndex, packageNode.endIndex) : '',
      packagePosition: lineColumn(text, packageNode.startIndex),
      packageRange: { start: packageNode.startIndex, end: packageNode.endIndex },
      imports: children.filter((child) => child.type === 'import_declaration').flatMap((child) => readImports(child, text)),
      syntaxError: root.hasError ? findSyntaxError(root, text) : undefined,
      heads: declarations.map(({ head }) => head),
      functions: declarations
        .filter(({ head }) => options.wanted?.(head) ?? true)
        .flatMap(({ node }) => (options.outline ? (readFunctionAt(parser, text, node.startIndex) ?? []) : readFunction(node, text))),
      declared: options.declared ? declaredNames(children, text) : undefined,
    };
  });
}

/** The function declaration around an offset. */
export function readFunctionAt(parser: GoParser, text: string, offset: number): GoFunction | undefined {
  return parser.readOutline(text, (root) => {
    const node = functionNodeAt(root, offset);
    if (!node) return undefined;
    const start = node.startIndex;
    return readFunction(node, text, (results) =>
      parser.readPart(text, start, (part) => {
        const block = functionNodeAt(part, start)?.childForFieldName('body');
        return block ? readBody(block, text, results) : undefined;
      }),
    );
  });
}

function functionNodeAt(root: Node, offset: number): Node | undefined {
  let node = root.descendantForIndex(offset);
  while (node && !isFunction(node)) node = node.parent;
  return node ?? undefined;
}

export function isFunction(node: Node): boolean {
  return node.type === 'function_declaration' || node.type === 'method_declaration';
}

export function readImports(declaration: Node, text: string): GoImport[] {
  return declaration.descendantsOfType('import_spec').flatMap((spec) => {
    const path = spec.childForFieldName('path');
    const alias = spec.childForFieldName('name');
    if (!path) return [];
    return [
      {
        alias: alias ? text.slice(alias.startIndex, alias.endIndex) : '',
        path: text.slice(path.startIndex + 1, path.endIndex - 1),
        position: lineColumn(text, path.startIndex),
      },
    ];
  });
}

function declaredNames(children: readonly Node[], text: string): Set<string> {
  const names = new Set<string>();
  for (const child of children) {
    if (child.type === 'function_declaration') names.add(readHead(child, text).name);
    if (!['type_declaration', 'var_declaration', 'const_declaration'].includes(child.type)) continue;
    const specs = child.namedChildren.flatMap((spec) => (spec.type === 'var_spec_list' ? spec.namedChildren : [spec]));
    for (const spec of specs) {
      for (const name of spec.childrenForFieldName('name')) {
        if (name.type === 'identifier' || name.type === 'type_identifier') names.add(text.slice(name.startIndex, name.endIndex));
      }
    }
  }
  return names;
}

/** The first place that the grammar could not make sense of. */
export function syntaxErrorIn(root: Node, text: string): { readonly offset: number; readonly message: string } {
  let node = root;
  for (;;) {
    const next = node.children.find((child) => child.isError || child.isMissing || child.hasError);
    if (!next) break;
    node = next;
    if (node.isMissing || (node.isError && !node.children.some((child) => child.hasError || child.isMissing))) break;
  }
  const offset = node.startIndex;
  if (node.isMissing) return { offset, message: `syntax error: want ${JSON.stringify(node.type)}` };
  const found = text.slice(offset, node.endIndex).trimStart().split(/\r?\n/, 1)[0] ?? '';
  return { offset, message: found === '' ? 'syntax error: unexpected end of file' : `syntax error: unexpected ${shorten(found)}` };
}

function findSyntaxError(root: Node, text: string): GoSyntaxError {
  const { offset, message } = syntaxErrorIn(root, text);
  return { position: lineColumn(text, offset), message };
}

function shorten(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
