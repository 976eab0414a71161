/**
 * Reads the signatures of a hook package: all that weaving depends on, so that a change of a hook's body weaves nothing anew.
 *
 *   hook-signatures --import-path P --goos G --goarch A --out FILE -- FILE…
 */
import { writeFileSync } from 'node:fs';
import { parseHookPackage } from '../../golang/parsehooks.js';
import { buildContextFlags, readBuildContext, readSources } from '../build-context.js';
import { parseFlags, resolveIn, type Command } from '../command.js';

export const hookSignaturesCommand: Command = async (args, context) => {
  const flags = parseFlags(args, ['import-path', 'out', ...buildContextFlags.values], buildContextFlags.booleans);
  const at = (path: string): string => resolveIn(context.baseDir, path);
  const parser = await context.parser();
  const hookPackage = parseHookPackage(parser, flags.one('import-path'), readSources(flags.positionals, at), readBuildContext(flags));
  writeFileSync(at(flags.one('out')), `${JSON.stringify(hookPackage, null, 1)}\n`);
  return 0;
};
