import { beforeAll, describe, expect, test } from '@jest/globals';
import { parseHookPackage } from '../golang/parsehooks.js';
import { initParser, type GoParser } from '../golang/parser.js';
import type { WeaveReport } from '../report/report.js';
import { loadRuleFile } from '../rules/load.js';
import { LINUX } from './testcase.js';
import { weavePackage } from './weave.js';

let parser: GoParser;

beforeAll(async () => {
  parser = await initParser();
});

function weave(rules: string, importPath = 'example.com/p', packageName = 'p'): WeaveReport {
  const text = `package ${packageName}\n\ntype Server struct{}\n\nfunc (*Server) Serve() { F() }\n\nfunc caller() { F() }\n\nfunc F() {}\n`;
  const hooks = parseHookPackage(parser, 'example.com/h', [{ name: 'h.go', path: 'h.go', text: 'package h\n\nfunc B() {}\n' }], LINUX);
  return weavePackage(parser, {
    importPath,
    importMap: importPath,
    label: '//p',
    buildContext: LINUX,
    files: [{ name: 'p.go', path: 'p.go', text }],
    rules: loadRuleFile({ file: 'r.otelc.yaml', text: rules, library: 'r', readFile: () => undefined }),
    hooks: new Map([['example.com/h', hooks]]),
  }).report;
}

const rule = (callers: string, name = 'r'): string =>
  `${name}:\n  target: '**'\n  where: { func: F }\n  do:\n    - inject_hooks: { before: B, path: example.com/h${callers} }\n`;

describe('the report says which callers are excluded', () => {
  test.each([
    [
      '[caller, "(*Server).Serve"]',
      [
        { package: 'example.com/p', function: 'caller' },
        { package: 'example.com/p', function: 'Server.Serve' },
      ],
    ],
    ['example.com/other.G', [{ package: 'example.com/other', function: 'G' }, { package: 'example.com/other.G' }]],
    ['example.com/jobs/**', [{ package: 'example.com/jobs/**' }]],
  ])('%s', (callers, want) => {
    expect(weave(rule(`, exclude_callers: ${callers}`)).joinPoints[0]?.hooks).toMatchObject([{ excludeCallers: want }]);
  });

  test('functions of package main by the name that the runtime gives it', () => {
    const { joinPoints } = weave(rule(', exclude_callers: caller'), 'example.com/cmd', 'main');
    expect(joinPoints[0]?.hooks[0]?.excludeCallers).toEqual([{ package: 'main', function: 'caller' }]);
  });

  test('nothing without them', () => {
    expect(weave(rule('')).joinPoints[0]?.hooks[0]).not.toHaveProperty('excludeCallers');
  });
});

describe('a caller that the package does not have is a warning', () => {
  test.each([
    ['calle', 'exclude_callers: package example.com/p has no function calle; nearest: caller'],
    ['Server.Serv', 'exclude_callers: package example.com/p has no function Server.Serv; nearest: Server.Serve'],
    ['"*Server.Serv"', 'exclude_callers: package example.com/p has no function Server.Serv; nearest: Server.Serve'],
    ['somethingElse', 'exclude_callers: package example.com/p has no function somethingElse'],
  ])('%s', (callers, want) => {
    const { warnings } = weave(rule(`, exclude_callers: ${callers}`));
    expect(warnings).toEqual([{ position: { file: 'r.otelc.yaml', line: 5, column: 72 }, message: want }]);
  });

  test.each(['caller', 'cal*', '"*.Serve"', 'Server.Serve', '"*Server.Serve"', 'main.main', 'net/http.Get', '"(*Server).Serve"'])(
    'not %s',
    (callers) => {
      expect(weave(rule(`, exclude_callers: ${callers}`)).warnings).toEqual([]);
    },
  );
});

test('the same hooks with other callers are other hooks', () => {
  const count = (...rules: string[]): number => weave(rules.join('')).joinPoints[0]?.hooks.length ?? 0;
  const one = ', exclude_callers: caller';
  expect(count(rule(one, 'a'), rule(one, 'b'))).toBe(1);
  expect(count(rule(one, 'a'), rule('', 'b'))).toBe(2);
});
