import { childAt, childOf, childrenOf, namedChildren, type SyntaxNode } from './tree.js';

/** Where the type of a local variable can be read. */
export type Origin =
  /** Declared: `x T`. */
  | { readonly kind: 'type'; readonly type: SyntaxNode; readonly variadic: boolean }
  /** `a, b := f()`: the value that belongs to the name, or the only value with the name's number. */
  | { readonly kind: 'value'; readonly value: SyntaxNode; readonly index: number; readonly of: number }
  /** `for k, v := range x` */
  | { readonly kind: 'range'; readonly value: SyntaxNode; readonly index: number }
  | { readonly kind: 'none' };

/** A name that a function declares: parameter, variable, constant, type, type parameter. */
export interface Binding {
  readonly name: string;
  /** The declaring identifier. */
  readonly node: SyntaxNode;
  readonly kind: 'variable' | 'constant' | 'type';
  /** The block, clause, statement or function whose names it joins. */
  readonly scope: SyntaxNode;
  /** The name means this from here … */
  readonly from: number;
  /** … to here. */
  readonly to: number;
  readonly origin: Origin;
}

/** The names that the functions below a node declare. Each of a file's declarations is read when something in it is asked for. */
export class Scopes {
  readonly #root: SyntaxNode;
  readonly #text: string;
  readonly #read = new Map<SyntaxNode, Map<string, Binding[]>>();
  readonly #declaring = new Set<SyntaxNode>();

  constructor(root: SyntaxNode, text: string) {
    this.#root = root;
    this.#text = text;
  }

  #bindings(part: SyntaxNode): Map<string, Binding[]> {
    const known = this.#read.get(part);
    if (known) return known;
    const bindings = new Map<string, Binding[]>();
    this.#read.set(part, bindings);
    visit(part, { scope: this.#root, topLevel: this.#root.type === 'source_file' }, (binding) => {
      const name = this.#text.slice(binding.node.start, binding.node.end);
      this.#declaring.add(binding.node);
      if (name === '_') return;
      const list = bindings.get(name);
      if (list) list.push({ name, ...binding });
      else bindings.set(name, [{ name, ...binding }]);
    });
    return bindings;
  }

  /** The part that an offset lies in. */
  #partAt(offset: number): SyntaxNode | undefined {
    return this.#root.type === 'source_file' ? childAt(this.#root, offset) : this.#root;
  }

  /** The declaration of a function that a name means at an offset; undefined where it means something of the file or the package. */
  lookup(name: string, offset: number): Binding | undefined {
    const part = this.#partAt(offset);
    if (!part || (!this.#read.has(part) && !this.#mayDeclare(part, name))) return undefined;
    let nearest: Binding | undefined;
    for (const binding of this.#bindings(part).get(name) ?? []) {
      // Of all declarations that are in force the innermost one begins last.
      if (binding.from <= offset && offset < binding.to && (!nearest || binding.from >= nearest.from)) nearest = binding;
    }
    return nearest;
  }

  /** By the text: a name that always stands before a dot is no function's own. */
  #mayDeclare({ start, end }: SyntaxNode, name: string): boolean {
    for (let at = this.#text.indexOf(name, start); at !== -1 && at < end; at = this.#text.indexOf(name, at + name.length)) {
      const behind = at + name.length;
      if (this.#text[behind] !== '.' || this.#text[behind + 1] === '.') return true;
    }
    return false;
  }

  /** True for the identifier that declares a name of a function. */
  declares(node: SyntaxNode): boolean {
    const part = this.#partAt(node.start);
    if (part) this.#bindings(part);
    return this.#declaring.has(node);
  }

  all(): Binding[] {
    const parts = this.#root.type === 'source_file' ? this.#root.children : [this.#root];
    return parts.flatMap((part) => [...this.#bindings(part).values()].flat());
  }
}

interface Context {
  /** What a declaration here joins. */
  readonly scope: SyntaxNode;
  /** Outside of functions: declarations are the package's. */
  readonly topLevel: boolean;
}

type Declare = (binding: Omit<Binding, 'name'>) => void;

const NONE: Origin = { kind: 'none' };

function visit(node: SyntaxNode, context: Context, declare: Declare): void {
  switch (node.type) {
    case 'function_declaration':
    case 'method_declaration':
    case 'func_literal':
      visitFunction(node, declare);
      return;
    case 'type_spec':
    case 'type_alias':
      visitType(node, context, declare);
      return;
    case 'function_type':
    case 'method_elem':
      // Names of parameters mean nothing here, but array lengths may hold literals of functions.
      break;
    case 'block':
    case 'if_statement':
    case 'for_statement':
    case 'expression_switch_statement':
    case 'select_statement':
    case 'expression_case':
    case 'type_case':
    case 'default_case':
    case 'communication_case':
      visitChildren(node, { scope: node, topLevel: false }, declare);
      return;
    case 'type_switch_statement':
      visitTypeSwitch(node, declare);
      return;
    case 'short_var_declaration':
      declareList(node, 'left', 'right', context, declare);
      break;
    case 'receive_statement':
    case 'range_clause':
      if (node.children.some((child) => child.type === ':=')) declareReceived(node, context, declare);
      break;
    case 'var_spec':
    case 'const_spec':
      if (!context.topLevel) declareSpec(node, context, declare);
      break;
    default:
  }
  visitChildren(node, context, declare);
}

function visitChildren(node: SyntaxNode, context: Context, declare: Declare): void {
  for (const child of node.children) if (child.children.length > 0) visit(child, context, declare);
}

function visitFunction(node: SyntaxNode, declare: Declare): void {
  const body = childOf(node, 'body');
  const inside: Context = { scope: body ?? node, topLevel: false };
  declareTypeParameters(node, declare);
  const receiver = childOf(node, 'receiver');
  if (receiver) declareReceiverTypes(receiver, node, declare);
  for (const list of [receiver, childOf(node, 'parameters'), childOf(node, 'result')]) {
    if (!list) continue;
    if (body && list.type === 'parameter_list') declareParameters(list, body, declare);
    visit(list, inside, declare);
  }
  if (body) visitChildren(body, inside, declare);
}

function declareTypeParameters(node: SyntaxNode, declare: Declare): void {
  const list = childOf(node, 'type_parameters');
  for (const declaration of list ? namedChildren(list) : []) {
    for (const name of childrenOf(declaration, 'name')) {
      declare({ node: name, kind: 'type', scope: node, from: node.start, to: node.end, origin: NONE });
    }
  }
}

/** `func (l *List[K, V])` declares K and V. */
function declareReceiverTypes(receiver: SyntaxNode, fn: SyntaxNode, declare: Declare): void {
  let type = namedChildren(receiver)[0] && childOf(namedChildren(receiver)[0] as SyntaxNode, 'type');
  while (type && (type.type === 'pointer_type' || type.type === 'parenthesized_type')) type = namedChildren(type)[0];
  const args = type?.type === 'generic_type' ? childOf(type, 'type_arguments') : undefined;
  for (const arg of args ? namedChildren(args) : []) {
    const name = arg.type === 'type_elem' ? namedChildren(arg)[0] : arg;
    if (name?.type === 'type_identifier') declare({ node: name, kind: 'type', scope: fn, from: fn.start, to: fn.end, origin: NONE });
  }
}

function declareParameters(list: SyntaxNode, body: SyntaxNode, declare: Declare): void {
  for (const declaration of namedChildren(list)) {
    const type = childOf(declaration, 'type');
    const origin: Origin = type ? { kind: 'type', type, variadic: declaration.type === 'variadic_parameter_declaration' } : NONE;
    for (const name of childrenOf(declaration, 'name')) {
      declare({ node: name, kind: 'variable', scope: body, from: body.start, to: body.end, origin });
    }
  }
}

function visitType(node: SyntaxNode, context: Context, declare: Declare): void {
  const name = childOf(node, 'name');
  if (name && !context.topLevel) {
    declare({ node: name, kind: 'type', scope: context.scope, from: name.start, to: context.scope.end, origin: NONE });
  }
  declareTypeParameters(node, declare);
  visitChildren(node, { ...context, topLevel: false }, declare);
}

function visitTypeSwitch(node: SyntaxNode, declare: Declare): void {
  const alias = childOf(node, 'alias');
  const names = alias ? namedChildren(alias) : [];
  const inside: Context = { scope: node, topLevel: false };
  for (const child of node.children) {
    if (child.type === 'type_case' || child.type === 'default_case') {
      const types = childrenOf(child, 'type');
      const [only] = types;
      const from = child.children.find((token) => token.type === ':')?.end ?? child.start;
      for (const name of names) {
        const origin: Origin = only && types.length === 1 ? { kind: 'type', type: only, variadic: false } : NONE;
        declare({ node: name, kind: 'variable', scope: child, from, to: child.end, origin });
      }
    }
    visit(child, inside, declare);
  }
}

function declareList(node: SyntaxNode, left: string, right: string, context: Context, declare: Declare): void {
  const names = listOf(childOf(node, left));
  const values = listOf(childOf(node, right));
  declareNames(names, values, node.end, context, 'variable', declare);
}

function declareSpec(node: SyntaxNode, context: Context, declare: Declare): void {
  const names = childrenOf(node, 'name');
  const kind = node.type === 'const_spec' ? 'constant' : 'variable';
  const type = childOf(node, 'type');
  if (!type) {
    declareNames(names, listOf(childOf(node, 'value')), node.end, context, kind, declare);
    return;
  }
  for (const name of names) {
    const origin: Origin = { kind: 'type', type, variadic: false };
    declare({ node: name, kind, scope: context.scope, from: node.end, to: context.scope.end, origin });
  }
}

function declareNames(
  names: readonly SyntaxNode[],
  values: readonly SyntaxNode[],
  from: number,
  context: Context,
  kind: Binding['kind'],
  declare: Declare,
): void {
  names.forEach((name, i) => {
    if (name.type !== 'identifier') return;
    const own = values.length === names.length ? values[i] : undefined;
    const [shared] = values;
    const origin: Origin = own
      ? { kind: 'value', value: own, index: 0, of: 1 }
      : shared
        ? { kind: 'value', value: shared, index: i, of: names.length }
        : NONE;
    declare({ node: name, kind, scope: context.scope, from, to: context.scope.end, origin });
  });
}

/** `x, ok := <-c`, `k, v := range x`: in force in the clause or the loop. */
function declareReceived(node: SyntaxNode, context: Context, declare: Declare): void {
  const value = childOf(node, 'right');
  listOf(childOf(node, 'left')).forEach((name, index) => {
    if (name.type !== 'identifier') return;
    const origin: Origin = value && node.type === 'range_clause' ? { kind: 'range', value, index } : NONE;
    declare({ node: name, kind: 'variable', scope: context.scope, from: node.end, to: context.scope.end, origin });
  });
}

/** The expressions of an expression list. */
export function listOf(node: SyntaxNode | undefined): SyntaxNode[] {
  if (!node) return [];
  return node.type === 'expression_list' ? namedChildren(node) : [node];
}
