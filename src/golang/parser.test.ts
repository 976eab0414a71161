import { expect, test } from '@jest/globals';
import { initParser } from './parser.js';

test('parsers that are made at the same time share one runtime', async () => {
  const parsers = await Promise.all(Array.from({ length: 8 }, () => initParser()));
  const text = `package p\n${'func f() { g(1, "x") }\n'.repeat(2000)}`;
  for (let round = 0; round < 3; round++) {
    for (const parser of parsers) expect(parser.read(text, (root) => root.namedChildCount)).toBe(2001);
  }
});
