import type { HookFunction } from '../golang/hookpackage.js';
import { type ImportTable, renderType } from './imports.js';
import { resultList } from './joinpoint.js';
import type { Lines } from './lines.js';
import { symbol } from './symbol.js';

/** Declares the hooks that are not exported: a function without a body, which the linker binds to the hook by its name. */
export function writeLinked(imports: ImportTable, find: (path: string, name: string) => HookFunction | undefined, out: Lines): void {
  for (const { path, name, local } of imports.linked) {
    const signature = find(path, name)?.linked;
    const spell = (type: string): string => renderType(type, imports);
    const results = resultList((signature?.results ?? []).map(spell));
    out.add(
      `//go:linkname ${local} ${symbol(path, name)}`,
      `func ${local}(${(signature?.params ?? []).map(spell).join(', ')})${results}`,
      '',
    );
  }
}
