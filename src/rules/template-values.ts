import { UserError, type Position } from '../errors.js';
import type { Environment, NamedValue, TemplateExpression, TemplateScope } from './template.js';

/** What an expression of a template gives. */
export type Value =
  | string
  | number
  | boolean
  | null
  | readonly Value[]
  | { readonly kind: 'root'; readonly scope: TemplateScope }
  | { readonly kind: 'entry'; readonly key: string; readonly value: string }
  /** No argument or result has the type that was asked for: false in conditions, an error as code. */
  | { readonly kind: 'missing'; readonly message: string; readonly position: Position };

type Call = Extract<TemplateExpression, { kind: 'call' }>;

export function evaluate(expression: TemplateExpression, environment: Environment): Value {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'dot':
      return environment.dot;
    case 'root':
      return environment.root;
    case 'variable':
      return environment.variables.get(expression.name)?.value ?? null;
    case 'call':
      return call(expression, environment);
  }
}

export function isTrue(value: Value): boolean {
  if (value === null || value === '' || value === 0 || value === false) return false;
  if (typeof value !== 'object') return true;
  if ('kind' in value) return value.kind !== 'missing';
  return value.length > 0;
}

/** `before`: the text so far. */
export function print(value: Value, position: Position, before: string): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value !== null && 'kind' in value) {
    if (value.kind === 'root') {
      if (value.scope.dot !== undefined) return value.scope.dot;
      throw new UserError('RULE_VALUE', '"{{ . }}" where no expression is wrapped, want a function such as FuncName', { position });
    }
    if (value.kind === 'entry') return `${value.key}:${value.value}`;
    // In a string literal the empty text may be meant: otelc has it so.
    if (inString(before)) return '';
    throw new UserError('RULE_VALUE', value.message, { position: value.position, fix: missingFix });
  }
  throw new UserError('RULE_VALUE', `the template's action gives ${value === null ? 'nothing' : 'a list'}, want a text`, { position });
}

const missingFix = 'select functions that have it, or ask with {{ if }} first';

function inString(code: string): boolean {
  const rest = code.replace(/"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*'|\/\/[^\n]*|\/\*[^]*?\*\//g, '');
  return /["`]/.test(rest.slice(rest.lastIndexOf('\n') + 1)) || rest.includes('`');
}

function call(expression: Call, environment: Environment): Value {
  const { name, position } = expression;
  const of = expression.of ? evaluate(expression.of, environment) : environment.root;
  if (name === 'and' || name === 'or') {
    let value: Value = null;
    for (const arg of expression.args) {
      value = evaluate(arg, environment);
      if (isTrue(value) === (name === 'or')) return value;
    }
    return value;
  }
  const args = expression.args.map((arg) => evaluate(arg, environment));
  const place = (): Place => {
    if (of !== null && typeof of === 'object' && 'kind' in of && of.kind === 'root') return new Place(of.scope, expression);
    throw wrong(expression, 'is asked of something else than the place, want the place itself', `write $.${name} within range and with`);
  };
  switch (name) {
    case 'FuncName':
      return place().functionName();
    case 'Receiver':
      return place().receiver();
    case 'FuncArgument':
      return place().value('arguments', args[0] ?? null);
    case 'FuncReturn':
      return place().value('results', args[0] ?? null);
    case 'FuncArgumentCount':
      return place().values('arguments').length;
    case 'FuncReturnCount':
      return place().values('results').length;
    case 'FuncArgumentOfType':
      return place().ofType('arguments', args[0] ?? null);
    case 'FuncReturnOfType':
      return place().ofType('results', args[0] ?? null);
    case 'DirectiveArgs':
      return place().directiveArgs();
    case 'DirectiveArg':
      return place().directiveArg(args[0] ?? null);
    case 'CallArgument':
      return place().callArgument(args[0] ?? null);
    case 'CallArgumentCount':
      return place().callArguments().length;
    case 'Key':
    case 'Value':
      if (of !== null && typeof of === 'object' && 'kind' in of && of.kind === 'entry') return name === 'Key' ? of.key : of.value;
      throw wrong(
        expression,
        'is asked of something else than an entry of DirectiveArgs, want one',
        'write {{ range .DirectiveArgs }}{{ .Key }}{{ end }}',
      );
    default:
      return plain(name, args, expression, position);
  }
}

function wrong(expression: Call, message: string, fix?: string): UserError {
  return new UserError('RULE_VALUE', `{{ ${expression.text} }} ${message}`, { position: expression.position, fix });
}

/** What the place of a template knows about itself. */
class Place {
  readonly #scope: TemplateScope;
  readonly #call: Call;

  constructor(scope: TemplateScope, expression: Call) {
    this.#scope = scope;
    this.#call = expression;
  }

  functionName(): string {
    return this.#scope.functionName ?? this.#fail('stands outside of any function, want a place in a function');
  }

  receiver(): string {
    this.functionName();
    return (
      this.#scope.receiver?.name ?? this.#fail(`for ${this.functionName()}, which has no receiver, want a method`, 'add "recv" to "where"')
    );
  }

  values(which: 'arguments' | 'results'): readonly NamedValue[] {
    this.functionName();
    return this.#scope[which] ?? [];
  }

  value(which: 'arguments' | 'results', index: Value): string {
    const values = this.values(which);
    return this.#at(values, index, `${this.functionName()}, which has ${count(values.length, which.slice(0, -1))}`).name;
  }

  ofType(which: 'arguments' | 'results', wanted: Value): Value {
    if (typeof wanted !== 'string') return this.#fail('without a type, want a text', 'write the type in quotes');
    const same = this.#scope.sameType ?? ((a, b) => a.replace(/\s/g, '') === b.replace(/\s/g, ''));
    const found = this.values(which).find((value) => same(wanted, value.type));
    if (found) return found.name;
    const message = `{{ ${this.#call.text} }} for ${this.functionName()}, which has no ${which.slice(0, -1)} of this type, want one`;
    return { kind: 'missing', message, position: this.#call.position };
  }

  directiveArgs(): Value[] {
    return (this.#scope.directiveArgs ?? []).map(({ key, value }) => ({ kind: 'entry', key, value }));
  }

  directiveArg(key: Value): string {
    return (this.#scope.directiveArgs ?? []).find((arg) => arg.key === key)?.value ?? '';
  }

  callArguments(): readonly string[] {
    return this.#scope.callArguments ?? this.#fail('stands where no call is wrapped, want wrap_call');
  }

  callArgument(index: Value): string {
    const args = this.callArguments();
    return this.#at(args, index, `a call with ${count(args.length, 'argument')}`);
  }

  #at<T>(values: readonly T[], index: Value, what: string): T {
    const found = typeof index === 'number' ? values[index] : undefined;
    if (found !== undefined) return found;
    const want = values.length === 0 ? 'want a place that has some' : `want an index from 0 to ${values.length - 1}`;
    return this.#fail(`for ${what}, ${want}`);
  }

  #fail(message: string, fix?: string): never {
    throw wrong(this.#call, message, fix);
  }
}

function count(number: number, word: string): string {
  return `${number === 0 ? 'no' : number} ${word}${number === 1 ? '' : 's'}`;
}

/** Functions that need no place. */
function plain(name: string, args: readonly Value[], expression: Call, position: Position): Value {
  const texts = args.map((value) => comparable(value));
  const [first = null, second = null] = texts;
  switch (name) {
    case 'not':
      return !isTrue(args[0] ?? null);
    case 'eq':
      return texts.slice(1).some((other) => other === first);
    case 'ne':
      return first !== second;
    case 'lt':
    case 'le':
    case 'gt':
    case 'ge':
      return compare(name, first, second, expression);
    case 'len': {
      const value = args[0] ?? null;
      if (typeof value === 'string') return new TextEncoder().encode(value).length;
      return Array.isArray(value) ? value.length : fail(expression, 'of something without a length, want a text or a list');
    }
    case 'index': {
      const [list, at] = args;
      const found: unknown = Array.isArray(list) && typeof at === 'number' ? list[at] : undefined;
      return found === undefined ? fail(expression, 'beyond the end of the list, want an index within it') : (found as Value);
    }
    case 'quote':
      return JSON.stringify(print(args[0] ?? null, position, '"'));
    case 'printf':
      return format(args, expression);
    default:
      return printAll(name, args, position);
  }
}

function printAll(name: string, args: readonly Value[], position: Position): string {
  const texts = args.map((value) => print(value, position, '"'));
  if (name === 'println') return `${texts.join(' ')}\n`;
  // As Go does it: a space between two values neither of which is a text.
  return texts.reduce(
    (all, text, i) => all + (i > 0 && typeof args[i - 1] !== 'string' && typeof args[i] !== 'string' ? ' ' : '') + text,
    '',
  );
}

function comparable(value: Value): string | number | boolean | null {
  if (value === null || typeof value !== 'object') return value;
  return 'kind' in value && value.kind === 'missing' ? '' : JSON.stringify(value);
}

function compare(name: string, a: string | number | boolean | null, b: string | number | boolean | null, expression: Call): boolean {
  if (typeof a !== typeof b || (typeof a !== 'number' && typeof a !== 'string') || b === null)
    return fail(expression, 'of values that cannot be compared, want two numbers or two texts');
  return { lt: a < b, le: a <= b, gt: a > b, ge: a >= b }[name] ?? false;
}

/** `%s`, `%v`, `%d`, `%q`, `%t` and `%%`. */
function format(args: readonly Value[], expression: Call): string {
  const [pattern, ...values] = args;
  if (typeof pattern !== 'string') return fail(expression, 'without a format, want a text');
  let used = 0;
  const text = pattern.replace(/%(.?)/gsu, (verb, letter: string) => {
    if (letter === '%') return '%';
    if (!/^[svdqt]$/.test(letter)) return fail(expression, `with ${JSON.stringify(verb)}, want %s, %v, %d, %q, %t or %%`);
    if (used >= values.length) return fail(expression, 'with fewer values than its format names, want one for each');
    const value = print(values[used++] ?? null, expression.position, '"');
    return letter === 'q' ? JSON.stringify(value) : value;
  });
  return used === values.length ? text : fail(expression, 'with more values than its format names, want one for each');
}

function fail(expression: Call, message: string): never {
  throw wrong(expression, message);
}
