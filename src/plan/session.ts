/** The session of a build that is only looked at: the same rules, hooks and versions as `otel go build` takes. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../errors.js';
import { type GoCommandLine, lastValue } from '../gobuild/arguments.js';
import type { Cache } from '../gobuild/cache.js';
import { goEnvironment } from '../gobuild/goenvironment.js';
import { prepareFully } from '../gobuild/prepare.js';
import { type BuildOptions, directivesOf } from '../gobuild/quick.js';
import type { Session } from '../gobuild/session.js';
import { shownPath } from './packages.js';

/** In place of the hash of this program: nothing is compiled in such a session. */
const LOOKING = 'plan';

export interface PlanSession {
  readonly session: Session;
  /** Files of the user that the session was made of, as positions name them: rules of others are built in. */
  readonly userFiles: ReadonlySet<string>;
}

export async function planSession(cache: Cache, line: GoCommandLine, options: BuildOptions, start: string): Promise<PlanSession> {
  const cwd = resolve(start, lastValue(line.flags, 'C') ?? '.');
  if (!existsSync(cwd)) throw new UserError('USAGE', `got -C ${cwd}, which does not exist`, { fix: 'name an existing folder' });
  const env = await goEnvironment(cwd);
  const prepared = await prepareFully(cache, {
    line,
    options,
    start,
    cwd,
    env,
    program: LOOKING,
    directives: directivesOf(cache, { env, line, cwd }),
  });
  const session = cache.read('sessions', prepared.session) as Session | undefined;
  if (!session) throw new UserError('USAGE', `the cache ${cache.dir} does not keep its entries`, { fix: 'remove it and start again' });
  return { session, userFiles: new Set(prepared.files.map((file) => shownPath(cwd, file, cwd))) };
}
