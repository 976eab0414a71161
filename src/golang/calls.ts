import type { FileContext } from './filecontext.js';
import { Mentions } from './mentions.js';
import type { Range } from './model.js';
import { calleeOf, operandType, typeName } from './operandtypes.js';
import type { Callee, GoCall, NamedType } from './syntax.js';
import { childOf, namedChildren, type SyntaxNode, walk } from './tree.js';

/**
 * Calls of functions and methods, outer ones first. Calls of function values, and conversions to unnamed types, are left out.
 * `words`: only calls of functions that are called so.
 */
export function readCalls(file: FileContext, words?: ReadonlySet<string>): GoCall[] {
  const calls: GoCall[] = [];
  const mentions = words && Mentions.of(file.text, words);
  walk(file.tree.root, (node) => {
    if (mentions?.in(node) === false) return false;
    if (node.type === 'call_expression' || node.type === 'type_conversion_expression') {
      const call = readCall(node, file, words);
      if (call) calls.push(call);
    }
    return undefined;
  });
  return calls;
}

function readCall(node: SyntaxNode, file: FileContext, words: ReadonlySet<string> | undefined): GoCall | undefined {
  const calleeNode = calleeOf(node);
  const nameNode = calleeNode && (childOf(calleeNode, 'field') ?? childOf(calleeNode, 'name') ?? calleeNode);
  if (words && !(nameNode && words.has(file.textOf(nameNode)))) return undefined;
  const callee = calleeNode && readCallee(calleeNode, file);
  // A conversion's parentheses belong to the node itself.
  const list = childOf(node, 'arguments') ?? node;
  const close = list.children.at(-1);
  if (!callee || close?.type !== ')') return undefined;
  const listed = list === node ? list.children.filter((child) => child.field === 'operand') : namedChildren(list);
  const last = listed.at(-1);
  const dots = last?.type === 'variadic_argument' ? last.children.find((child) => child.type === '...') : undefined;
  return {
    range: { start: node.start, end: node.end },
    position: file.position(node.start),
    callee,
    arguments: listed.map(argumentRange),
    close: close.start,
    trailingComma: list.children.at(-2)?.type === ',',
    ellipsis: dots && { start: dots.start, end: dots.end },
    statement: statementOf(node),
    get enclosing() {
      return file.enclosing(node);
    },
  };
}

function argumentRange(argument: SyntaxNode): Range {
  const value = argument.type === 'variadic_argument' ? (namedChildren(argument)[0] ?? argument) : argument;
  return { start: value.start, end: value.end };
}

function readCallee(node: SyntaxNode, file: FileContext): Callee | undefined {
  if (node.type === 'identifier' || node.type === 'type_identifier') {
    const name = file.textOf(node);
    if (file.scopes.lookup(name, node.start)) return undefined;
    const path = file.homeOf(name);
    return path === undefined ? undefined : { kind: 'plain', path, name };
  }
  if (node.type === 'qualified_type') return qualified(childOf(node, 'package'), childOf(node, 'name'), file);
  if (node.type !== 'selector_expression') return undefined;
  return qualified(childOf(node, 'operand'), childOf(node, 'field'), file);
}

function qualified(operand: SyntaxNode | undefined, nameNode: SyntaxNode | undefined, file: FileContext): Callee | undefined {
  if (!operand || !nameNode) return undefined;
  const name = file.textOf(nameNode);
  if (operand.type === 'identifier' || operand.type === 'package_identifier') {
    const path = file.importPath(file.textOf(operand), operand.start);
    if (path !== undefined) return { kind: 'package', path, name };
  }
  let type: { readonly found: NamedType | undefined } | undefined;
  return {
    kind: 'method',
    name,
    // Finding it out may take other files, and few are asked for.
    get type() {
      return (type ??= { found: operandType(operand, file) ?? typeName(operand, file) }).found;
    },
  };
}

function statementOf(node: SyntaxNode): GoCall['statement'] {
  let at = node.parent;
  while (at?.type === 'parenthesized_expression') at = at.parent;
  if (at?.type === 'go_statement') return 'go';
  if (at?.type === 'defer_statement') return 'defer';
  return at?.type === 'expression_statement' ? 'expression' : undefined;
}
