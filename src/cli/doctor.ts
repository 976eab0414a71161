import type { CommandModule } from 'yargs';
import { openCache } from '../gobuild/cache.js';
import type { Check } from '../plan/doctor/check.js';
import {
  checkBazel,
  checkCompiler,
  checkFlags,
  checkGo,
  checkGoCaches,
  checkNode,
  checkOwnCache,
  checkShell,
  goSettings,
} from '../plan/doctor/machine.js';
import { checkModule } from '../plan/doctor/module.js';
import { columns, type Paint } from '../report/analysis-text.js';
import { paint } from './plan-options.js';
import { progressOn } from './progress.js';

/** `otel doctor`: whether everything is there that a build needs. */
export function doctorCommand(write: (line: string) => void): CommandModule {
  return {
    command: 'doctor',
    describe: 'whether everything is there that a build needs; exit code 1 if not',
    builder: (yargs) => yargs.option('json', { type: 'boolean', default: false, describe: 'print JSON' }),
    handler: async (args) => {
      const json = args['json'] === true;
      const progress = progressOn(process.stderr, !json);
      let checks: Check[];
      try {
        checks = await allChecks((text) => progress.show(text));
      } finally {
        progress.end();
      }
      const failed = checks.some(({ state }) => state === 'fail');
      if (json) write(JSON.stringify({ version: 1, ok: !failed, checks }, null, 2));
      else for (const line of checkLines(checks, paint())) write(line);
      if (failed) process.exitCode = 1;
    },
  };
}

async function allChecks(notify: (text: string) => void): Promise<Check[]> {
  const cwd = process.cwd();
  const settings = goSettings(cwd);
  const go = checkGo(settings);
  const cache = openCache();
  const own = checkOwnCache(cache.dir);
  const checks = [checkNode(), go, checkShell(), own];
  if (settings === undefined || typeof settings === 'string') return [...checks, checkBazel()];
  const machine = [...checks, checkCompiler(settings), ...checkGoCaches(settings), checkFlags(settings)];
  const ready = own.state !== 'fail' && go.state !== 'fail';
  return [...machine, ...(ready ? await checkModule(cache, cwd, rulesOfEnvironment(), notify) : []), checkBazel()];
}

function rulesOfEnvironment(): { readonly rules: readonly string[]; readonly disable: readonly string[]; readonly testHooks: boolean } {
  const rules = (process.env['OTEL_GO_RULES'] ?? '').split(process.platform === 'win32' ? ';' : ':').filter((file) => file !== '');
  return { rules, disable: [], testHooks: false };
}

function checkLines(checks: readonly Check[], colours: Paint): string[] {
  const mark = { ok: colours.green('ok'), warn: colours.yellow('warn'), fail: colours.red('fail') };
  return columns(
    checks.map(({ name, state, text, fix }) => [mark[state], name, fix === undefined ? text : `${text}; ${fix}`]),
    '',
  );
}
