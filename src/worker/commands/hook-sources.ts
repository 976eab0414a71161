/**
 * Prepares a hook package that is compiled against the application's own library: where no rule of the library's uses it, its files
 * are emptied, for they need not fit the library's version then. An empty directory means that they are compiled as they are.
 *
 *   hook-sources --import-path P [--report REPORT]… --out DIR -- FILE…
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { packageClause } from '../../golang/constraints.js';
import type { WeaveReport } from '../../report/report.js';
import { parseFlags, resolveIn, type Command } from '../command.js';

export const hookSourcesCommand: Command = async (args, context) => {
  const flags = parseFlags(args, ['import-path', 'report', 'out']);
  const at = (path: string): string => resolveIn(context.baseDir, path);
  const importPath = flags.one('import-path');
  const reports = flags.many('report').map((file) => JSON.parse(readFileSync(at(file), 'utf8')) as WeaveReport);
  const used = reports.some(({ joinPoints }) => joinPoints.some(({ hooks }) => hooks.some(({ path }) => path === importPath)));
  const out = at(flags.one('out'));
  mkdirSync(out, { recursive: true });
  if (used) return 0;
  for (const file of flags.positionals) {
    writeFileSync(join(out, basename(file)), `package ${packageClause(readFileSync(at(file), 'utf8'))}\n`);
  }
  return 0;
};
