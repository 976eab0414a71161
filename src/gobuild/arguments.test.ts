import { describe, expect, test } from '@jest/globals';
import { contextFlags, flagText, isSet, lastValue, parseGoArguments, parseGoFlags } from './arguments.js';
import { explicitEntries, gcflagsOf } from './gcflags.js';
import { joinQuoted, splitQuoted } from './quoted.js';

describe('the go command line', () => {
  test.each([
    [
      ['build', '-o', 'x', '-v', './a', './b'],
      ['./a', './b'],
    ],
    [['build', '-tags=a,b', '-race', '--ldflags', '-X main.V=1', '.'], ['.']],
    [['build', '-buildvcs', './a'], ['./a']],
    [['run', '-race', './a', '-o', './b'], ['./a']],
    [
      ['run', 'a.go', 'b.go', 'argument'],
      ['a.go', 'b.go'],
    ],
    [['test', '-run', 'X', './a', '-v', '-args', './b'], ['./a']],
    [
      ['test', './a', '-run', 'X', './b'],
      ['./a', './b'],
    ],
  ])('packages of %j', (args, packages) => {
    expect(parseGoArguments(args).packages).toEqual(packages);
  });

  test('flags that say how packages are compiled', () => {
    const { flags } = parseGoArguments(['build', '-o', 'x', '-tags', 'a', '-race', '-v', '-trimpath=false', '-p=4', '-gcflags=-N', '.']);
    expect(contextFlags(flags).map(flagText)).toEqual(['-tags=a', '-race', '-trimpath=false']);
    expect([isSet(flags, 'race'), isSet(flags, 'trimpath'), isSet(flags, 'msan'), lastValue(flags, 'o')]).toEqual([
      true,
      false,
      false,
      'x',
    ]);
    expect(parseGoFlags(`-mod=mod '-ldflags=-X a=b' -race`).map(({ name, value }) => [name, value])).toEqual([
      ['mod', 'mod'],
      ['ldflags', '-X a=b'],
      ['race', undefined],
    ]);
  });

  test('quoted words', () => {
    const words = ['a', 'b c', `it's`];
    expect(splitQuoted(joinQuoted(words))).toEqual(words);
  });
});

describe('-gcflags', () => {
  const named = { main: 'example.com/a/cmd', here: 'example.com/a' };
  const flags = parseGoArguments(['build', '-gcflags=all=-N', '-gcflags=./lib/...=-l', '-gcflags=std=-S', '-gcflags=-m']).flags;

  test.each([
    ['golang.org/x/time/rate', '-N'],
    ['example.com/a/lib', '-l'],
    ['example.com/a/lib/inner', '-l'],
    ['example.com/a/library', '-N'],
    ['net/http', '-S'],
    ['example.com/a/cmd', '-m'],
  ])('of %s', (importPath, expected) => {
    expect(gcflagsOf(importPath, flags, named)).toBe(expected);
  });

  test('an entry without a pattern means what the user named, not what we name', () => {
    expect(explicitEntries(flags, named).at(-1)).toBe('-gcflags=example.com/a/cmd=-m');
  });
});
