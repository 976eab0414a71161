/** The examples of docs/rules.md are woven, built and run; the rules of the other documents are read. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { packageClause } from '../golang/constraints.js';
import { initParser } from '../golang/parser.js';
import { syntaxCheck } from '../golang/syntaxcheck.js';
import type { GoSyntax } from '../rules/gosyntax.js';
import { loadRuleFile } from '../rules/load.js';
import { readCase, weaveCase, type WovenCase } from './testing/golden-case.js';
import { buildModule, type GoldenModule } from './testing/golden-module.js';
import { Toolchain } from './testing/toolchain.js';

const REFERENCE = 'docs/rules.md';

interface Block {
  readonly language: string;
  readonly text: string;
}

interface Example {
  readonly name: string;
  readonly rules: string;
  readonly sources: readonly string[];
  readonly prints: string;
}

function blocksOf(markdown: string): Block[] {
  return [...markdown.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({ language, text }));
}

/** The sections that hold a program. */
function examplesOf(markdown: string): Example[] {
  return markdown.split(/^##+ /m).flatMap((section) => {
    const blocks = blocksOf(section);
    const of = (language: string): string[] => blocks.filter((block) => block.language === language).map(({ text }) => text);
    const [prints] = of('text');
    if (prints === undefined) return [];
    const name = (section.split('\n', 1)[0] ?? '').toLowerCase().replaceAll(/\W+/g, '_');
    return [{ name, rules: of('yaml').join('\n'), sources: of('go'), prints }];
  });
}

/** As a golden case: import paths are the case's own, `// created.go` is the name of a file next to the rules. */
function writeExample(root: string, { name, rules, sources }: Example): void {
  const files = new Map([['rules.otelc.yaml', `# ${name}\n${rules}`]]);
  for (const source of sources) {
    const named = /^\/\/ (\S+\.go)\n/.exec(source)?.[1];
    const pkg = packageClause(source);
    files.set(named ?? (pkg === 'main' ? 'main.go' : `${pkg}/${pkg}.go`), source);
  }
  for (const [path, text] of files) {
    const file = join(root, 'docs', name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text.replaceAll('example.com/shop', `example.com/w/docs/${name}`));
  }
}

const examples = examplesOf(readFileSync(REFERENCE, 'utf8'));
const scratch = mkdtempSync(join(tmpdir(), 'otel-docs-'));
const woven = new Map<string, WovenCase>();
let program: GoldenModule;
let goSyntax: GoSyntax;

beforeAll(async () => {
  const parser = await initParser();
  goSyntax = syntaxCheck(parser);
  const { context } = new Toolchain(scratch);
  for (const example of examples) {
    writeExample(scratch, example);
    woven.set(example.name, weaveCase(parser, readCase(parser, scratch, `docs/${example.name}`, context), context));
  }
  program = buildModule(join(scratch, 'woven'), [...woven.values()], { plain: false, flags: [] });
}, 600_000);

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test('there is an example of every kind', () => {
  const kinds = new Set([...woven.values()].flatMap(({ golden }) => golden.rules.flatMap((rule) => rule.advice.map(({ kind }) => kind))));
  expect([...kinds].sort()).toEqual([
    'add_file',
    'add_struct_fields',
    'assign_value',
    'expand_directive',
    'inject_code',
    'inject_hooks',
    'set_fields',
    'wrap_call',
  ]);
});

describe.each(examples)('$name', ({ name, prints }) => {
  test('prints what the document says', () => {
    const result = woven.get(name);
    if (!result) throw new Error(`${name} is not woven`);
    expect(result.error).toBeUndefined();
    expect(program.run(result.golden)).toBe(prints);
  });

  test('every rule of it does something', () => {
    const { golden, reports } = woven.get(name) ?? { golden: { rules: [] }, reports: [] };
    const applied = new Set(
      reports.flatMap((report) => [
        ...report.edits.map(({ rule }) => rule.name),
        ...report.joinPoints.flatMap(({ hooks }) => hooks.map(({ rule }) => rule.name)),
      ]),
    );
    expect([...applied].sort()).toEqual(golden.rules.map((rule) => rule.name).sort());
    expect(reports.flatMap((report) => report.warnings)).toEqual([]);
  });
});

const documents = ['README.md', ...readdirSync('docs').map((name) => `docs/${name}`)].filter((name) => name.endsWith('.md'));
const rulesIn = documents.flatMap((file) =>
  blocksOf(readFileSync(file, 'utf8'))
    .filter(({ language, text }) => language === 'yaml' && /^\s+do:/m.test(text))
    .map(({ text }, i): [name: string, text: string] => [`${file}, rules ${i + 1}`, text]),
);

test.each(rulesIn)('%s', (_, text) => {
  const rules = loadRuleFile({ file: 'docs.otelc.yaml', text, library: 'docs', readFile: () => 'package p\n', goSyntax });
  expect(rules.length).toBeGreaterThan(0);
});
