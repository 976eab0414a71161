import { readFileSync, writeFileSync } from 'node:fs';
import type { JoinPoint, RuleRef } from './report.js';

/** What a binary's instrumentation consists of: written by GoOtelMain beside the binary, deterministic JSON. */
export interface Manifest {
  readonly version: 1;
  readonly label: string;
  /** False: the binary is the plain one. */
  readonly active: boolean;
  /** What woven code of the binary's packages newly imports from libraries. */
  readonly imports: readonly string[];
  /** Std packages swapped in at link. */
  readonly stdPackages: readonly { readonly importPath: string }[];
  /** Hook packages linked in. */
  readonly hookPackages: readonly string[];
  readonly functions: readonly ManifestFunction[];
}

export interface ManifestFunction {
  readonly importPath: string;
  readonly function: string;
  readonly file: string;
  readonly line: number;
  readonly form: JoinPoint['form'];
  readonly rules: readonly Pick<RuleRef, 'name' | 'library'>[];
  readonly hooks: readonly string[];
}

export function writeManifest(file: string, manifest: Manifest): void {
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
}

export function readManifest(file: string): Manifest {
  return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
}
