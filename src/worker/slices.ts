import { readFileSync } from 'node:fs';
import type { HookPackage } from '../golang/hookpackage.js';
import { loadRewriter } from '../rewriter/load.js';
import type { Rewriter } from '../rewriter/rewriter.js';
import type { Rule } from '../rules/types.js';

/** The rules of several slices; a rule, known by its library and name, stands in one for each of its targets. */
export function readSlices(files: readonly string[]): Rule[] {
  const rules = new Map<string, Rule>();
  for (const file of files) {
    const slice = JSON.parse(readFileSync(file, 'utf8')) as { rules: Rule[] };
    for (const rule of slice.rules) rules.set(`${rule.library}/${rule.name}`, rule);
  }
  return [...rules.values()];
}

export function readHookPackages(files: readonly string[]): Map<string, HookPackage> {
  return new Map(
    files.map((file) => {
      const hookPackage = JSON.parse(readFileSync(file, 'utf8')) as HookPackage;
      return [hookPackage.importPath, hookPackage];
    }),
  );
}

/** The modules are read anew for each request: a worker outlives their edits. */
export function readRewriters(files: readonly string[], at: (file: string) => string): Promise<Rewriter[]> {
  return Promise.all(files.map((file) => loadRewriter(readFileSync(at(file), 'utf8'), file)));
}

/**
 * The version in a package URL of a package metadata file (`pkg:golang/github.com/gin-gonic/gin@v1.11.0`); undefined when the
 * file names none.
 */
export function readPackageVersion(metadataFile: string | undefined): string | undefined {
  if (metadataFile === undefined) return undefined;
  const { purl } = JSON.parse(readFileSync(metadataFile, 'utf8')) as { purl?: string };
  return /^pkg:golang\/[^?#]*@([^?#]+)/.exec(purl ?? '')?.[1];
}
