import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type GoParser, initParser } from './parser.js';
import { parseGoFile } from './parsefile.js';
import { commentsIn, skim } from './skim.js';
import { copyTree, readTree, type SyntaxNode } from './tree.js';

let parser: GoParser;

beforeAll(async () => {
  parser = await initParser();
});

const LONG = 'x'.repeat(40);

/** What `skim` leaves out, bodies as `…`. */
function outline(text: string): string | undefined {
  const skimmed = skim(text);
  if (!skimmed) return undefined;
  let result = '';
  let at = 0;
  for (const { start, end } of [...skimmed.holes, ...skimmed.comments].sort((a, b) => a.start - b.start)) {
    result += `${text.slice(at, start)}…`;
    at = end;
  }
  return result + text.slice(at);
}

describe('skim', () => {
  it.each([
    ['bodies and literals', `func f() {\n\t${LONG}()\n}\nvar v = T{${LONG}}\n`, 'func f() {…}\nvar v = T{…}\n'],
    ['short ones stay', 'func f() { g() }\n', 'func f() { g() }\n'],
    ['fields and methods stay', `type T struct {\n\t${LONG} int\n}\n`, `type T struct {\n\t${LONG} int\n}\n`],
    ['a struct as result', `func f() struct{ ${LONG} int } {\n${LONG}()\n}\n`, `func f() struct{ ${LONG} int } {…}\n`],
    ['a literal of a struct type', `var v = []struct{ a int }{{${LONG}}}\n`, 'var v = []struct{ a int }{…}\n'],
    ['a type that ends in struct', `func f() mystruct {\n${LONG}()\n}\n`, 'func f() mystruct {…}\n'],
    ['braces in strings, runes, comments', `func f() {\n${LONG}("}", '}', '\\'', \`}\`) // }\n/* } */}\n`, 'func f() {…}\n'],
    ['line comments', `// ${LONG}\nvar a int // ${LONG}\n`, '…\nvar a int …\n'],
  ])('%s', (_, text, expected) => {
    expect(outline(text)).toBe(expected);
  });

  it.each([
    ['a brace that nothing closes', 'func f() {\n'],
    ['a brace that closes nothing', 'func f() {}\n}\n'],
    ['a declaration inside of a body', `func f() {\n\tif x {\n}\nfunc g() {\n}\n}\n`],
    ['a string that its line does not end', 'var s = "abc\n"\n'],
    ['a raw string without end', 'var s = `abc\n'],
    ['a comment without end', 'var s = 1 /* abc\n'],
    ['a comment before a brace', 'type T struct /* { */ {\n}\n'],
  ])('gives up on %s', (_, text) => {
    expect(skim(text)).toBeUndefined();
  });
});

describe('the outline of a file', () => {
  it('has the whole tree when everything is asked for', () => {
    let files = 0;
    for (const text of standardLibrary([
      'bufio',
      'encoding/json',
      'go/parser',
      'net/http',
      'reflect',
      'strconv',
      'text/template',
      'unicode',
    ])) {
      const whole = parser.read(text, copyTree);
      const lazily = parser.keep(() => {
        const { root, comments } = readTree(parser, text);
        return { root: shape(root), comments: [...comments] };
      });
      // The file itself begins with its first token.
      expect(lazily.root.slice(1)).toEqual(shape(whole.root).slice(1));
      expect(lazily.comments).toEqual(whole.comments);
      expect(commentsIn(text)).toEqual(whole.comments);
      files++;
    }
    expect(files).toBeGreaterThan(100);
  });

  it('reads functions like the whole file', () => {
    for (const text of standardLibrary(['encoding/json', 'net/url'])) {
      const lazily = parser.keep(() => copied(parseGoFile(parser, 'a.go', text, { wanted: () => true, outline: true })));
      expect(lazily).toEqual(copied(parseGoFile(parser, 'a.go', text)));
    }
  });

  it('finds a syntax error in a body when it is asked for', () => {
    const text = `package p\n\nfunc f() {\n\tgood("${LONG}")\n}\n\nfunc g() {\n\tbad(("${LONG}")\n}\n`;
    parser.keep(() => {
      const model = parseGoFile(parser, 'a.go', text, { outline: true, wanted: ({ name }) => name === 'f' });
      expect(model.functions.map(({ body }) => body?.returns)).toEqual([[]]);
      expect([model.syntaxError, parser.isBroken(text)]).toEqual([undefined, false]);
      parser.readPart(text, text.indexOf('bad'), () => undefined);
      expect(parser.isBroken(text)).toBe(true);
    });
  });
});

/** The tree in one line a node. */
function shape(node: SyntaxNode, depth = 0): string[] {
  return [
    `${' '.repeat(depth)}${node.field}:${node.type} ${node.start}-${node.end}`,
    ...node.children.flatMap((child) => shape(child, depth + 1)),
  ];
}

function copied(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function standardLibrary(packages: readonly string[]): string[] {
  const { stdout } = spawnSync('go', ['env', 'GOROOT'], { encoding: 'utf8' });
  return packages.flatMap((name) => {
    const folder = path.join(stdout.trim(), 'src', name);
    return readdirSync(folder)
      .filter((file) => file.endsWith('.go'))
      .map((file) => readFileSync(path.join(folder, file), 'utf8'));
  });
}
