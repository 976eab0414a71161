/** Builds with the plain and the instrumented go command, one after the other in the same run: of the HTTP service, and of a large server. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Figure, median } from './figures.js';
import { fetchServer } from './go-server.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const CLI = path.join(ROOT, 'dist/src/cli/otel.js');
const MEGABYTE = 1 << 20;
/** What the hooks of net/http are made of: a cold build compiles them too. */
const HOOKS = ['./api', './runtime', './span', './nethttp'];

type Build = (extra?: readonly string[], env?: Readonly<Record<string, string>>) => number;
type Progress = (line: string) => void;

/** A program to build. */
export interface Subject {
  readonly name: string;
  readonly dir: string;
  readonly target: string;
  /** Options of `otel go`. */
  readonly options: readonly string[];
  /** A file of a package that main imports, and that package's name. */
  readonly touched: readonly [file: string, packageName: string];
  readonly rounds: number;
}

export interface CostOptions {
  readonly server: boolean;
  readonly cold: boolean;
}

export function goCost(progress: Progress, options: CostOptions): Figure[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'otel-bench-go-'));
  try {
    const subjects = [httpService(folder), ...(options.server ? [fetchServer(folder)] : [])];
    return subjects.flatMap((subject) => new Cost(subject, folder, progress).figures(options));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function httpService(folder: string): Subject {
  const dir = path.join(folder, 'service');
  cpSync(path.join(ROOT, 'e2e/http-service'), dir, { recursive: true, filter: (file) => !file.includes('/bazel-') });
  const touched = [path.join(dir, 'greeting/moods.go'), 'greeting'] as const;
  writeFileSync(touched[0], 'package greeting\n\nvar moods = []string{"fine"}\n');
  return { name: 'service', dir, target: './greeter', options: ['--rules=otel/greeting.otelc.yaml'], touched, rounds: 5 };
}

class Cost {
  readonly #subject: Subject;
  readonly #folder: string;
  readonly #progress: Progress;
  readonly #cache: string;
  readonly #plainOut: string;
  readonly #wovenOut: string;

  constructor(subject: Subject, folder: string, progress: Progress) {
    this.#subject = subject;
    this.#folder = folder;
    this.#progress = (line) => {
      progress(`${subject.name}: ${line}`);
    };
    const own = (name: string): string => path.join(folder, `${subject.name}-${name}`);
    this.#cache = own('cache');
    this.#plainOut = own('plain');
    this.#wovenOut = own('woven');
  }

  figures({ cold }: CostOptions): Figure[] {
    return [...this.#warm(), ...(cold ? [this.#cold()] : [])].map((figure) => ({
      ...figure,
      name: `${this.#subject.name}: ${figure.name}`,
    }));
  }

  readonly #plain: Build = (extra = [], env = {}) =>
    this.#timed('go', ['build', ...extra, '-o', this.#plainOut, this.#subject.target], env);

  readonly #woven: Build = (extra = [], env = {}) =>
    this.#timed(
      process.execPath,
      [CLI, 'go', ...this.#subject.options, 'build', ...extra, '-o', this.#wovenOut, this.#subject.target],
      env,
    );

  #timed(command: string, args: readonly string[], more: Readonly<Record<string, string>>, cwd = this.#subject.dir): number {
    const started = performance.now();
    const env = { ...process.env, OTEL_GO_CACHE: this.#cache, ...more };
    const { status, stderr } = spawnSync(command, args, { cwd, env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${command} ${args.join(' ')}: exit code ${status}\n${stderr}`);
    return (performance.now() - started) / 1000;
  }

  #warm(): Figure[] {
    const [plain, woven] = [this.#plain, this.#woven];
    this.#progress('warm caches');
    plain();
    // Fills the go command's cache with the SDK; our own cache is emptied again, and with it every woven package has another key.
    woven();
    for (const made of [this.#cache, this.#wovenOut, this.#plainOut]) rmSync(made, { recursive: true });
    this.#progress('first instrumented build');
    const plainFirst = plain();
    const counted = compiles(this.#folder, `${this.#subject.name}-first`);
    const first = woven([counted.flag]);
    this.#progress('no-op builds');
    const idle = { plain: this.#repeat(plain), woven: this.#repeat(woven) };
    this.#progress('one changed file');
    const touch = (): void => {
      this.#touch();
    };
    const changed = { plain: this.#repeat(plain, touch), woven: this.#repeat(woven, touch) };
    const after = compiles(this.#folder, `${this.#subject.name}-after`);
    woven();
    plain();
    rmSync(this.#plainOut);
    plain([after.flag]);
    return [
      {
        name: 'first build, SDK cached: seconds over plain',
        value: first - plainFirst,
        unit: 's',
        limit: { atMost: 3 },
        detail: `compiled: ${counted.seen().join(', ')}`,
      },
      { name: 'no-op build / plain', value: idle.woven / idle.plain, unit: 'x', limit: { atMost: 2 }, detail: detail(idle) },
      ...(this.#subject.name === 'service' ? [{ name: 'no-op build', value: idle.woven, unit: 's', limit: { atMost: 0.5 } }] : []),
      {
        name: 'one changed file / plain',
        value: changed.woven / changed.plain,
        unit: 'x',
        limit: { atMost: 1.2 },
        detail: detail(changed),
      },
      { name: 'compiled by a plain build afterwards', value: after.seen().length, unit: '', limit: { exactly: 0 } },
      {
        name: 'growth of the program',
        value: (statSync(this.#wovenOut).size - statSync(this.#plainOut).size) / MEGABYTE,
        unit: 'MB',
        limit: { atMost: 8 },
      },
    ];
  }

  /** Both with an empty cache of the go command; the plain side compiles the hooks as well, as a program that imports them would. */
  #cold(): Figure {
    this.#progress('cold builds');
    const inEmptyCache = (build: (env: Readonly<Record<string, string>>) => number): number => {
      const cache = path.join(this.#folder, 'cold');
      try {
        return build({ GOCACHE: path.join(cache, 'go'), OTEL_GO_CACHE: path.join(cache, 'otel') });
      } finally {
        rmSync(cache, { recursive: true, force: true });
      }
    };
    const cold = {
      plain: inEmptyCache((env) => this.#plain([], env) + this.#timed('go', ['build', ...HOOKS], env, path.join(ROOT, 'hooks'))),
      woven: inEmptyCache((env) => this.#woven([], env)),
    };
    return {
      name: 'cold build / plain, hooks included',
      value: cold.woven / cold.plain,
      unit: 'x',
      limit: { atMost: 1.1 },
      detail: detail(cold),
    };
  }

  #repeat(build: Build, before: () => void = () => undefined): number {
    const times: number[] = [];
    for (let i = 0; i < this.#subject.rounds; i++) {
      before();
      times.push(build());
    }
    return median(times);
  }

  /** Another constant each time, so that no cache knows the result. */
  #touch(): void {
    const [file, name] = this.#subject.touched;
    writeFileSync(file, `package ${name}\n\nvar moods = []string{"fine ${process.hrtime.bigint()}"}\n`);
  }
}

function detail(value: { readonly plain: number; readonly woven: number }): string {
  return `${value.woven.toFixed(2)} s against ${value.plain.toFixed(2)} s`;
}

/** A -toolexec that writes down which packages are compiled. */
function compiles(folder: string, name: string): { readonly flag: string; readonly seen: () => string[] } {
  const log = path.join(folder, `${name}.log`);
  const script = path.join(folder, `${name}.sh`);
  const lines = ['#!/bin/sh', `case "$1 $2" in *-V=full) ;; */compile*) echo "$TOOLEXEC_IMPORTPATH" >>'${log}' ;; esac`, 'exec "$@"', ''];
  writeFileSync(script, lines.join('\n'));
  chmodSync(script, 0o755);
  return { flag: `-toolexec=${script}`, seen: () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []) };
}
