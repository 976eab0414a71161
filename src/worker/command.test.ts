import { expect, test } from '@jest/globals';
import { UserError } from '../errors.js';
import { parseFlags } from './command.js';

const parse = (...args: string[]): string => {
  try {
    parseFlags(args, ['out'], ['cgo']);
    return 'no error';
  } catch (error) {
    return error instanceof UserError ? error.format() : `defect: ${String(error)}`;
  }
};

test.each([
  [['--outt=x'], "Unknown option '--outt' [USAGE]"],
  [['--out'], "Option '--out <value>' argument missing [USAGE]"],
  [['--cgo=yes'], "Option '--cgo' does not take an argument [USAGE]"],
  [['--out=x', '--', '--outt'], 'no error'],
])('%j: %s', (args, line) => {
  expect(parse(...args)).toBe(line);
});

test('a flag that is needed but missing', () => {
  const flags = parseFlags([], ['out']);
  expect(() => flags.one('out')).toThrow('missing flag --out');
});
