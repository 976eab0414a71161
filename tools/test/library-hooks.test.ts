/** What BUILD files say of hooks for libraries must be what their sources say: nobody else compiles those before a user does. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const HOOKS = path.join(ROOT, 'hooks');
const read = (...parts: string[]): string => readFileSync(path.join(ROOT, ...parts), 'utf8');
const libraries = readdirSync(HOOKS).filter((name) => existsSync(path.join(HOOKS, name, 'go.mod')));

/** The strings of an attribute of the only rule in a BUILD file. */
function strings(build: string, attribute: string): string[] {
  const list = new RegExp(`^    ${attribute} = \\[([^\\]]*)\\]`, 'm').exec(build)?.[1] ?? '';
  return [...list.matchAll(/"([^"]+)"/g)].map(([, text = '']) => text);
}

function sourcesOf(library: string): string[] {
  return readdirSync(path.join(HOOKS, library))
    .filter((name) => name.endsWith('.go') && !name.endsWith('_test.go'))
    .sort();
}

/** Import paths outside of the standard library. */
function importsOf(text: string): string[] {
  const declarations = [...text.matchAll(/^import\s+(?:\(([^)]*)\)|(.*))$/gm)].map(([, block, single]) => block ?? single ?? '');
  return declarations
    .flatMap((lines) => lines.split('\n'))
    .flatMap((line) => /^\s*(?:[\w.]+\s+)?"([^"]+)"/.exec(line)?.[1] ?? [])
    .filter((importPath) => (importPath.split('/')[0] ?? '').includes('.'));
}

test('there are hooks for libraries', () => {
  expect(libraries.length).toBeGreaterThan(0);
});

test.each(libraries)('hooks/%s: its BUILD file lists its sources and what they import', (library) => {
  const build = read('hooks', library, 'BUILD.bazel');
  const sources = sourcesOf(library);
  const imports = new Set(sources.flatMap((name) => importsOf(read('hooks', library, name))));
  expect(strings(build, 'srcs')).toEqual(sources);
  expect(strings(build, 'imports')).toEqual([...imports].sort());
  expect(build).toContain(`importpath = "otel-go.internal/hooks/${library}"`);
});

test('Bazel knows every hook package that a built-in rule names', () => {
  const rules = readdirSync(path.join(ROOT, 'rules')).filter((name) => name.endsWith('.otelc.yaml'));
  const named = new Set(
    rules.flatMap((name) => [...read('rules', name).matchAll(/path: otel-go\.internal\/hooks\/(\S+)/g)].map(([, p = '']) => p)),
  );
  const known = [...read('bazel/private/extension.bzl').matchAll(/Label\("\/\/hooks\/([^"]+)"\)/g)].map(([, p = '']) => p);
  expect(known).toEqual(expect.arrayContaining([...named]));
});
