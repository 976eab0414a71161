import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { CommandModule } from 'yargs';
import { UserError } from '../errors.js';
import { CONFIG_FILE } from '../gobuild/config.js';
import { goEnvironment } from '../gobuild/goenvironment.js';
import { configFolders, hasModule } from '../plan/roots.js';

/** `otel init`: an otel.yaml to start from. */
export function initCommand(write: (line: string) => void): CommandModule {
  return {
    command: 'init',
    describe: `write a commented ${CONFIG_FILE} beside go.mod; an existing one stays as it is`,
    builder: (yargs) => yargs.option('json', { type: 'boolean', default: false, describe: 'print JSON' }),
    handler: async (args) => {
      const cwd = process.cwd();
      if (!hasModule(cwd))
        throw new UserError('USAGE', `${cwd} lies in no Go module, want the folder of one`, { fix: 'go mod init makes one' });
      const [folder = cwd] = configFolders(await goEnvironment(cwd), cwd);
      const file = join(folder, CONFIG_FILE);
      const shown = relative(cwd, file);
      writeNew(file, shown);
      if (args['json'] === true) write(JSON.stringify({ version: 1, file }));
      else write(`wrote ${shown}; otel go build ./... applies it, otel doctor checks it`);
    },
  };
}

function writeNew(file: string, shown: string): void {
  try {
    writeFileSync(file, CONFIG_TEXT, { flag: 'wx' });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    if (code === 'EEXIST') throw new UserError('USAGE', `${shown} exists already`, { fix: 'edit it, or remove it first' });
    throw new UserError('USAGE', `cannot write ${shown}: ${message}`);
  }
}

/** Everything is commented out: it changes no build. */
const CONFIG_TEXT = `# What "otel go build" instruments besides the built-in rules. Paths are relative to this file.

# Rule files of your own. "otel rules check FILE" checks one, "otel plan" says what they do.
# rules:
#   - otel/greeting.otelc.yaml

# Names of rules, libraries or targets to leave out. "otel list" lists them.
# disable:
#   - net_http_client

# Folders of hook packages that lie in modules of their own. Those of this module are found by their import path.
# hooks:
#   - ../hooks
`;
