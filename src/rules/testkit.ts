/** What the tests of this folder share. */
import { UserErrors } from '../errors.js';
import { loadRuleFile } from './load.js';
import type { Rule } from './types.js';

/** Name, rule file, and the lines that it must produce, without `r.otelc.yaml:`. The line feed at the beginning of a text does not count. */
export type ErrorCase = readonly [name: string, text: string, expected: readonly string[]];

export function load(text: string, library = 'r'): Rule[] {
  return loadRuleFile({
    file: `${library}.otelc.yaml`,
    text: text.startsWith('\n') ? text.slice(1) : text,
    library,
    readFile: (path) => (path === 'extra.go' ? 'package x\n' : undefined),
  });
}

/** The messages of a rule file, without the file's name. */
export function errorsOf(text: string): readonly string[] {
  try {
    load(text);
  } catch (error) {
    if (error instanceof UserErrors) return error.errors.map((each) => each.format().replace(/^r\.otelc\.yaml:/, ''));
    throw error;
  }
  return [];
}
