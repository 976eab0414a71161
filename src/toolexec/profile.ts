/**
 * Profile-guided optimisation. The go command takes a profile beside a main package for everything that it builds for that program; asked
 * about one of these packages alone, it would not know of the profile, and would compile another package.
 */
import { isAbsolute, join, resolve } from 'node:path';
import { lastValue } from '../gobuild/arguments.js';
import { digest, readOptional } from '../gobuild/cache.js';
import { listPackages } from '../gobuild/list.js';
import type { Session } from '../gobuild/session.js';
import type { ModuleInfo } from './moduleinfo.js';

/** The session of a program that is compiled with a profile names it, and is another one for each content of it. */
export async function withProfile(session: Session, main: string, { settings }: ModuleInfo): Promise<Session> {
  const recorded = settings.get('-pgo');
  if (recorded === undefined || recorded === 'off') return session;
  const named = lastValue(session.flags, 'pgo') ?? 'auto';
  const file = named === 'auto' ? await profileOf(session, main, recorded) : resolve(session.cwd, named);
  const content = file === undefined ? undefined : readOptional(file);
  if (file === undefined || content === undefined) return session;
  return { ...session, flags: [...session.flags, { name: 'pgo', value: file }], key: digest(session.key, content) };
}

/** With -trimpath the program tells the name of the file only. */
async function profileOf(session: Session, main: string, recorded: string): Promise<string | undefined> {
  if (isAbsolute(recorded)) return recorded;
  const [found] = await listPackages(session, {
    packages: main === 'command-line-arguments' ? session.packages : [main.replace(/\.test$/, '')],
    main,
    fields: ['Dir'],
    what: `find the profile of ${main}`,
  });
  return found?.Dir === undefined ? undefined : join(found.Dir, recorded);
}
