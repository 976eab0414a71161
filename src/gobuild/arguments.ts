/** The go command's own command line, read as far as we must: what it builds, and with which flags. */
import { splitQuoted } from './quoted.js';

/** Flags of `go build`, `go test` and their like that take a value, as the next argument or behind `=`. */
const WITH_VALUE = new Set(
  (
    'C o p asmflags buildmode buildvcs compiler covermode coverpkg gccgoflags gcflags installsuffix ldflags mod modfile overlay pgo pkgdir tags toolexec ' +
    'bench benchtime blockprofile blockprofilerate count coverprofile cpu cpuprofile exec fuzz fuzzminimizetime fuzztime list ' +
    'memprofile memprofilerate mutexprofile mutexprofilefraction outputdir parallel run shuffle skip timeout trace vet vettool artifacts'
  ).split(' '),
);
/** Written without a value they are true: what follows is no value. */
const OPTIONAL_VALUE = new Set(['buildvcs', 'artifacts']);
/** What decides how packages are compiled: all that `go list` must be told to mean the very packages of the build. */
const CONTEXT = new Set(
  (
    'C asmflags asan buildmode buildvcs compiler cover covermode coverpkg gcflags installsuffix linkshared mod modcacherw modfile msan overlay pgo pkgdir ' +
    'race tags trimpath gccgoflags'
  ).split(' '),
);

export interface Flag {
  readonly name: string;
  /** Undefined for a flag without a value. */
  readonly value: string | undefined;
}

export interface GoCommandLine {
  readonly command: string;
  readonly flags: readonly Flag[];
  /** Packages or Go files; behind the first of them, for `go run` the program's own arguments. */
  readonly packages: readonly string[];
}

/** Commands that link programs. */
export const LINKING: ReadonlySet<string> = new Set(['build', 'install', 'run', 'test']);

export function parseGoArguments(args: readonly string[]): GoCommandLine {
  const [command = '', ...rest] = args;
  const flags: Flag[] = [];
  const packages: string[] = [];
  for (let i = 0; i < rest.length; i++) {
    const word = rest[i] ?? '';
    if (word === '-args' || word === '--args' || word === '--') break;
    if (!word.startsWith('-') || word === '-') {
      packages.push(word);
      continue;
    }
    // `go run` hands everything behind the package to the program.
    if (command === 'run' && packages.length > 0) break;
    const flag = readFlag(word);
    if (flag.value === undefined && WITH_VALUE.has(flag.name) && !OPTIONAL_VALUE.has(flag.name)) {
      i++;
      flags.push({ name: flag.name, value: rest[i] ?? '' });
    } else flags.push(flag);
  }
  return { command, flags, packages: command === 'run' ? runPackages(packages) : packages };
}

/** `go run` takes one package, or several Go files. */
function runPackages(words: readonly string[]): string[] {
  if (!words[0]?.endsWith('.go')) return words.slice(0, 1);
  const end = words.findIndex((word) => !word.endsWith('.go'));
  return words.slice(0, end < 0 ? words.length : end);
}

function readFlag(word: string): Flag {
  const text = word.replace(/^--?/, '');
  const at = text.indexOf('=');
  return at < 0 ? { name: text, value: undefined } : { name: text.slice(0, at), value: text.slice(at + 1) };
}

/** GOFLAGS, whose entries are separated by white space and may be quoted. */
export function parseGoFlags(goflags: string): Flag[] {
  return splitQuoted(goflags).map(readFlag);
}

export function lastValue(flags: readonly Flag[], name: string): string | undefined {
  return flags.findLast((flag) => flag.name === name)?.value;
}

export function isSet(flags: readonly Flag[], name: string): boolean {
  const flag = flags.findLast((one) => one.name === name);
  return flag !== undefined && flag.value !== 'false' && flag.value !== '0';
}

/** The flags of the build that say how packages are compiled, without -gcflags. */
export function contextFlags(flags: readonly Flag[]): Flag[] {
  return flags.filter(({ name }) => CONTEXT.has(name) && name !== 'gcflags');
}

export function flagText({ name, value }: Flag): string {
  return value === undefined ? `-${name}` : `-${name}=${value}`;
}
