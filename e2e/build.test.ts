/** What `--config=otel` costs a build, read from Bazel's execution log, and that its outputs depend on nothing but its inputs. */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CHECKOUT } from '../tools/bazel/index.js';
import { cacheFolder } from '../tools/bazel/cache.js';
import { otherActions, otherActionsBack, roleOf, type Spawn } from './support/execution-log.js';
import { exportDataOf } from './support/export-data.js';
import { ALL_BINARIES } from './support/http-service.js';
import { Workspace } from './support/workspace.js';

const BUILD_TIMEOUT_MS = 30 * 60_000;
const OTEL = ['--config=otel'];

let workspace: Workspace;
let toOtel: Spawn[] = [];
let toPlain: Spawn[] = [];
const describeSpawn = (spawn: Spawn): string => `${spawn.mnemonic} ${spawn.label} ${spawn.outputs[0] ?? ''}`;

beforeAll(async () => {
  workspace = await Workspace.shared('http-service');
  await workspace.succeed('build', ['//...']);
  toOtel = await workspace.buildLogged(['//...'], OTEL);
  toPlain = await workspace.buildLogged(['//...']);
}, BUILD_TIMEOUT_MS);

describe('after a plain build', () => {
  test('--config=otel runs weaving, woven packages, hooks, main packages and links, nothing else', () => {
    expect(otherActions(toOtel).map(describeSpawn)).toEqual([]);
    const labels = new Set(toOtel.filter((spawn) => roleOf(spawn) === 'woven package').map((spawn) => spawn.label));
    expect([...labels].some((label) => label.includes('//greeting'))).toBe(true);
    expect([...labels].some((label) => label.endsWith('//rate:rate'))).toBe(true);
  });

  test('and back to plain likewise', () => {
    expect(otherActionsBack(toPlain, toOtel).map(describeSpawn)).toEqual([]);
    expect(toPlain.length).toBeGreaterThan(0);
  });

  test(
    'a second instrumented build without a change runs nothing',
    async () => {
      await workspace.succeed('build', ['//...'], { flags: OTEL });
      expect((await workspace.buildLogged(['//...'], OTEL)).map(describeSpawn)).toEqual([]);
    },
    BUILD_TIMEOUT_MS,
  );
});

test(
  'a change inside of a function weaves and compiles its package and links: which hooks there are is not asked again',
  async () => {
    const file = 'greeting/greeting.go';
    const original = workspace.read(file);
    await workspace.succeed('build', ['//greeter'], { flags: OTEL });
    try {
      workspace.write(file, original.replace('nobody to greet', `nobody to greet ${process.hrtime.bigint()}`));
      const spawns = await workspace.buildLogged(['//greeter'], OTEL);
      expect(spawns.map(({ mnemonic, label }) => `${mnemonic} ${label}`)).toEqual([
        'GoOtelWeave //greeting:greeting',
        'GoCompilePkg //greeting:greeting',
        'GoLink //greeter:greeter',
      ]);
    } finally {
      workspace.write(file, original);
    }
  },
  BUILD_TIMEOUT_MS,
);

test(
  'packages compiled against woven ones are not recompiled: export data is the plain one',
  async () => {
    const reports = await exportDataOf(workspace, ['//...']);
    const packages = reports.map(({ importPath }) => importPath);
    expect(packages).toEqual(expect.arrayContaining(['example.com/httpservice/greeting', 'golang.org/x/time/rate']));
    expect(reports.filter(({ equal }) => !equal)).toEqual([]);
  },
  BUILD_TIMEOUT_MS,
);

test('our actions name no absolute path, and no go command', () => {
  const folders = [CHECKOUT, cacheFolder(), homedir(), workspace.folder];
  const ours = toOtel.filter((spawn) => ['weaving', 'woven package', 'main', 'link'].includes(roleOf(spawn)));
  expect(ours.length).toBeGreaterThan(0);
  for (const spawn of ours) {
    const texts = [...spawn.args, ...Object.values(spawn.env)];
    expect(texts.filter((text) => folders.some((folder) => text.includes(folder)))).toEqual([]);
    if (roleOf(spawn) === 'weaving') {
      expect(spawn.args.filter((arg) => /(^|=)\//.test(arg))).toEqual([]);
      expect(spawn.inputs.filter((input) => input.startsWith('/') || input.endsWith('/bin/go'))).toEqual([]);
    }
  }
});

describe('another output base', () => {
  let other: Workspace;
  beforeAll(async () => {
    other = workspace.withOutputBase('other-base');
  });
  afterAll(async () => {
    await other.run('clean', ['--expunge']);
  }, 120_000);

  test(
    'with the network blocked and plain processes instead of workers gives the same bytes',
    async () => {
      const read = async (from: Workspace): Promise<Map<string, Buffer>> => {
        const files = new Map<string, Buffer>();
        for (const label of ALL_BINARIES) files.set(label, readFileSync(await from.binary(label)));
        return files;
      };
      await workspace.succeed('build', ALL_BINARIES, { flags: OTEL });
      const here = await read(workspace);
      const flags = [...OTEL, '--nosandbox_default_allow_network', '--strategy=GoOtelWeave=sandboxed,local'];
      await other.succeed('build', ALL_BINARIES, { flags });
      const there = await read(other);
      for (const [name, bytes] of here) expect([name, there.get(name)?.equals(bytes)]).toEqual([name, true]);
    },
    BUILD_TIMEOUT_MS,
  );
});
