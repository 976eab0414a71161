import { existsSync } from 'node:fs';
import type { CommandModule } from 'yargs';
import { UserError } from '../errors.js';
import { loadRuleFiles } from '../rules/files.js';
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
  const missing = files.find((file) => !existsSync(file));
  if (missing !== undefined) throw new UserError('USAGE', `cannot read ${missing}`, { fix: 'name an existing rule file' });
  return loadRuleFiles(files.map((file) => ({ file, name: file })));
}
