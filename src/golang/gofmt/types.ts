import { childOf, childrenOf, namedChildren, type SyntaxNode, unparenthesised } from '../tree.js';
import { Writer } from './writer.js';

/** Longest field of a struct or interface type that stays on one line. */
const ONE_LINE_FIELD = 30;

export abstract class TypePrinter extends Writer {
  protected abstract expression(node: SyntaxNode, depth?: number): void;
  /** What a node alone takes; infinitely much if it does not fit on a line. */
  protected abstract sizeOf(node: SyntaxNode): number;
  protected abstract expressionList(
    prevLine: number,
    list: readonly SyntaxNode[],
    depth: number,
    options?: { readonly commaTerm?: boolean; readonly noIndent?: boolean; readonly nextLine?: number },
  ): void;

  protected type(node: SyntaxNode): void {
    switch (node.type) {
      case 'pointer_type':
      case 'negated_type':
        this.write(node.type === 'pointer_type' ? '*' : '~');
        this.inner(node);
        return;
      case 'slice_type':
        this.write('[]', node.children[0]);
        this.element(node, 'element');
        return;
      case 'implicit_length_array_type':
        this.write('[...]', node.children[0]);
        this.element(node, 'element');
        return;
      case 'array_type': {
        const length = childOf(node, 'length');
        this.write('[', node.children[0]);
        if (length) this.expression(length);
        this.write(']');
        this.element(node, 'element');
        return;
      }
      case 'map_type':
        this.write('map[', node.children[0]);
        this.element(node, 'key');
        this.write(']');
        this.element(node, 'value');
        return;
      case 'channel_type':
        this.channel(node);
        return;
      case 'function_type':
        this.write('func', node.children[0]);
        this.signature(node);
        return;
      case 'struct_type':
      case 'interface_type':
        this.fields(node);
        return;
      case 'generic_type':
        this.element(node, 'type');
        this.element(node, 'type_arguments');
        return;
      case 'type_arguments': {
        const args = namedChildren(node);
        this.write('[', node.children[0]);
        this.expressionList(this.line, args, 2, { commaTerm: true, nextLine: this.lineOf(node.end) });
        this.write(']', node.children.at(-1));
        return;
      }
      case 'qualified_type':
        this.write(this.textOf(node).replaceAll(/\s/g, ''), node);
        return;
      case 'parenthesized_type':
        this.write('(', node.children[0]);
        this.inner(node);
        this.write(')', node.children.at(-1));
        return;
      case 'type_elem':
      case 'type_constraint':
        this.union(node);
        return;
      default:
        this.leaf(node);
    }
  }

  private inner(node: SyntaxNode): void {
    const [inner] = namedChildren(node);
    if (inner) this.type(inner);
  }

  private element(node: SyntaxNode, field: string): void {
    const element = childOf(node, field);
    if (element) this.type(element);
  }

  private channel(node: SyntaxNode): void {
    const tokens = node.children.filter((child) => !child.named).map((child) => child.type);
    this.write(tokens[0] === '<-' ? '<-chan' : tokens.includes('<-') ? 'chan<-' : 'chan', node.children[0]);
    this.blank();
    this.element(node, 'value');
  }

  private union(node: SyntaxNode): void {
    namedChildren(node).forEach((term, i) => {
      if (i > 0) {
        this.blank();
        this.write('|');
        if (this.linebreak(this.lineOf(term.start), 0) === 0) this.blank();
      }
      this.type(term);
    });
  }

  protected signature(node: SyntaxNode): void {
    const parameters = childOf(node, 'parameters');
    if (parameters) this.parameters(parameters);
    const result = childOf(node, 'result');
    if (!result) return;
    const declarations = result.type === 'parameter_list' ? namedChildren(result) : [];
    if (result.type === 'parameter_list' && declarations.length === 0) return;
    this.blank();
    const [only] = declarations;
    // One result without a name needs no parentheses.
    const alone = only && declarations.length === 1 && childrenOf(only, 'name').length === 0 ? childOf(only, 'type') : undefined;
    if (alone) this.type(unparenthesised(alone));
    else if (result.type === 'parameter_list') this.parameters(result);
    else this.type(result);
  }

  /** Parameters, results or type parameters with their brackets. */
  protected parameters(list: SyntaxNode): void {
    const [open, close] = [list.children[0], list.children.at(-1)];
    this.write(open?.type ?? '(', open);
    let indented = false;
    let previous = this.line;
    for (const [i, declaration] of namedChildren(list).entries()) {
      const line = this.lineOf(declaration.start);
      if (i > 0) this.write(',');
      if (previous < line && this.linebreak(line, 0) > 0) {
        if (!indented) this.indent(1);
        indented = true;
      } else if (i > 0) this.blank();
      this.parameter(declaration, !indented);
      previous = this.lineOf(declaration.end);
    }
    if (close && previous < this.lineOf(close.start) && namedChildren(list).length > 0) {
      this.write(',');
      if (indented) this.indent(-1);
      indented = false;
      this.linebreak(this.lineOf(close.start), 0);
    }
    if (indented) this.indent(-1);
    this.write(close?.type ?? ')', close);
  }

  private parameter(declaration: SyntaxNode, indent: boolean): void {
    const names = childrenOf(declaration, 'name');
    if (names.length > 0) {
      this.expressionList(0, names, 1, { noIndent: !indent });
      this.blank();
    }
    if (declaration.type === 'variadic_parameter_declaration') this.write('...');
    const type = childOf(declaration, 'type');
    if (type) this.type(declaration.type === 'parameter_declaration' ? unparenthesised(type) : type);
  }

  private fields(node: SyntaxNode): void {
    const struct = node.type === 'struct_type';
    const list = struct ? namedChildren(node)[0] : node;
    const fields = list ? namedChildren(list) : [];
    this.write(struct ? 'struct' : 'interface', node.children[0]);
    const oneLine = list !== undefined && this.lineOf((struct ? list : node).start) === this.lineOf(list.end);
    const [only] = fields;
    if (oneLine && !only) {
      this.write('{}', node);
      return;
    }
    if (oneLine && only && fields.length === 1 && !childOf(only, 'tag') && this.sizeOf(only) <= ONE_LINE_FIELD) {
      this.write('{ ');
      this.field(only, false);
      this.write(' }', node);
      return;
    }
    this.blank();
    this.write('{', struct ? list?.children[0] : node.children[1]);
    this.indent(1);
    for (const field of fields) {
      this.linebreak(this.lineOf(field.start), 1);
      this.field(field, fields.length > 1);
    }
    this.indent(-1);
    this.linebreak(this.line, 1);
    this.write('}', node);
  }

  protected field(field: SyntaxNode, columns: boolean): void {
    if (field.type === 'method_elem') {
      const name = childOf(field, 'name');
      if (name) this.leaf(name);
      this.signature(field);
      return;
    }
    if (field.type !== 'field_declaration') {
      this.type(field);
      return;
    }
    const names = childrenOf(field, 'name');
    const type = childOf(field, 'type');
    if (names.length > 0) {
      this.expressionList(0, names, 1, { noIndent: true });
      if (type) this.gap(columns, names.at(-1)?.end ?? 0, type.start);
    } else if (field.children[0]?.type === '*') this.write('*');
    if (type) this.type(type);
    const tag = childOf(field, 'tag');
    if (tag && type) {
      this.gap(columns, type.end, tag.start);
      this.leaf(tag);
    }
  }

  /** What gofmt measures to keep a field on one line: a blank for its names, and the type. */
  protected fieldType(field: SyntaxNode): void {
    if (childrenOf(field, 'name').length > 0) this.write('_');
    const type = childOf(field, 'type');
    if (field.type === 'method_elem') {
      this.write('func');
      this.signature(field);
    } else this.type(type ?? field);
  }

  private gap(columns: boolean, from: number, to: number): void {
    if (columns) this.column(from, to);
    else this.blank();
  }
}
