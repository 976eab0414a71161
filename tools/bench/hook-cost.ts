/** What a pair of empty hooks costs over the bare call, measured on code that was really woven (e2e/hook-styles). */
import { Workspace } from '../../e2e/support/workspace.js';
import { type Figure, median } from './figures.js';

const TEST = '//target:target_test';
const COUNT = 5;

export interface BenchResult {
  readonly nsPerOp: number;
  readonly allocsPerOp: number;
}

/** Reads `BenchmarkX-2  100  2.1 ns/op  0 B/op  0 allocs/op`; the median of repeated lines. */
export function parseGoBench(output: string): Map<string, BenchResult> {
  const samples = new Map<string, { ns: number[]; allocs: number[] }>();
  for (const [, name = '', ns = '', allocs = ''] of output.matchAll(
    /^Benchmark(\w+?)(?:-\d+)?\s+\d+\s+([\d.]+) ns\/op\s+\d+ B\/op\s+(\d+) allocs\/op$/gm,
  )) {
    const of = samples.get(name) ?? { ns: [], allocs: [] };
    of.ns.push(Number(ns));
    of.allocs.push(Number(allocs));
    samples.set(name, of);
  }
  return new Map([...samples].map(([name, { ns, allocs }]) => [name, { nsPerOp: median(ns), allocsPerOp: Math.max(...allocs) }]));
}

export async function hookCost(): Promise<Figure[]> {
  const workspace = await Workspace.shared('hook-styles');
  const args = ['-test.run=^$', '-test.bench=.', `-test.count=${COUNT}`].map((arg) => `--test_arg=${arg}`);
  const flags = [
    '--config=otel',
    '--compilation_mode=opt',
    '--nocache_test_results',
    '--test_output=all',
    '--test_env=OTEL_SDK_DISABLED=true',
  ];
  const { stdout } = await workspace.succeed('test', [TEST, ...args], { flags });
  const results = parseGoBench(stdout);
  const bare = results.get('Bare');
  if (!bare) throw new Error(`the benchmark of ${TEST} printed no result for Bare:\n${stdout}`);
  const over = (name: string, title: string, ns: number, allocs: number): Figure[] => {
    const result = results.get(name);
    if (!result) throw new Error(`the benchmark of ${TEST} printed no result for ${name}:\n${stdout}`);
    return [
      {
        name: `${title}: cost over the bare call`,
        value: result.nsPerOp - bare.nsPerOp,
        unit: 'ns',
        limit: { atMost: ns },
        detail: `${result.nsPerOp} ns against ${bare.nsPerOp} ns`,
      },
      { name: `${title}: allocations`, value: result.allocsPerOp, unit: '', limit: { atMost: allocs } },
    ];
  };
  return [...over('Typed', 'empty typed pair', 5, 0), ...over('Context', 'empty HookContext pair', 40, 1)];
}
