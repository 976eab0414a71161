import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { initParser, type GoParser } from '../golang/parser.js';
import { caseRequest, TESTDATA, writeAll } from './testcase.js';
import { EXTRA_FILE, type WeaveResult } from './request.js';
import { weavePackage } from './weave.js';

/** UPDATE=1 writes the goldens anew. */
const update = process.env['UPDATE'] === '1';
const cases = readdirSync(TESTDATA).filter((name) => existsSync(join(TESTDATA, name, 'case.json')));
const module = mkdtempSync(join(tmpdir(), 'otel-weave-'));
const results = new Map<string, WeaveResult>();
let parser: GoParser;

beforeAll(async () => {
  parser = await initParser();
  cpSync(TESTDATA, module, { recursive: true });
  writeFileSync(join(module, 'go.mod'), 'module example.com/w\n\ngo 1.25\n');
  rmSync(join(module, 'std'), { recursive: true, force: true });
  for (const name of cases) {
    const result = weavePackage(parser, caseRequest(parser, name));
    results.set(name, result);
    rmSync(join(module, name, 'want'), { recursive: true, force: true });
    writeAll(join(module, name, 'target'), result.files);
  }
  execFileSync('go', ['build', '-o', 'bin/', ...cases.map((name) => `./${name}`)], {
    cwd: module,
    env: { ...process.env, GOFLAGS: '-mod=mod' },
    stdio: 'pipe',
  });
}, 600_000);

afterAll(() => rmSync(module, { recursive: true, force: true }));

function golden(path: string, text: string): void {
  if (update) writeAll(join(path, '..'), new Map([[path.slice(path.lastIndexOf('/') + 1), text]]));
  expect(text).toBe(readFileSync(path, 'utf8'));
}

describe.each(cases)('%s', (name) => {
  const resultOf = (): WeaveResult => {
    const result = results.get(name);
    if (!result) throw new Error('not woven');
    return result;
  };

  test('is woven as before', () => {
    for (const [file, text] of resultOf().files) golden(join(TESTDATA, name, 'want', `${file}.txt`), text);
    golden(join(TESTDATA, name, 'want', 'report.json'), `${JSON.stringify(resultOf().report, null, 1)}\n`);
  });

  test('changes no line number, and nothing between insertions', () => {
    for (const file of resultOf().report.changedFiles) {
      const before = readFileSync(join(TESTDATA, name, 'target', file), 'utf8').split('\n');
      const after = (resultOf().files.get(file) ?? '').split('\n');
      expect(after.length).toBe(before.length);
      // A blank name may be replaced; all else stays.
      expect(before.filter((line, i) => !isSubsequence(line.replaceAll(/\b_\b/g, ''), after[i] ?? ''))).toEqual([]);
    }
  });

  test('is the same a second time', () => {
    const again = weavePackage(parser, caseRequest(parser, name));
    expect(again).toEqual(resultOf());
    if (again.report.joinPoints.length > 0) expect(again.report.addedFiles.at(-1)).toBe(EXTRA_FILE);
  });

  test('compiles and runs', () => {
    const stdout = execFileSync(join(module, 'bin', name), { encoding: 'utf8' });
    golden(join(TESTDATA, name, 'want', 'stdout.txt'), stdout);
  });
});

function isSubsequence(part: string, whole: string): boolean {
  const chars = [...part];
  let at = 0;
  for (const char of whole) if (char === chars[at]) at++;
  return at === chars.length;
}
