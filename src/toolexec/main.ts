/**
 * The go command's tools, where they are ours to run: `node main.js SESSION TOOL ARGS…`. The launcher (src/gobuild/launcher.ts) sends us
 * the linker, and the compiler for packages with a key of ours.
 */
import { basename } from 'node:path';
import { UserError, UserErrors } from '../errors.js';
import { openCache } from '../gobuild/cache.js';
import { ToolFailure } from '../gobuild/list.js';
import type { Session } from '../gobuild/session.js';

async function dispatch(sessionKey: string, tool: string, args: readonly string[]): Promise<number> {
  const cache = openCache();
  const session = cache.read('sessions', sessionKey) as Session | undefined;
  if (!session) throw new UserError('USAGE', `the cache ${cache.dir} lost an entry during the build`, { fix: 'start the build again' });
  if (/^link(\.exe)?$/.test(basename(tool))) return (await import('./link.js')).linkWoven(session, cache, tool, args);
  return (await import('./compile.js')).compileWoven(session, cache, tool, args);
}

export function runToolCommand(args: readonly string[]): Promise<number> {
  const [session = '', tool = '', ...rest] = args;
  return reported(() => dispatch(session, tool, rest));
}

/** Prints what a user can mend as one line each; exit code 2. */
export async function reported(run: () => Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof ToolFailure) process.stderr.write(error.message === '' ? '' : `${error.message}\n`);
    else if (error instanceof UserErrors) process.stderr.write(`${error.errors.map((one) => `otel: ${one.format()}`).join('\n')}\n`);
    else if (error instanceof UserError) process.stderr.write(`otel: ${error.format()}\n`);
    else if (isStorageError(error)) process.stderr.write(`otel: ${storageError(error).format()}\n`);
    else throw error;
    return 2;
  }
}

const STORAGE = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EMFILE', 'EIO', 'EFBIG']);

function isStorageError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && STORAGE.has((error as NodeJS.ErrnoException).code ?? '');
}

function storageError({ message, path }: NodeJS.ErrnoException): UserError {
  const where = path === undefined ? '' : ` (${path})`;
  return new UserError('USAGE', `cannot read or write: ${message}${message.includes(path ?? '') ? '' : where}`, {
    fix: 'make room, or see who may write there; OTEL_GO_CACHE names another folder for our cache',
  });
}
