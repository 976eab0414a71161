import { childOf, namedChildren, type SyntaxNode } from '../tree.js';
import { TypePrinter } from './types.js';
import { cutoff, precedence } from './precedence.js';

/** Longest function literal that stays on one line, and the most statements it may have. */
const ONE_LINE_BODY = 100;
const ONE_LINE_STATEMENTS = 5;

export abstract class ExpressionPrinter extends TypePrinter {
  protected abstract block(node: SyntaxNode): void;
  protected abstract statement(node: SyntaxNode): void;

  /** `depth` counts the nesting that makes gofmt write binary expressions closer. */
  protected expression(node: SyntaxNode, depth = 1): void {
    switch (node.type) {
      case 'literal_element':
        this.only(node, depth);
        return;
      case 'binary_expression':
        this.binary(node, Math.max(1, depth));
        return;
      case 'unary_expression': {
        const [operator] = node.children;
        const operand = childOf(node, 'operand');
        this.write(operator?.type ?? '', operator);
        if (operand) this.expression(operand, operator?.type === '*' ? 1 : depth);
        return;
      }
      case 'parenthesized_expression':
        this.parenthesised(node, depth);
        return;
      case 'selector_expression':
        this.selector(node, depth, false);
        return;
      case 'index_expression': {
        const [operand, index] = [childOf(node, 'operand'), childOf(node, 'index')];
        if (operand) this.expression(operand, 1);
        this.write('[');
        if (index) this.expression(index, depth + 1);
        this.write(']', node);
        return;
      }
      case 'slice_expression':
        this.slice(node, depth);
        return;
      case 'type_assertion_expression': {
        const [operand, type] = [childOf(node, 'operand'), childOf(node, 'type')];
        if (operand) this.expression(operand, depth);
        this.write('.(');
        if (type) this.type(type);
        this.write(')', node);
        return;
      }
      case 'call_expression':
      case 'type_conversion_expression':
        this.call(node, depth);
        return;
      case 'type_instantiation_expression':
        this.instantiation(node, depth);
        return;
      case 'composite_literal': {
        const [type, body] = [childOf(node, 'type'), childOf(node, 'body')];
        if (type) this.type(type);
        if (body) this.expression(body);
        return;
      }
      case 'literal_value':
        this.write('{', node.children[0]);
        this.expressionList(this.line, namedChildren(node), 1, { commaTerm: true, nextLine: this.lineOf(node.end) });
        this.write('}', node);
        return;
      case 'keyed_element':
        this.pair(node, false);
        return;
      case 'func_literal':
        this.functionLiteral(node);
        return;
      case 'variadic_argument':
        this.only(node, depth);
        this.write('...', node);
        return;
      case 'int_literal':
      case 'float_literal':
      case 'imaginary_literal':
        this.write(normalisedNumber(this.textOf(node)), node);
        return;
      case 'raw_string_literal':
        this.write(this.textOf(node).replaceAll('\r', ''), node);
        return;
      default:
        this.type(node);
    }
  }

  private only(node: SyntaxNode, depth: number): void {
    const [inner] = namedChildren(node);
    if (inner) this.expression(inner, depth);
  }

  private binary(node: SyntaxNode, depth: number): void {
    const [left, right, operator] = [childOf(node, 'left'), childOf(node, 'right'), childOf(node, 'operator')];
    if (!left || !right || !operator) return;
    const own = precedence(operator.type);
    const blanks = own < cutoff(node, depth);
    const same = left.type === 'binary_expression' && precedence(childOf(left, 'operator')?.type ?? '') === own;
    this.expression(left, same ? depth : depth + 1);
    if (blanks) this.blank();
    const line = this.line;
    this.write(operator.type, operator);
    const rightLine = this.lineOf(right.start);
    const broken = line !== rightLine && this.linebreak(rightLine, 1) > 0;
    if (broken) this.indent(1);
    else if (blanks) this.blank();
    this.expression(right, depth + 1);
    if (broken) this.indent(-1);
  }

  private parenthesised(node: SyntaxNode, depth: number): void {
    const [inner] = namedChildren(node);
    if (!inner) return;
    // Parentheses around parentheses go.
    if (inner.type === 'parenthesized_expression') {
      this.expression(inner, depth);
      return;
    }
    this.write('(', node.children[0]);
    this.expression(inner, Math.max(1, depth - 1));
    this.write(')', node);
  }

  /** Returns true when the field went to a line of its own and, for the callee of a call, everything is still indented. */
  private selector(node: SyntaxNode, depth: number, called: boolean): boolean {
    const [operand, field] = [childOf(node, 'operand'), childOf(node, 'field')];
    if (!operand || !field) return false;
    this.expression(operand, depth);
    this.write('.');
    const broken = this.line < this.lineOf(field.start);
    if (broken) {
      this.indent(1);
      this.linebreak(this.line + 1, 1);
    }
    this.leaf(field);
    if (broken && !called) this.indent(-1);
    return broken && called;
  }

  private slice(node: SyntaxNode, depth: number): void {
    const operand = childOf(node, 'operand');
    const indices = [childOf(node, 'start'), childOf(node, 'end')];
    const capacity = childOf(node, 'capacity');
    if (capacity) indices.push(capacity);
    const given = indices.filter((index) => index !== undefined);
    const blanks = depth <= 1 && given.length > 1 && given.some((index) => index.type === 'binary_expression');
    if (operand) this.expression(operand, 1);
    this.write('[');
    indices.forEach((index, i) => {
      if (i > 0) {
        if (indices[i - 1] && blanks) this.blank();
        this.write(':');
        if (index && blanks) this.blank();
      }
      if (index) this.expression(index, depth + 1);
    });
    this.write(']', node);
  }

  private call(node: SyntaxNode, outerDepth: number): void {
    const conversion = node.type === 'type_conversion_expression';
    const callee = childOf(node, conversion ? 'type' : 'function');
    const list = childOf(node, 'arguments') ?? node;
    const args = conversion ? list.children.filter((child) => child.field === 'operand') : namedChildren(list);
    const depth = args.length > 1 ? outerDepth + 1 : outerDepth;
    let indented = false;
    if (callee?.type === 'selector_expression') indented = this.selector(callee, depth, true);
    else if (callee) this.expression(callee, depth);
    const typeArguments = childOf(node, 'type_arguments');
    if (typeArguments) this.type(typeArguments);
    this.write('(', conversion ? list.children.find((child) => child.type === '(') : list.children[0]);
    const nextLine = this.lineOf(node.end);
    const spread = args.at(-1)?.type === 'variadic_argument';
    this.expressionList(this.line, args, depth, spread ? {} : { commaTerm: true, nextLine });
    if (spread && this.line < nextLine) {
      this.write(',');
      this.linebreak(nextLine, 1);
    }
    this.write(')', node);
    if (indented) this.indent(-1);
  }

  private instantiation(node: SyntaxNode, depth: number): void {
    const type = childOf(node, 'type');
    if (type) this.type(type);
    this.write('[');
    this.expressionList(
      this.line,
      namedChildren(node).filter((child) => child !== type),
      depth + 1,
    );
    this.write(']', node);
  }

  private pair(node: SyntaxNode, onOwnLine: boolean): void {
    const [key, value] = [childOf(node, 'key'), childOf(node, 'value')];
    if (!key || !value) return;
    this.expression(key);
    this.write(':');
    if (onOwnLine) this.column(node.children.find((child) => child.type === ':')?.end ?? value.start, value.start);
    else this.blank();
    this.expression(value);
  }

  private functionLiteral(node: SyntaxNode): void {
    const start = this.result.length;
    this.write('func', node.children[0]);
    this.signature(node);
    const body = childOf(node, 'body');
    if (!body) return;
    const list = body.children.find((child) => child.type === 'statement_list');
    const statements = list ? namedChildren(list).filter((child) => child.type !== 'empty_statement') : [];
    const oneLine = this.lineOf(body.start) === this.lineOf(body.end) && statements.length <= ONE_LINE_STATEMENTS;
    const sizes = (): number => statements.reduce((sum, statement, i) => sum + this.sizeOf(statement) + (i > 0 ? 2 : 0), 0);
    this.blank();
    if (!oneLine || this.widthSince(start) - 1 + sizes() > ONE_LINE_BODY) {
      this.block(body);
      return;
    }
    this.write('{', body.children[0]);
    statements.forEach((statement, i) => {
      if (i > 0) this.write(';');
      this.blank();
      this.statement(statement);
    });
    if (statements.length > 0) this.blank();
    this.write('}', body);
  }

  /** Elements with commas. Where the source breaks the line this does too, and indents once. `prevLine` 0: nothing is before. */
  protected expressionList(
    prevLine: number,
    list: readonly SyntaxNode[],
    depth: number,
    options: { readonly commaTerm?: boolean; readonly noIndent?: boolean; readonly nextLine?: number } = {},
  ): void {
    const [first, last] = [list[0], list.at(-1)];
    if (!first || !last) return;
    let indented = false;
    const single = prevLine > 0 && prevLine === this.lineOf(first.start) && prevLine === this.lineOf(last.end);
    let previous = prevLine;
    for (const [i, element] of list.entries()) {
      const line = this.lineOf(element.start);
      const breaks = !single && previous > 0 && previous < line;
      if (i > 0) this.write(',');
      const broken = breaks && this.linebreak(line, 0) > 0;
      if (broken && !indented && options.noIndent !== true) {
        this.indent(1);
        indented = true;
      }
      if (i > 0 && !broken) this.blank();
      if (element.type === 'keyed_element') this.pair(element, broken);
      else this.expression(element, depth);
      previous = line;
    }
    const comma = !single && options.commaTerm === true && options.nextLine !== undefined && this.line < options.nextLine;
    if (comma) this.write(',');
    if (indented) this.indent(-1);
    if (comma) this.linebreak(this.line, 1);
  }
}

/** Prefixes and exponents in lower case. */
function normalisedNumber(text: string): string {
  if (/^0[xX]/.test(text)) return text.replace('X', 'x').replace('P', 'p');
  return /^0[bBoO]/.test(text) ? text.toLowerCase() : text.replace('E', 'e');
}
