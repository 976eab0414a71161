/** What telemetry costs a program at run time: plain, woven and instrumented by hand, taking turns in the same run. */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { MariadbServer } from '../../e2e/support/server-mariadb.js';
import { RedisServer } from '../../e2e/support/server-redis.js';
import { type Figure, median } from './figures.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const CLI = path.join(ROOT, 'dist/src/cli/otel.js');
const ROUNDS = 7;
const SCENARIOS = ['http server', 'http client', 'grpc unary', 'redis get', 'sql query'] as const;
const VARIANTS = ['plain', 'byHand', 'woven', 'disabled'] as const;

type Variant = (typeof VARIANTS)[number];
type Progress = (line: string) => void;

interface Result {
  readonly ns: number;
  readonly allocs: number;
}

interface Program {
  readonly file: string;
  readonly env: Readonly<Record<string, string>>;
}

/** @param loadSeconds how long each program is under load for the throughput. */
export async function runtimeCost(progress: Progress, loadSeconds: number): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'otel-bench-runtime-'));
  const [redis, mariadb] = [await RedisServer.start(), await MariadbServer.start()];
  const sink = await startSink(folder, progress);
  try {
    const servers = { REDIS_ADDR: redis.address, MYSQL_DSN: mariadb.dsn };
    const programs = buildPrograms(folder, progress, { ...servers, OTEL_EXPORTER_OTLP_ENDPOINT: `http://${sink.address}` });
    const figures = SCENARIOS.flatMap((scenario) => ofScenario(scenario, programs, progress));
    return [...figures, underLoad(programs, progress, loadSeconds)];
  } finally {
    sink.stop();
    await Promise.all([redis.stop(), mariadb.stop()]);
    rmSync(folder, { recursive: true, force: true });
  }
}

function buildPrograms(folder: string, progress: Progress, env: Readonly<Record<string, string>>): Record<Variant, Program> {
  const module = path.join(folder, 'module');
  cpSync(path.join(ROOT, 'e2e/bench-runtime'), module, { recursive: true });
  const build = (name: string, [command, ...before]: readonly [string, ...string[]], cwd: string): string => {
    progress(`build ${name}`);
    const out = path.join(folder, name);
    const args = [...before, 'build', '-trimpath', '-o', out, '.'];
    const { status, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', env: { ...process.env, GOWORK: 'off' } });
    if (status !== 0) throw new Error(`${name}: exit code ${String(status)}\n${stderr}`);
    return out;
  };
  const woven = build('woven', [process.execPath, CLI, 'go'], module);
  return {
    plain: { file: build('plain', ['go'], module), env },
    byHand: { file: build('by-hand', ['go'], path.join(module, 'byhand')), env },
    woven: { file: woven, env },
    disabled: { file: woven, env: { ...env, OTEL_SDK_DISABLED: 'true', OTEL_GO_ENABLED_INSTRUMENTATIONS: 'none' } },
  };
}

async function startSink(folder: string, progress: Progress): Promise<{ address: string; stop: () => void }> {
  progress('build the collector');
  const file = path.join(folder, 'sink');
  const built = spawnSync('go', ['build', '-o', file, './sink'], { cwd: path.join(ROOT, 'e2e/bench-runtime'), encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
  const child = spawn(file, { stdio: ['ignore', 'pipe', 'inherit'] });
  const address = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.stdout.setEncoding('utf8').once('data', (line: string) => resolve(line.trim()));
  });
  return { address, stop: () => void child.kill() };
}

/** One line of JSON is one measurement. */
function run(program: Program, args: readonly string[]): Result {
  const { status, stdout, stderr } = spawnSync(program.file, args, { encoding: 'utf8', env: { ...process.env, ...program.env } });
  if (status !== 0) throw new Error(`${program.file} ${args.join(' ')}: exit code ${String(status)}\n${stderr}`);
  return JSON.parse(stdout) as Result;
}

function ofScenario(scenario: string, programs: Record<Variant, Program>, progress: Progress): Figure[] {
  progress(scenario);
  const results: Record<Variant, Result[]> = { plain: [], byHand: [], woven: [], disabled: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const variant of VARIANTS) results[variant].push(run(programs[variant], ['-count', '1', '-scenario', scenario]));
  }
  const of = (variant: Variant, key: keyof Result): number => median(results[variant].map((result) => result[key]));
  const ratio = (a: Variant, b: Variant, key: keyof Result): number => of(a, key) / of(b, key);
  const detail = (key: keyof Result, digits: number): string => VARIANTS.map((v) => `${v} ${of(v, key).toFixed(digits)}`).join(', ');
  return [
    {
      name: `${scenario}: ns, woven / by hand`,
      value: ratio('woven', 'byHand', 'ns'),
      unit: 'x',
      limit: { atMost: 1 },
      detail: detail('ns', 0),
    },
    {
      name: `${scenario}: allocations, woven / by hand`,
      value: ratio('woven', 'byHand', 'allocs'),
      unit: 'x',
      limit: { atMost: 1 },
      detail: detail('allocs', 1),
    },
    { name: `${scenario}: ns, disabled / plain`, value: ratio('disabled', 'plain', 'ns'), unit: 'x', limit: { atMost: 1.02 } },
  ];
}

/** The share of the plain program's requests that telemetry costs under load, against by hand. */
function underLoad(programs: Record<Variant, Program>, progress: Progress, seconds: number): Figure {
  progress(`throughput under load, ${seconds} s each`);
  const of = (variant: Variant): number => run(programs[variant], ['-scenario', 'http server', '-load', `${seconds}s`]).ns;
  const [plain, byHand, woven] = [of('plain'), of('byHand'), of('woven')];
  const perSecond = (ns: number): string => (1e9 / ns).toFixed(0);
  const loss = (ns: number): number => 1 - plain / ns;
  return {
    name: "throughput under load: loss, woven / by hand's",
    value: loss(woven) / loss(byHand),
    unit: 'x',
    limit: { atMost: 1 },
    detail: `requests a second: plain ${perSecond(plain)}, by hand ${perSecond(byHand)}, woven ${perSecond(woven)}`,
  };
}
