import { describe, expect, test } from '@jest/globals';
import { mergeRuleSets, type RuleOrigin, type RuleSource } from './merge.js';
import { load } from './testkit.js';

const rule = (name: string, more = '', target = 'net/http'): string =>
  `${name}:\n  target: ${target}\n  func: F\n  before: Before\n  path: example.com/h\n${more}`;
const source = (origin: RuleOrigin, library: string, ...texts: string[]): RuleSource => ({ origin, rules: load(texts.join(''), library) });
const names = (sources: RuleSource[], disable: string[] = []): string[] =>
  mergeRuleSets(sources, { disable }).rules.map((each) => `${each.library}/${each.name}`);

describe('precedence', () => {
  test('a higher origin replaces the whole rule of the same library and name', () => {
    const sources = [
      source('command-line', 'x', rule('a', '  order: 3\n')),
      source('built-in', 'x', rule('a', '  order: 1\n  support: true\n'), rule('b')),
      source('workspace', 'x', rule('a', '  order: 2\n')),
    ];
    const { rules } = mergeRuleSets(sources, { disable: [] });
    expect(rules.map(({ name, order, support }) => [name, order, support])).toEqual([
      ['b', 0, false],
      ['a', 3, false],
    ]);
  });

  test('built-in, workspace, target, command line', () => {
    const origins: readonly RuleOrigin[] = ['target', 'command-line', 'built-in', 'workspace'];
    const sources = origins.map((origin, order) => source(origin, 'x', rule('a', `  order: ${order}\n`)));
    const winner = (left: readonly RuleSource[]): number | undefined => mergeRuleSets(left, { disable: [] }).rules[0]?.order;
    expect(winner(sources)).toBe(1);
    expect(winner(sources.filter(({ origin }) => origin !== 'command-line'))).toBe(0);
    expect(winner(sources.filter(({ origin }) => origin === 'workspace' || origin === 'built-in'))).toBe(3);
  });

  test('the same name in another library is another rule', () => {
    expect(names([source('built-in', 'x', rule('a')), source('workspace', 'y', rule('a'))])).toEqual(['x/a', 'y/a']);
  });

  test('enabled: false switches the replaced rule off', () => {
    expect(names([source('built-in', 'x', rule('a'), rule('b')), source('workspace', 'x', rule('a', '  enabled: false\n'))])).toEqual([
      'x/b',
    ]);
  });

  test('the same rule twice counts once', () => {
    expect(names([source('workspace', 'x', rule('a')), source('workspace', 'x', `# moved\n\n${rule('a')}`)])).toEqual(['x/a']);
  });

  test('different rules of one name are an error', () => {
    expect(() => names([source('workspace', 'x', rule('a')), source('workspace', 'x', '\n\n', rule('a', '  order: 1\n'))])).toThrow(
      'x.otelc.yaml:2:1: rule "a" of library "x" a second time (first in x.otelc.yaml:1), want each name once; rename one of them [RULE_DUPLICATE]',
    );
  });

  test('order, then name, then library', () => {
    const sources = [source('workspace', 'y', rule('b'), rule('a')), source('built-in', 'x', rule('b'), rule('z', '  order: -1\n'))];
    expect(names(sources)).toEqual(['x/z', 'y/a', 'x/b', 'y/b']);
  });
});

describe('disable', () => {
  const sources = [
    source('built-in', 'x', rule('a'), rule('b', '', '[net/http, net/url]')),
    source('built-in', 'y', rule('a'), rule('glob', '', '"net/**"')),
  ];

  test.each([
    ['a', ['x/b', 'y/glob']],
    ['x', ['y/a', 'y/glob']],
    ['x/a', ['y/a', 'x/b', 'y/glob']],
    ['net/url', ['x/a', 'y/a', 'x/b', 'y/glob']],
    ['net/http', ['x/b', 'y/glob']],
    ['net/**', ['x/a', 'y/a', 'x/b']],
  ])('%s', (word, left) => {
    expect(names(sources, [word])).toEqual(left);
  });

  test('a target goes out of lists and globs', () => {
    const { rules } = mergeRuleSets(sources, { disable: ['net/http'] });
    expect(
      rules.map((each) => [each.name, each.targets.map(({ value }) => value), each.excludedTargets?.map(({ value }) => value)]),
    ).toEqual([
      ['b', ['net/url'], undefined],
      ['glob', ['net/**'], ['net/http']],
    ]);
  });

  test('unknown words, all at once, with the nearest one', () => {
    expect(() => names(sources, ['gloob', 'net/htp', 'something-else'])).toThrow(
      [
        '"gloob" to disable, want the name of a rule, a library or a target; did you mean "glob"? [USAGE]',
        '"something-else" to disable, want the name of a rule, a library or a target; otel rules list shows all of them [USAGE]',
      ].join('\n'),
    );
    expect(() => names([source('built-in', 'x', rule('a'))], ['net/htp'])).toThrow('did you mean "net/http"?');
  });
});
