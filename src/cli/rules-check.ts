import type { CommandModule } from 'yargs';
import { UserError } from '../errors.js';
import { initParser } from '../golang/parser.js';
import { syntaxCheck } from '../golang/syntaxcheck.js';
import { filesOf, readUserRules } from './rules-files.js';

/** `otel rules check FILE…`: what is wrong with rule files, or how many rules they hold. */
export function checkCommand(write: (line: string) => void): CommandModule {
  return {
    command: 'check [files..]',
    describe: 'say what is wrong with rule files: otel rules check FILE…',
    builder: (yargs) =>
      yargs
        .positional('files', { type: 'string', array: true, describe: 'rule files (*.otelc.yaml)' })
        .option('json', { type: 'boolean', default: false, describe: 'print JSON' }),
    handler: async (args) => {
      const files = filesOf(args);
      if (files.length === 0)
        throw new UserError('USAGE', 'got no rule file, want at least one', { fix: 'otel rules check rules/*.otelc.yaml' });
      const rules = readUserRules(files, syntaxCheck(await initParser()));
      if (args['json'] === true)
        write(JSON.stringify({ rules: rules.map(({ name, library, position }) => ({ name, library, position })) }, null, 2));
      else
        for (const file of new Set(files)) {
          const count = rules.filter((rule) => rule.position.file === file).length;
          write(`${file}: ${count} ${count === 1 ? 'rule' : 'rules'}`);
        }
    },
  };
}
