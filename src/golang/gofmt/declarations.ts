import { childOf, childrenOf, namedChildren, type SyntaxNode } from '../tree.js';
import { ExpressionPrinter } from './expressions.js';

export abstract class DeclarationPrinter extends ExpressionPrinter {
  protected expressions(node: SyntaxNode | undefined): SyntaxNode[] {
    return !node ? [] : node.type === 'expression_list' ? namedChildren(node) : [node];
  }

  protected declaration(node: SyntaxNode): void {
    const [keyword] = node.children;
    this.write(`${keyword?.type ?? ''} `, keyword);
    const group = node.children.find((child) => child.type === 'var_spec_list') ?? node;
    const open = group.children.find((child) => child.type === '(');
    const specs = namedChildren(group);
    if (!open) {
      for (const spec of specs) this.spec(spec, false);
      return;
    }
    this.write('(', open);
    this.indent(1);
    specs.forEach((spec, i) => {
      this.linebreak(i === 0 ? this.line + 1 : this.lineOf(spec.start), 1);
      this.spec(spec, specs.length > 1);
    });
    this.indent(-1);
    if (specs.length > 0) this.linebreak(this.line, 1);
    this.write(')', node);
  }

  private spec(node: SyntaxNode, columns: boolean): void {
    const names = childrenOf(node, 'name');
    const type = childOf(node, 'type');
    const value = childOf(node, 'value');
    const equals = node.children.find((child) => child.type === '=');
    this.expressionList(0, names, 1, { noIndent: columns });
    const params = childOf(node, 'type_parameters');
    if (params) this.parameters(params);
    let end = (params ?? names.at(-1) ?? node).end;
    const gap = (to: number): void => {
      if (columns) this.column(end, to);
      else this.blank();
    };
    if (equals && node.type === 'type_alias') {
      gap(equals.start);
      this.write('= ', equals);
    } else if (type) gap(type.start);
    if (type) {
      this.type(type);
      end = type.end;
    }
    if (!value || !equals) return;
    gap(equals.start);
    this.write('= ', equals);
    this.expressionList(0, this.expressions(value), 1);
  }
}
