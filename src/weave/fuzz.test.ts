/** Mutated Go files: weaving gives an error for the user or a result that can be read; it never crashes or hangs. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { UserError, UserErrors } from '../errors.js';
import { parseGoFile } from '../golang/parsefile.js';
import { initParser, type GoParser } from '../golang/parser.js';
import { everyFunction, HOOK_PATH, SHAPES } from './testing/empty-hooks.js';
import { Toolchain } from './testing/toolchain.js';
import { weavePackage } from './weave.js';

const MUTATIONS = Number(process.env['OTEL_FUZZ'] ?? 600);
/** A file of this size takes milliseconds; a hundred times as long is a hang. */
const PATIENCE_MS = 5000;
const GOLDENS = 'testdata/weave';
const STD = ['sort/sort.go', 'net/url/url.go', 'bufio/scan.go', 'text/template/helper.go', 'slices/slices.go', 'sync/once.go'];
const TOKENS = [
  ...'{ } ( ) [ ] ; : , . := = <- ... * & ! + \n'.split(' '),
  ...['func', 'return', 'defer', 'go', 'range', 'type', 'interface', 'struct', 'chan', 'map', 'select', 'case', 'goto', 'package'],
  ...['"', '`', "'", '/*', '*/', '//', '//line x.go:1', '//go:nosplit', '\r', '\ufeff', '\0', '😀', '0x', '~', '|', '_'],
];

const scratch = mkdtempSync(join(tmpdir(), 'otel-fuzz-'));
const toolchain = new Toolchain(scratch);
let parser: GoParser;

beforeAll(async () => {
  parser = await initParser();
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** mulberry32: the same numbers on every machine. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

function mutate(text: string, below: (n: number) => number): string {
  let result = text;
  for (let n = below(4); n >= 0; n--) {
    const at = below(result.length + 1);
    const length = below(40);
    const piece = result.slice(at, at + length);
    const token = TOKENS[below(TOKENS.length)] ?? '';
    const inserted = [token, '', piece + piece, ` ${token} `, [...piece].reverse().join('')][below(5)] ?? '';
    const replaced = below(2) === 0 ? 0 : length;
    result = result.slice(0, at) + inserted + result.slice(at + replaced);
  }
  return result;
}

function seeds(): string[] {
  const inputs = readdirSync(GOLDENS, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.go') && path.includes('target'),
  );
  return [
    ...inputs.sort().map((path) => readFileSync(join(GOLDENS, path), 'utf8')),
    ...STD.map((path) => readFileSync(join(toolchain.goroot, 'src', path), 'utf8')),
  ];
}

/** The grammar refuses some correct Go (a brace behind `!= nil` may begin a composite literal): gofmt has the last word. */
function isGo(text: string): boolean {
  return spawnSync('gofmt', ['-e'], { input: text, encoding: 'utf8' }).status === 0;
}

/** Weaves every function of one file; `refused` if the user is told why not. */
function weave(text: string): 'woven' | 'refused' {
  const files = [{ name: 'p.go', path: 'p/p.go', text }];
  try {
    const every = everyFunction(parser, 'example.com/p', files, { shapeOf: (n) => SHAPES[n % SHAPES.length] ?? 'pair' });
    const { files: woven } = weavePackage(parser, {
      importPath: 'example.com/p',
      importMap: 'example.com/p',
      label: '',
      buildContext: toolchain.context,
      files,
      rules: every.rules,
      hooks: new Map([[HOOK_PATH, every.hooks]]),
    });
    for (const [name, result] of woven) {
      const { syntaxError } = parseGoFile(parser, name, result, { wanted: () => false });
      if (syntaxError && !isGo(result)) throw new Error(`${name}:${syntaxError.position.line}: ${syntaxError.message}`);
      if (name === 'p.go' && result.split('\n').length !== text.split('\n').length) throw new Error('another number of lines');
    }
    return 'woven';
  } catch (error) {
    if (error instanceof UserError || error instanceof UserErrors) return 'refused';
    throw error;
  }
}

test(`${MUTATIONS} mutated files`, () => {
  const inputs = seeds();
  expect(inputs.length).toBeGreaterThan(50);
  const counts = { woven: 0, refused: 0 };
  for (let i = 0; i < MUTATIONS; i++) {
    const below = random(i + 1);
    const text = mutate(inputs[below(inputs.length)] ?? '', below);
    const started = process.cpuUsage();
    try {
      counts[weave(text)]++;
    } catch (error) {
      throw new Error(`seed ${i + 1}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n--- input\n${text}`, {
        cause: error,
      });
    }
    const { user } = process.cpuUsage(started);
    if (user / 1000 > PATIENCE_MS) throw new Error(`seed ${i + 1} took ${Math.round(user / 1000)} ms\n--- input\n${text}`);
  }
  expect(counts.woven).toBeGreaterThan(0);
  expect(counts.refused).toBeGreaterThan(0);
}, 600_000);
