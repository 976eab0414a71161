import { expect, test } from '@jest/globals';
import { didYouMean, editDistance, nearest } from './nearest.js';

test.each([
  ['kitten', 'sitting', 3],
  ['ab', 'ba', 1],
  ['', 'abc', 3],
  ['same', 'same', 0],
])('editDistance(%s, %s)', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
});

test('nearest', () => {
  const known = ['target', 'version', 'where', 'inject_hooks'];
  expect(nearest('tarrget', known)).toBe('target');
  expect(nearest('Inject-Hooks', known)).toBe('inject_hooks');
  expect(nearest('hwere', known)).toBe('where');
  expect(nearest('colour', known)).toBeUndefined();
  expect(nearest('', known)).toBeUndefined();
  expect(nearest('x'.repeat(100_000), known)).toBeUndefined();
  expect(didYouMean('versoin', known)).toBe('did you mean "version"?');
});
