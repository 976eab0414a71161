/** The standard library as it is: every file is read, nothing is changed where no rule says so. */
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseGoFile } from '../golang/parsefile.js';
import type { SourceFile } from '../golang/parsehooks.js';
import { initParser, type GoParser } from '../golang/parser.js';
import { Edits } from './edits.js';
import { HOOK_PATH } from './testing/empty-hooks.js';
import { Toolchain } from './testing/toolchain.js';
import { makeRule } from './testcase.js';
import { weavePackage } from './weave.js';

const scratch = mkdtempSync(join(tmpdir(), 'otel-identity-'));
const toolchain = new Toolchain(scratch);
const root = join(toolchain.goroot, 'src');
let parser: GoParser;

beforeAll(async () => {
  parser = await initParser();
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Files of the standard library by package folder, without tests. */
function packages(): Map<string, SourceFile[]> {
  const byFolder = new Map<string, SourceFile[]>();
  for (const path of goFiles(root)) {
    const folder = relative(root, dirname(path));
    const files = byFolder.get(folder) ?? [];
    files.push({ name: basename(path), path: relative(root, path), text: readFileSync(path, 'utf8') });
    byFolder.set(folder, files);
  }
  return byFolder;
}

function goFiles(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name);
    // The commands are no part of the standard library, and testdata holds broken files on purpose.
    if (entry.isDirectory()) return entry.name === 'testdata' || path === join(root, 'cmd') ? [] : goFiles(path);
    return entry.name.endsWith('.go') && !entry.name.endsWith('_test.go') ? [path] : [];
  });
}

test('every file of the standard library is read, and comes out as it went in', () => {
  const files = [...packages().values()].flat();
  expect(files.length).toBeGreaterThan(1500);
  const broken: string[] = [];
  const changed: string[] = [];
  for (const { name, path, text } of files) {
    const model = parseGoFile(parser, name, text, { wanted: () => false });
    if (model.syntaxError) broken.push(path);
    const edits = new Edits(text);
    if (edits.changed || edits.toString() !== text) changed.push(path);
  }
  expect(broken).toEqual([]);
  expect(changed).toEqual([]);
}, 600_000);

test('a package without a matching rule is left alone', () => {
  const outside = makeRule({ name: 'outside', func: 'New', version: 'v1.0.0,v1.1.0', before: 'Before' }, HOOK_PATH);
  for (const [folder, files] of packages()) {
    for (const rules of [[], [outside]]) {
      const { files: woven, report } = weavePackage(parser, {
        importPath: folder,
        importMap: folder,
        label: '',
        packageVersion: 'v1.26.0',
        buildContext: toolchain.context,
        files,
        rules,
        hooks: new Map(),
      });
      expect([...woven.keys()]).toEqual([]);
      expect(report.notApplied.map(({ rule }) => rule.name)).toEqual(rules.map((rule) => rule.name));
    }
  }
}, 600_000);
