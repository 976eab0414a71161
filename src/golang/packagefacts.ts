import type { Node } from 'web-tree-sitter';
import { FileContext, receiverType } from './filecontext.js';
import { initialisedType, namedType } from './operandtypes.js';
import type { GoImport } from './model.js';
import { declarationsOf } from './mentions.js';
import { readImports } from './parsefile.js';
import type { GoParser } from './parser.js';
import { listOf } from './scopes.js';
import type { NamedType, PackageFacts } from './syntax.js';
import { childAt, childOf, childrenOf, namedChildren, readTree, type SyntaxNode } from './tree.js';

/** A file of the package. */
export interface PackageSource {
  readonly text: string;
}

/** Facts of a package from its files. Nothing is parsed before the first question, and then only files that mention the name. */
export function packageFacts(parser: GoParser, files: readonly PackageSource[]): PackageFacts {
  return new LazyFacts(parser, files);
}

/** The file of the package with this text: one copy of its tree answers all questions. */
export function sharedContext(facts: PackageFacts, text: string): FileContext | undefined {
  return facts instanceof LazyFacts ? facts.contextOf(text) : undefined;
}

type Kind = NonNullable<ReturnType<PackageFacts['kind']>>;

interface Value {
  readonly type: SyntaxNode | undefined;
  readonly value: SyntaxNode | undefined;
  readonly index: number;
  readonly of: number;
}

/** What one file declares at package level; each declaration is read when a name is asked for that it may declare. */
class FileIndex {
  readonly context: FileContext;
  readonly kinds = new Map<string, Kind>();
  /** Functions by name, methods by `T.name`. */
  readonly functions = new Map<string, SyntaxNode>();
  readonly types = new Map<string, SyntaxNode>();
  readonly values = new Map<string, Value>();
  readonly #read = new Set<SyntaxNode>();

  constructor(context: FileContext) {
    this.context = context;
  }

  /** Reads the declarations at the offsets. */
  at(offsets: readonly number[]): this {
    for (const offset of offsets) {
      const declaration = childAt(this.context.tree.root, offset);
      if (!declaration || this.#read.has(declaration)) continue;
      this.#read.add(declaration);
      readDeclaration(declaration, this);
    }
    return this;
  }
}

class LazyFacts implements PackageFacts {
  readonly #parser: GoParser;
  readonly #files: readonly PackageSource[];
  readonly #contexts = new Map<PackageSource, FileContext>();
  readonly #indexes = new Map<PackageSource, FileIndex>();
  readonly #mayDeclare = new Map<string, readonly (readonly [PackageSource, readonly number[]])[]>();
  readonly #answers = new Map<string, NamedType | undefined>();
  readonly #kinds = new Map<string, Kind | undefined>();
  readonly #results = new Map<string, readonly (NamedType | undefined)[] | undefined>();

  constructor(parser: GoParser, files: readonly PackageSource[]) {
    this.#parser = parser;
    this.#files = files;
  }

  contextOf(text: string): FileContext | undefined {
    const file = this.#files.find((one) => one.text === text);
    return file && this.#context(file);
  }

  #context(file: PackageSource): FileContext {
    const known = this.#contexts.get(file);
    if (known) return known;
    const imports = this.#parser.readOutline(file.text, importsIn(file.text));
    const context = new FileContext(file.text, readTree(this.#parser, file.text), imports, this);
    this.#contexts.set(file, context);
    return context;
  }

  declares(name: string): boolean {
    return this.kind(name) !== undefined;
  }

  kind(name: string): Kind | undefined {
    if (!this.#kinds.has(name)) {
      this.#kinds.set(
        name,
        this.#find(name, (index) => index.kinds.get(name)),
      );
    }
    return this.#kinds.get(name);
  }

  fieldType(type: string, field: string): NamedType | undefined {
    return this.#once(`field ${type}.${field}`, () =>
      this.#find(type, ({ types, context }) => {
        const spec = types.get(type);
        const definition = spec && childOf(spec, 'type');
        if (!definition) return undefined;
        if (definition.type === 'struct_type') return fieldType(definition, field, context);
        // type A B has the fields of B.
        const base = namedType(definition, context);
        return base?.path === '' && !base.pointer ? this.fieldType(base.name, field) : undefined;
      }),
    );
  }

  resultType(recv: string, func: string): readonly (NamedType | undefined)[] | undefined {
    const key = recv === '' ? func : `${recv}.${func}`;
    if (!this.#results.has(key)) {
      const find = ({ functions, context }: FileIndex): (NamedType | undefined)[] | undefined => {
        const fn = functions.get(key);
        return fn && resultTypes(fn, context);
      };
      this.#results.set(key, this.#find(func, find));
    }
    return this.#results.get(key);
  }

  valueType(name: string): NamedType | undefined {
    return this.#once(`value ${name}`, () =>
      this.#find(name, ({ values, context }) => {
        const found = values.get(name);
        if (found?.type) return namedType(found.type, context);
        return found?.value && initialisedType(found.value, found.index, found.of, context);
      }),
    );
  }

  alias(name: string): NamedType | undefined {
    return this.#once(`alias ${name}`, () =>
      this.#find(name, ({ types, context }) => {
        const spec = types.get(name);
        const type = spec?.type === 'type_alias' ? childOf(spec, 'type') : undefined;
        return type && namedType(type, context);
      }),
    );
  }

  /** Answers may need one another: while one is looked for it is unknown. */
  #once(key: string, find: () => NamedType | undefined): NamedType | undefined {
    if (!this.#answers.has(key)) {
      this.#answers.set(key, undefined);
      this.#answers.set(key, find());
    }
    return this.#answers.get(key);
  }

  #find<T>(name: string, read: (index: FileIndex) => T | undefined): T | undefined {
    for (const [file, offsets] of this.#declaring(name)) {
      const found = read(this.#index(file).at(offsets));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Files that may declare a name, and where. */
  #declaring(name: string): readonly (readonly [PackageSource, readonly number[]])[] {
    const known = this.#mayDeclare.get(name);
    if (known) return known;
    const files = this.#files.map((file) => [file, declarationsOf(file.text, name)] as const).filter(([, offsets]) => offsets.length > 0);
    this.#mayDeclare.set(name, files);
    return files;
  }

  #index(file: PackageSource): FileIndex {
    const known = this.#indexes.get(file);
    if (known) return known;
    const index = new FileIndex(this.#context(file));
    this.#indexes.set(file, index);
    return index;
  }
}

function importsIn(text: string): (root: Node) => GoImport[] {
  return (root) => root.namedChildren.filter((child) => child.type === 'import_declaration').flatMap((child) => readImports(child, text));
}

function readDeclaration(declaration: SyntaxNode, { context, kinds, functions, types, values }: FileIndex): void {
  if (declaration.type === 'function_declaration' || declaration.type === 'method_declaration') {
    const name = nameOf(declaration, context);
    const receiver = childOf(declaration, 'receiver');
    const base = receiver && receiverType(receiver)?.base;
    if (!receiver && name !== 'init' && name !== '_') kinds.set(name, 'func');
    functions.set(receiver ? `${base ? context.textOf(base) : ''}.${name}` : name, declaration);
  }
  for (const spec of specsOf(declaration)) {
    if (spec.type === 'type_spec' || spec.type === 'type_alias') {
      kinds.set(nameOf(spec, context), 'type');
      types.set(nameOf(spec, context), spec);
    } else if (spec.type === 'var_spec' || spec.type === 'const_spec') {
      const names = childrenOf(spec, 'name');
      const list = listOf(childOf(spec, 'value'));
      names.forEach((node, i) => {
        const own = list.length === names.length;
        const name = context.textOf(node);
        kinds.set(name, spec.type === 'var_spec' ? 'var' : 'const');
        values.set(name, { type: childOf(spec, 'type'), value: own ? list[i] : list[0], index: own ? 0 : i, of: own ? 1 : names.length });
      });
    }
  }
  kinds.delete('_');
}

function nameOf(node: SyntaxNode, context: FileContext): string {
  const name = childOf(node, 'name');
  return name ? context.textOf(name) : '';
}

/** The specifications of a declaration, grouped or not. */
export function specsOf(declaration: SyntaxNode): SyntaxNode[] {
  if (!['type_declaration', 'var_declaration', 'const_declaration'].includes(declaration.type)) return [];
  return namedChildren(declaration).flatMap((spec) => (spec.type === 'var_spec_list' ? namedChildren(spec) : [spec]));
}

function fieldType(struct: SyntaxNode, field: string, context: FileContext): NamedType | undefined {
  const [list] = namedChildren(struct);
  for (const declaration of list ? namedChildren(list) : []) {
    const type = childOf(declaration, 'type');
    if (!type) continue;
    const names = childrenOf(declaration, 'name');
    if (names.length > 0) {
      if (names.some((name) => context.textOf(name) === field)) return namedType(type, context);
      continue;
    }
    const embedded = namedType(type, context);
    if (embeddedName(type, context) !== field || !embedded) continue;
    return declaration.children[0]?.type === '*' ? { ...embedded, pointer: true } : embedded;
  }
  return undefined;
}

/** The field name of an embedded type: its own without qualifier and type arguments. */
export function embeddedName(type: SyntaxNode, context: { textOf(node: SyntaxNode): string }): string {
  const base = type.type === 'generic_type' ? (childOf(type, 'type') ?? type) : type;
  return context.textOf(base.type === 'qualified_type' ? (childOf(base, 'name') ?? base) : base);
}

function resultTypes(fn: SyntaxNode, context: FileContext): (NamedType | undefined)[] {
  const result = childOf(fn, 'result');
  if (!result) return [];
  if (result.type !== 'parameter_list') return [namedType(result, context)];
  return namedChildren(result).flatMap((declaration) => {
    const type = childOf(declaration, 'type');
    const found = type && namedType(type, context);
    return Array.from({ length: Math.max(1, childrenOf(declaration, 'name').length) }, () => found);
  });
}
