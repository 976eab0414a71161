/** What the machine must bring along: programs, and folders that can be written. */
import { spawnSync } from 'node:child_process';
import { accessSync, chmodSync, constants, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import semver from 'semver';
import { parseGoFlags } from '../../gobuild/arguments.js';
import { splitQuoted } from '../../gobuild/quoted.js';
import { type Check, fail, ok, warn } from './check.js';

/** From dist/src/plan/doctor. */
const PACKAGE_ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

/** What `go env` says. */
export type GoSettings = Readonly<
  Record<'GOVERSION' | 'GOCACHE' | 'GOMODCACHE' | 'CGO_ENABLED' | 'CC' | 'GOFLAGS' | 'GOOS' | 'GOARCH', string>
>;

export function checkNode(version: string = process.versions.node): Check {
  const { engines } = JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as { engines: { node: string } };
  if (semver.satisfies(version, engines.node)) return ok('Node.js', version);
  return fail('Node.js', `${version}, want ${engines.node}`, 'install a later Node.js');
}

/** Undefined without a go command. */
export function goSettings(cwd: string): GoSettings | string | undefined {
  const names = ['GOVERSION', 'GOCACHE', 'GOMODCACHE', 'CGO_ENABLED', 'CC', 'GOFLAGS', 'GOOS', 'GOARCH'];
  const result = spawnSync('go', ['env', '-json', ...names], { cwd, encoding: 'utf8' });
  if (result.error !== undefined) return undefined;
  return result.status === 0 ? (JSON.parse(result.stdout) as GoSettings) : result.stderr.trim().replaceAll(/\s*\n\s*/g, ' ');
}

export function checkGo(settings: GoSettings | string | undefined): Check {
  if (settings === undefined) return fail('Go', 'there is no go command in PATH', 'install Go, or add its bin folder to PATH');
  if (typeof settings === 'string') return fail('Go', `go env: ${settings}`, 'mend what it says');
  const lowest = /^go\s+(\S+)/m.exec(readFileSync(join(PACKAGE_ROOT, 'hooks/go.mod'), 'utf8'))?.[1] ?? '';
  const [own, least] = [semver.coerce(settings.GOVERSION), semver.coerce(lowest)];
  const shown = `${settings.GOVERSION} for ${settings.GOOS}/${settings.GOARCH}`;
  if (!own || !least) return warn('Go', `${shown}, of which we do not know whether it is ${lowest} or later`);
  return semver.gte(own, least) ? ok('Go', shown) : fail('Go', `${shown}, want ${lowest} or later`, 'install a later Go');
}

export function checkShell(): Check {
  if (process.platform === 'win32') return warn('shell', 'Windows is untested');
  return existsSync('/bin/sh') ? ok('shell', '/bin/sh') : fail('shell', 'there is no /bin/sh, which the go command runs its tools through');
}

export function checkCompiler({ CGO_ENABLED, CC }: GoSettings, env: NodeJS.ProcessEnv = process.env): Check {
  if (CGO_ENABLED !== '1') return ok('C compiler', 'not needed: cgo is off');
  const [command = ''] = splitQuoted(CC);
  if (findProgram(command, env) !== undefined) return ok('C compiler', `${command} (cgo is on)`);
  return fail('C compiler', `cgo is on, and there is no ${command}`, 'install a C compiler, or set CGO_ENABLED=0');
}

export function checkGoCaches({ GOCACHE, GOMODCACHE }: GoSettings): Check[] {
  const build = writeProblem(GOCACHE);
  const modules = writeProblem(GOMODCACHE);
  return [
    build === undefined
      ? ok('build cache', GOCACHE)
      : fail('build cache', `cannot write ${GOCACHE}: ${build}`, 'set GOCACHE to a folder that can be written'),
    modules === undefined
      ? ok('module cache', GOMODCACHE)
      : warn(
          'module cache',
          `cannot write ${GOMODCACHE}: ${modules}; what is there is used`,
          'set GOMODCACHE where modules have to be downloaded',
        ),
  ];
}

/** Our launcher is a script in our cache. */
export function checkOwnCache(folder: string): Check {
  const problem = writeProblem(folder, (probe) => {
    if (process.platform === 'win32') return undefined;
    const script = join(probe, 'run');
    writeFileSync(script, '#!/bin/sh\n');
    chmodSync(script, 0o755);
    const { error, status } = spawnSync(script);
    return error === undefined && status === 0 ? undefined : 'programs in it cannot be run';
  });
  if (problem === undefined) return ok('our cache', folder);
  return fail('our cache', `${folder}: ${problem}`, 'make room, or set OTEL_GO_CACHE to another folder');
}

/** Why nothing can be written below a folder, or what `more` says of a folder in it. */
function writeProblem(folder: string, more: (probe: string) => string | undefined = () => undefined): string | undefined {
  if (folder === '' || folder === 'off') return 'it is off';
  // What this makes is not left behind.
  let existing = folder;
  while (!existsSync(existing) && dirname(existing) !== existing) existing = dirname(existing);
  let probe: string | undefined;
  try {
    if (existing === folder) mkdirSync(folder, { recursive: true });
    probe = mkdtempSync(join(existing, '.otel-doctor-'));
    return more(probe);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return code;
  } finally {
    if (probe !== undefined) rmSync(probe, { recursive: true, force: true });
  }
}

export function checkFlags({ GOFLAGS }: GoSettings): Check {
  const name = 'GOFLAGS';
  const flags = parseGoFlags(GOFLAGS);
  const find = (wanted: string): string | undefined => {
    const flag = flags.find((one) => one.name === wanted && one.value !== 'false');
    return flag && `${GOFLAGS} has -${wanted}${flag.value === undefined ? '' : `=${flag.value}`}`;
  };
  const toolexec = find('toolexec');
  if (toolexec !== undefined && /\botel(\.js)?['"]? toolexec\b/.test(toolexec))
    return warn(
      name,
      `${toolexec}: every go command instruments already`,
      'use go build as it is, or take the flag out and use otel go build',
    );
  const shared = find('linkshared');
  if (shared !== undefined) return fail(name, `${shared}, which cannot be instrumented`, 'take it out');
  const mode = flags.find((flag) => flag.name === 'buildmode' && /^(plugin|shared)$/.test(flag.value ?? ''));
  if (mode) return warn(name, `-buildmode=${mode.value ?? ''} is linked plain`, 'take it out');
  const cover = find('cover');
  if (cover !== undefined)
    return warn(name, `${cover}: tests that count coverage run plain`, 'take it out where tests shall be instrumented');
  return ok(name, GOFLAGS === '' ? 'none' : GOFLAGS);
}

export function checkBazel(env: NodeJS.ProcessEnv = process.env): Check {
  const named = env['BAZEL'];
  const found = named === undefined ? (findProgram('bazel', env) ?? findProgram('bazelisk', env)) : findProgram(named, env);
  if (found !== undefined) return ok('Bazel', found);
  if (named !== undefined) return warn('Bazel', `there is no ${named}, which $BAZEL names`, 'correct BAZEL; only otel bazel needs it');
  return ok('Bazel', 'not found; only otel bazel needs it');
}

function findProgram(command: string, env: NodeJS.ProcessEnv): string | undefined {
  const folders = command.includes('/') ? [''] : (env['PATH'] ?? '').split(delimiter);
  const suffixes = process.platform === 'win32' ? ['', '.exe', '.cmd'] : [''];
  return folders.flatMap((folder) => suffixes.map((suffix) => (folder === '' ? command : join(folder, command)) + suffix)).find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
