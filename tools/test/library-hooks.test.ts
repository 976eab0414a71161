/** What BUILD files say of hooks for libraries must be what their sources say: nobody else compiles those before a user does. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const HOOKS = path.join(ROOT, 'hooks');
const read = (...parts: string[]): string => readFileSync(path.join(ROOT, ...parts), 'utf8');
const modules = readdirSync(HOOKS).filter((name) => existsSync(path.join(HOOKS, name, 'go.mod')));
/** Packages of these modules: `pgx`, `pgx/pool`. */
const libraries = modules.flatMap((name) =>
  readdirSync(path.join(HOOKS, name), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.go'))
    .map((file) => path.join(name, path.dirname(file)))
    .filter((folder, i, all) => all.indexOf(folder) === i),
);

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
  expect(libraries).toContain('gin');
});

test.each(libraries)('hooks/%s: its BUILD file lists its sources and what they import', (library) => {
  const build = read('hooks', library, 'BUILD.bazel');
  const sources = sourcesOf(library);
  const imports = new Set(sources.flatMap((name) => importsOf(read('hooks', library, name))));
  expect(strings(build, 'srcs')).toEqual(sources);
  expect(strings(build, 'imports')).toEqual([...imports].sort());
  // Packages of ours are found whatever else a binary contains.
  const ours = [...imports].sort().flatMap((importPath) => /^otel-go\.internal(\/hooks\/.*)$/.exec(importPath)?.[1] ?? []);
  expect(strings(build, 'deps')).toEqual(ours.map((folder) => `/${folder}`));
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

test('docs/libraries.md names the library of each rule file, and from which version on it is instrumented', () => {
  const rows = [...read('docs', 'libraries.md').matchAll(/^\| (\S+) \| (v\S+) /gm)].map(([, module = '', first = '']) => ({
    module,
    first,
  }));
  const undocumented = readdirSync(path.join(ROOT, 'rules')).filter((name) => {
    const [, target = '', version] = /^ {2}target: (\S+\.\S+)\n {2}version: (v[\d.]+)/m.exec(read('rules', name)) ?? [];
    return version !== undefined && !rows.some(({ module, first }) => first === version && `${target}/`.startsWith(`${module}/`));
  });
  expect(undocumented).toEqual([]);
});
