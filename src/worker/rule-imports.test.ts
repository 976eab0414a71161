import { expect, test } from '@jest/globals';
import { importsOfText } from './rule-imports.js';

test.each([
  ['package p\n', []],
  ['package p; import "fmt"; import x "example.com/x"\n', ['fmt', 'example.com/x']],
  [
    'package p\n\nimport (\n\t"fmt" // "not/this"\n\t. "a.b/c"\n\t_ `d`\n)\n\nimport "C"\n\nvar x = "import \\"y\\""\n',
    ['fmt', 'a.b/c', 'd'],
  ],
  ['/* import "no" */ package p\n// import "no"\nimport ()\nfunc f() { import "no" }\n', []],
])('%j', (text, paths) => {
  expect(importsOfText(text)).toEqual(paths);
});
