import type { Position } from '../errors.js';
import { didYouMean } from './nearest.js';
import { quote, type Problems } from './problems.js';
import { refusedKeywords } from './template-functions.js';
import { pieces, TemplateError, tokens, type Piece, type Token } from './template-lex.js';
import { Pipeline } from './template-pipeline.js';
import type { Template, TemplateExpression, TemplateNode } from './template.js';
import type { Located } from './types.js';

export interface TemplateContext {
  /** `"raw" of rule "a"`: what the messages call the template. */
  readonly label: string;
  /** Where a character of the template stands in the file. */
  readonly at: (offset: number) => Position;
  readonly problems: Problems;
  /** Whether an expression is wrapped, which `{{ . }}` stands for. */
  readonly wraps: boolean;
  /** Whether that expression is a call, so that there are CallArguments. */
  readonly wrapsCall: boolean;
}

/** Takes a template apart. Undefined: the problems say what is wrong with it. */
export function parseTemplate(source: Located<string>, context: TemplateContext): Template | undefined {
  try {
    return { source, nodes: new Parser(pieces(source.value), context).parse() };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    context.problems.add(
      'RULE_VALUE',
      context.at(error.offset),
      `${error.message} ${context.label}`.replace(/\s+/g, ' ') + want,
      error.fix,
    );
    return undefined;
  }
}

const want = ', want a template that can be read';
/** Of blocks in blocks. */
const deepest = 100;

/** Nodes up to an `end` or `else`, and what that was. */
interface Body {
  readonly nodes: TemplateNode[];
  readonly end: { readonly word: 'end' | 'else'; readonly offset: number; readonly rest: readonly Token[] } | undefined;
}

class Parser {
  readonly #pieces: readonly Piece[];
  readonly #context: TemplateContext;
  #next = 0;
  /** Variables that can be seen here; of each block one list. */
  #scopes: string[][] = [[]];
  /** Whether `.` is what is wrapped, and not an element of `range` or the value of `with`. */
  #dotIsPlace = true;

  constructor(list: readonly Piece[], context: TemplateContext) {
    this.#pieces = list;
    this.#context = context;
  }

  parse(): TemplateNode[] {
    const { nodes, end } = this.#nodes();
    if (end) throw new TemplateError(end.offset, `{{ ${end.word} }} without {{ if }}, {{ range }} or {{ with }} before it in`, 'remove it');
    return nodes;
  }

  #nodes(): Body {
    if (this.#scopes.length > deepest) throw new TemplateError(0, `more than ${deepest} nested blocks in`, 'use several rules');
    const nodes: TemplateNode[] = [];
    while (this.#next < this.#pieces.length) {
      const piece = this.#pieces[this.#next++];
      if (!piece) break;
      if (piece.kind === 'text') {
        nodes.push({ kind: 'text', text: piece.text });
        continue;
      }
      const list = tokens(piece.text, piece.offset);
      const [first] = list;
      if (!first) throw new TemplateError(piece.start, 'an empty action in', 'remove it, or write {{ . }}');
      if (first.kind === 'name' && (first.text === 'end' || first.text === 'else'))
        return { nodes, end: { word: first.text, offset: piece.start, rest: list.slice(1) } };
      nodes.push(this.#action(list, piece.start));
    }
    return { nodes, end: undefined };
  }

  #action(list: Token[], start: number): TemplateNode {
    const [first, second] = list;
    const position = this.#context.at(start);
    if (first?.kind === 'name') {
      if (first.text === 'if' || first.text === 'with') return this.#condition(first.text, list.slice(1), start);
      if (first.text === 'range') return this.#range(list.slice(1), start);
      if (refusedKeywords.has(first.text))
        throw new TemplateError(start, `{{ ${first.text} }}, which rules do not have, in`, 'write it without');
    }
    if (first?.kind === 'variable' && second?.kind === 'symbol' && (second.text === ':=' || second.text === '=')) {
      const declares = second.text === ':=';
      const value = this.#expression(list.slice(2), start);
      if (declares) this.#declare(first.text);
      else this.#checkVariable(first);
      return { kind: 'assign', name: first.text, declares, value };
    }
    if (list.length === 1 && first?.kind === 'dot' && this.#dotIsPlace) {
      this.#checkDot(start);
      return { kind: 'dot', position };
    }
    const value = this.#expression(list, start);
    if (value.kind === 'root') this.#checkDot(start);
    if (value.kind === 'dot' && this.#dotIsPlace) this.#checkDot(start);
    return { kind: 'action', position, value };
  }

  #condition(kind: 'if' | 'with', list: readonly Token[], start: number): TemplateNode {
    const { variable, value } = this.#clause(kind, list, start);
    return this.#inBlock(
      [variable],
      kind === 'with',
      (body) => {
        const otherwise = body.otherwise ?? [];
        return { kind, variable, value, then: body.then, otherwise };
      },
      start,
      kind,
    );
  }

  #clause(kind: string, list: readonly Token[], start: number): { variable: string | undefined; value: TemplateExpression } {
    const [name, sign] = list;
    const declared = name?.kind === 'variable' && sign?.kind === 'symbol' && sign.text === ':=';
    const rest = declared ? list.slice(2) : list;
    if (rest.length === 0)
      throw new TemplateError(start, `{{ ${kind} }} without a value in`, `write for example {{ ${kind} .FuncReturnCount }}`);
    return { variable: declared ? name.text : undefined, value: this.#expression(rest, start) };
  }

  #range(list: Token[], start: number): TemplateNode {
    const sign = list.findIndex((token) => token.kind === 'symbol' && token.text === ':=');
    const names = sign < 0 ? [] : list.slice(0, sign).filter((token) => token.kind === 'variable');
    const shape = list
      .slice(0, Math.max(sign, 0))
      .map((token) => (token.kind === 'variable' ? '$' : token.text))
      .join('');
    if (sign >= 0 && shape !== '$' && shape !== '$,$')
      throw new TemplateError(start, 'more than an index and an element before ":=" in', 'write {{ range $i, $x := … }}');
    const rest = list.slice(sign + 1);
    if (rest.length === 0) throw new TemplateError(start, '{{ range }} without a value in', 'write for example {{ range .DirectiveArgs }}');
    const value = this.#expression(rest, start);
    const [index, element] = names.length === 2 ? [names[0]?.text, names[1]?.text] : [undefined, names[0]?.text];
    const position = this.#context.at(start);
    return this.#inBlock(
      [index, element],
      true,
      (body) => ({ kind: 'range', position, index, element, value, then: body.then, otherwise: body.otherwise ?? [] }),
      start,
      'range',
    );
  }

  #inBlock(
    variables: readonly (string | undefined)[],
    changesDot: boolean,
    build: (body: { then: TemplateNode[]; otherwise: TemplateNode[] | undefined }) => TemplateNode,
    start: number,
    kind: string,
  ): TemplateNode {
    const declared = variables.filter((name) => name !== undefined);
    const inner = (dotIsPlace: boolean): Body => {
      const outer = this.#dotIsPlace;
      this.#scopes.push([...declared]);
      this.#dotIsPlace = dotIsPlace;
      const result = this.#nodes();
      this.#scopes.pop();
      this.#dotIsPlace = outer;
      return result;
    };
    const open = new TemplateError(start, `{{ ${kind} }} without {{ end }} in`, 'close it with {{ end }}');
    const then = inner(this.#dotIsPlace && !changesDot);
    if (!then.end) throw open;
    if (then.end.word === 'end') {
      this.#nothingAfter(then.end.rest, 'end');
      return build({ then: then.nodes, otherwise: undefined });
    }
    const [elseKind] = then.end.rest;
    if (elseKind?.kind === 'name' && (elseKind.text === 'if' || elseKind.text === 'with')) {
      this.#scopes.push([...declared]);
      const chained = this.#condition(elseKind.text, then.end.rest.slice(1), then.end.offset);
      this.#scopes.pop();
      return build({ then: then.nodes, otherwise: [chained] });
    }
    this.#nothingAfter(then.end.rest, 'else');
    const otherwise = inner(this.#dotIsPlace);
    if (!otherwise.end) throw open;
    if (otherwise.end.word === 'else') throw new TemplateError(otherwise.end.offset, 'a second {{ else }} in', 'remove it');
    this.#nothingAfter(otherwise.end.rest, 'end');
    return build({ then: then.nodes, otherwise: otherwise.nodes });
  }

  #nothingAfter(rest: readonly Token[], word: string): void {
    if (rest[0]) throw new TemplateError(rest[0].offset, `${quote(rest[0].text)} after "${word}" in`, 'remove it');
  }

  /** A pipeline: each value becomes the last argument of what follows it. */
  #expression(list: readonly Token[], start: number): TemplateExpression {
    return new Pipeline(list, start, {
      ...this.#context,
      dotIsPlace: this.#dotIsPlace,
      checkVariable: (token) => this.#checkVariable(token),
    }).parse();
  }

  #declare(name: string): void {
    this.#scopes.at(-1)?.push(name);
  }

  #checkVariable(token: Token): void {
    const known = this.#scopes.flat();
    if (known.includes(token.text)) return;
    const fix = didYouMean(token.text, known) ?? `declare it: {{ $${token.text} := … }}`;
    throw new TemplateError(token.offset, `the variable "$${token.text}", which is not declared, in`, fix);
  }

  #checkDot(start: number): void {
    if (this.#context.wraps) return;
    throw new TemplateError(start, '"{{ . }}" where no expression is wrapped in', 'write for example {{ .FuncName }}');
  }
}
