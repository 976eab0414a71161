import { UserError } from '../errors.js';
import type { Flag } from '../gobuild/arguments.js';
import type { Session } from '../gobuild/session.js';
import type { ModuleInfo } from './moduleinfo.js';

/** Flags that the go command writes into a program and that decide how its packages are compiled. */
const RECORDED = ['-race', '-msan', '-asan', '-trimpath', '-tags', '-gcflags', '-asmflags'];

/** The session of a build whose command line is not ours: with the flags that the program's build information names. */
export function completeSession(session: Session, main: string, { settings }: ModuleInfo): Session {
  if (!session.foreign) return session;
  if (main === 'command-line-arguments') {
    throw new UserError('GO_UNSUPPORTED', 'a program of single Go files cannot be instrumented by -toolexec', {
      fix: 'build it with otel go, or name its package',
    });
  }
  const flags = RECORDED.flatMap((name): Flag[] => {
    const value = settings.get(name);
    return value === undefined ? [] : [{ name: name.slice(1), value }];
  });
  const tags = [
    ...(settings.get('-tags') ?? '').split(','),
    ...['race', 'msan', 'asan'].filter((name) => settings.get(`-${name}`) === 'true'),
  ];
  const context = { ...session.context, tags: [...session.context.tags, ...tags.filter((tag) => tag !== '')] };
  const linkHooks = session.linkHooks && !main.endsWith('.test');
  return { ...session, flags, context, linkHooks };
}
