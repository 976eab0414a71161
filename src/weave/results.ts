import type { GoFunction } from '../golang/model.js';
import type { SnippetNames } from '../golang/syntax.js';
import type { Weaving } from './weaving.js';

/** otelc's name for the n-th result without a name, which rule files of its users mention. */
const UNNAMED = /^_unnamedRetVal(\d+)$/;

export function unnamedResult(index: number): string {
  return `_unnamedRetVal${index}`;
}

/** Gives results the names by which code of a rule asks for them. */
export function nameResults(weaving: Weaving, fn: GoFunction, names: SnippetNames): void {
  for (const { name } of names.free) {
    const result = fn.results[Number(UNNAMED.exec(name)?.[1] ?? NaN)];
    if (result?.name === '') weaving.nameOf(fn, result, name);
  }
}
