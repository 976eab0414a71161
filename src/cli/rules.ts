import type { CommandModule } from 'yargs';
import { checkCommand } from './rules-check.js';
import { listCommand } from './rules-list.js';
import { schemaCommand } from './rules-schema.js';
import { showCommand } from './rules-show.js';

/** `otel rules …`: what is in rule files, and whether it is right. */
export function rulesCommand(write: (line: string) => void): CommandModule {
  return {
    command: 'rules',
    describe: 'check, list and show rules; print the schema of rule files',
    builder: (yargs) =>
      yargs
        .command(checkCommand(write))
        .command(listCommand(write))
        .command(showCommand(write))
        .command(schemaCommand(write))
        .demandCommand(1, 'name what to do: check, list, show or schema, e.g. otel rules check FILE'),
    handler: () => undefined,
  };
}
