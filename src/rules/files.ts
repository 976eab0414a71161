import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type UserError, UserErrors } from '../errors.js';
import { libraryOf, loadRuleFile } from './load.js';
import type { Rule } from './types.js';

/** A rule file on disk, and the name that messages show for it. */
export interface RuleFile {
  readonly file: string;
  readonly name: string;
}

/** Loads rule files; what is wrong with any of them is thrown together, as UserErrors. `disable` is that of `loadRuleFile`. */
export function loadRuleFiles(files: readonly RuleFile[], disable: readonly string[] = []): Rule[] {
  const errors: UserError[] = [];
  const rules = files.flatMap(({ file, name }) => {
    const readFile = (path: string): string | undefined => readOptional(join(dirname(file), path));
    try {
      return loadRuleFile({ file: name, text: readFileSync(file, 'utf8'), library: libraryOf(name), readFile, disable });
    } catch (error) {
      if (!(error instanceof UserErrors)) throw error;
      errors.push(...error.errors);
      return [];
    }
  });
  if (errors.length > 0) throw new UserErrors(errors);
  return rules;
}

function readOptional(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
