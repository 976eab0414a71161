/** What `--config=otel` costs a build of the demo: actions from the execution log, times of incremental builds. */
import { readFileSync } from 'node:fs';
import { otherActions, otherActionsBack } from '../../e2e/support/execution-log.js';
import { exportDataOf } from '../../e2e/support/export-data.js';
import { ALL_BINARIES } from '../../e2e/support/http-service.js';
import { Workspace } from '../../e2e/support/workspace.js';
import { describeExportData } from '../../src/report/export-data.js';
import { type Figure, median } from './figures.js';

const OTEL = ['--config=otel'];
const EVERYTHING = ['//...'];
const ROUNDS = 5;
const PAIRS = 15;
const TARGETS = ['//greeter'];
/** What changes in the incremental builds: a package that is woven, below main. */
const CHANGED = 'greeting/greeting.go';

type Progress = (line: string) => void;

async function timed(body: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await body();
  return performance.now() - started;
}

async function actions(workspace: Workspace): Promise<Figure[]> {
  await workspace.succeed('build', EVERYTHING);
  const toOtel = await workspace.buildLogged(EVERYTHING, OTEL);
  const toPlain = await workspace.buildLogged(EVERYTHING);
  const limit = { exactly: 0 };
  return [
    { name: 'otherActions, plain -> otel', value: otherActions(toOtel).length, unit: '', limit, detail: `${toOtel.length} actions ran` },
    {
      name: 'otherActions, otel -> plain',
      value: otherActionsBack(toPlain, toOtel).length,
      unit: '',
      limit,
      detail: `${toPlain.length} actions ran`,
    },
  ];
}

async function nullBuild(workspace: Workspace, flags: readonly string[]): Promise<number> {
  const build = (): Promise<unknown> => workspace.succeed('build', EVERYTHING, { flags });
  await build();
  const times: number[] = [];
  for (let i = 0; i < ROUNDS; i++) times.push(await timed(build));
  return median(times);
}

/** A workspace in which one file changes: another string constant each time, so that neither an action cache nor equal output ends the build early. */
class Changing {
  readonly #original: string;

  readonly workspace: Workspace;
  readonly flags: readonly string[];

  constructor(workspace: Workspace, flags: readonly string[]) {
    this.workspace = workspace;
    this.flags = flags;
    this.#original = workspace.read(CHANGED);
  }

  async build(): Promise<number> {
    this.#change();
    return timed(() => this.workspace.succeed('build', TARGETS, { flags: this.flags }));
  }

  /** Writing the log takes time of its own: the link's is measured in another build. */
  async link(): Promise<number> {
    this.#change();
    const spawns = await this.workspace.buildLogged(TARGETS, this.flags);
    return spawns.filter((spawn) => spawn.mnemonic === 'GoLink').reduce((sum, spawn) => sum + spawn.wallMs, 0);
  }

  restore(): void {
    this.workspace.write(CHANGED, this.#original);
  }

  #change(): void {
    this.workspace.write(CHANGED, this.#original.replace('nobody to greet', `nobody to greet ${process.hrtime.bigint()}`));
  }
}

/**
 * Plain and instrumented builds by turns, each with a server of its own: what else the machine does meets both alike. First a few that
 * do not count, for Java's sake.
 */
async function oneChangedFile(workspace: Workspace): Promise<Figure> {
  // Bazel has no disk cache unless it is asked for one: to write the binary there is no part of the build.
  const plain = new Changing(workspace, ['--disk_cache=']);
  const otel = new Changing(await Workspace.copy('http-service', 'http-service-otel'), [...OTEL, '--disk_cache=']);
  const both = [plain, otel];
  try {
    for (const one of both) await one.workspace.succeed('build', TARGETS, { flags: one.flags.filter((flag) => flag !== '--disk_cache=') });
    for (let i = 0; i < ROUNDS; i++) for (const one of both) await one.build();
    const times: [number[], number[]] = [[], []];
    const links: [number[], number[]] = [[], []];
    for (let i = 0; i < PAIRS; i++) {
      times[0].push(await plain.build());
      times[1].push(await otel.build());
    }
    for (let i = 0; i < ROUNDS; i++) {
      links[0].push(await plain.link());
      links[1].push(await otel.link());
    }
    const figure = ratio('one changed file, against plain', median(times[0]), median(times[1]), 1.2, PAIRS);
    // An instrumented binary is larger by the SDK, which no build rule can change.
    return { ...figure, detail: `${figure.detail ?? ''}; of which link ${median(links[1])} ms against ${median(links[0])} ms` };
  } finally {
    for (const one of both) one.restore();
    await otel.workspace.run('shutdown', []);
  }
}

function ratio(name: string, plain: number, otel: number, atMost: number, rounds: number = ROUNDS): Figure {
  const detail = `${Math.round(otel)} ms against ${Math.round(plain)} ms, median of ${rounds}`;
  return { name, value: otel / plain, unit: 'x', limit: { atMost }, detail };
}

async function exportData(workspace: Workspace): Promise<Figure> {
  const reports = await exportDataOf(workspace, EVERYTHING);
  const changed = reports.filter(({ equal }) => !equal);
  const detail = `of ${reports.length}${changed.map((report) => `; ${describeExportData(report)}`).join('')}`;
  return { name: 'woven packages whose export data differs', value: changed.length, unit: '', limit: { exactly: 0 }, detail };
}

async function binaries(workspace: Workspace, flags: readonly string[]): Promise<Map<string, Buffer>> {
  await workspace.succeed('build', ALL_BINARIES, { flags });
  const bytes = new Map<string, Buffer>();
  for (const label of ALL_BINARIES) bytes.set(label, readFileSync(await workspace.binary(label)));
  return bytes;
}

function different(a: ReadonlyMap<string, Buffer>, b: ReadonlyMap<string, Buffer>): string[] {
  return [...a].filter(([label, bytes]) => !b.get(label)?.equals(bytes)).map(([label]) => label);
}

async function bytes(workspace: Workspace): Promise<Figure[]> {
  const plain = await binaries(workspace, []);
  const otel = await binaries(workspace, OTEL);
  const untouched = different(plain, otel).filter((label) => label === '//cmd/version');
  const other = workspace.withOutputBase('bench-base');
  try {
    const there = different(otel, await binaries(other, OTEL));
    const limit = { exactly: 0 };
    return [
      { name: 'untouched binaries that differ from plain', value: untouched.length, unit: '', limit, detail: '//cmd/version' },
      { name: 'binaries that differ between output bases', value: there.length, unit: '', limit, detail: `of ${otel.size}` },
    ];
  } finally {
    await other.run('clean', ['--expunge']);
  }
}

export async function buildCost(progress: Progress): Promise<Figure[]> {
  const workspace = await Workspace.copy('http-service');
  progress('actions after a plain build and back');
  const figures = await actions(workspace);
  progress('builds without a change');
  // Bazel's null build takes a quarter of a second here, so that noise is a large part of it.
  figures.push(ratio('build without a change, against plain', await nullBuild(workspace, []), await nullBuild(workspace, OTEL), 1.2));
  progress('builds after one changed file');
  figures.push(await oneChangedFile(workspace));
  progress('export data of woven packages');
  figures.push(await exportData(workspace));
  progress('bytes of the binaries, with a second output base');
  figures.push(...(await bytes(workspace)));
  return figures;
}
