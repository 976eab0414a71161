import { UserError } from '../errors.js';
import { ToolFailure } from '../gobuild/list.js';
import { tooOld } from '../gobuild/telemetry-pins.js';
import type { Program } from './variants.js';

/** Says which of the program's versions the hooks cannot do with, where that is why they do not compile. */
export async function reconcileFailure<T>({ info }: Program, build: () => Promise<T>): Promise<T> {
  try {
    return await build();
  } catch (error) {
    if (!(error instanceof UserError) || error instanceof ToolFailure) throw error;
    const named = info.deps.filter(({ path }) => error.message.includes(path)).map(({ path, version }) => `${path} ${version}`);
    throw new UserError('HOOK_PACKAGE_NOT_FOUND', error.message, {
      fix:
        tooOld(info.deps) ??
        (named.length > 0
          ? `the program selects ${named.join(', ')}, and the hooks are compiled with these versions: select others, or switch off the rules that need them`
          : 'see that the packages of the hooks build on their own'),
    });
  }
}
