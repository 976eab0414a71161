import type { FileContext } from './filecontext.js';
import { formatStatement } from './gofmt/statements.js';
import type { GoStatement } from './syntax.js';
import { isTerminating } from './terminating.js';
import { namedChildren, type SyntaxNode, walk } from './tree.js';

/** Node types of statements, declarations included. */
export const STATEMENTS: ReadonlySet<string> = new Set([
  'const_declaration',
  'type_declaration',
  'var_declaration',
  'expression_statement',
  'send_statement',
  'inc_statement',
  'dec_statement',
  'assignment_statement',
  'short_var_declaration',
  'return_statement',
  'go_statement',
  'defer_statement',
  'if_statement',
  'for_statement',
  'expression_switch_statement',
  'type_switch_statement',
  'select_statement',
  'labeled_statement',
  'fallthrough_statement',
  'break_statement',
  'continue_statement',
  'goto_statement',
  'block',
]);

/**
 * The statements in a function's braces, outer ones first. Only members of statement lists are listed: an `if`'s init statement, a
 * communication clause and what a label stands on are parts of their statement, as the format's inventor sees them too.
 */
export function readStatements(file: FileContext, braces: { readonly open: number; readonly close: number }): GoStatement[] {
  const found: GoStatement[] = [];
  const block = blockAt(file.tree.root, braces.open);
  if (!block) return found;
  walk(block, (node) => {
    if (node.type === 'statement_list') return undefined;
    if (node.parent?.type === 'statement_list' && node.type !== 'empty_statement' && node.named) found.push(readStatement(node, file));
    return undefined;
  });
  return found;
}

function readStatement(node: SyntaxNode, file: FileContext): GoStatement {
  let text: string | undefined;
  return {
    range: { start: node.start, end: node.end },
    position: file.position(node.start),
    // Outer statements contain the text of inner ones: printed when a pattern looks at it.
    get text() {
      return (text ??= formatStatement(node, file.text));
    },
    before: true,
    after: !isTerminating(node, file.text),
  };
}

/** The block that begins at an offset. */
function blockAt(root: SyntaxNode, open: number): SyntaxNode | undefined {
  let node = root;
  for (;;) {
    if (node.start === open && node.type === 'block') return node;
    const next = namedChildren(node).find((child) => child.start <= open && open < child.end);
    if (!next) return undefined;
    node = next;
  }
}
