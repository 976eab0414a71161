/**
 * What the tests of libraries have in common: a module under `e2e/libraries` is copied, built plain or woven against the newest or
 * the lowest version of its library, run beside a receiver, and its telemetry compared as tables.
 */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cacheFolder } from '../../tools/bazel/cache.js';
import { CHECKOUT } from '../../tools/bazel/index.js';
import { buildByBazel } from './libraries-by-bazel.js';
import { CLI, TIMEOUT_MS } from './otel-command.js';
import type { LogRecord, Metric, Span } from './otlp-messages.js';
import { OtlpReceiver } from './otlp-receiver.js';
import { type Exit, Program } from './program.js';

/** The same tests, with woven programs built by Bazel. What has a module of its own (`byhand`) and flags of its own is not. */
const BY_BAZEL = process.env['OTEL_LIBRARIES_BY'] === 'bazel';

export const LIBRARY_TIMEOUT_MS = TIMEOUT_MS;

/** `newest` is go.mod, `lowest` is lowest.mod beside it. */
export type LibraryVersion = 'newest' | 'lowest';

export interface BuildOptions {
  /** Folder of package main in the module; one with a go.mod of its own (`byhand`) is built as that module. */
  readonly program?: string;
  readonly version?: LibraryVersion;
  /** False builds with the plain go command. */
  readonly woven?: boolean;
  /** Further flags of `go build`, or, with two dashes, of `otel go`. */
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface RunOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly service?: string;
}

/** What a program that has ended left behind. */
export interface Observed extends Exit {
  readonly stdout: string;
  readonly stderr: string;
  readonly spans: readonly Span[];
  readonly metrics: readonly Metric[];
  readonly logs: readonly LogRecord[];
  /** Requests for log records, with or without any. */
  readonly logRequests: number;
}

export class Library {
  readonly name: string;
  /** Temporary; holds the copies and the programs. */
  readonly folder: string;
  readonly #copies = new Map<LibraryVersion, string>();
  readonly #built = new Map<string, Promise<string>>();

  constructor(name: string) {
    this.name = name;
    this.folder = mkdtempSync(path.join(tmpdir(), `otel-library-${name}-`));
  }

  /** The copy of the module for a version. In that of the lowest version lowest.mod is go.mod. */
  module(version: LibraryVersion = 'newest'): string {
    const known = this.#copies.get(version);
    if (known !== undefined) return known;
    const source = path.join(CHECKOUT, 'e2e/libraries', this.name);
    const target = path.join(this.folder, version);
    cpSync(source, target, { recursive: true });
    if (version === 'lowest') {
      for (const [from, to] of [
        ['lowest.mod', 'go.mod'],
        ['lowest.sum', 'go.sum'],
      ] as const) {
        if (existsSync(path.join(source, from))) cpSync(path.join(source, from), path.join(target, to));
      }
    }
    // Modules that several libraries share lie beside theirs.
    for (const [, shared = ''] of readFileSync(path.join(target, 'go.mod'), 'utf8').matchAll(/ => \.\.\/(\S+)$/gm)) {
      cpSync(path.join(CHECKOUT, 'e2e/libraries', shared), path.join(this.folder, shared), { recursive: true });
    }
    this.#copies.set(version, target);
    return target;
  }

  /** Builds a program and returns the path of the executable; the same build is done once. */
  build(options: BuildOptions = {}): Promise<string> {
    const key = JSON.stringify(options);
    const known = this.#built.get(key) ?? this.#build(options, this.#built.size);
    this.#built.set(key, known);
    return known;
  }

  async #build(options: BuildOptions, number: number): Promise<string> {
    const { program = '.', version = 'newest', woven = true, flags = [] } = options;
    const module = this.module(version);
    const own = path.join(module, program);
    const isModule = existsSync(path.join(own, 'go.mod'));
    const out = path.join(this.folder, `program-${number}`);
    if (BY_BAZEL && woven && !isModule && flags.every((flag) => flag.startsWith('-tags='))) {
      const tags = flags.map((flag) => flag.replace('-tags=', ''));
      return buildByBazel(this.name, program, version, tags, this.folder);
    }
    const ofOtel = flags.filter((flag) => flag.startsWith('--'));
    const ofGo = flags.filter((flag) => !flag.startsWith('--'));
    // -trimpath: what is compiled does not depend on the temporary folder, and the caches stay warm.
    const args = ['build', '-trimpath', ...ofGo, '-o', out, isModule || program === '.' ? '.' : `./${path.normalize(program)}`];
    const [command, all] = woven ? [process.execPath, [CLI, 'go', ...ofOtel, ...args]] : ['go', args];
    await execute(command, all, isModule ? own : module, { GOWORK: 'off', OTEL_GO_CACHE: wovenCache(), ...options.env });
    return out;
  }

  /** Runs a program to its end, with a receiver of its own. Everything that it flushes has arrived by then. */
  async run(executable: string, options: RunOptions = {}): Promise<Observed> {
    const receiver = await OtlpReceiver.start();
    try {
      const ended = await Program.run(executable, {
        ...(options.args ? { args: options.args } : {}),
        env: { ...receiver.environment(options.service ?? this.name), ...options.env },
      });
      if (receiver.problems().length > 0) throw new Error(receiver.problems().join('\n'));
      const [spans, metrics, logs] = [[...receiver.spans()], [...receiver.metrics()], [...receiver.logs()]];
      return { ...ended, spans, metrics, logs, logRequests: receiver.requests('/v1/logs') };
    } finally {
      await receiver.stop();
    }
  }

  /** Builds and runs; fails where the program does. */
  async observe(build: BuildOptions = {}, run: RunOptions = {}): Promise<Observed> {
    const observed = await this.run(await this.build(build), run);
    if (observed.code !== 0) {
      throw new Error(`${this.name} ended with ${String(observed.code ?? observed.signal)}\n${observed.stdout}\n${observed.stderr}`);
    }
    return observed;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Shared by all tests of libraries, across runs. */
export function wovenCache(): string {
  return path.join(cacheFolder(), 'otel-go');
}

function execute(command: string, args: readonly string[], cwd: string, env: Readonly<Record<string, string>>): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${[command, ...args].join(' ')} (in ${cwd}) ended with ${String(code)}\n${output}`));
    });
  });
}
