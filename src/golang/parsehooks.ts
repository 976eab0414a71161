import type { Node } from 'web-tree-sitter';
import { UserError } from '../errors.js';
import { type BuildContext, takesPart } from './constraints.js';
import { readParameters, readResults } from './functions.js';
import type { HookFunction, HookPackage, HookParameter } from './hookpackage.js';
import { lineColumn } from './lines.js';
import { linkedSignature } from './linkedsignature.js';
import type { GoFile, GoParameter } from './model.js';
import { isFunction, parseGoFile } from './parsefile.js';
import type { GoParser } from './parser.js';
import type { TypeScope } from './resolve.js';
import { isExported } from './typeparts.js';

/** A Go source file. `path` is what messages show. */
export interface SourceFile {
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

/** Reads the functions of a hook package from its sources; tests and files that the build leaves out are ignored. */
export function parseHookPackage(parser: GoParser, importPath: string, files: readonly SourceFile[], context: BuildContext): HookPackage {
  const taking = files.filter((file) => file.name.endsWith('.go') && !file.name.endsWith('_test.go') && takesPart(file, context));
  let packageName = '';
  const functions: HookFunction[] = [];
  const models: [SourceFile, GoFile][] = [];
  const declared = new Set<string>();
  for (const file of taking) {
    const model = parseGoFile(parser, file.name, file.text, { wanted: () => false, declared: true });
    if (model.syntaxError) {
      throw new UserError('GO_SYNTAX', model.syntaxError.message, { position: { file: file.path, ...model.syntaxError.position } });
    }
    packageName ||= model.packageName;
    models.push([file, model]);
    for (const name of model.declared ?? []) declared.add(name);
  }
  for (const [file, model] of models) {
    const scope = { importPath, packageName, imports: model.imports, typeParams: [], declares: (name: string) => declared.has(name) };
    functions.push(
      ...parser.read(file.text, (root) => root.namedChildren.filter(isFunction).flatMap((node) => readHook(node, file, scope))),
    );
  }
  return { importPath, packageName, functions: functions.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)) };
}

function readHook(node: Node, file: SourceFile, scope: TypeScope): HookFunction[] {
  const name = node.childForFieldName('name');
  if (!name || node.type !== 'function_declaration') return [];
  const params = readParameters(node.childForFieldName('parameters'), file.text);
  const results = readResults(node.childForFieldName('result'), file.text);
  const [first] = params;
  const text = file.text.slice(name.startIndex, name.endIndex);
  const generic = node.childForFieldName('type_parameters') !== null;
  return [
    {
      name: text,
      file: file.path,
      ...lineColumn(file.text, name.startIndex),
      generic,
      params: params.map(asHookParameter),
      results: results.map(asHookParameter),
      contextMethods: first && isHookContext(first.type.text) ? methodsCalled(node, first.name, file.text) : [],
      empty: isEmpty(node.childForFieldName('body')),
      ...(isExported(text) ? {} : { linked: linkedSignature(generic, params, results, scope) }),
    },
  ];
}

function isEmpty(body: Node | null): boolean {
  return body?.namedChildren.every((child) => child.type === 'comment') === true;
}

function asHookParameter(parameter: GoParameter): HookParameter {
  return { name: parameter.name, type: `${parameter.variadic ? '...' : ''}${parameter.type.text}` };
}

/** The type of a HookContext, whatever the package that declares it is called. */
export function isHookContext(type: string): boolean {
  return /(^|\.)HookContext$/.test(type);
}

function methodsCalled(fn: Node, parameter: string, source: string): string[] {
  const block = fn.childForFieldName('body');
  if (!block) return ['*'];
  if (parameter === '' || parameter === '_') return [];
  const methods = new Set<string>();
  for (const identifier of block.descendantsOfType('identifier')) {
    if (source.slice(identifier.startIndex, identifier.endIndex) !== parameter) continue;
    const selector = identifier.parent;
    const field = selector?.type === 'selector_expression' ? selector.childForFieldName('field') : null;
    const call = selector?.parent;
    if (!field || call?.type !== 'call_expression' || call.childForFieldName('function')?.id !== selector?.id) return ['*'];
    methods.add(source.slice(field.startIndex, field.endIndex));
  }
  return [...methods].sort();
}
