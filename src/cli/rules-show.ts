import { stringify } from 'yaml';
import type { CommandModule } from 'yargs';
import { formatPosition, UserError } from '../errors.js';
import { toRuleFile } from '../rules/describe.js';
import { didYouMean } from '../rules/nearest.js';
import type { Rule } from '../rules/types.js';
import { filesOf, readRules } from './rules-files.js';

/** `otel rules show NAME [FILE…]`: a rule as it was read, in the present form of the format, and where it stands. */
export function showCommand(write: (line: string) => void): CommandModule {
  return {
    command: 'show <name> [files..]',
    describe: 'show a rule as it is read: NAME or LIBRARY/NAME',
    builder: (yargs) =>
      yargs
        .positional('name', { type: 'string', demandOption: true, describe: 'name of the rule, or library/name' })
        .positional('files', { type: 'string', array: true, describe: 'rule files; without any, the built-in ones' })
        .option('json', { type: 'boolean', default: false, describe: 'print JSON' }),
    handler: (args) => {
      const found = find(readRules(filesOf(args)), String(args['name']));
      if (args['json'] === true) write(JSON.stringify(found.map(describe), null, 2));
      else
        for (const rule of found) {
          write(`# ${rule.library}/${rule.name} in ${formatPosition(rule.position)}`);
          write(stringify({ [rule.name]: toRuleFile(rule) }, { lineWidth: 0 }).trimEnd());
        }
    },
  };
}

function describe(rule: Rule): object {
  return { library: rule.library, name: rule.name, position: rule.position, rule: toRuleFile(rule) };
}

function find(rules: readonly Rule[], name: string): readonly Rule[] {
  const found = rules.filter((rule) => rule.name === name || `${rule.library}/${rule.name}` === name);
  if (found.length > 0) return found;
  const known = rules.flatMap((rule) => [rule.name, `${rule.library}/${rule.name}`]);
  throw new UserError('USAGE', `no rule ${JSON.stringify(name)}, want the name of one`, {
    fix: didYouMean(name, known) ?? 'otel rules list shows all of them',
  });
}
