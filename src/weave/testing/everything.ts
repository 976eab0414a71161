import { UserError, UserErrors } from '../../errors.js';
import type { GoParser } from '../../golang/parser.js';
import type { SourceFile } from '../../golang/parsehooks.js';
import type { WeaveResult } from '../request.js';
import { weavePackage } from '../weave.js';
import { type Choice, everyFunction, HOOK_PATH } from './empty-hooks.js';
import type { Toolchain } from './toolchain.js';

export interface Everything {
  readonly result: WeaveResult;
  /** Functions that were refused: name and message. */
  readonly refused: ReadonlyMap<string, string>;
  readonly woven: number;
}

/** Weaves every function of a std package that can be woven. */
export function weaveEverything(
  parser: GoParser,
  toolchain: Toolchain,
  pkg: string,
  files: readonly SourceFile[],
  choice: Choice,
): Everything {
  const every = everyFunction(parser, pkg, files, choice);
  const refused = new Map<string, string>();
  const weave = (): WeaveResult =>
    weavePackage(parser, {
      importPath: pkg,
      importMap: pkg,
      label: '',
      buildContext: toolchain.context,
      files,
      rules: every.rules.filter((rule) => !refused.has(every.functions.get(rule.position.line) ?? '')),
      hooks: new Map([[HOOK_PATH, every.hooks]]),
    });
  // What stands in the way is found in two steps of weaving, so that there may be a second round of refusals.
  for (let round = 0; round < 3; round++) {
    try {
      const result = weave();
      return { result, refused, woven: result.report.joinPoints.length };
    } catch (error) {
      for (const one of userErrors(error)) refused.set(every.functions.get(one.position?.line ?? 0) ?? '?', one.message);
    }
  }
  throw new Error(`${pkg}: refused again and again: ${[...refused.keys()].join(', ')}`);
}

function userErrors(error: unknown): readonly UserError[] {
  if (error instanceof UserErrors) return error.errors;
  if (error instanceof UserError) return [error];
  throw error;
}
