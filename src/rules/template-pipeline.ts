import { didYouMean } from './nearest.js';
import { orList, quote } from './problems.js';
import { entryFunctions, functionSpec, placeFunctions, plainFunctions, takesType } from './template-functions.js';
import { TemplateError, type Token } from './template-lex.js';
import type { TemplateContext } from './template-parse.js';
import type { TemplateExpression } from './template.js';

export interface PipelineContext extends Pick<TemplateContext, 'at' | 'wraps' | 'wrapsCall'> {
  /** Whether `.` is the place, and not an element of `range` or the value of `with`. */
  readonly dotIsPlace: boolean;
  readonly checkVariable: (token: Token) => void;
}

/** Of parentheses in parentheses. */
const deepest = 100;

/** The expression of one action: values and functions, piped into each other. */
export class Pipeline {
  readonly #tokens: readonly Token[];
  readonly #start: number;
  readonly #context: PipelineContext;
  #at = 0;
  #depth = 0;

  constructor(list: readonly Token[], start: number, context: PipelineContext) {
    this.#tokens = list;
    this.#start = start;
    this.#context = context;
  }

  parse(): TemplateExpression {
    const result = this.#pipeline();
    const rest = this.#tokens[this.#at];
    if (rest) throw new TemplateError(rest.offset, `${quote(rest.text)}, which is not understood there, in`, 'remove it');
    return result;
  }

  #pipeline(): TemplateExpression {
    if (++this.#depth > deepest) throw new TemplateError(this.#start, 'too many parentheses in', 'remove some');
    let value = this.#command(undefined);
    while (this.#is('|')) {
      this.#at++;
      value = this.#command(value);
    }
    this.#depth--;
    return value;
  }

  #is(symbol: string): boolean {
    const token = this.#tokens[this.#at];
    return token?.kind === 'symbol' && token.text === symbol;
  }

  /** A function with its arguments, or a value alone. */
  #command(piped: TemplateExpression | undefined): TemplateExpression {
    const token = this.#tokens[this.#at];
    if (!token || this.#is(')') || this.#is('|'))
      throw new TemplateError(
        token?.offset ?? this.#start,
        piped ? 'nothing after "|" in' : 'an action without a value in',
        'add a value or a function',
      );
    const callee = this.#callee();
    const args: TemplateExpression[] = [];
    for (let next = this.#tokens[this.#at]; next && !this.#is(')') && !this.#is('|'); next = this.#tokens[this.#at])
      args.push(this.#operand(callee !== undefined && takesType.has(callee.name)));
    if (callee) return this.#call(callee, piped ? [...args, piped] : args);
    const [value, extra] = args;
    if (value === undefined || extra !== undefined || piped)
      throw new TemplateError(
        token.offset,
        `${quote(this.#textFrom(token))}, where a function is wanted, in`,
        'begin with the name of a function',
      );
    return value;
  }

  #textFrom(token: Token): string {
    return token.kind === 'variable' ? `$${token.text}` : token.kind === 'member' ? `.${token.text}` : token.text;
  }

  /** `FuncName`, `.FuncName`, `$.FuncName`, `$x.Key` at the beginning of a command; undefined if it begins with a value. */
  #callee(): Callee | undefined {
    const [token, next] = this.#tokens.slice(this.#at, this.#at + 2);
    if (!token) return undefined;
    if (token.kind === 'name' && !isConstant(token.text)) {
      this.#at++;
      return { name: token.text, of: undefined, token };
    }
    if (token.kind === 'member') {
      this.#at++;
      return { name: token.text, of: { kind: 'dot' }, token };
    }
    if (token.kind === 'variable' && next?.kind === 'member' && next.offset === token.end) {
      this.#at += 2;
      if (token.text !== '') this.#context.checkVariable(token);
      return { name: next.text, of: token.text === '' ? { kind: 'root' } : { kind: 'variable', name: token.text }, token: next };
    }
    return undefined;
  }

  #call(callee: Callee, args: readonly TemplateExpression[]): TemplateExpression {
    const { name, of, token } = callee;
    const ofEntry = of !== undefined && !(of.kind === 'root' || (of.kind === 'dot' && this.#context.dotIsPlace));
    const spec = functionSpec(name) ?? (ofEntry ? entryFunctions.get(name) : undefined);
    const known = [...placeFunctions.keys(), ...(ofEntry ? entryFunctions.keys() : of ? [] : plainFunctions.keys())];
    if (!spec || (of && plainFunctions.has(name))) {
      const fix = didYouMean(name, known) ?? `known are ${orList([...placeFunctions.keys()])}`;
      throw new TemplateError(token.offset, `the unknown function ${quote(name)} in`, fix);
    }
    if (args.length < spec.min || args.length > spec.max) {
      const number = args.length === 0 ? 'no argument' : args.length === 1 ? '1 argument' : `${args.length} arguments`;
      throw new TemplateError(token.offset, `${name} with ${number} in`, `write for example {{ ${spec.example} }}`);
    }
    if (name.startsWith('CallArgument') && !this.#context.wrapsCall)
      throw new TemplateError(token.offset, `${name} where no call is wrapped in`, 'it belongs into "replace" of "wrap_call"');
    const position = this.#context.at(this.#start);
    return { kind: 'call', name, ...(of ? { of } : {}), args, position, text: this.#source(token, args) };
  }

  #source(token: Token, args: readonly TemplateExpression[]): string {
    const texts = args.map((arg) => (arg.kind === 'literal' ? JSON.stringify(arg.value) : arg.kind === 'variable' ? `$${arg.name}` : '…'));
    return [token.text, ...texts].join(' ');
  }

  #operand(isType: boolean): TemplateExpression {
    const token = this.#tokens[this.#at];
    if (!token) throw new TemplateError(this.#start, 'a value is missing in', 'add one');
    if (isType && (token.kind === 'word' || (token.kind === 'name' && !functionSpec(token.text)))) {
      this.#at++;
      return { kind: 'literal', value: token.text };
    }
    const callee = this.#callee();
    if (callee) return this.#call(callee, []);
    this.#at++;
    switch (token.kind) {
      case 'string':
        return { kind: 'literal', value: token.text };
      case 'number':
        return { kind: 'literal', value: Number(token.text) };
      case 'name':
        return { kind: 'literal', value: token.text === 'nil' ? null : token.text === 'true' };
      case 'variable':
        if (token.text === '') return { kind: 'root' };
        this.#context.checkVariable(token);
        return { kind: 'variable', name: token.text };
      case 'dot':
        if (this.#context.dotIsPlace && !this.#context.wraps)
          throw new TemplateError(token.offset, '"." where no expression is wrapped in', 'write for example .FuncName');
        return { kind: 'dot' };
      case 'symbol':
        if (token.text === '(') {
          const inside = this.#pipeline();
          if (!this.#is(')')) throw new TemplateError(token.offset, '"(" without ")" in', 'close it');
          this.#at++;
          return inside;
        }
        break;
      default:
    }
    throw new TemplateError(token.offset, `${quote(token.text)}, which is not understood there, in`, 'write a value or a function');
  }
}

interface Callee {
  readonly name: string;
  readonly of: TemplateExpression | undefined;
  readonly token: Token;
}

function isConstant(name: string): boolean {
  return name === 'true' || name === 'false' || name === 'nil';
}
