/** The build information that the linker writes into a program: what `go version -m` shows. */

export interface ModuleVersion {
  readonly path: string;
  readonly version: string;
  /** What it is replaced by. */
  readonly replace?: { readonly path: string; readonly version: string };
}

export interface ModuleInfo {
  /** The module of the main package; its version may be empty. */
  readonly main: ModuleVersion | undefined;
  readonly deps: readonly ModuleVersion[];
  readonly settings: ReadonlyMap<string, string>;
}

export function parseModuleInfo(text: string): ModuleInfo {
  let main: ModuleVersion | undefined;
  const deps: ModuleVersion[] = [];
  const settings = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [kind, first = '', version = ''] = line.split('\t');
    if (kind === 'mod') main = { path: first, version };
    else if (kind === 'dep') deps.push({ path: first, version });
    else if (kind === '=>') replaceLast(deps, { path: first, version });
    else if (kind === 'build') settings.set(first.slice(0, first.indexOf('=')), first.slice(first.indexOf('=') + 1));
  }
  return { main, deps, settings };
}

function replaceLast(deps: ModuleVersion[], replace: { path: string; version: string }): void {
  const last = deps.pop();
  if (last) deps.push({ ...last, replace });
}

/** The module that a package belongs to: the longest path that the import path begins with. */
export function moduleOf(importPath: string, { main, deps }: ModuleInfo): ModuleVersion | undefined {
  const inside = [...deps, ...(main ? [main] : [])].filter(({ path }) => importPath === path || importPath.startsWith(`${path}/`));
  return inside.sort((a, b) => b.path.length - a.path.length)[0];
}

export interface AddedModule {
  readonly path: string;
  readonly version: string;
  readonly sum: string;
}

export function addedModule(path: string, version: string, sum: string): AddedModule {
  return { path, version: version === '' ? '(devel)' : version, sum };
}

/** Adds the modules that the hooks bring along, each in its place by path. */
export function addModules(text: string, modules: readonly AddedModule[]): string {
  const known = parseModuleInfo(text);
  const names = new Set([...known.deps.map(({ path }) => path), known.main?.path]);
  const lines = text.split('\n');
  for (const { path, version, sum } of modules) {
    if (names.has(path)) continue;
    names.add(path);
    const after = lines.findLastIndex((line) => /^(path|mod|dep|=>)\t/.test(line) && !comesBehind(line, path));
    // A replacement belongs to the line before it.
    const at = lines[after + 1]?.startsWith('=>\t') === true ? after + 2 : after + 1;
    lines.splice(at, 0, `dep\t${path}\t${version}\t${sum}`);
  }
  return lines.join('\n');
}

function comesBehind(line: string, path: string): boolean {
  return line.startsWith('=>\t') || (line.startsWith('dep\t') && (line.split('\t')[1] ?? '') > path);
}
