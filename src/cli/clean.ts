import type { CommandModule } from 'yargs';
import { openCache } from '../gobuild/cache.js';
import { cleanCache, measureCache } from '../plan/clean.js';

/** `otel clean`: removes what `otel go` keeps. */
export function cleanCommand(write: (line: string) => void): CommandModule {
  return {
    command: 'clean',
    describe: 'remove the cache of otel go; the go command keeps its own (go clean -cache)',
    builder: (yargs) =>
      yargs
        .option('dry-run', { type: 'boolean', default: false, describe: 'only say how much it is' })
        .option('json', { type: 'boolean', default: false, describe: 'print JSON' }),
    handler: (args) => {
      const cache = openCache();
      const dry = args['dry-run'] === true;
      const found = dry ? measureCache(cache.dir) : cleanCache(cache.dir);
      if (args['json'] === true) write(JSON.stringify({ version: 1, folder: cache.dir, removed: !dry, ...found }, null, 2));
      else {
        const size = `${(found.bytes / 1e6).toFixed(1)} MB in ${found.files} ${found.files === 1 ? 'file' : 'files'}`;
        write(found.files === 0 ? `${cache.dir}: nothing there` : `${cache.dir}: ${dry ? '' : 'removed '}${size}`);
        if (found.others.length > 0) write(`not ours, left as they are: ${found.others.join(', ')}`);
      }
    },
  };
}
