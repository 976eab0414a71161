import { importOf, shortName } from './imports.js';
import type { GoImport, GoType } from './model.js';
import { isStd } from './platforms.js';
import { isExported } from './typeparts.js';

/** What the identifiers of a type mean: the file's imports, the package's names, the function's type parameters. */
export interface TypeScope {
  readonly importPath: string;
  readonly packageName: string;
  readonly imports: readonly GoImport[];
  readonly typeParams: readonly string[];
  /** The package declares this name at package level. Costly: asked only when the answer matters. */
  readonly declares: (name: string) => boolean;
}

/** `path` is undefined for names of the package itself that need no qualifier in it, and for predeclared ones. */
export type ResolvedPart = string | { readonly path: string; readonly own: boolean; readonly name: string };

/**
 * Whether other packages can write the type. `internal`: only packages of the same tree, so it depends on the hook.
 */
export type Nameable = 'yes' | 'internal' | 'no';

export interface ResolvedType {
  /** As the file writes it. */
  readonly text: string;
  readonly parts: readonly ResolvedPart[];
  readonly nameable: Nameable;
  /** Why not, for messages. */
  readonly reason: string | undefined;
  /** A type parameter or a C type is part of it: only the function's own file can write it. */
  readonly inFunctionOnly: boolean;
  /** Qualifiers that no import, or more than one, explains. */
  readonly problem: string | undefined;
}

const PREDECLARED: ReadonlySet<string> = new Set(
  (
    'any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string ' +
    'uint uint8 uint16 uint32 uint64 uintptr true false iota nil'
  ).split(' '),
);

/** Finds out what every identifier of a type stands for. */
export function resolveType(type: GoType, scope: TypeScope): ResolvedType {
  const state: State = {
    nameable: type.local ? 'no' : 'yes',
    reason: type.local ? 'it contains a struct type or an unexported method' : undefined,
    inFunctionOnly: false,
    problem: undefined,
  };
  const parts = type.parts.map((part) =>
    typeof part === 'string'
      ? part
      : part.qualifier
        ? qualified(part.qualifier, part.name, scope, state)
        : unqualified(part.name, scope, state),
  );
  return { text: type.text, parts, ...state };
}

/** The report's form: package qualifiers as quoted import paths. */
export function canonicalText(type: ResolvedType): string {
  return render(type, (path) => `${JSON.stringify(path)}.`);
}

/** For comparison with a type that another file wrote: without qualifiers. */
export function bareText(type: ResolvedType): string {
  return bareOf(render(type, () => ''));
}

/** Drops qualifiers, and writes `any` for `interface{}`, in the text of a type. */
export function bareOf(text: string): string {
  return text
    .replaceAll(/[\p{L}_][\p{L}\p{Nd}_]*\.(?=[\p{L}_])/gu, '')
    .replaceAll('interface{}', 'any')
    .replaceAll(/\bbyte\b/g, 'uint8')
    .replaceAll(/\brune\b/g, 'int32');
}

/** As a hook would write it: for messages. */
export function displayText(type: ResolvedType): string {
  return render(type, (path) => `${shortName(path)}.`);
}

/** The type in the words of another file of the same package. */
export function spellType(type: ResolvedType, importName: (path: string) => string): string {
  return type.parts
    .map((part) => (typeof part === 'string' ? part : part.own ? part.name : `${importName(part.path)}.${part.name}`))
    .join('');
}

function render(type: ResolvedType, qualifier: (path: string) => string): string {
  return type.parts.map((part) => (typeof part === 'string' ? part : `${part.path ? qualifier(part.path) : ''}${part.name}`)).join('');
}

interface State {
  nameable: Nameable;
  reason: string | undefined;
  inFunctionOnly: boolean;
  problem: string | undefined;
}

function restrict(state: State, nameable: Nameable, reason: string): void {
  if (state.nameable === 'no' || state.nameable === nameable) return;
  state.nameable = nameable;
  state.reason = reason;
}

function unqualified(name: string, scope: TypeScope, state: State): ResolvedPart {
  if (scope.typeParams.includes(name)) {
    state.inFunctionOnly = true;
    restrict(state, 'no', `${name} is a type parameter`);
    return { path: '', own: true, name };
  }
  if (PREDECLARED.has(name) && !scope.declares(name)) return name;
  const dotted = scope.imports.filter((spec) => spec.alias === '.');
  if (dotted.length > 0 && isExported(name) && !scope.declares(name)) return dotImported(name, dotted, scope, state);
  if (!isExported(name)) restrict(state, 'no', `${name} is not exported by ${scope.importPath}`);
  else if (scope.packageName === 'main') restrict(state, 'no', `${name} belongs to package main, which cannot be imported`);
  else restrictPath(scope.importPath, scope, state);
  return { path: scope.importPath, own: true, name };
}

function dotImported(name: string, dotted: readonly GoImport[], scope: TypeScope, state: State): ResolvedPart {
  const [only] = dotted;
  if (!only || dotted.length > 1) {
    state.problem = `${name} may come from any of the dot imports ${dotted.map((spec) => JSON.stringify(spec.path)).join(', ')}`;
    return name;
  }
  restrictPath(only.path, scope, state);
  return { path: only.path, own: false, name };
}

function qualified(qualifier: string, name: string, scope: TypeScope, state: State): ResolvedPart {
  if (qualifier === 'C') {
    state.inFunctionOnly = true;
    restrict(state, 'no', `C.${name} is a C type`);
    return `C.${name}`;
  }
  // A rule may write the import path itself.
  const meaning = qualifier.includes('/') ? ({ kind: 'found', path: qualifier } as const) : importOf(qualifier, scope.imports);
  if (meaning.kind !== 'found') {
    const paths = meaning.kind === 'ambiguous' ? meaning.paths.map((path) => JSON.stringify(path)).join(' and ') : 'none of the imports';
    state.problem =
      meaning.kind === 'ambiguous' ? `${paths} may both declare package ${qualifier}` : `${paths} seems to declare package ${qualifier}`;
    return `${qualifier}.${name}`;
  }
  restrictPath(meaning.path, scope, state);
  return { path: meaning.path, own: false, name };
}

function restrictPath(path: string, scope: TypeScope, state: State): void {
  if (path.startsWith('vendor/') || path.includes('/vendor/') || (isStd(scope.importPath) && !isStd(path))) {
    restrict(state, 'no', `package ${JSON.stringify(path)} is vendored`);
  } else if (/(^|\/)internal(\/|$)/.test(path)) {
    restrict(state, isStd(path) ? 'no' : 'internal', `package ${JSON.stringify(path)} is internal`);
  }
}
