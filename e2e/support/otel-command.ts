/** `otel` as users start it, in a temporary folder with copies of the modules under `e2e/`. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CHECKOUT } from '../../tools/bazel/index.js';

export const CLI = path.join(CHECKOUT, 'dist/src/cli/otel.js');

/** Generous: a machine with cold caches downloads and compiles everything first. */
export const TIMEOUT_MS = 10 * 60_000;

/** What a command that has ended leaves behind. */
export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Environment = Readonly<Record<string, string>>;

/** Runs a command to its end. A failed one is a result; one that cannot be started is not. */
export function run(command: string, args: readonly string[], cwd: string, env: Environment = {}): Ran {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8', env: { ...process.env, ...env } });
  if (error) throw error;
  return { status, stdout, stderr };
}

export function succeed(ran: Ran): Ran {
  if (ran.status !== 0) throw new Error(`exit code ${ran.status}\n${ran.stdout}\n${ran.stderr}`);
  return ran;
}

/** What `otel` says to wrong usage. */
export function failure(message: string): Ran {
  return { status: 2, stdout: '', stderr: `otel: ${message} [USAGE]\n` };
}

/** The folder of a test file. Its builds have a cache of their own, which is empty at first. */
export class Scratch {
  readonly folder: string;

  constructor(name: string) {
    this.folder = realpathSync(mkdtempSync(path.join(tmpdir(), `otel-${name}-`)));
  }

  run(command: string, args: readonly string[], cwd: string, env: Environment = {}): Ran {
    return run(command, args, cwd, { OTEL_GO_CACHE: path.join(this.folder, 'cache'), ...env });
  }

  otel(cwd: string, args: readonly string[], env: Environment = {}): Ran {
    return this.run(process.execPath, [CLI, ...args], cwd, env);
  }

  otelGo(cwd: string, args: readonly string[], env: Environment = {}): Ran {
    return this.otel(cwd, ['go', ...args], env);
  }

  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller knows what a command prints
  json<T>(cwd: string, ...args: string[]): T {
    return JSON.parse(succeed(this.otel(cwd, [...args, '--json'])).stdout) as T;
  }

  /** A copy of a module under another name. */
  copy(module: string, name: string): string {
    const target = path.join(this.folder, name);
    cpSync(module, target, { recursive: true });
    return target;
  }

  /** A copy of `e2e/plain-go`; `config` becomes its otel.yaml. */
  plainGo(name: string, config?: string): string {
    return withConfig(this.copy(path.join(CHECKOUT, 'e2e/plain-go'), name), config);
  }

  /** A copy of `e2e/http-service` without what is Bazel's, but with the file that Bazel generates. */
  httpService(name: string, config?: string): string {
    const target = path.join(this.folder, name);
    const ofBazel = /\/(bazel-[^/]*|.*\.bazel)$/;
    cpSync(path.join(CHECKOUT, 'e2e/http-service'), target, { recursive: true, filter: (file) => !ofBazel.test(file) });
    writeFileSync(path.join(target, 'greeting/moods.go'), 'package greeting\n\nvar moods = []string{"fine", "curious"}\n');
    return withConfig(target, config);
  }

  remove(): void {
    // Tests make folders that nobody may write.
    spawnSync('chmod', ['-R', 'u+w', this.folder]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function withConfig(module: string, config: string | undefined): string {
  if (config !== undefined) writeFileSync(path.join(module, 'otel.yaml'), config);
  return module;
}
