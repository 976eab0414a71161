/**
 * A working Bazel on this machine, without asking anybody:
 * 1. USE_BAZEL_VERSION: the absolute path of a binary, or a version for bazelisk;
 * 2. bazelisk, if it reaches Bazel's releases;
 * 3. a Debian root of our own with Debian's Bazel, entered with bubblewrap, together with local
 *    copies of the modules that the public registry would serve.
 *
 * OTEL_DEV_BAZEL=bazelisk or own-root skips the choice between 2 and 3; OTEL_DEV_DISK_CACHE=1 turns
 * Bazel's disk cache on (off by default: benchmarks want cold builds).
 */
import { mkdirSync, readlinkSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureAirGap } from './airgap.js';
import { bazelVersion, bazeliskWorks, requireBazelisk } from './bazelisk.js';
import { bubblewrapCommand, environmentInside } from './bubblewrap.js';
import { cacheFolder } from './cache.js';
import { ensureDebianRoot, hasJavaCertificates, JAVA_CERTIFICATES } from './debian-root.js';
import { type HostTool, hostTools } from './host.js';
import { type Command, runCommand, type RunOptions, type RunResult } from './run.js';
import type { Log } from './steps.js';

export type { Command, RunOptions, RunResult } from './run.js';
export { PrepareError } from './steps.js';

export type BazelKind = 'USE_BAZEL_VERSION' | 'bazelisk' | 'own-root';

export interface CommandOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Startup options, before the command's name. Others than --bazelrc restart the server. */
  readonly startup?: readonly string[];
}

export interface Bazel {
  readonly kind: BazelKind;
  /** How to start `bazel <args>` in a workspace; for callers that spawn it themselves. */
  command(workspace: string, args: readonly string[], extra?: CommandOptions): Command;
  /** Runs `bazel <args>` in a workspace. A failed build is a result, not an exception. */
  run(workspace: string, args: readonly string[], options?: RunOptions): Promise<RunResult>;
}

/** The server ends by itself: nobody has to remember it. */
const IDLE_SECONDS = 120;

/** The checkout that this file was compiled in (dist/tools/bazel/index.js). */
export const CHECKOUT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

function makeBazel(kind: BazelKind, command: Bazel['command']): Bazel {
  return {
    kind,
    command,
    run: (workspace, args, options = {}) => runCommand(command(workspace, args, options), options),
  };
}

function hostBazel(kind: BazelKind, file: string, cache: string, env: Readonly<Record<string, string>> = {}): Bazel {
  return makeBazel(kind, (workspace, args, extra = {}) => ({
    file,
    argv: [...startupOptions(cache, extra), ...args],
    env: { ...process.env, ...env, ...extra.env },
    cwd: realpathSync(workspace),
  }));
}

function startupOptions(cache: string, extra: CommandOptions): string[] {
  return [`--output_user_root=${path.join(cache, 'bazel')}`, `--max_idle_secs=${IDLE_SECONDS}`, ...(extra.startup ?? [])];
}

/** Makes `folder` hold exactly a link for each tool, safely beside another process doing the same. */
function linkTools(folder: string, tools: readonly HostTool[]): string {
  mkdirSync(folder, { recursive: true });
  for (const tool of tools) {
    const link = path.join(folder, tool.name);
    try {
      if (readlinkSync(link) === tool.file) continue;
    } catch {
      // Not there yet.
    }
    const temporary = `${link}.${process.pid}`;
    rmSync(temporary, { force: true });
    symlinkSync(tool.file, temporary);
    renameSync(temporary, link);
  }
  return folder;
}

async function ownRootBazel(cache: string, log: Log): Promise<Bazel> {
  const root = await ensureDebianRoot(cache, log);
  const airGap = await ensureAirGap(cache, CHECKOUT, log);
  const tools = hostTools();
  const toolLinks = linkTools(path.join(cache, 'host-bin'), tools);
  const java = hasJavaCertificates(root)
    ? [`--host_jvm_args=-Djavax.net.ssl.trustStore=${JAVA_CERTIFICATES}`, '--host_jvm_args=-Djavax.net.ssl.trustStorePassword=changeit']
    : [];
  const bazelrcs = [`--bazelrc=${airGap.bazelrc}`, `--bazelrc=${writeCacheFlags(cache)}`];
  return makeBazel('own-root', (workspace, args, extra = {}) => {
    const cwd = realpathSync(workspace);
    const folders = [cwd, CHECKOUT, cache, homedir(), tmpdir(), '/tmp'];
    const view = { root, folders, tools, toolLinks, cwd };
    const [file = '', ...wrapper] = bubblewrapCommand(view);
    const startup = [...bazelrcs, ...java, ...startupOptions(cache, extra)];
    return {
      file,
      argv: [...wrapper, '/usr/bin/bazel', ...startup, ...args],
      env: { ...environmentInside(process.env, view), ...extra.env },
      cwd,
    };
  });
}

/** Flags whose values depend on the cache folder, and on OTEL_DEV_DISK_CACHE. */
function writeCacheFlags(cache: string): string {
  const disk = process.env['OTEL_DEV_DISK_CACHE'];
  const withDisk = disk !== undefined && disk !== '' && disk !== '0';
  const lines = [`common --repository_cache=${path.join(cache, 'repository-cache')}`];
  if (withDisk) lines.push(`common --disk_cache=${path.join(cache, 'disk-cache')}`);
  // One file for each content: a run with the disk cache does not change one without it.
  const file = path.join(cache, withDisk ? 'cache-disk.bazelrc' : 'cache.bazelrc');
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, `${lines.join('\n')}\n`);
  renameSync(temporary, file);
  return file;
}

/** Finds or makes a working Bazel. Rejects with a PrepareError that says what to do. */
export async function resolveBazel(options: { log?: Log } = {}): Promise<Bazel> {
  const log = options.log ?? ((line: string) => process.stderr.write(`bazel: ${line}\n`));
  const cache = cacheFolder();
  mkdirSync(cache, { recursive: true });
  const bazelisk = path.join(CHECKOUT, 'node_modules/.bin/bazelisk');
  const wanted = process.env['USE_BAZEL_VERSION'];
  if (wanted) {
    const file = path.isAbsolute(wanted) ? wanted : requireBazelisk(bazelisk);
    return hostBazel('USE_BAZEL_VERSION', file, cache);
  }
  const choice = process.env['OTEL_DEV_BAZEL'];
  const version = bazelVersion(CHECKOUT);
  const useBazelisk = choice === 'bazelisk' || (choice !== 'own-root' && (await bazeliskWorks(bazelisk, version, cache, log)));
  if (useBazelisk) {
    // The test workspaces have no .bazelversion of their own.
    const env = { USE_BAZEL_VERSION: version };
    return hostBazel('bazelisk', requireBazelisk(bazelisk), cache, env);
  }
  return await ownRootBazel(cache, log);
}
