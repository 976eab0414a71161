import { expect, test } from '@jest/globals';
import { expandArguments, flagValue, parseCompile, replaceFlag, trimWoven } from './compilecommand.js';
import { quoteGo, unquoteGo } from './gostring.js';
import { formatImportConfig, parseImportConfig } from './importcfg.js';
import { addedModule, addModules, moduleOf, parseModuleInfo } from './moduleinfo.js';

const INFO = [
  'path\texample.com/a/cmd',
  'mod\texample.com/a\t(devel)\t',
  'dep\texample.com/b\tv1.0.0\th1:b=',
  '=>\t./b\t(devel)\t',
  'dep\texample.com/d\tv1.2.0\th1:d=',
  'build\t-race=true',
  'build\tCGO_CFLAGS=-O2 -g',
  '',
].join('\n');

test('build information: modules are added in their places, replacements stay with theirs', () => {
  const added = addModules(INFO, [
    addedModule('example.com/z', 'v1.0.0', ''),
    addedModule('example.com/c', 'v0.1.0', 'h1:c='),
    addedModule('example.com/d', 'v9.0.0', ''),
  ]);
  expect(added.split('\n').slice(2, 7)).toEqual([
    'dep\texample.com/b\tv1.0.0\th1:b=',
    '=>\t./b\t(devel)\t',
    'dep\texample.com/c\tv0.1.0\th1:c=',
    'dep\texample.com/d\tv1.2.0\th1:d=',
    'dep\texample.com/z\tv1.0.0\t',
  ]);
  const info = parseModuleInfo(INFO);
  expect(info.settings.get('CGO_CFLAGS')).toBe('-O2 -g');
  expect(moduleOf('example.com/b/inner', info)?.replace).toEqual({ path: './b', version: '(devel)' });
  expect(moduleOf('example.com/a/lib', info)?.path).toBe('example.com/a');
  expect(moduleOf('net/http', info)).toBeUndefined();
});

test('an import configuration comes back as it was', () => {
  const text = formatImportConfig({ packages: new Map([['a/b', '/x=y/b.a']]), moduleInfo: `${INFO}ü`, others: ['importmap c=vendor/c'] });
  expect(text).toMatch(/^modinfo "0w\\xaf/m);
  expect(parseImportConfig(text)).toEqual({
    packages: new Map([['a/b', '/x=y/b.a']]),
    moduleInfo: `${INFO}ü`,
    others: ['importmap c=vendor/c'],
  });
});

test('Go strings', () => {
  expect(unquoteGo(String.raw`"a\x00\n\"\\\u00fc"`)).toBe('a\0\n"\\\u00c3\u00bc');
  expect(unquoteGo(quoteGo('\0\x7f\xff "\\\t'))).toBe('\0\x7f\xff "\\\t');
});

test('a compile command', () => {
  const { flags, files } = parseCompile(['-o', 'x.a', '-p', 'main', '-std', '-pack', 'a.go', '/b/b.go']);
  expect([flagValue(flags, '-p'), files]).toEqual(['main', ['a.go', '/b/b.go']]);
  expect(replaceFlag(flags, '-o', 'y.a').slice(0, 2)).toEqual(['-o', 'y.a']);
  expect(parseCompile(['-pack', '/cache/0a-d']).files).toEqual(['/cache/0a-d']);
  expect(expandArguments(['-V=full'])).toEqual(['-V=full']);
});

test.each([
  ['$WORK/b1=>', '/src/p', '/tmp/w=>/src/p;$WORK/b1=>'],
  ['$WORK/b1=>;/src/p=>example.com/p', '/src/p', '/tmp/w=>example.com/p;$WORK/b1=>;/src/p=>example.com/p'],
  ['$WORK/b1=>', '/go/src/net/http', '/tmp/w=>$GOROOT/src/net/http;$WORK/b1=>'],
])('-trimpath %s for files of %s', (trimpath, folder, expected) => {
  expect(trimWoven(trimpath, '/tmp/w', folder, '/go')).toBe(expected);
});
