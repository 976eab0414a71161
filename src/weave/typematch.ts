import { UserError } from '../errors.js';
import { importOf } from '../golang/imports.js';
import type { GoFile, GoFunction, GoImport, GoParameter } from '../golang/model.js';
import type { GoParser } from '../golang/parser.js';
import { resolveType, type ResolvedType, type TypeScope } from '../golang/resolve.js';
import { parseTypeText, structureOf } from '../golang/typetext.js';
import type { Located, RuleImport, Selector } from '../rules/types.js';
import { componentsOf } from './typekeys.js';

/** What comparing a rule's types with those of a function takes. */
export interface TypeMatching {
  readonly importPath: string;
  readonly packageName: string;
  readonly parser: GoParser;
  /** The package declares the name at package level. */
  readonly declares: (name: string) => boolean;
  /** `imports:` of the rule. */
  readonly imports: readonly RuleImport[];
}

type SignatureLeaf = Extract<Selector, { kind: 'signature' | 'signature_contains' | 'param' | 'result' | 'last_result' }>;

/** Whether a condition on parameter and result types holds. Types are compared by what they mean in the file, not by spelling. */
export function signatureHolds(leaf: SignatureLeaf, fn: GoFunction, file: GoFile, matching: TypeMatching): boolean {
  const compare = new Comparison(fn, file, matching);
  switch (leaf.kind) {
    case 'signature':
      return compare.exactly(leaf.args, fn.params) && compare.exactly(leaf.returns, fn.results);
    case 'signature_contains':
      return compare.anyOf(leaf.args, fn.params) || compare.anyOf(leaf.returns, fn.results);
    case 'param':
      return compare.anyOf([leaf.type], fn.params);
    case 'result':
      return compare.anyOf([leaf.type], fn.results);
    case 'last_result':
      return compare.anyOf([leaf.type], fn.results.slice(-1));
  }
}

export class Comparison {
  readonly #scope: TypeScope;
  readonly #matching: TypeMatching;

  constructor(fn: GoFunction, file: GoFile, matching: TypeMatching) {
    this.#matching = matching;
    this.#scope = {
      importPath: matching.importPath,
      packageName: file.packageName,
      imports: file.imports,
      typeParams: [...fn.typeParams, ...(fn.receiver?.typeParams ?? [])],
      declares: matching.declares,
    };
  }

  /** The whole list, slot by slot; a list that the rule does not give says nothing. */
  exactly(wanted: readonly Located<string>[] | undefined, slots: readonly GoParameter[]): boolean {
    if (!wanted) return true;
    return (
      wanted.length === slots.length &&
      wanted.every((text, i) => {
        const slot = slots[i];
        return slot !== undefined && this.#keysOf(text, slot.variadic).includes(structure(this.#slot(slot)));
      })
    );
  }

  /** One of the types is that of a slot, or part of a slice, map, channel or function type there. */
  anyOf(wanted: readonly Located<string>[] | undefined, slots: readonly GoParameter[]): boolean {
    const keys = (wanted ?? []).flatMap((text) => this.#keysOf(text, false));
    return keys.length > 0 && slots.some((slot) => componentsOf(structure(this.#slot(slot))).some((key) => keys.includes(key)));
  }

  /** For templates: whether a type that a rule writes is that of a parameter or result. */
  is(wanted: Located<string>, slot: GoParameter): boolean {
    return this.#keysOf(wanted, slot.variadic).includes(structure(this.#slot(slot)));
  }

  /** For a variadic parameter the slice type that it has in the function. */
  #slot(slot: GoParameter): ResolvedType {
    const type = resolveType(slot.type, this.#scope);
    return slot.variadic ? { ...type, parts: ['[]', ...type.parts] } : type;
  }

  #keysOf(text: Located<string>, variadic: boolean): string[] {
    const spread = /^\s*\.\.\./.exec(text.value)?.[0];
    if (spread !== undefined && !variadic) return [];
    const type = parseTypeText(this.#matching.parser, `${spread === undefined ? '' : '[]'}${text.value.slice(spread?.length ?? 0)}`);
    if (!type) {
      throw new UserError('RULE_VALUE', `${JSON.stringify(text.value)} is no Go type`, {
        position: text.position,
        fix: 'write a type as in Go source, for example *http.Request',
      });
    }
    const paths = type.parts.flatMap((part) => (typeof part === 'string' || part.qualifier === '' ? [] : [part.qualifier]));
    return this.#readings(paths).map((imports) => structure(resolveType(type, { ...this.#scope, typeParams: [], imports })));
  }

  /** A qualifier of the rule is a name of its imports, the usual name of a package, or a path; only then the file's own name for it. */
  #readings(qualifiers: readonly string[]): GoImport[][] {
    const position = { line: 0, column: 0 };
    const own = this.#matching.imports.map(({ name, path }) => ({ alias: name, path: path.value, position }));
    const usual = this.#scope.imports.map((spec) => ({ ...spec, alias: spec.alias === '.' ? '.' : '' }));
    const self = { alias: this.#scope.packageName, path: this.#scope.importPath, position };
    const paths = qualifiers.map((path) => ({ alias: path, path, position }));
    const asUsual = [...own, ...usual, self];
    const explained = qualifiers.every((qualifier) => importOf(qualifier, asUsual).kind === 'found');
    return explained
      ? [asUsual]
      : [
          [...asUsual, ...paths],
          [...own, ...this.#scope.imports, self],
        ];
  }
}

/** Equal for identical types. */
function structure(type: ResolvedType): string {
  return structureOf(type) ?? type.text;
}
