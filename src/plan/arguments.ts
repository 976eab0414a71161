/** The command lines of `otel plan` and its like: our options (`--json`), packages, and the go command's own flags (`-tags x`). */
import { UserError } from '../errors.js';
import { type GoCommandLine, parseGoArguments } from '../gobuild/arguments.js';
import type { BuildOptions } from '../gobuild/quick.js';
import { nearest } from '../rules/nearest.js';

/** What an option of ours takes. */
export type OwnOptions = Readonly<Record<string, 'flag' | 'value' | 'list'>>;

export interface OwnValues {
  is(name: string): boolean;
  value(name: string): string | undefined;
  many(name: string): readonly string[];
}

export interface PlanArguments {
  readonly own: OwnValues;
  readonly line: GoCommandLine;
  readonly build: BuildOptions;
}

/** Options of all these commands. */
const COMMON_OPTIONS = { json: 'flag', rules: 'list', disable: 'list' } as const satisfies OwnOptions;

/** `go help build`. */
const GO_FLAGS = (
  'a asan asmflags buildmode buildvcs C compiler cover covermode coverpkg gccgoflags gcflags installsuffix json ldflags linkshared mod ' +
  'modcacherw modfile msan n o overlay p pgo pkgdir race tags toolexec trimpath v work x'
).split(' ');

export function planArguments(
  command: string,
  args: readonly string[],
  options: OwnOptions,
  env: NodeJS.ProcessEnv = process.env,
): PlanArguments {
  const known: OwnOptions = { ...COMMON_OPTIONS, ...options };
  const values = new Map<string, string[]>();
  const rest: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const word = args[i] ?? '';
    const [, name = '', inline] = /^--([\w-]+)(?:=(.*))?$/s.exec(word) ?? [];
    const kind = Object.hasOwn(known, name) ? known[name] : undefined;
    if (kind === undefined) {
      rest.push(word);
      continue;
    }
    const value = kind === 'flag' ? (inline ?? 'true') : (inline ?? args[++i]);
    if (value === undefined || value === '')
      throw new UserError('USAGE', `got --${name} without a value`, { fix: `otel ${command} --help lists the options` });
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  const line = parseGoArguments(['build', ...rest]);
  for (const { name } of line.flags) if (!GO_FLAGS.includes(name)) throw unknownFlag(command, name, rest, Object.keys(known));
  const many = (name: string): string[] => values.get(name) ?? [];
  const fromEnvironment = (env['OTEL_GO_RULES'] ?? '').split(process.platform === 'win32' ? ';' : ':').filter((file) => file !== '');
  return {
    own: { is: (name) => (many(name).at(-1) ?? 'false') !== 'false', value: (name) => many(name).at(-1), many },
    line,
    build: { rules: [...fromEnvironment, ...many('rules')], disable: many('disable'), testHooks: false },
  };
}

function unknownFlag(command: string, name: string, args: readonly string[], own: readonly string[]): UserError {
  const written = args.find((arg) => arg.replace(/^--?/, '').split('=')[0] === name)?.split('=')[0] ?? `-${name}`;
  const options = new Map([...GO_FLAGS.map((one) => [one, `-${one}`] as const), ...own.map((one) => [one, `--${one}`] as const)]);
  const near = nearest(name, name.length > 2 ? options.keys() : []);
  const fix =
    near === undefined ? `otel ${command} --help lists ours, go help build the go command's` : `did you mean ${options.get(near) ?? near}?`;
  return new UserError('USAGE', `unknown option ${written}`, { fix });
}
