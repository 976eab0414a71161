import { childOf, namedChildren, type SyntaxNode } from './tree.js';

/** True when nothing after the statement is reached: a terminating statement of the specification, or a jump. */
export function isTerminating(node: SyntaxNode, text: string): boolean {
  return terminates(node, text, undefined);
}

function terminates(node: SyntaxNode, text: string, label: string | undefined): boolean {
  switch (node.type) {
    case 'return_statement':
    case 'goto_statement':
    case 'break_statement':
    case 'continue_statement':
    case 'fallthrough_statement':
      return true;
    case 'expression_statement':
      return isPanic(node, text);
    case 'block':
      return endsTerminating(node, text);
    case 'if_statement': {
      const [then, other] = [childOf(node, 'consequence'), childOf(node, 'alternative')];
      return then !== undefined && other !== undefined && endsTerminating(then, text) && terminates(other, text, undefined);
    }
    case 'for_statement':
      return isEndless(node) && !breaks(node, text, label);
    case 'expression_switch_statement':
    case 'type_switch_statement':
    case 'select_statement':
      return allCasesTerminate(node, text) && !breaks(node, text, label);
    case 'labeled_statement': {
      const name = childOf(node, 'label');
      const inner = namedChildren(node).at(-1);
      return inner !== undefined && inner !== name && terminates(inner, text, name && text.slice(name.start, name.end));
    }
    default:
      return false;
  }
}

function isPanic(statement: SyntaxNode, text: string): boolean {
  const call = namedChildren(statement)[0];
  const callee = call && childOf(call, 'function');
  return callee?.type === 'identifier' && text.slice(callee.start, callee.end) === 'panic';
}

/** The last statement of a block or clause. A jump ends a clause too, but not in a way that counts for what surrounds it. */
function endsTerminating(holder: SyntaxNode, text: string): boolean {
  const list = holder.children.find((child) => child.type === 'statement_list');
  const last = list && namedChildren(list).at(-1);
  if (!last || last.type === 'break_statement' || last.type === 'continue_statement') return false;
  return terminates(last, text, undefined);
}

/** A loop without condition and range clause. */
function isEndless(loop: SyntaxNode): boolean {
  const header = namedChildren(loop).find((child) => child.field !== 'body');
  return !header || (header.type === 'for_clause' && !childOf(header, 'condition'));
}

function allCasesTerminate(node: SyntaxNode, text: string): boolean {
  const cases = namedChildren(node).filter((child) => child.type.endsWith('_case'));
  const complete = node.type === 'select_statement' || cases.some((child) => child.type === 'default_case');
  return complete && cases.every((child) => endsTerminating(child, text));
}

/** A `break` that leaves this statement. */
function breaks(node: SyntaxNode, text: string, label: string | undefined): boolean {
  return namedChildren(node).some((child) => breaksOut(child, text, label, true));
}

function breaksOut(node: SyntaxNode, text: string, label: string | undefined, direct: boolean): boolean {
  if (node.type === 'func_literal') return false;
  if (node.type === 'break_statement') {
    const [name] = namedChildren(node);
    return name ? text.slice(name.start, name.end) === label : direct;
  }
  const inner = direct && !BREAKABLE.has(node.type);
  return namedChildren(node).some((child) => breaksOut(child, text, label, inner));
}

const BREAKABLE: ReadonlySet<string> = new Set([
  'for_statement',
  'expression_switch_statement',
  'type_switch_statement',
  'select_statement',
]);
