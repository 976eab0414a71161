import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { initParser } from '../golang/parser.js';
import type { GoParser } from '../golang/parser.js';
import { parseHookPackage } from '../golang/parsehooks.js';
import { loadRuleFile } from '../rules/load.js';
import type { Rule } from '../rules/types.js';
import { CALL_CASES } from './kindcases/calls.js';
import type { KindCase } from './kindcases/case.js';
import { CODE_CASES } from './kindcases/code.js';
import { COMPOSITE_CASES } from './kindcases/composites.js';
import { CORNER_CASES } from './kindcases/corners.js';
import { VALUE_CASES } from './kindcases/values.js';
import type { WeaveResult } from './request.js';
import { LINUX, writeAll } from './testcase.js';
import { weavePackage } from './weave.js';

const CASES = [...CALL_CASES, ...CODE_CASES, ...VALUE_CASES, ...COMPOSITE_CASES, ...CORNER_CASES];
const HOOKS = 'example.com/k/hooks';
const work = mkdtempSync(join(tmpdir(), 'otel-kinds-'));
const results = new Map<string, WeaveResult>();
let parser: GoParser;
let outputs: ReadonlyMap<string, readonly string[]>;

beforeAll(async () => {
  parser = await initParser();
  for (const one of CASES) {
    const result = weave(parser, one);
    results.set(one.name, result);
    writeAll(join(work, one.name), new Map([...sourcesOf(one).map(({ name, text }) => [name, text] as const), ...result.files]));
  }
  const imports = CASES.map(({ name }) => `\t"example.com/k/${name}"\n`).join('');
  const calls = CASES.map(({ name }) => `\tfmt.Println("== ${name}")\n\t${name}.Run()\n`).join('');
  writeAll(
    work,
    new Map([
      ['go.mod', 'module example.com/k\n\ngo 1.25\n'],
      ['main.go', `package main\n\nimport (\n\t"fmt"\n${imports})\n\nfunc main() {\n${calls}}\n`],
    ]),
  );
  execFileSync('go', ['build', '-o', 'all', '.'], { cwd: work, stdio: 'pipe' });
  outputs = byCase(execFileSync(join(work, 'all'), { encoding: 'utf8' }));
}, 300_000);

afterAll(() => rmSync(work, { recursive: true, force: true }));

function sourcesOf({ name, go }: KindCase): { name: string; path: string; text: string }[] {
  const files = typeof go === 'string' ? { 'a.go': go } : go;
  return Object.entries(files).map(([file, text]) => ({ name: file, path: `${name}/${file}`, text: `package ${name}\n\n${text}` }));
}

function weave(parser: GoParser, one: KindCase, reversed = false): WeaveResult {
  const importPath = `example.com/k/${one.name}`;
  const added = Object.keys(one.added ?? {}).filter((file) => !one.rules.includes(file));
  const more = added.map((file, i) => `added_${i}:\n  target: TARGET\n  do: [{ add_file: { file: ${file} } }]\n`).join('');
  const load = (library: string, text: string): Rule[] =>
    loadRuleFile({ file: `${library}.yaml`, library, text: text.replaceAll('TARGET', importPath), readFile: (path) => one.added?.[path] });
  const rules = [...load('r', one.rules + more), ...(one.otherLibrary === undefined ? [] : load('s', one.otherLibrary))];
  const hooks = one.hooks === undefined ? [] : [{ name: 'hooks.go', path: 'hooks/hooks.go', text: one.hooks }];
  return weavePackage(parser, {
    importPath,
    importMap: importPath,
    label: `//${one.name}`,
    buildContext: LINUX,
    files: sourcesOf(one),
    rules: reversed ? rules.reverse() : rules,
    hooks: new Map([[HOOKS, parseHookPackage(parser, HOOKS, hooks, LINUX)]]),
  });
}

/** The lines between the headings. */
function byCase(output: string): Map<string, string[]> {
  return new Map(
    output
      .split(/^== /m)
      .slice(1)
      .map((part) => {
        const [name = '', ...lines] = part.split('\n');
        return [name, lines.slice(0, -1)];
      }),
  );
}

describe.each(CASES)('$name', (one) => {
  test('does what its rules say', () => {
    expect(outputs.get(one.name)).toEqual(one.out);
  });

  test('keeps every line', () => {
    for (const { name, text } of sourcesOf(one)) {
      expect(results.get(one.name)?.files.get(name)?.split('\n').length ?? text.split('\n').length).toBe(text.split('\n').length);
    }
  });

  test('does not depend on the order in which rules come', () => {
    const again = weave(parser, one, true);
    expect([...again.files].sort()).toEqual([...(results.get(one.name)?.files ?? [])].sort());
    expect(again.report.edits).toEqual(results.get(one.name)?.report.edits);
  });

  test('is reported', () => {
    const report = results.get(one.name)?.report;
    const reasons = report?.notApplied.map(({ reason }) => reason) ?? [];
    expect((one.notApplied ?? []).filter((part) => !reasons.some((reason) => reason.includes(part)))).toEqual([]);
    expect(reasons.filter((reason) => !(one.notApplied ?? []).some((part) => reason.includes(part)))).toEqual([]);
    expect(report?.imports).toEqual(one.imports ?? []);
  });
});
