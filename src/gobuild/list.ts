/** `go list` of the packages of a build, with the build's own flags. */
import { UserError } from '../errors.js';
import { flagText } from './arguments.js';
import { explicitEntries, gcflagsOf } from './gcflags.js';
import { type Listed, oneLine, parseListed, runGo } from './gocommand.js';
import { joinQuoted, quoteWord, splitQuoted } from './quoted.js';
import type { Session } from './session.js';

export interface ListRequest {
  readonly packages: readonly string[];
  /** Import path of the main package that is linked. */
  readonly main: string;
  /** Compile: what our own flag for the compiler says, by import path. */
  readonly keys?: ReadonlyMap<string, string>;
  /** The build does not count coverage in these packages, though they are named here. */
  readonly withoutCoverage?: boolean;
  /** A test's main package: it has the flags of the package under test. */
  readonly testMain?: { readonly tested: string; readonly key: string };
  readonly deps?: boolean;
  readonly test?: boolean;
  readonly export?: boolean;
  readonly fields: readonly string[];
  /** The go.work of the hooks. */
  readonly workspace?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What is being done, for messages. */
  readonly what: string;
}

/** The compiler never sees this flag: it gives a package a key of its own and tells our launcher what to do with it. */
export const KEY_FLAG = '-otelrules=';
export const TEST_MAIN_FLAG = '-otelmain=';

export async function listPackages(session: Session, request: ListRequest): Promise<Listed[]> {
  const named = { main: request.main, here: session.here };
  const flags = request.workspace === undefined ? session.flags : workspaceFlags(session);
  const ours = new Map([...(request.keys ?? [])].map(([path, key]) => [path, [KEY_FLAG + key]]));
  if (request.testMain)
    ours.set(request.testMain.tested, [...(ours.get(request.testMain.tested) ?? []), TEST_MAIN_FLAG + request.testMain.key]);
  const keyed = [...ours].map(
    ([path, own]) => `-gcflags=${path}=${[gcflagsOf(path, session.flags, named), ...own].filter((text) => text !== '').join(' ')}`,
  );
  const args = [
    'list',
    ...(request.export === true ? ['-export', `-toolexec=${quoteWord(session.launcher)}`] : []),
    ...(request.deps === true ? ['-deps'] : []),
    ...(request.test === true ? ['-test'] : []),
    ...(request.export !== true && request.deps !== true ? ['-find'] : []),
    `-json=${request.fields.join(',')}`,
    ...flags.filter(({ name }) => name !== 'gcflags' && !(request.withoutCoverage === true && name.startsWith('cover'))).map(flagText),
    ...explicitEntries(session.flags, named),
    ...keyed,
    '--',
    ...request.packages,
  ];
  const env = request.workspace === undefined ? {} : { GOWORK: request.workspace, GOFLAGS: withoutModules(session.goflags) };
  const result = await runGo(args, session.cwd, { ...env, ...request.env });
  if (result.status !== 0) throw failure(request.what, result.stderr);
  return parseListed(result.stdout);
}

function workspaceFlags({ flags, overlay }: Session): Session['flags'] {
  const kept = flags.filter(({ name }) => name !== 'mod' && name !== 'modfile' && !(name === 'overlay' && overlay !== undefined));
  return overlay === undefined ? kept : [...kept, { name: 'overlay', value: overlay }];
}

/** -mod and -modfile have no meaning in a workspace. */
function withoutModules(goflags: string): string {
  return joinQuoted(splitQuoted(goflags).filter((flag) => !/^--?(mod|modfile|toolexec)=/.test(flag)));
}

/** Our own messages stand among what the go command says of its tools. */
function failure(what: string, stderr: string): Error {
  const own = stderr.split('\n').filter((line) => line.startsWith('otel: '));
  if (own.length > 0) return new ToolFailure(own.join('\n'));
  return new UserError('USAGE', `${what}: ${oneLine(stderr)}`);
}

/** What a tool below said already, to be passed on as it is. */
export class ToolFailure extends Error {}
