/**
 * A Bazel workspace of the tests: a copy, outside the checkout, of a folder under e2e/, built with this checkout's rule set.
 *
 * The copy lies in the cache folder under a name of its own, so that it keeps its output base: a second run is warm, the first
 * one (or one without the cache) just slower. Copying again puts every file back to what the checkout holds.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Bazel, CHECKOUT, resolveBazel, type RunResult } from '../../tools/bazel/index.js';
import { cacheFolder } from '../../tools/bazel/cache.js';
import { readExecutionLog, type Spawn } from './execution-log.js';

/** Beside the toolchains themselves, these flags make a build independent of where and how often the workspace is copied. */
const COMMON_FLAGS = [
  `--override_module=rules_otel_go=${CHECKOUT}`,
  // A lock file would appear in the workspace, and belongs to registries that not every machine reaches.
  '--lockfile_mode=off',
];
/** No `bazel-*` links in the workspace: the demo builds inside the checkout. */
const BUILD_FLAGS = [
  '--experimental_convenience_symlinks=ignore',
  // Sandboxed actions see an empty /tmp of their own; Bazel makes an exception for the workspace there, not for our module.
  ...(CHECKOUT.startsWith('/tmp/') ? [`--sandbox_add_mount_pair=${CHECKOUT}`] : []),
];
const BUILD_COMMANDS = new Set(['build', 'test', 'run', 'info', 'coverage', 'cquery', 'aquery']);

/** Shared by the workspaces of the tests: most of what they build is the same standard library and the same SDK. */
const DISK_CACHE = [
  `--disk_cache=${path.join(cacheFolder(), 'e2e-disk')}`,
  // With a cache Bazel leaves intermediate outputs there; tests look at them.
  '--remote_download_outputs=all',
];

export interface BuildOptions {
  readonly flags?: readonly string[];
  readonly startup?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

let shared: Promise<Bazel> | undefined;

export class Workspace {
  readonly folder: string;
  readonly #bazel: Bazel;
  readonly #startup: readonly string[];
  readonly #flags: readonly string[];

  private constructor(folder: string, bazel: Bazel, startup: readonly string[], flags: readonly string[]) {
    this.folder = folder;
    this.#bazel = bazel;
    this.#startup = startup;
    this.#flags = flags;
  }

  /** `e2e/<source>` itself, for builds that do not edit it. `flags` are added to each build. */
  static async inPlace(source: string, flags: readonly string[] = []): Promise<Workspace> {
    return new Workspace(path.join(CHECKOUT, 'e2e', source), await (shared ??= resolveBazel()), [], flags);
  }

  /** The same for tests: what was built for one of them need not be built for the next. */
  static async shared(source: string): Promise<Workspace> {
    return Workspace.inPlace(source, DISK_CACHE);
  }

  /** A copy of `e2e/<source>`; `name` tells copies of the same folder apart. */
  static async copy(source: string, name: string = source): Promise<Workspace> {
    const folder = path.join(ownFolder(), name);
    mirror(path.join(CHECKOUT, 'e2e', source), folder);
    return new Workspace(folder, await (shared ??= resolveBazel()), [], DISK_CACHE);
  }

  /** The same sources with another output base, where everything is built anew. */
  withOutputBase(name: string): Workspace {
    return new Workspace(this.folder, this.#bazel, [...this.#startup, `--output_base=${path.join(ownFolder(), name)}`], []);
  }

  /** Runs `bazel <command> …`; a failure is a result. */
  async run(command: string, args: readonly string[], options: BuildOptions = {}): Promise<RunResult> {
    const flags = [...COMMON_FLAGS, ...(BUILD_COMMANDS.has(command) ? [...BUILD_FLAGS, ...this.#flags] : []), ...(options.flags ?? [])];
    return this.#bazel.run(this.folder, [command, ...flags, ...args], {
      startup: [...this.#startup, ...(options.startup ?? [])],
      ...(options.env ? { env: options.env } : {}),
    });
  }

  /** Runs `bazel <command> …` and rejects with its output if it fails. */
  async succeed(command: string, args: readonly string[], options: BuildOptions = {}): Promise<RunResult> {
    const result = await this.run(command, args, options);
    if (result.code !== 0) {
      throw new Error(
        `bazel ${command} ${[...(options.flags ?? []), ...args].join(' ')}: exit code ${result.code}\n${result.stderr}${result.stdout}`,
      );
    }
    return result;
  }

  /** Builds and returns the spawns that really ran. */
  async buildLogged(targets: readonly string[], flags: readonly string[] = []): Promise<Spawn[]> {
    const folder = mkdtempSync(path.join(tmpdir(), 'otel-log-'));
    const file = path.join(folder, 'execution.json');
    try {
      await this.succeed('build', targets, { flags: [...flags, `--execution_log_json_file=${file}`] });
      return await readExecutionLog(file);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  async info(key: string): Promise<string> {
    return (await this.succeed('info', [key])).stdout.trim();
  }

  /** Where rules_go puts a go_binary or go_test. */
  async binary(label: string): Promise<string> {
    const [pkg = '', name = ''] = label.replace(/^\/\//, '').split(':');
    return path.join(await this.info('bazel-bin'), pkg, `${name || path.basename(pkg)}_`, name || path.basename(pkg));
  }

  /** Copies binaries out of the output tree, where the next build would overwrite them. */
  async keep(labels: readonly string[], folder: string): Promise<Map<string, string>> {
    mkdirSync(folder, { recursive: true });
    const kept = new Map<string, string>();
    for (const label of labels) {
      const from = await this.binary(label);
      const to = path.join(folder, path.basename(from));
      rmSync(to, { force: true });
      copyFileSync(from, to);
      kept.set(label, to);
    }
    return kept;
  }

  read(file: string): string {
    return readFileSync(path.join(this.folder, file), 'utf8');
  }

  write(file: string, text: string): void {
    const target = path.join(this.folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }

  replace(file: string, from: string, to: string): void {
    const text = this.read(file);
    if (!text.includes(from)) throw new Error(`${file} does not contain ${JSON.stringify(from)}`);
    this.write(file, text.replace(from, to));
  }
}

/** This checkout's part of the cache: the tests of another one may run at the same time. */
function ownFolder(): string {
  const checkout = createHash('sha256').update(CHECKOUT).digest('hex').slice(0, 8);
  return path.join(cacheFolder(), 'workspaces', checkout);
}

/** Makes `to` hold exactly the files of `from`; files that are equal already keep their time stamps. */
function mirror(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  const wanted = new Set<string>();
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    // bazel-* are links that a build by hand left behind; a lock file likewise.
    if (entry.name.startsWith('bazel-') || entry.name === 'MODULE.bazel.lock') continue;
    wanted.add(entry.name);
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) mirror(source, target);
    else if (!existsSync(target) || !readFileSync(source).equals(readFileSync(target))) copyFileSync(source, target);
  }
  for (const name of readdirSync(to)) if (!wanted.has(name)) rmSync(path.join(to, name), { recursive: true, force: true });
}
