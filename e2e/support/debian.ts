/**
 * Programs of Debian packages, unpacked into the cache folder: the tests' servers. Nothing is installed on the machine and no
 * user but the caller is needed; apt finds the packages the way the machine's own configuration says.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildOnce, cacheFolder } from '../../tools/bazel/cache.js';
import { which } from '../../tools/bazel/host.js';
import { type Log, PrepareError, runStep } from '../../tools/bazel/steps.js';

/** Raise it when the steps below change, so that existing folders are made again. */
const RECIPE = 1;
const NETWORK_HINT = 'check that the Debian mirror of this machine is reached (apt-get update); then run the test again';
/** `Debug::NoLocking`: the locks are for those who write the machine's package state, and only root may take them. */
const READ_ONLY = ['-o', 'Debug::NoLocking=true', '-o', 'Dir::Cache::pkgcache=', '-o', 'Dir::Cache::srcpkgcache='];
const silent: Log = () => undefined;

/**
 * Folder that holds the unpacked packages and those dependencies that this machine lacks, as a tree that starts with `usr/`.
 * The first call downloads; every later call, of any process, finds the folder.
 */
export async function debianPackages(names: readonly string[], log: Log = silent): Promise<string> {
  const sorted = [...new Set(names)].sort();
  return await buildOnce(path.join(cacheFolder(), 'debian'), folderName(sorted), log, (folder) => unpackInto(folder, sorted, log));
}

/** The environment in which the programs of such a folder find each other and their libraries. */
export function debianEnvironment(folder: string): Record<string, string> {
  const triplets = ['x86_64-linux-gnu', 'aarch64-linux-gnu'];
  const libraries = triplets.flatMap((triplet) => [path.join(folder, 'usr/lib', triplet), path.join(folder, 'lib', triplet)]);
  const programs = ['usr/sbin', 'usr/bin', 'sbin', 'bin'].map((name) => path.join(folder, name));
  return {
    LD_LIBRARY_PATH: [...libraries.filter((name) => existsSync(name)), ...given('LD_LIBRARY_PATH')].join(':'),
    PATH: [...programs.filter((name) => existsSync(name)), ...given('PATH')].join(':'),
  };
}

function given(variable: string): string[] {
  const value = process.env[variable];
  return value ? [value] : [];
}

function folderName(names: readonly string[]): string {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : process.platform;
  const identity = JSON.stringify([RECIPE, names, release, process.arch]);
  return `${names[0] ?? 'none'}-${createHash('sha256').update(identity).digest('hex').slice(0, 12)}`;
}

async function unpackInto(folder: string, names: readonly string[], log: Log): Promise<void> {
  for (const tool of ['apt-get', 'dpkg']) {
    if (which(tool) === undefined) {
      throw new PrepareError(`the servers of the tests come from Debian packages (${names.join(', ')}), and this machine has no ${tool}`);
    }
  }
  const archives = path.join(folder, '.archives');
  await download(names, archives, log);
  for (const archive of readdirSync(archives).filter((name) => name.endsWith('.deb'))) {
    await runStep({ title: `unpack ${archive}`, command: ['dpkg', '-x', path.join(archives, archive), folder], hint: NETWORK_HINT }, log);
  }
  rmSync(archives, { recursive: true });
}

/** The machine's package lists may be absent or older than its mirror; then lists of our own are fetched. */
async function download(names: readonly string[], archives: string, log: Log): Promise<void> {
  mkdirSync(path.join(archives, 'partial'), { recursive: true });
  const lists = path.join(archives, 'lists');
  try {
    await fetchArchives(names, archives, [], log);
  } catch {
    mkdirSync(path.join(lists, 'partial'), { recursive: true });
    const own = ['-o', `Dir::State::lists=${lists}`];
    await runStep({ title: 'package lists', command: ['apt-get', ...READ_ONLY, ...own, '-q', 'update'], hint: NETWORK_HINT }, log);
    await fetchArchives(names, archives, own, log);
  }
}

async function fetchArchives(names: readonly string[], archives: string, options: readonly string[], log: Log): Promise<void> {
  // `--reinstall`: what the machine has installed already is wanted as well.
  const install = ['install', '--reinstall', '--download-only', '--no-install-recommends', '-q', '-y'];
  const command = ['apt-get', ...READ_ONLY, '-o', `Dir::Cache::archives=${archives}`, ...options, ...install, ...names];
  await runStep({ title: `packages ${names.join(', ')}`, command, env: { LC_ALL: 'C.UTF-8' }, hint: NETWORK_HINT }, log);
}
