import { expect, test } from '@jest/globals';
import { parseParams, quoteParam } from './paramfile.js';

test.each([[''], ['a'], ['a b'], ["it's"], ["''"], ['x\ny'], ['back\\slash'], ['$HOME "q" *'], ['ä=ö']])(
  'an argument survives quoting: %j',
  (arg) => {
    expect(parseParams(`${quoteParam(arg)}\nnext\n`)).toEqual([arg, 'next']);
  },
);

test("reads Bazel's quoting", () => {
  expect(parseParams("-src\n'a b.go'\n'it'\\''s'\nplain\\ one")).toEqual(['-src', 'a b.go', "it's", 'plain one']);
});
