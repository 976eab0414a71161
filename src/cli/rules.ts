import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CommandModule } from 'yargs';
import { UserError, UserErrors } from '../errors.js';
import { libraryOf, loadRuleFile } from '../rules/load.js';
import type { Rule } from '../rules/types.js';

/** `otel rules check FILE…`: what is wrong with rule files, or how many rules they hold. */
export function rulesCommand(write: (line: string) => void): CommandModule {
  return {
    command: 'rules <action> [files..]',
    describe: 'check rule files: `otel rules check FILE…`',
    builder: (yargs) => yargs.positional('action', { choices: ['check'] as const }).option('json', { type: 'boolean', default: false }),
    handler: (args) => {
      const files = (args['files'] as string[] | undefined) ?? [];
      if (files.length === 0)
        throw new UserError('USAGE', 'got no rule file, want at least one', { fix: 'otel rules check rules/*.otelc.yaml' });
      const rules = checkFiles(files);
      if (args['json'] === true)
        write(JSON.stringify({ rules: rules.map(({ name, library, position }) => ({ name, library, position })) }, null, 2));
      else for (const file of files) write(`${file}: ${rules.filter((rule) => rule.position.file === file).length} rules`);
    },
  };
}

function checkFiles(files: readonly string[]): Rule[] {
  const errors: UserError[] = [];
  const rules = files.flatMap((file) => {
    try {
      return loadRuleFile({
        file,
        text: readText(file),
        library: libraryOf(file),
        readFile: (path) => readOptional(join(dirname(file), path)),
      });
    } catch (error) {
      if (!(error instanceof UserErrors)) throw error;
      errors.push(...error.errors);
      return [];
    }
  });
  if (errors.length > 0) throw new UserErrors(errors);
  return rules;
}

function readText(file: string): string {
  const text = readOptional(file);
  if (text === undefined) throw new UserError('USAGE', `cannot read ${file}`, { fix: 'name an existing rule file' });
  return text;
}

function readOptional(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
