import { beforeAll, expect, test } from '@jest/globals';
import { importsOf } from './importlist.js';
import { initParser, type GoParser } from './parser.js';

let parser: GoParser;
beforeAll(async () => {
  parser = await initParser();
});

const paths = (text: string): string[] => importsOf(parser, 'a.go', text).map(({ path }) => path);

test.each([
  ['one and several', 'package a\n\nimport "fmt"\nimport (\n\tx "net/http"\n\t_ "embed"\n)\n\nfunc f() {}\n', ['fmt', 'net/http', 'embed']],
  ['nothing but imports', 'package a\nimport "fmt"', ['fmt']],
  ['none', 'package a\n\nconst c = `\nimport "fmt"\n`\n', []],
  [
    'a line in a comment that looks like a declaration',
    'package a\n/*\nfunc old() {}\n*/\nimport "fmt"\n\nvar x = fmt.Sprint()\n',
    ['fmt'],
  ],
  ['what stands behind is not looked at', 'package a\nimport "fmt"\nfunc f( {\n', ['fmt']],
])('%s', (_, text, want) => {
  expect(paths(text)).toEqual(want);
});
