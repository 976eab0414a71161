import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../errors.js';
import { findInModules, loadRuleFiles } from '../rules/files.js';
import type { GoSyntax } from '../rules/gosyntax.js';
import type { Rule } from '../rules/types.js';

/** Folder of the built-in rules: the package's own, beside `dist/`. */
const builtInFolder = resolve(dirname(fileURLToPath(import.meta.url)), '../../../rules');

/** The rules of the files that the user names, or the built-in ones if none is named. */
export function readRules(files: readonly string[]): Rule[] {
  return files.length > 0 ? readUserRules(files) : loadRuleFiles(builtInFiles());
}

export function readUserRules(files: readonly string[], goSyntax?: GoSyntax): Rule[] {
  for (const file of files) {
    if (!existsSync(file)) throw new UserError('USAGE', `no rule file ${file}, want one that exists`, { fix: 'correct the path' });
    if (statSync(file).isDirectory())
      throw new UserError('USAGE', `${file} is a folder, want rule files`, { fix: `name files, e.g. ${join(file, '*.otelc.yaml')}` });
  }
  return loadRuleFiles(
    files.map((file) => ({ file, name: file })),
    [],
    findInModules,
    goSyntax,
  );
}

function builtInFiles(): { file: string; name: string }[] {
  return readdirSync(builtInFolder)
    .filter((name) => name.endsWith('.otelc.yaml'))
    .sort()
    .map((name) => ({ file: join(builtInFolder, name), name: `rules/${name}` }));
}

/** The files among the arguments of a command. */
export function filesOf(args: Readonly<Record<string, unknown>>): string[] {
  const files = args['files'];
  return Array.isArray(files) ? files.map(String) : [];
}
