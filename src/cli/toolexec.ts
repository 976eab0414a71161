import { basename } from 'node:path';
import type { CommandModule } from 'yargs';
import { UserError } from '../errors.js';
import { openCache } from '../gobuild/cache.js';
import { FOREIGN, prepare } from '../gobuild/quick.js';
import { runTool } from '../toolexec/runtool.js';

/** `go build -toolexec="otel toolexec"`: for builds that somebody else starts. Slower than `otel go`, for every tool starts Node. */
export function toolexecCommand(): CommandModule {
  return {
    command: 'toolexec [arguments..]',
    describe: 'instrument as -toolexec of the go command: go build -toolexec="otel toolexec" ./cmd/server',
    builder: (yargs) => yargs.help(false).version(false).strict(false).positional('arguments', { type: 'string', array: true }),
    handler: async () => {
      process.exitCode = await runToolexec(process.argv.slice(process.argv.indexOf('toolexec', 2) + 1));
    },
  };
}

/** Does for one tool what the launcher of `otel go` does. */
export async function runToolexec(args: readonly string[]): Promise<number> {
  const [tool, ...rest] = args;
  if (tool === undefined)
    throw new UserError('USAGE', 'got no tool, want the go command to call', { fix: 'go build -toolexec="otel toolexec" …' });
  if (!/^(link|compile)(\.exe)?$/.test(basename(tool))) return runTool({ toolexec: [] }, tool, rest);
  const options = { rules: (process.env['OTEL_GO_RULES'] ?? '').split(':').filter((file) => file !== ''), disable: [], testHooks: false };
  // The go command runs its tools where the build was started; its own flags it keeps to itself.
  const line = { command: FOREIGN, flags: [], packages: [] };
  const launcher = await prepare(openCache(), line, options, process.cwd());
  return runTool({ toolexec: [launcher] }, tool, rest);
}
