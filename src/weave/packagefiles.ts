import { UserError } from '../errors.js';
import { packageClause, takesPart } from '../golang/constraints.js';
import type { FunctionHead, GoFile, GoFunction } from '../golang/model.js';
import { parseGoFile } from '../golang/parsefile.js';
import type { GoParser } from '../golang/parser.js';
import type { SourceFile } from '../golang/parsehooks.js';
import type { WeaveRequest } from './request.js';

/** `func: F`, `recv: T` or `*T` of a rule. */
export type FunctionAddress = FunctionHead;

export interface FoundFunction {
  readonly file: SourceFile;
  readonly model: GoFile;
  readonly fn: GoFunction;
}

/** The files of the package that take part in the build; text searches first, parsing only where needed. */
export class PackageFiles {
  readonly taking: readonly SourceFile[];
  readonly left: readonly SourceFile[];
  readonly parser: GoParser;
  readonly #wanted: readonly FunctionAddress[];
  readonly #models = new Map<SourceFile, GoFile>();
  readonly #declared = new Map<string, boolean>();

  /** `wanted` are all the functions that will be asked for, so that each file is parsed once. */
  constructor(parser: GoParser, request: WeaveRequest, wanted: readonly FunctionAddress[]) {
    this.parser = parser;
    this.#wanted = wanted;
    const go = request.files.filter((file) => file.name.endsWith('.go'));
    this.taking = go.filter((file) => takesPart(file, request.buildContext));
    this.left = go.filter((file) => !this.taking.includes(file));
  }

  get packageName(): string {
    for (const file of this.taking) {
      const name = packageClause(file.text);
      if (name !== '') return name;
    }
    return '';
  }

  /** Declarations of a function. There may be several: `init`. */
  find(address: FunctionAddress): FoundFunction[] {
    const likely = this.taking.filter((file) => mayDeclare(file.text, address));
    const found = this.#search(likely, address);
    if (found.length > 0) return found;
    // Unusual formatting: parse whatever mentions the name at all.
    return this.#search(
      this.taking.filter((file) => !likely.includes(file) && file.text.includes(address.name)),
      address,
    );
  }

  /** Every function as a rule would address it: `F`, `T.F`, `*T.F`. */
  allFunctions(): string[] {
    return this.taking.flatMap((file) => parseGoFile(this.parser, file.name, file.text, { wanted: () => false }).heads.map(addressText));
  }

  /** Files outside of the build that declare the function. */
  declaredInLeftOut(address: FunctionAddress): SourceFile[] {
    return this.left.filter((file) => mayDeclare(file.text, address));
  }

  /** True when the package declares `name` at package level. */
  declares(name: string): boolean {
    const known = this.#declared.get(name);
    if (known !== undefined) return known;
    // Only files in which a declaration may be are parsed: at the beginning of a line, or in a group.
    const list = `(?:[\\p{L}\\p{Nd}_]+[ \\t]*,[ \\t]*)*`;
    const suspicious = new RegExp(
      `^(?:type|var|const|func)[ \\t]+${list}${name}\\b|^[ \\t]+${list}${name}(?:[ \\t]*[=,]|[ \\t]+[\\p{L}_*\\[])`,
      'mu',
    );
    const declared = this.taking.some(
      (file) =>
        suspicious.test(file.text) &&
        parseGoFile(this.parser, file.name, file.text, { wanted: () => false, declared: true }).declared?.has(name),
    );
    this.#declared.set(name, declared);
    return declared;
  }

  /** Text of a function or method of the package, by name; undefined if it declares none. */
  functionText(name: string): string | undefined {
    const pattern = new RegExp(`^func\\s*(?:\\([^)]*\\)\\s*)?${escape(name)}\\s*[(\\[]`, 'm');
    for (const file of this.taking) {
      const at = file.text.includes(name) ? file.text.search(pattern) : -1;
      if (at === -1) continue;
      const end = file.text.slice(at).search(/\r?\n}/);
      return file.text.slice(at, end === -1 ? undefined : at + end);
    }
    return undefined;
  }

  #search(files: readonly SourceFile[], address: FunctionAddress): FoundFunction[] {
    return files.flatMap((file) => {
      const model = this.#model(file);
      return model.functions.filter((fn) => matches(headOf(fn), address)).map((fn) => ({ file, model, fn }));
    });
  }

  #model(file: SourceFile): GoFile {
    const known = this.#models.get(file);
    if (known) return known;
    const wanted = (head: FunctionHead): boolean => this.#wanted.some((address) => matches(head, address));
    const model = parseGoFile(this.parser, file.name, file.text, { wanted });
    if (model.syntaxError) {
      throw new UserError('GO_SYNTAX', model.syntaxError.message, { position: { file: file.path, ...model.syntaxError.position } });
    }
    this.#models.set(file, model);
    return model;
  }
}

/** `*T`, `T`, undefined as a rule writes them; type parameters do not count. */
export function parseAddress(func: string, recv: string | undefined): FunctionAddress {
  const plain = (recv ?? '').replace(/\[.*$/, '').trim();
  return { name: func, base: plain.replace(/^\*\s*/, ''), pointer: plain.startsWith('*') };
}

function addressText(head: FunctionHead): string {
  return head.base === '' ? head.name : `${head.pointer ? '*' : ''}${head.base}.${head.name}`;
}

function headOf(fn: GoFunction): FunctionHead {
  return { name: fn.name, base: fn.receiver?.base ?? '', pointer: fn.receiver?.pointer ?? false };
}

function matches(head: FunctionHead, address: FunctionAddress): boolean {
  return head.name === address.name && head.base === address.base && head.pointer === address.pointer;
}

function mayDeclare(text: string, address: FunctionAddress): boolean {
  if (!text.includes(address.name)) return false;
  const name = escape(address.name);
  const pattern =
    address.base === '' ? `^func\\s+${name}\\s*[(\\[]` : `^func\\s*\\([^)]*\\b${escape(address.base)}\\b[^)]*\\)\\s*${name}\\s*\\(`;
  return new RegExp(pattern, 'm').test(text);
}

function escape(text: string): string {
  return text.replaceAll(/[^\p{L}\p{Nd}_]/gu, '\\$&');
}
