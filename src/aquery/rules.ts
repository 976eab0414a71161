/** The rules of a Bazel workspace. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ruleId } from '../report/rule-uses.js';
import type { Rule } from '../rules/types.js';
import { readSlices } from '../worker/slices.js';
import type { OutputTree } from './tree.js';

/** All rules of the workspace: its repository holds them in slices, one for each target, of which the actions name some. */
export function readAllRules(tree: OutputTree, slices: readonly string[]): Rule[] {
  const folders = new Set(slices.map((slice) => dirname(tree.resolve(slice))));
  const files = [...folders].filter(existsSync).flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => join(folder, name)),
  );
  return readSlices(files).sort((a, b) => (ruleId(a) < ruleId(b) ? -1 : 1));
}
