import { expect, test } from '@jest/globals';
import { parseParams } from './paramfile.js';

test.each([[''], ['a'], ['a b'], ["it's"], ["''"], ['x\ny'], ['back\\slash'], ['$HOME "q" *'], ['ä=ö']])(
  'an argument as Bazel quotes it: %j',
  (arg) => {
    expect(parseParams(`'${arg.replaceAll("'", "'\\''")}'\nnext\n`)).toEqual([arg, 'next']);
  },
);

test('plain and escaped arguments', () => {
  expect(parseParams("-src\n'a b.go'\nplain\\ one")).toEqual(['-src', 'a b.go', 'plain one']);
});
