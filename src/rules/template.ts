import type { Position } from '../errors.js';
import { evaluate, isTrue, print, type Value } from './template-values.js';
import type { Located } from './types.js';

export { parseTemplate, type TemplateContext } from './template-parse.js';

/**
 * Templates are the subset of Go's text/template that rule files use: values and functions, pipelines, variables, `if`, `with`,
 * `range`, comments and trim markers. A name of the list below may be written with a dot before it (`{{ .FuncName }}`) or without.
 *
 * `.` is the expression that is wrapped. `FuncName`, `Receiver`, `FuncArgument N`, `FuncArgumentCount`, `FuncArgumentOfType "T"`,
 * `FuncReturn N`, `FuncReturnCount` and `FuncReturnOfType "T"` are about the function that is changed, or in which the place lies;
 * `DirectiveArg "k"` and `DirectiveArgs` about its directive comment; `CallArgument N` and `CallArgumentCount` about the call that
 * wrap_call changes.
 */
export interface Template {
  readonly source: Located<string>;
  /** Plain data, so that rules survive JSON. */
  readonly nodes: readonly TemplateNode[];
}

export type TemplateNode =
  | { readonly kind: 'text'; readonly text: string }
  /** `{{ . }}` where `.` is the wrapped expression. */
  | { readonly kind: 'dot'; readonly position: Position }
  | { readonly kind: 'action'; readonly position: Position; readonly value: TemplateExpression }
  /** `{{ $name := value }}`, and `=` for a variable that is there already. */
  | { readonly kind: 'assign'; readonly name: string; readonly declares: boolean; readonly value: TemplateExpression }
  | {
      readonly kind: 'if' | 'with';
      readonly variable: string | undefined;
      readonly value: TemplateExpression;
      readonly then: readonly TemplateNode[];
      readonly otherwise: readonly TemplateNode[];
    }
  | {
      readonly kind: 'range';
      readonly position: Position;
      readonly index: string | undefined;
      readonly element: string | undefined;
      readonly value: TemplateExpression;
      readonly then: readonly TemplateNode[];
      readonly otherwise: readonly TemplateNode[];
    };

export type TemplateExpression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  /** `.` and `$`. */
  | { readonly kind: 'dot' | 'root' }
  | { readonly kind: 'variable'; readonly name: string }
  /** A function; with `of` one that is asked of a value: `.FuncName`, `$.CallArgument 0`, `.Key`. */
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly of?: TemplateExpression;
      readonly args: readonly TemplateExpression[];
      readonly position: Position;
      readonly text: string;
    };

/** A parameter, result or receiver: a name by which woven code may refer to it, and its type as Go source. */
export interface NamedValue {
  readonly name: string;
  readonly type: string;
}

/** An argument of a directive comment: `key:value`, or a flag, whose value is empty. */
export interface DirectiveArgument {
  readonly key: string;
  readonly value: string;
}

/** What a template's functions give at one place. What is absent is not to be had there, and asking for it is an error of the user. */
export interface TemplateScope {
  /** `{{ . }}`: source text of the expression that is wrapped. */
  readonly dot: string | undefined;
  readonly functionName?: string | undefined;
  readonly receiver?: NamedValue | undefined;
  readonly arguments?: readonly NamedValue[] | undefined;
  readonly results?: readonly NamedValue[] | undefined;
  /** In the order of the comment. */
  readonly directiveArgs?: readonly DirectiveArgument[] | undefined;
  /** Source text of the arguments of the call that is wrapped. */
  readonly callArguments?: readonly string[] | undefined;
  /** Whether a type that the template asks for is the type of a value; without it the texts are compared. */
  readonly sameType?: ((wanted: string, type: string) => boolean) | undefined;
}

/** The text of a template at one place. Throws a UserError that points at the action for what the place does not have. */
export function renderTemplate(template: Template, scope: TemplateScope): string {
  const root: Value = { kind: 'root', scope };
  return renderNodes(template.nodes, { dot: root, root, variables: new Map() }, '');
}

/** Names of the functions that a template uses, and `.` if it uses the wrapped expression: what its scope must offer. */
export function templateUses(template: Template): ReadonlySet<string> {
  const used = new Set<string>();
  const expression = (value: TemplateExpression): void => {
    if (value.kind !== 'call') return;
    used.add(value.name);
    if (value.of) expression(value.of);
    value.args.forEach(expression);
  };
  const visit = (nodes: readonly TemplateNode[]): void => {
    for (const node of nodes) {
      if (node.kind === 'dot') used.add('.');
      else if (node.kind !== 'text') {
        if (node.kind === 'action' && node.value.kind === 'root') used.add('.');
        expression(node.value);
        if ('then' in node) visit([...node.then, ...node.otherwise]);
      }
    }
  };
  visit(template.nodes);
  return used;
}

export interface Environment {
  readonly dot: Value;
  readonly root: Value;
  readonly variables: Map<string, { value: Value }>;
}

function renderNodes(nodes: readonly TemplateNode[], outer: Environment, before: string): string {
  // Variables end with the nodes that they are declared among.
  const environment = { ...outer, variables: new Map(outer.variables) };
  let text = '';
  for (const node of nodes) text += renderNode(node, environment, before + text);
  return text;
}

function renderNode(node: TemplateNode, environment: Environment, before: string): string {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'dot':
      return print(environment.root, node.position, before);
    case 'action':
      return print(evaluate(node.value, environment), node.position, before);
    case 'assign': {
      const value = evaluate(node.value, environment);
      const variable = environment.variables.get(node.name);
      if (node.declares || !variable) environment.variables.set(node.name, { value });
      else variable.value = value;
      return '';
    }
    case 'if':
    case 'with': {
      const value = evaluate(node.value, environment);
      const inside = withVariables(environment, [[node.variable, value]]);
      if (!isTrue(value)) return renderNodes(node.otherwise, inside, before);
      return renderNodes(node.then, node.kind === 'with' ? { ...inside, dot: value } : inside, before);
    }
    case 'range':
      return renderRange(node, environment, before);
  }
}

function renderRange(node: Extract<TemplateNode, { kind: 'range' }>, environment: Environment, before: string): string {
  const over = evaluate(node.value, environment);
  const elements = typeof over === 'number' ? Array.from({ length: over }, (_, i) => i) : Array.isArray(over) ? over : [];
  if (elements.length === 0) return renderNodes(node.otherwise, environment, before);
  let text = '';
  elements.forEach((element: Value, index) => {
    const inside = withVariables({ ...environment, dot: element }, [
      [node.index, index],
      [node.element, element],
    ]);
    text += renderNodes(node.then, inside, before + text);
  });
  return text;
}

function withVariables(environment: Environment, added: readonly (readonly [string | undefined, Value])[]): Environment {
  const variables = new Map(environment.variables);
  for (const [name, value] of added) if (name !== undefined) variables.set(name, { value });
  return { ...environment, variables };
}
