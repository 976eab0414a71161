/** Builds of the HTTP service with the plain and the instrumented go command, one after the other in the same run. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Figure, median } from './figures.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const CLI = path.join(ROOT, 'dist/src/cli/otel.js');
const ROUNDS = 5;
const MEGABYTE = 1 << 20;

type Build = (extra?: readonly string[]) => number;

export function goCost(progress: (line: string) => void): Figure[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'otel-bench-go-'));
  try {
    return measure(folder, progress);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measure(folder: string, progress: (line: string) => void): Figure[] {
  const service = path.join(folder, 'service');
  cpSync(path.join(ROOT, 'e2e/http-service'), service, { recursive: true, filter: (file) => !file.includes('/bazel-') });
  writeFileSync(path.join(service, 'greeting/moods.go'), 'package greeting\n\nvar moods = []string{"fine"}\n');
  const env = { ...process.env, OTEL_GO_CACHE: path.join(folder, 'cache') };
  const timed = (command: string, args: readonly string[]): number => {
    const started = performance.now();
    const { status, stderr } = spawnSync(command, args, { cwd: service, env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${command} ${args.join(' ')}: exit code ${status}\n${stderr}`);
    return (performance.now() - started) / 1000;
  };
  const [plainOut, wovenOut] = [path.join(folder, 'plain'), path.join(folder, 'woven')];
  const plain: Build = (extra = []) => timed('go', ['build', ...extra, '-o', plainOut, './greeter']);
  const woven: Build = (extra = []) =>
    timed(process.execPath, [CLI, 'go', '--rules=otel/greeting.otelc.yaml', 'build', ...extra, '-o', wovenOut, './greeter']);

  progress('warm caches');
  plain();
  // Fills the go command's cache with the SDK; our own cache is emptied again, and with it every woven package has another key.
  woven();
  rmSync(env.OTEL_GO_CACHE, { recursive: true });
  rmSync(wovenOut);
  rmSync(plainOut);
  progress('first instrumented build');
  const plainFirst = plain();
  const counted = compiles(folder, 'first');
  const first = woven([counted.flag]);
  progress('no-op builds');
  const idle = { plain: repeat(plain), woven: repeat(woven) };
  progress('one changed file');
  const changed = { plain: repeat(plain, () => touch(service)), woven: repeat(woven, () => touch(service)) };
  const after = compiles(folder, 'after');
  woven();
  plain();
  rmSync(plainOut);
  plain([after.flag]);
  const detail = (value: { plain: number; woven: number }): string => `${value.woven.toFixed(2)} s against ${value.plain.toFixed(2)} s`;
  return [
    {
      name: 'first build, SDK cached: seconds over plain',
      value: first - plainFirst,
      unit: 's',
      limit: { atMost: 3 },
      detail: `compiled: ${counted.seen().join(', ')}`,
    },
    { name: 'no-op build / plain', value: idle.woven / idle.plain, unit: 'x', limit: { atMost: 2 }, detail: detail(idle) },
    { name: 'no-op build', value: idle.woven, unit: 's', limit: { atMost: 0.5 } },
    { name: 'one changed file / plain', value: changed.woven / changed.plain, unit: 'x', limit: { atMost: 1.2 }, detail: detail(changed) },
    { name: 'compiled by a plain build afterwards', value: after.seen().length, unit: '', limit: { exactly: 0 } },
    {
      name: 'growth of the program',
      value: (statSync(wovenOut).size - statSync(plainOut).size) / MEGABYTE,
      unit: 'MB',
      limit: { atMost: 8 },
    },
  ];
}

function repeat(build: Build, before: () => void = () => undefined): number {
  const times: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    before();
    times.push(build());
  }
  return median(times);
}

/** Another constant each time, so that no cache knows the result. */
function touch(service: string): void {
  const file = path.join(service, 'greeting/moods.go');
  writeFileSync(file, `package greeting\n\nvar moods = []string{"fine ${process.hrtime.bigint()}"}\n`);
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
