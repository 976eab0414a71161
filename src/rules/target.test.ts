import { describe, expect, test } from '@jest/globals';
import { compileGlob, globProblem, mostAlternatives } from './glob.js';
import { expandBraces, isGlob, matchesTarget } from './target.js';
import type { Located } from './types.js';

const located = (value: string): Located<string> => ({ value, position: { file: 'r', line: 1, column: 1 } });
const pkg = (importPath: string, more: object = {}): { importPath: string; isMain: boolean } => ({ importPath, isMain: false, ...more });
const matches = (targets: string[], of: ReturnType<typeof pkg>, excluded: string[] = []): boolean =>
  matchesTarget({ targets: targets.map(located), excludedTargets: excluded.map(located) }, of);

describe('globs', () => {
  test.each([
    ['example.com/svc/*', 'example.com/svc/users', true],
    ['example.com/svc/*', 'example.com/svc', false],
    ['example.com/svc/*', 'example.com/svc/users/v2', false],
    ['example.com/*/handler', 'example.com/a/handler', true],
    ['example.com/*/handler', 'example.com/a/b/handler', false],
    ['example.com/svc/**', 'example.com/svc', true],
    ['example.com/svc/**', 'example.com/svc/users/v2', true],
    ['example.com/svc/**', 'example.com/svc2', false],
    ['example.com/**/handler', 'example.com/handler', true],
    ['example.com/**/handler', 'example.com/a/b/handler', true],
    ['example.com/**/handler', 'example.com/a/b/handlers', false],
    ['**', 'net/http', true],
    ['**', '', true],
    ['**/internal/**', 'internal', true],
    ['**/internal/**', 'a/internal/b/c', true],
    ['a/**/b/**/c', 'a/x/y/b/z/c', true],
    ['a/**/b/**/c', 'a/x/b/z/d', false],
    ['svc**', 'svcx', true],
    ['svc**', 'svc/x', false],
    ['v?', 'v1', true],
    ['v?', 'v', false],
    ['v?', 'v12', false],
    ['a?b', 'a/b', false],
    ['v[12]', 'v1', true],
    ['v[12]', 'v3', false],
    ['v[0-9a-f]', 'vc', true],
    ['v[!0-9]', 'v3', false],
    ['v[^0-9]', 'vx', true],
    ['v[^0-9]', 'v/', false],
    ['v[a-]', 'v-', true],
    ['v[z-a]', 'vm', false],
    ['net/{http,url}', 'net/url', true],
    ['net/{http,url}', 'net/mail', false],
    ['net/http{,/httptrace}', 'net/http', true],
    ['net/http{,/httptrace}', 'net/http/httptrace', true],
    ['{a,b{c,d/*}}/x', 'bd/y/x', true],
    ['{a,b{c,d/*}}/x', 'b/x', false],
    ['example.com/{**,x}', 'example.com/p/q', true],
    ['*a*b*c', 'xxaxxbxbxc', true],
    ['*a*b*c', 'xxaxxcxb', false],
    ['?', '😀', true],
  ])('%s on %s: %s', (pattern, path, expected) => {
    expect(globProblem(pattern)).toBeUndefined();
    expect(compileGlob(pattern)(path)).toBe(expected);
  });

  test('no pattern takes long', () => {
    const path = `${'a/'.repeat(400)}${'a'.repeat(400)}`;
    for (const pattern of [`${'**/'.repeat(300)}b`, `${'**/'.repeat(200)}${'*a'.repeat(100)}b`, `**/${'*a'.repeat(400)}b`]) {
      expect(compileGlob(pattern)(path)).toBe(false);
    }
  });

  test.each(['[', '[]', '[!]', ']', '{', '}', '{a', 'a}', '{a,{b}', 'a,b*', '\\*', '{a,b}'.repeat(9), 'x'.repeat(2000)])(
    '%s is refused',
    (pattern) => {
      expect(globProblem(pattern)).toBeDefined();
      expect(expandBraces(pattern)).toEqual([pattern]);
    },
  );

  test('braces', () => {
    expect(expandBraces('a')).toEqual(['a']);
    expect(expandBraces('{a,b}/{c,d}')).toEqual(['a/c', 'a/d', 'b/c', 'b/d']);
    expect(expandBraces('x{,y{1,2}}*')).toEqual(['x*', 'xy1*', 'xy2*']);
    expect(expandBraces('{a}{a,a}')).toEqual(['aa']);
    expect(expandBraces('{a,b}'.repeat(8))).toHaveLength(mostAlternatives);
    expect(expandBraces('{[a,b],c}')).toEqual(['[a,b]', 'c']);
  });

  test('isGlob', () => {
    expect(['a*', 'a?', 'a[b]', '{a}', 'net/http', '$root', 'main', ''].map(isGlob)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('targets', () => {
  test('main', () => {
    expect(matches(['main'], pkg('example.com/cmd', { isMain: true }))).toBe(true);
    expect(matches(['main'], pkg('example.com/cmd'))).toBe(false);
    expect(matches(['main'], pkg('main'))).toBe(false);
    expect(matches(['example.com/*'], pkg('example.com/cmd', { isMain: true }))).toBe(true);
  });

  test('$root', () => {
    expect(matches(['$root'], pkg('example.com/app/x', { rootModule: 'example.com/app' }))).toBe(true);
    expect(matches(['$root'], pkg('example.com/app', { rootModule: 'example.com/app' }))).toBe(true);
    expect(matches(['$root'], pkg('example.com/app2', { rootModule: 'example.com/app' }))).toBe(false);
    expect(matches(['$root'], pkg('example.com/b', { rootModule: ['example.com/app', 'example.com/b'] }))).toBe(true);
    expect(matches(['$root'], pkg('example.com/app'))).toBe(false);
  });

  test('several, and exclusions', () => {
    expect(matches(['net/http', 'net/url'], pkg('net/url'))).toBe(true);
    expect(matches(['net/http'], pkg('net/http/httptrace'))).toBe(false);
    expect(matches(['net/**'], pkg('net/url'), ['net/u*'])).toBe(false);
    expect(matches(['net/**'], pkg('net/http'), ['net/u*'])).toBe(true);
    expect(matchesTarget({ targets: [located('net/http')] }, pkg('net/http'))).toBe(true);
  });
});
