import { childOf, childrenOf, namedChildren, type SyntaxNode, walk } from '../tree.js';
import { DeclarationPrinter } from './declarations.js';
import { LineTable } from './writer.js';

/** The statement as gofmt would write it, its first line not indented, without comments. */
export function formatStatement(node: SyntaxNode, text: string): string {
  const printer = new StatementPrinter(new LineTable(text, node.start, node.end));
  printer.print(node);
  return printer.result;
}

class StatementPrinter extends DeclarationPrinter {
  print(node: SyntaxNode): void {
    this.statement(node);
  }

  protected sizeOf(node: SyntaxNode): number {
    const printer = new StatementPrinter(this.lines);
    if (node.type === 'field_declaration' || node.type === 'method_elem' || node.type === 'type_elem') printer.fieldType(node);
    else printer.statement(node);
    return printer.result.includes('\n') ? Infinity : printer.result.length;
  }

  protected block(node: SyntaxNode): void {
    this.write('{', node.children[0]);
    this.list(node);
    this.linebreak(this.lineOf(node.end), 1);
    this.write('}', node);
  }

  /** The statements of a block or clause, one step further in. */
  private list(holder: SyntaxNode): void {
    const list = holder.children.find((child) => child.type === 'statement_list');
    this.indent(1);
    for (const statement of list ? namedChildren(list) : []) {
      if (statement.type === 'empty_statement') continue;
      this.linebreak(this.lineOf(statement.start), 1);
      this.statement(statement);
    }
    this.indent(-1);
  }

  protected statement(node: SyntaxNode): void {
    switch (node.type) {
      case 'expression_statement':
        this.first(node);
        return;
      case 'send_statement':
        this.part(node, 'channel');
        this.write(' <- ');
        this.part(node, 'value');
        return;
      case 'receive_statement':
      case 'assignment_statement':
      case 'short_var_declaration':
        this.assignment(node);
        return;
      case 'inc_statement':
      case 'dec_statement':
        this.first(node, 2);
        this.write(node.type === 'inc_statement' ? '++' : '--', node);
        return;
      case 'go_statement':
      case 'defer_statement':
        this.write(node.type === 'go_statement' ? 'go ' : 'defer ', node.children[0]);
        this.first(node);
        return;
      case 'return_statement':
        this.returned(node);
        return;
      case 'if_statement':
        this.write('if ', node.children[0]);
        this.initializer(node);
        this.condition(childOf(node, 'condition'));
        this.blank();
        this.body(childOf(node, 'consequence'));
        this.otherwise(childOf(node, 'alternative'));
        return;
      case 'for_statement':
        this.loop(node);
        return;
      case 'expression_switch_statement':
        this.write('switch ', node.children[0]);
        this.initializer(node);
        this.condition(childOf(node, 'value'));
        this.cases(node);
        return;
      case 'type_switch_statement':
        this.typeSwitch(node);
        return;
      case 'select_statement':
        this.write('select', node.children[0]);
        this.cases(node);
        return;
      case 'labeled_statement':
        this.labeled(node);
        return;
      case 'break_statement':
      case 'continue_statement':
      case 'goto_statement':
      case 'fallthrough_statement': {
        const [label] = namedChildren(node);
        this.write(/^[a-z]+/.exec(this.textOf(node))?.[0] ?? '', node);
        if (label) this.write(` ${this.textOf(label)}`, label);
        return;
      }
      case 'block':
        this.block(node);
        return;
      case 'const_declaration':
      case 'var_declaration':
      case 'type_declaration':
        this.declaration(node);
        return;
      case 'empty_statement':
        return;
      default:
        this.expression(node);
    }
  }

  private first(node: SyntaxNode, depth = 1): void {
    const [expression] = namedChildren(node);
    if (expression) this.expression(expression, depth);
  }

  private part(node: SyntaxNode, field: string): void {
    const part = childOf(node, field);
    if (part) this.expression(part);
  }

  private body(block: SyntaxNode | undefined): void {
    if (block) this.block(block);
  }

  private assignment(node: SyntaxNode): void {
    const [left, right] = [this.expressions(childOf(node, 'left')), this.expressions(childOf(node, 'right'))];
    const depth = left.length > 1 && right.length > 1 ? 2 : 1;
    const operator = node.children.find((child) => !child.named);
    if (left.length > 0 && operator) {
      this.expressionList(this.lineOf(node.start), left, depth);
      this.blank();
      this.write(operator.type, operator);
      this.blank();
      this.expressionList(this.lineOf(operator.start), right, depth);
    } else this.expressionList(0, right, depth);
  }

  private returned(node: SyntaxNode): void {
    this.write('return', node.children[0]);
    const values = this.expressions(namedChildren(node)[0]);
    if (values.length === 0) return;
    this.blank();
    const indent = this.breaksBetween(values);
    if (indent) this.indent(1);
    this.expressionList(0, values, 1, { noIndent: indent });
    if (indent) this.indent(-1);
  }

  /** Values on several lines: one begins on a line of its own, or more than one is longer than a line. */
  private breaksBetween(values: readonly SyntaxNode[]): boolean {
    if (values.length < 2) return false;
    let line = this.lineOf(values[0]?.start ?? 0);
    let long = 0;
    for (const value of values) {
      const [begin, end] = [this.lineOf(value.start), this.lineOf(value.end)];
      if (line < begin) return true;
      if (begin < end) long++;
      line = end;
    }
    return long > 1;
  }

  private initializer(node: SyntaxNode): void {
    const initializer = childOf(node, 'initializer');
    if (!initializer) return;
    this.statement(initializer);
    this.write('; ');
  }

  /** Parentheses around a whole condition go, unless a literal needs them. */
  private condition(node: SyntaxNode | undefined): void {
    if (!node) return;
    const [inner] = namedChildren(node);
    if (node.type === 'parenthesized_expression' && inner && !holdsBareLiteral(inner)) this.condition(inner);
    else this.expression(node);
  }

  private otherwise(node: SyntaxNode | undefined): void {
    if (!node) return;
    this.write(' else ');
    this.statement(node);
  }

  private loop(node: SyntaxNode): void {
    this.write('for ', node.children[0]);
    const header = namedChildren(node).find((child) => child.field !== 'body');
    if (header?.type === 'for_clause') this.forClause(header);
    else if (header?.type === 'range_clause') this.rangeClause(header);
    else this.condition(header);
    this.blank();
    this.body(childOf(node, 'body'));
  }

  private forClause(node: SyntaxNode): void {
    const [initializer, condition, update] = [childOf(node, 'initializer'), childOf(node, 'condition'), childOf(node, 'update')];
    if (!initializer && !update) {
      this.condition(condition);
      return;
    }
    if (initializer) this.statement(initializer);
    this.write('; ');
    this.condition(condition);
    this.write('; ');
    if (update) this.statement(update);
  }

  private rangeClause(node: SyntaxNode): void {
    const left = this.expressions(childOf(node, 'left'));
    const operator = node.children.find((child) => child.type === ':=' || child.type === '=');
    left.forEach((expression, i) => {
      if (i > 0) this.write(', ');
      this.expression(expression);
    });
    if (operator) this.write(` ${operator.type} `, operator);
    this.write('range ');
    this.condition(childOf(node, 'right'));
  }

  private typeSwitch(node: SyntaxNode): void {
    this.write('switch ', node.children[0]);
    this.initializer(node);
    const alias = this.expressions(childOf(node, 'alias'));
    if (alias.length > 0) {
      this.expressionList(0, alias, 1);
      this.write(' := ');
    }
    this.part(node, 'value');
    this.write('.(type)');
    this.cases(node);
  }

  private cases(node: SyntaxNode): void {
    const clauses = namedChildren(node).filter((child) => child.type.endsWith('_case'));
    const open = node.children.find((child) => child.type === '{');
    this.blank();
    this.write('{', open);
    if (clauses.length === 0 && node.type === 'select_statement') {
      this.write('}', node);
      return;
    }
    for (const clause of clauses) {
      this.linebreak(this.lineOf(clause.start), 1);
      this.clause(clause);
    }
    this.linebreak(this.lineOf(node.end), 1);
    this.write('}', node);
  }

  private clause(node: SyntaxNode): void {
    this.write(node.type === 'default_case' ? 'default' : 'case ', node.children[0]);
    const communication = childOf(node, 'communication');
    if (communication) this.statement(communication);
    else if (node.type === 'type_case') this.expressionList(this.lineOf(node.start), childrenOf(node, 'type'), 1);
    else if (node.type === 'expression_case') this.expressionList(this.lineOf(node.start), this.expressions(childOf(node, 'value')), 1);
    this.write(
      ':',
      node.children.find((child) => child.type === ':'),
    );
    this.list(node);
  }

  private labeled(node: SyntaxNode): void {
    const label = childOf(node, 'label');
    const statement = namedChildren(node).find((child) => child !== label);
    this.indent(-1);
    if (label) this.leaf(label);
    this.write(':');
    this.indent(1);
    if (!statement) return;
    const last = namedChildren(node.parent ?? node).at(-1) === node;
    if (statement.type === 'empty_statement') {
      if (!last) {
        this.linebreak(this.line, 1);
        this.write(';');
      }
      return;
    }
    this.linebreak(this.lineOf(statement.start), 1);
    this.statement(statement);
  }
}

function holdsBareLiteral(node: SyntaxNode): boolean {
  let found = false;
  walk(node, (current) => {
    if (current.type === 'parenthesized_expression') return false;
    if (current.type !== 'composite_literal') return undefined;
    const type = childOf(current, 'type')?.type;
    found ||= type === 'type_identifier' || type === 'qualified_type';
    return false;
  });
  return found;
}
