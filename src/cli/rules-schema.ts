import type { CommandModule } from 'yargs';
import { ruleFileSchemaText } from '../rules/jsonschema.js';

/** `otel rules schema`: the JSON Schema of rule files, for editors. */
export function schemaCommand(write: (line: string) => void): CommandModule {
  return {
    command: 'schema',
    describe: 'print the JSON Schema of rule files',
    builder: (yargs) => yargs.option('json', { type: 'boolean', default: true, describe: 'print JSON (there is no other form)' }),
    handler: () => write(ruleFileSchemaText().trimEnd()),
  };
}
