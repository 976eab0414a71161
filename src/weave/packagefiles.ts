import { packageClause, takesPart } from '../golang/constraints.js';
import type { FunctionHead } from '../golang/model.js';
import { packageFacts } from '../golang/packagefacts.js';
import { parseGoFile } from '../golang/parsefile.js';
import type { SourceFile } from '../golang/parsehooks.js';
import type { GoParser } from '../golang/parser.js';
import type { PackageFacts } from '../golang/syntax.js';
import { addressText, escapeName, type FunctionAddress, mayDeclare } from './address.js';
import { PackageFile } from './packagefile.js';
import type { WeaveRequest } from './request.js';
import { mayImport } from './select.js';

/** The files of the package that take part in the build. */
export class PackageFiles {
  readonly taking: readonly SourceFile[];
  readonly files: readonly PackageFile[];
  readonly left: readonly SourceFile[];
  readonly parser: GoParser;
  readonly packageName: string;
  #facts: PackageFacts | undefined;
  readonly #mentioned = new Map<string, boolean>();

  /** `wanted`: functions that may be asked for, so that each file is parsed once. */
  constructor(parser: GoParser, request: WeaveRequest, wanted: (head: FunctionHead) => boolean) {
    this.parser = parser;
    const go = request.files.filter((file) => file.name.endsWith('.go'));
    this.taking = go.filter((file) => takesPart(file, request.buildContext));
    this.left = go.filter((file) => !this.taking.includes(file));
    this.files = this.taking.map((file) => new PackageFile(file, { parser, wanted, facts: () => this.facts }));
    this.packageName = this.taking.map((file) => packageClause(file.text)).find((name) => name !== '') ?? '';
  }

  /** What is known of the package's declarations, for the types of operands. */
  get facts(): PackageFacts {
    return (this.#facts ??= packageFacts(this.parser, this.taking));
  }

  /** The package is compiled together with its tests, or is one. */
  get testBuild(): boolean {
    return this.taking.some((file) => file.name.endsWith('_test.go'));
  }

  /** Every function as a rule would address it: `F`, `T.F`, `*T.F`. */
  allFunctions(): string[] {
    return this.taking.flatMap((file) =>
      parseGoFile(this.parser, file.name, file.text, { wanted: () => false, outline: true }).heads.map(addressText),
    );
  }

  /** Files outside of the build that declare the function. */
  declaredInLeftOut(address: FunctionAddress): SourceFile[] {
    return this.left.filter((file) => mayDeclare(file.text, address));
  }

  /** Names with those of types that may be other names for them: `type B = pkg.A`. */
  withAliases(names: ReadonlySet<string>): ReadonlySet<string> {
    const all = new Set(names);
    // A set goes on with what is added while it is gone through.
    for (const name of all) {
      for (const { text } of this.taking) aliasesIn(text, name).forEach((other) => all.add(other));
    }
    return all;
  }

  /** True when some file that takes part imports the path. */
  imports(path: string): boolean {
    return this.files.some((file) => mayImport(file.source.text, path) && file.model.imports.some((spec) => spec.path === path));
  }

  /** False when no file that takes part can import the path: by their texts alone. */
  mentionsImport(path: string): boolean {
    const known = this.#mentioned.get(path);
    if (known !== undefined) return known;
    const mentioned = this.taking.some(({ text }) => mayImport(text, path));
    this.#mentioned.set(path, mentioned);
    return mentioned;
  }

  /** True when the package declares `name` at package level. */
  declares(name: string): boolean {
    return this.facts.declares(name);
  }

  /** Text of a function or method of the package, by name; undefined if it declares none. */
  functionText(name: string): string | undefined {
    const pattern = new RegExp(`^func\\s*(?:\\([^)]*\\)\\s*)?${escapeName(name)}\\s*[(\\[]`, 'm');
    for (const file of this.taking) {
      const at = file.text.includes(name) ? file.text.search(pattern) : -1;
      if (at === -1) continue;
      const end = file.text.slice(at).search(/\r?\n}/);
      return file.text.slice(at, end === -1 ? undefined : at + end);
    }
    return undefined;
  }
}

/** Names on lines that may say `B = pkg.A`, of a declaration or a group of them. */
function aliasesIn(text: string, name: string): string[] {
  const found: string[] = [];
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) {
    const end = text.indexOf('\n', at);
    const line = text.slice(text.lastIndexOf('\n', at) + 1, end === -1 ? undefined : end);
    const [, other, type] = ALIAS.exec(line) ?? [];
    if (other !== undefined && type === name) found.push(other);
  }
  return found;
}

const ALIAS =
  /^\s*(?:type\s+)?([\p{L}_][\p{L}\p{Nd}_]*)(?:\[[^\]]*\])?[ \t]*=[ \t]*(?:[\p{L}\p{Nd}_]+\.)?([\p{L}\p{Nd}_]+)(?:\[[^\]]*\])?\s*(?:;|\/[/*]|$)/u;
