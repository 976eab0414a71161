import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError, UserErrors } from '../errors.js';
import { libraryOf, loadRuleFile } from './load.js';
import type { GoSyntax } from './gosyntax.js';
import type { Rule } from './types.js';

/** A rule file on disk, and the name that messages show for it. */
export interface RuleFile {
  readonly file: string;
  readonly name: string;
}

/** Where the text of a file of another package is found, for a rule file of this folder. */
export type FindInPackage = (folder: string, importPath: string, file: string) => string | undefined;

/**
 * Loads rule files; what is wrong with any of them is thrown together, as UserErrors. `disable` and `goSyntax` are those of `loadRuleFile`. Files that
 * rules add lie next to the rule file, or where `findInPackage` finds them: builds that get what they read declared do without.
 */
export function loadRuleFiles(
  files: readonly RuleFile[],
  disable: readonly string[] = [],
  findInPackage?: FindInPackage,
  goSyntax?: GoSyntax,
): Rule[] {
  const errors: UserError[] = [];
  const rules = files.flatMap(({ file, name }) => {
    const readFile = (path: string, importPath: string | undefined): string | undefined =>
      readOptional(join(dirname(file), path)) ?? (importPath === undefined ? undefined : findInPackage?.(dirname(file), importPath, path));
    try {
      return loadRuleFile({ file: name, text: readText(file, name), library: libraryOf(name), readFile, disable, goSyntax });
    } catch (error) {
      if (!(error instanceof UserErrors)) throw error;
      errors.push(...error.errors);
      return [];
    }
  });
  if (errors.length > 0) throw new UserErrors(errors);
  return rules;
}

/** YAML may be UTF-16 too, but Go sources and editors of this format are UTF-8: anything else is most likely no rule file at all. */
function readText(file: string, name: string): string {
  const bytes = readFileSync(file);
  if (isUtf8(bytes)) return bytes.toString('utf8');
  const text = bytes.toString('utf8');
  const before = text.slice(0, text.indexOf('\ufffd')).split('\n');
  const position = { file: name, line: before.length, column: (before.at(-1) ?? '').length + 1 };
  throw new UserErrors([
    new UserError('RULE_SYNTAX', 'bytes that are no UTF-8 text, want a rule file in UTF-8', { position, fix: 'save it as UTF-8' }),
  ]);
}

/** Looks in the packages of the modules that the folder lies in, innermost first: the file that is named by import path is in one of them. */
export function findInModules(folder: string, importPath: string, file: string): string | undefined {
  const parent = dirname(resolve(folder));
  const module = /^module\s+"?([^\s"]+)/m.exec(readOptional(join(folder, 'go.mod')) ?? '')?.[1];
  if (module !== undefined && (importPath === module || importPath.startsWith(`${module}/`))) {
    const text = readOptional(join(folder, importPath.slice(module.length), file));
    if (text !== undefined) return text;
  }
  return parent === resolve(folder) ? undefined : findInModules(parent, importPath, file);
}

function readOptional(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
