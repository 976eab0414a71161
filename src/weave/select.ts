import { packageClause } from '../golang/constraints.js';
import type { FunctionHead, GoFunction } from '../golang/model.js';
import type { NamedType } from '../golang/syntax.js';
import type { FunctionSelector, Selector } from '../rules/types.js';
import { escapeName, type FunctionAddress, headOf, matchesHead, mayDeclare, parseAddress } from './address.js';
import type { PackageFile } from './packagefile.js';
import { functionOf, type Place } from './place.js';
import { signatureHolds, type TypeMatching } from './typematch.js';

/** A selector that is not made of others. */
export type Leaf = Exclude<Selector, { kind: 'all-of' | 'one-of' | 'not' }>;

/** True, false, or undefined while too little is known to tell. */
export type Verdict = boolean | undefined;

/** The package that places are selected in. */
export interface PackageScope {
  readonly importPath: string;
  readonly packageName: string;
  /** The build compiles the package together with its tests. */
  readonly testBuild: boolean;
  /** A file of the package may import this path. */
  readonly mentionsImport: (path: string) => boolean;
}

export interface SelectionScope extends PackageScope, TypeMatching {}

/** Three-valued evaluation: what is decided by the leaves that are known stays so whatever the others say. */
function evaluate(selector: Selector, leaf: (leaf: Leaf) => Verdict): Verdict {
  switch (selector.kind) {
    case 'all-of':
      return fold(selector.of, false, leaf);
    case 'one-of':
      return fold(selector.of, true, leaf);
    case 'not': {
      const verdict = evaluate(selector.of, leaf);
      return verdict === undefined ? undefined : !verdict;
    }
    default:
      return leaf(selector);
  }
}

function fold(selectors: readonly Selector[], decisive: boolean, leaf: (leaf: Leaf) => Verdict): Verdict {
  let result: Verdict = !decisive;
  for (const selector of selectors) {
    const verdict = evaluate(selector, leaf);
    if (verdict === decisive) return decisive;
    if (verdict === undefined) result = undefined;
  }
  return result;
}

/** The leaves of a selector that are not under a `not`. */
export function leavesOf(selector: Selector): Leaf[] {
  if (selector.kind === 'not') return [];
  return 'of' in selector ? selector.of.flatMap(leavesOf) : [selector];
}

/**
 * Whether a file may hold a place, by its text alone. `likely` looks for declarations as gofmt writes them; without it whatever
 * mentions the name counts.
 */
export function mayHoldInText(selector: Selector, text: string, scope: PackageScope, likely: boolean): boolean {
  const includes = (name: string): Verdict => (text.includes(name) ? undefined : false);
  const verdict = evaluate(selector, (leaf) => {
    switch (leaf.kind) {
      case 'func':
        if (!text.includes(leaf.func.value)) return false;
        return !likely || mayDeclare(text, addressOf(leaf)) ? undefined : false;
      case 'has_func':
        return includes(leaf.func.value);
      case 'struct':
        if (!text.includes(leaf.name.value)) return false;
        return !likely || mayBeStruct(text, leaf.name.value) ? undefined : false;
      case 'has_struct':
      case 'identifier':
        return includes(leaf.name.value);
      case 'struct_literal':
        return includes(lastName(leaf.type.value));
      case 'function_call':
        return mayCall(text, leaf.callee.value, scope) ? undefined : false;
      case 'directive':
      case 'has_directive':
        return includes(`//${leaf.name.value}`);
      case 'has_package':
        return packageClause(text) === leaf.name.value;
      case 'is_test':
        return leaf.value === scope.testBuild;
      default:
        return undefined;
    }
  });
  return verdict !== false;
}

/** `type T struct`, `T[K any] struct` in a group: what gofmt makes of a declaration. */
function mayBeStruct(text: string, name: string): boolean {
  return new RegExp(`(?:^|[;(])[ \\t]*(?:type[ \\t]+)?${escapeName(name)}(?:\\[[^\\n]*\\])?[ \\t]+struct\\b`, 'm').test(text);
}

/** Words of which each selected call or literal holds one; undefined if the selector names neither. */
export function wordsOf(selector: Selector): ReadonlySet<string> | undefined {
  switch (selector.kind) {
    case 'all-of':
      return selector.of.map(wordsOf).find((words) => words !== undefined);
    case 'one-of': {
      const each = selector.of.map(wordsOf);
      return each.includes(undefined) ? undefined : new Set(each.flatMap((words) => [...(words ?? [])]));
    }
    case 'function_call':
      return new Set(callees(selector.callee.value).map(({ name }) => name));
    case 'struct_literal':
      return new Set([lastName(selector.type.value)]);
    default:
      return undefined;
  }
}

/** Whether a function may be selected, by its head alone. A `func` selector that stands for an enclosing function counts too. */
export function mayHoldForHead(selector: Selector, head: FunctionHead): boolean {
  return evaluate(selector, (leaf) => (leaf.kind === 'func' ? matchesHead(head, addressOf(leaf)) : undefined)) !== false;
}

/** Whether a place is selected. */
export function holds(selector: Selector, place: Place, scope: SelectionScope): boolean {
  return evaluate(selector, (leaf) => leafHolds(leaf, place, scope)) === true;
}

/** Whether a file is selected; conditions on places say nothing of it. */
export function holdsForFile(selector: Selector, file: PackageFile, scope: PackageScope): boolean {
  return evaluate(selector, (leaf) => (isFileLeaf(leaf) ? fileLeafHolds(leaf, file, scope) : undefined)) !== false;
}

type FileLeaf = Extract<Leaf, { kind: 'has_func' | 'has_struct' | 'has_directive' | 'has_package' | 'is_test' }>;

function isFileLeaf(leaf: Leaf): leaf is FileLeaf {
  return leaf.kind.startsWith('has_') || leaf.kind === 'is_test';
}

function fileLeafHolds(leaf: FileLeaf, file: PackageFile, scope: PackageScope): boolean {
  switch (leaf.kind) {
    case 'has_func':
      return file.model.heads.some((head) => matchesHead(head, addressOf(leaf)));
    case 'has_struct':
      return file.syntax.structs.some((struct) => struct.name === leaf.name.value);
    case 'has_directive':
      // What stands on a declaration is about that alone.
      return file.syntax.directives.some(({ name, range }) => name === leaf.name.value && range.end <= file.model.packageRange.start);
    case 'has_package':
      return file.model.packageName === leaf.name.value;
    case 'is_test':
      return leaf.value === scope.testBuild;
  }
}

function leafHolds(leaf: Leaf, place: Place, scope: SelectionScope): boolean {
  if (isFileLeaf(leaf)) return fileLeafHolds(leaf, place.file, scope);
  const { file } = place;
  switch (leaf.kind) {
    case 'func':
      return isFunction(functionOf(place), leaf);
    case 'signature':
    case 'signature_contains':
    case 'param':
    case 'result':
    case 'last_result': {
      const fn = functionOf(place);
      return fn !== undefined && signatureHolds(leaf, fn, file.model, scope);
    }
    case 'struct':
      return place.kind === 'struct' && place.struct.name === leaf.name.value;
    case 'identifier':
      return (
        place.kind === 'value' &&
        place.value.name === leaf.name.value &&
        (leaf.declaration === undefined || leaf.declaration === place.value.kind)
      );
    case 'struct_literal':
      return place.kind === 'literal' && isType(place.literal.type, leaf.type.value, scope);
    case 'function_call':
      return place.kind === 'call' && callees(leaf.callee.value).some((callee) => isCallee(place, callee, scope));
    case 'directive':
      return directiveOn(place, leaf.name.value);
  }
}

function addressOf(selector: FunctionSelector): FunctionAddress {
  return parseAddress(selector.func.value, selector.recv?.value);
}

function isFunction(fn: GoFunction | undefined, selector: FunctionSelector): boolean {
  return fn !== undefined && matchesHead(headOf(fn), addressOf(selector));
}

/** The directive comment that stands on a place, or on the function around it. */
function directiveOn(place: Place, name: string): boolean {
  const fn = functionOf(place);
  const at = fn ? (fn.braces?.open ?? fn.params[0]?.start) : undefined;
  return place.file.syntax.directives.some(({ name: own, on }) => {
    if (own !== name) return false;
    if (on.kind === 'function') return at !== undefined && on.name === fn?.name && on.range.start <= at && at <= on.range.end;
    if (on.kind === 'type') return place.kind === 'struct' && on.names.includes(place.struct.name);
    return on.kind === 'value' && place.kind === 'value' && on.names.includes(place.value.name);
  });
}

interface CalleeName {
  readonly path: string;
  /** Name of the method's type; empty for a function. */
  readonly type: string;
  readonly name: string;
}

/** `path.Func`, `path.Type.Method`, `path.(*Type).Method`. The last element of a path may itself have dots: both readings are tried. */
function callees(text: string): CalleeName[] {
  const explicit = /^(.+)\.\(\*?\s*([^()]+)\)\.([^.()]+)$/.exec(text);
  if (explicit) return [{ path: explicit[1] ?? '', type: explicit[2] ?? '', name: explicit[3] ?? '' }];
  const slash = text.lastIndexOf('/') + 1;
  const words = text.slice(slash).split('.');
  const head = text.slice(0, slash);
  const name = words.at(-1) ?? '';
  const plain = { path: head + words.slice(0, -1).join('.'), type: '', name };
  if (words.length < 3) return [plain];
  return [plain, { path: head + words.slice(0, -2).join('.'), type: words.at(-2) ?? '', name }];
}

function isCallee({ call }: Extract<Place, { kind: 'call' }>, wanted: CalleeName, scope: SelectionScope): boolean {
  const { callee } = call;
  if (callee.name !== wanted.name) return false;
  if (callee.kind === 'method')
    return wanted.type !== '' && callee.type !== undefined && isNamed(callee.type, wanted.path, wanted.type, scope);
  return wanted.type === '' && samePath(callee.path, wanted.path, scope);
}

function isType(type: NamedType | undefined, wanted: string, scope: SelectionScope): boolean {
  const dot = wanted.lastIndexOf('.');
  return type !== undefined && isNamed(type, wanted.slice(0, Math.max(0, dot)), wanted.slice(dot + 1), scope);
}

function isNamed(type: NamedType, path: string, name: string, scope: SelectionScope): boolean {
  return type.name === name && samePath(type.path, path, scope);
}

/** `main` and no path at all are names of the package itself too. */
function samePath(path: string, wanted: string, scope: PackageScope): boolean {
  if (path !== '' && path !== scope.importPath) return path === wanted;
  return wanted === '' || wanted === scope.importPath || (wanted === 'main' && scope.packageName === 'main');
}

function lastName(text: string): string {
  return text.slice(text.lastIndexOf('.') + 1).trim();
}

/** The name has to be there, and the path in this file, or for methods in some file of the package: values of a type may come from others. */
function mayCall(text: string, wanted: string, scope: PackageScope): boolean {
  return callees(wanted).some(
    ({ path, type, name }) =>
      text.includes(name) && (samePath('', path, scope) || (type === '' ? mayImport(text, path) : scope.mentionsImport(path))),
  );
}

/** Import paths are strings of either kind. */
export function mayImport(text: string, path: string): boolean {
  return text.includes(`"${path}"`) || text.includes(`\`${path}\``);
}
