import type { CommandModule } from 'yargs';
import { placeText, versionText } from '../rules/describe.js';
import type { Rule } from '../rules/types.js';
import { filesOf, readRules } from './rules-files.js';

/** `otel rules list [FILE…]`: the rules of the files, or the built-in ones. */
export function listCommand(write: (line: string) => void): CommandModule {
  return {
    command: 'list [files..]',
    describe: 'list the rules of the files, or the built-in ones',
    builder: (yargs) =>
      yargs
        .positional('files', { type: 'string', array: true, describe: 'rule files; without any, the built-in ones' })
        .option('json', { type: 'boolean', default: false, describe: 'print JSON' }),
    handler: (args) => {
      const rows = readRules(filesOf(args)).map(toRow);
      if (args['json'] === true) write(JSON.stringify(rows, null, 2));
      else for (const line of table(rows)) write(line);
    },
  };
}

interface Row {
  readonly library: string;
  readonly name: string;
  readonly targets: readonly string[];
  readonly version: string;
  readonly kinds: readonly string[];
  readonly place: string;
  readonly enabled: boolean;
  readonly position: Rule['position'];
}

function toRow(rule: Rule): Row {
  return {
    library: rule.library,
    name: rule.name,
    targets: [...rule.targets.map(({ value }) => value), ...(rule.excludedTargets ?? []).map(({ value }) => `not ${value}`)],
    version: versionText(rule),
    kinds: [...new Set(rule.advice.map(({ kind }) => kind))],
    place: placeText(rule),
    enabled: rule.enabled !== false,
    position: rule.position,
  };
}

/** Columns of equal width, under their names. */
function table(rows: readonly Row[]): string[] {
  const cells = rows.map((row) => [
    row.library,
    row.enabled ? row.name : `${row.name} (off)`,
    row.targets.join(', '),
    row.version || 'any',
    row.kinds.join(', '),
    row.place,
  ]);
  const lines = [['LIBRARY', 'NAME', 'TARGET', 'VERSION', 'KIND', 'PLACE'], ...cells];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  return lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
