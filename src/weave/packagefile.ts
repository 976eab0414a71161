import { UserError } from '../errors.js';
import { readFileSyntax } from '../golang/filesyntax.js';
import type { FunctionHead, GoFile, GoFunction, Range } from '../golang/model.js';
import { parseGoFile, readFunctionAt } from '../golang/parsefile.js';
import type { SourceFile } from '../golang/parsehooks.js';
import type { GoParser } from '../golang/parser.js';
import type { FileSyntax, PackageFacts } from '../golang/syntax.js';
import type { Edits } from './edits.js';

/** A change of a file, made when everything that goes into the file is known. */
export type Change = (edits: Edits) => void;

interface Reading {
  readonly parser: GoParser;
  /** Functions that rules may ask for, so that each file is read once. */
  readonly wanted: (head: FunctionHead) => boolean;
  readonly facts: () => PackageFacts;
}

/** One file of the package, parsed when something is first asked of it. */
export class PackageFile {
  readonly source: SourceFile;
  /** In the order of the rules. */
  readonly changes: Change[] = [];
  readonly #reading: Reading;
  #model: GoFile | undefined;
  /** Functions that no rule asks for, read because something in them is changed. */
  readonly #others: GoFunction[] = [];
  #every: readonly GoFunction[] | undefined;
  #syntax: FileSyntax | undefined;

  constructor(source: SourceFile, reading: Reading) {
    this.source = source;
    this.#reading = reading;
  }

  get parsed(): boolean {
    return this.#model !== undefined;
  }

  /** The file with the functions that rules may ask for. Throws for a syntax error. */
  get model(): GoFile {
    if (this.#model) return this.#model;
    const { name, path, text } = this.source;
    const model = parseGoFile(this.#reading.parser, name, text, { wanted: this.#reading.wanted, outline: true });
    checkSyntax(model, path);
    this.checkParts();
    if (model.packageName === '') {
      throw new UserError('GO_SYNTAX', 'syntax error: the file has no package clause', {
        position: { file: path, ...model.packagePosition },
      });
    }
    return (this.#model = model);
  }

  /** Throws for a syntax error in what has been read since: bodies are parsed when something in them is asked for. */
  checkParts(): void {
    const { name, path, text } = this.source;
    const { parser } = this.#reading;
    if (parser.isBroken(text)) checkSyntax(parseGoFile(parser, name, text, { wanted: () => false }), path);
  }

  get syntax(): FileSyntax {
    return (this.#syntax ??= readFileSyntax(this.#reading.parser, this.source.text, this.model, this.#reading.facts()));
  }

  /** The function declaration whose body an offset lies in. */
  functionAround(offset: number): GoFunction | undefined {
    const around = ({ braces }: GoFunction): boolean => braces !== undefined && braces.open < offset && offset <= braces.close;
    return this.#known(around) ?? this.#readAt(offset, around);
  }

  /** The function declaration that a range holds. */
  functionIn({ start, end }: Range): GoFunction | undefined {
    const inside = ({ braces }: GoFunction): boolean => braces !== undefined && start <= braces.open && braces.close < end;
    return this.#known(inside) ?? this.#readAt(start, inside);
  }

  #readAt(offset: number, is: (fn: GoFunction) => boolean): GoFunction | undefined {
    const fn = readFunctionAt(this.#reading.parser, this.source.text, offset);
    if (!fn || !is(fn)) return undefined;
    this.#others.push(fn);
    return fn;
  }

  #known(is: (fn: GoFunction) => boolean): GoFunction | undefined {
    return this.model.functions.find(is) ?? this.#others.find(is);
  }

  change(change: Change): void {
    this.changes.push(change);
  }

  /** Every function declaration with its body. */
  everyFunction(): readonly GoFunction[] {
    return (this.#every ??= parseGoFile(this.#reading.parser, this.source.name, this.source.text).functions.map(
      (fn) => this.#known(({ braces }) => braces !== undefined && braces.open === fn.braces?.open) ?? fn,
    ));
  }
}

function checkSyntax({ syntaxError }: GoFile, file: string): void {
  if (syntaxError) throw new UserError('GO_SYNTAX', syntaxError.message, { position: { file, ...syntaxError.position } });
}
