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

interface Incremental {
  readonly totalMs: number;
  /** Of which linking: an instrumented binary is larger by the SDK, which no build rule can change. */
  readonly linkMs: number;
}

/** One changed file: another string constant each time, so that neither an action cache nor equal output ends the build early. */
async function incremental(workspace: Workspace, flags: readonly string[]): Promise<Incremental> {
  const targets = ['//greeter'];
  const original = workspace.read(CHANGED);
  const change = (): void => {
    workspace.write(CHANGED, original.replace('nobody to greet', `nobody to greet ${process.hrtime.bigint()}`));
  };
  await workspace.succeed('build', targets, { flags });
  const times: number[] = [];
  const links: number[] = [];
  try {
    for (let i = 0; i < ROUNDS; i++) {
      change();
      times.push(await timed(() => workspace.succeed('build', targets, { flags })));
      // Writing the log takes time of its own: the link's is measured in another round.
      change();
      const spawns = await workspace.buildLogged(targets, flags);
      links.push(spawns.filter((spawn) => spawn.mnemonic === 'GoLink').reduce((sum, spawn) => sum + spawn.wallMs, 0));
    }
  } finally {
    workspace.write(CHANGED, original);
  }
  return { totalMs: median(times), linkMs: median(links) };
}

async function oneChangedFile(workspace: Workspace): Promise<Figure> {
  const plain = await incremental(workspace, []);
  const otel = await incremental(workspace, OTEL);
  const figure = ratio('one changed file, against plain', plain.totalMs, otel.totalMs, 1.2);
  return { ...figure, detail: `${figure.detail ?? ''}; of which link ${otel.linkMs} ms against ${plain.linkMs} ms` };
}

function ratio(name: string, plain: number, otel: number, atMost: number): Figure {
  const detail = `${Math.round(otel)} ms against ${Math.round(plain)} ms, median of ${ROUNDS}`;
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
