import { describe, expect, test } from '@jest/globals';
import { compileRegexp } from './regexp-match.js';
import { translateRegexp } from './regexp.js';

test.each([
  ['^println\\("hello"\\)$', 'println("hello")', true],
  ['^println\\("hello"\\)$', 'println("hello")\n', false],
  ['^go func\\(\\) \\{', 'go func() {\n\tx()\n}()', true],
  ['fmt\\.Println', 'if x {\n\tfmt.Println()\n}', true],
  ['a.b', 'a\nb', false],
  ['(?s)a.b', 'a\nb', true],
  ['^b$', 'a\nb', false],
  ['(?m)^b$', 'a\nb\nc', true],
  ['\\Ab', 'a\nb', false],
  ['(?m)\\Ab', 'a\nb', false],
  ['b\\z', 'a\nb', true],
  ['(?i)HELLO', 'say hello', true],
  ['x(?i:Y)z', 'xyz', true],
  ['x(?i:Y)z', 'xyZ', false],
  ['x(?i)Y(?-i)z', 'xyZ', false],
  ['(?i)[k-m]', 'L', true],
  ['(?i)[^l]', 'L', false],
  ['(?P<name>ab)+c', 'ababc', true],
  ['(?<name>ab)c', 'abc', true],
  ['a{2}', 'aa', true],
  ['^a{2,3}$', 'aaaa', false],
  ['^a{2,}$', 'aaaa', true],
  ['^(?:a{2}){3}$', 'aaaaaa', true],
  ['a{,2}', 'a{,2}', true],
  ['{', '{', true],
  ['x*?y', 'xxy', true],
  ['(a|b|)c', 'c', true],
  ['^(?:)$', '', true],
  ['[[:alpha:]]+[[:^alpha:]]', 'ab1', true],
  ['[]a]', ']', true],
  ['[^]a]', ']', false],
  ['[a\\-z]', '-', true],
  ['[a-]', '-', true],
  ['[\\d_]', '_', true],
  ['[^\\D]', '7', true],
  ['\\s', '\u00a0', false],
  ['\\bfoo\\b', 'a foo b', true],
  ['\\bfoo\\b', 'afoo', false],
  ['\\Boo', 'foo', true],
  ['\\pL\\p{Greek}\\PN', 'aαb', true],
  ['\\p{^L}', 'a', false],
  ['[\\p{Lu}\\PL]', 'a', false],
  ['\\Qa.b(\\E+', 'a.b((', true],
  ['\\Qa.b', 'a.b', true],
  ['\\x41\\x{1F600}\\101\\a', 'A😀A\u0007', true],
  ['.', '😀', true],
  ['^.$', '😀', true],
  ['\\_\\"\\/', '_"/', true],
  ['(?U)a+', 'a', true],
  ['\\pN', '٣', true],
  ['x$^y', 'xy', false],
])('%s on %j: %s', (pattern, text, expected) => {
  expect(compileRegexp(pattern).test(text)).toBe(expected);
});

describe('what Go does not have', () => {
  test.each([
    ['a(?=b)', 'no lookaround ("(?=")'],
    ['(?<!a)b', 'no lookaround ("(?<!")'],
    ['(a)\\1', 'no backreference ("\\1")'],
    ['\\k<n>', 'no backreference ("\\k")'],
    ['(?>a)', 'no atomic, conditional or comment groups'],
    ['a**', 'no repetition of a repetition ("*")'],
    ['a++', 'no repetition of a repetition ("+")'],
    ['a{2}{3}', 'no repetition of a repetition ("{3}")'],
    ['*a', 'something to repeat before "*"'],
    ['(|+)', 'something to repeat before "+"'],
    ['{2}', 'something to repeat before "{2}"'],
    ['a{1001}', 'at most 1000 repetitions'],
    ['(a{100}){100}', 'at most 1000 repetitions'],
    ['a{3,2}', 'a repetition whose first number is not above the second'],
    ['(a', 'a ")" for every "("'],
    ['a)', 'a "(" for every ")"'],
    ['[a', 'a "]" for every "["'],
    ['[b-a]', 'a range whose first character is not above the second'],
    ['[[:alfa:]]', 'a class that Go knows instead of "[:alfa:]"'],
    ['\\p{Klingon}', 'a Unicode class that Go knows instead of "Klingon"'],
    ['\\Z', 'an escape that Go knows instead of "\\Z"'],
    ['\\cA', 'an escape that Go knows instead of "\\c"'],
    ['a\\', 'something after the "\\" at the end'],
    ['(?x)a', 'a group that begins with'],
    ['', 'a regular expression'],
  ])('%s', (pattern, want) => {
    const found = translateRegexp(pattern);
    expect('want' in found && found.want).toContain(want);
  });

  test('nesting is bounded', () => {
    expect(translateRegexp('('.repeat(5000))).toMatchObject({ want: 'at most 200 nested groups' });
  });
});

test('matching is not exponential', () => {
  expect(compileRegexp('^(a+)+$').test(`${'a'.repeat(5000)}b`)).toBe(false);
  expect(compileRegexp('^(?:a?){500}a{500}$').test('a'.repeat(500))).toBe(true);
});
