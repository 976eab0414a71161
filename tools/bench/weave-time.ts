/** How long a warm worker takes to weave net/http: the real program, the real protocol, the built-in rules. */
import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { encodeRequest, takeResponse } from '../../src/worker/protocol.js';
import { CHECKOUT } from '../bazel/index.js';
import { type Figure, median } from './figures.js';

const PACKAGE = 'net/http';
const HOOKS = 'nethttp';
const WARM_UP = 5;
const ROUNDS = 15;

/** One worker process; requests are sent one after the other. */
class Worker {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  #pending: Buffer = Buffer.alloc(0);
  #nextId = 1;

  constructor() {
    const program = path.join(CHECKOUT, 'dist/src/worker/main.js');
    this.#child = spawn(process.execPath, [program, '--persistent_worker'], { stdio: ['pipe', 'pipe', 'inherit'] });
  }

  async request(args: readonly string[]): Promise<void> {
    const requestId = this.#nextId++;
    this.#child.stdin.write(encodeRequest({ arguments: [...args], requestId }));
    for await (const chunk of this.#child.stdout.iterator({ destroyOnReturn: false })) {
      this.#pending = Buffer.concat([this.#pending, chunk as Buffer]);
      const next = takeResponse(this.#pending);
      if (!next) continue;
      this.#pending = next.rest;
      if (next.response.exitCode !== 0) throw new Error(`${args[0] ?? ''}: ${next.response.output}`);
      return;
    }
    throw new Error('the worker ended without an answer');
  }

  end(): void {
    this.#child.stdin.end();
  }
}

function goEnv(...names: string[]): string[] {
  const { status, stdout } = spawnSync('go', ['env', ...names], { encoding: 'utf8' });
  if (status !== 0) throw new Error('go env failed: install Go 1.25 or later');
  return stdout.trim().split('\n');
}

function filesOf(folder: string, suffix: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(suffix) && !name.endsWith('_test.go'))
    .sort()
    .map((name) => path.join(folder, name));
}

export async function weaveTime(): Promise<Figure> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'otel-weave-'));
  const worker = new Worker();
  try {
    const [goroot = '', goos = '', goarch = '', goversion = ''] = goEnv('GOROOT', 'GOOS', 'GOARCH', 'GOVERSION');
    const platform = [`--goos=${goos}`, `--goarch=${goarch}`];
    const rules = filesOf(path.join(CHECKOUT, 'rules'), '.otelc.yaml').map((file) => `--built-in=${file}`);
    await worker.request(['rules-compile', `--out=${scratch}`, ...rules]);
    const signatures = path.join(scratch, 'signatures.json');
    const hooks = filesOf(path.join(CHECKOUT, 'hooks', HOOKS), '.go');
    const hookPath = `--import-path=otel-go.internal/hooks/${HOOKS}`;
    await worker.request(['hook-signatures', hookPath, ...platform, `--out=${signatures}`, '--', ...hooks]);
    const slices = path.join(scratch, 'slices');
    const slice = readdirSync(slices).find((name) => name.startsWith('net_http-'));
    if (slice === undefined) throw new Error(`no built-in rule targets ${PACKAGE}`);
    const sources = filesOf(path.join(goroot, 'src', PACKAGE), '.go');
    const weave = [
      'weave',
      `--import-path=${PACKAGE}`,
      `--import-map=${PACKAGE}`,
      `--label=otel-std:${PACKAGE}`,
      ...platform,
      `--go-version=${goversion.replace(/^go/, '')}`,
      '--testfilter=off',
      `--rules=${path.join(slices, slice)}`,
      `--hook=${signatures}`,
      `--out=${path.join(scratch, 'net_http.otelweave')}`,
      `--report=${path.join(scratch, 'report.json')}`,
      '--',
      ...sources,
    ];
    const times: number[] = [];
    for (let i = 0; i < WARM_UP + ROUNDS; i++) {
      const started = performance.now();
      await worker.request(weave);
      if (i >= WARM_UP) times.push(performance.now() - started);
    }
    const detail = `${sources.length} files, median of ${ROUNDS}`;
    return { name: `weaving ${PACKAGE} in a warm worker`, value: median(times), unit: 'ms', limit: { atMost: 100 }, detail };
  } finally {
    worker.end();
    rmSync(scratch, { recursive: true });
  }
}
