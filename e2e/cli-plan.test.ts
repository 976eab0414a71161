/** `otel plan`: what it says, checked against what a build really does. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readExecutable } from '../src/aquery/executable.js';
import { symbol } from '../src/glue/symbol.js';
import type { Analysis, BinaryAnalysis, PackageAnalysis, PackageGraph } from '../src/report/analysis.js';
import { commandTests, like, LIB, ONE } from './support/cli-tests.js';
import { succeed, TIMEOUT_MS } from './support/otel-command.js';

const { scratch, folder, plain, service, otel } = commandTests('cli-plan');

function binary(analysis: Analysis, importPath: string): BinaryAnalysis {
  const found = analysis.binaries.find((one) => one.importPath === importPath);
  if (!found) throw new Error(`no binary ${importPath} in the plan`);
  return found;
}

function packageOf({ packages }: BinaryAnalysis, importPath: string): PackageAnalysis {
  const found = packages.find((one) => one.importPath === importPath);
  if (!found) throw new Error(`no package ${importPath} in the plan`);
  return found;
}

/** All that lies in a tree, with its content. */
function snapshot(dir: string): string[] {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((entry) => path.join(entry.parentPath, entry.name)).map((file) => `${file} ${readFileSync(file, 'latin1')}`);
}

describe('plan', () => {
  test('packages, rules, hooks, versions and places of each program; nothing is written into the module', () => {
    const before = snapshot(plain);
    const analysis = scratch.json<Analysis>(plain, 'plan', './cmd/...');
    expect(snapshot(plain)).toEqual(before);
    expect(analysis).toMatchObject({ version: 1, source: 'go', targets: ['./cmd/...'] });
    const one = binary(analysis, ONE);
    expect(one).toMatchObject({ state: 'planned', packageCount: 3 });
    expect(one.hookPackages).toContain('example.com/plain/otel/hooks');
    expect(packageOf(one, LIB)).toMatchObject({
      label: './lib',
      std: false,
      state: 'woven',
      path: [ONE, LIB],
      functions: [
        { function: `${LIB}.Run`, file: 'lib/lib.go', line: 15, rules: ['hooks/run'], hooks: ['example.com/plain/otel/hooks.BeforeRun'] },
      ],
      edits: [
        { kind: 'add_struct_fields', file: 'lib/lib.go', line: 7, rule: 'visible/count' },
        { kind: 'inject_code', file: 'lib/lib.go', line: 15, rule: 'visible/counted' },
      ],
    });
    // A program without anything to instrument stays the plain one.
    const two = binary(analysis, 'example.com/plain/cmd/two');
    expect(two.state).toBe('plain');
    expect(packageOf(two, 'os')).toMatchObject({ state: 'unchanged', functions: [] });
    const unused = analysis.rules.find(({ rule }) => rule === 'net_http/net_http_server');
    expect(unused).toMatchObject({ builtIn: true, packages: [], unused: 'no package of these binaries is net/http' });
  });

  test('versions of modules, and what a rule names but does not match', () => {
    const rules = path.join(service, 'otel/more.otelc.yaml');
    writeFileSync(
      rules,
      [
        ...["old:\n  target: golang.org/x/time/rate\n  version: v9.0.0\n  where: { func: WaitN, recv: '*Limiter' }"],
        '  do: { inject_code: { raw: "_ = 0" } }',
        ...['nowhere:\n  target: golang.org/x/**\n  where: { func: NoSuchFunction }', '  do: { inject_code: { raw: "_ = 0" } }', ''],
      ].join('\n'),
    );
    const analysis = scratch.json<Analysis>(service, 'plan', '--rules', rules, '--disable=net_http_client', './greeter');
    rmSync(rules);
    const greeter = binary(analysis, 'example.com/httpservice/greeter');
    const rate = packageOf(greeter, 'golang.org/x/time/rate');
    expect(rate).toMatchObject({ state: 'woven', label: `golang.org/x/time@${rate.version ?? ''}` });
    expect(readFileSync(path.join(service, 'go.mod'), 'utf8')).toContain(`golang.org/x/time ${rate.version ?? 'none'}`);
    expect(rate.functions).toHaveLength(1);
    expect(rate.functions[0]?.file).toMatch(/rate\/rate\.go$/);
    const use = (rule: string): unknown => rate.rules.find((one) => one.rule === rule);
    expect(use('more/old')).toMatchObject({ state: 'not applied', versions: 'v9.0.0' });
    expect(use('more/nowhere')).toMatchObject({ reason: like(/NoSuchFunction/) });
    expect(analysis.rules.find(({ rule }) => rule === 'more/old')?.unused).toContain(rate.version ?? 'none');
    const client = packageOf(greeter, 'net/http').functions.map((fn) => fn.function);
    expect(client).toContain('net/http.serverHandler.ServeHTTP');
    expect(client).not.toContain('net/http.(*Transport).roundTrip');
  });

  test(
    'is what the build does: the hook variables of the programs are those of the plan',
    () => {
      const out = path.join(folder, 'built/');
      const programs = ['./frontend', './greeter', './cmd/version'];
      succeed(scratch.otel(service, ['go', 'build', '-o', out, ...programs]));
      const analysis = scratch.json<Analysis>(service, 'plan', ...programs);
      for (const planned of analysis.binaries) {
        const executable = readExecutable(path.join(out, path.basename(planned.importPath)));
        const found = [...(executable?.symbols ?? [])].filter((name) => /\.otel(hook|after)_\w+$/.test(name));
        const variables = (pkg: PackageAnalysis): string[] =>
          pkg.functions.flatMap((fn) => fn.hookVars.map((name) => symbol(pkg.importMap ?? pkg.importPath, name)));
        // What only the hooks bring along has variables that nobody sets.
        const brought = planned.packages.filter(({ functions, state }) => state === 'woven' && functions.length === 0);
        const own = found.filter((name) => !brought.some(({ importPath }) => name.startsWith(symbol(importPath, ''))));
        expect(own.sort()).toEqual(planned.packages.flatMap(variables).sort());
        expect(planned.state).toBe(found.length > 0 ? 'planned' : 'plain');
        const bound = [...(executable?.functions ?? [])].flatMap(
          (name) => /^main\.(?:.*\.)?otelglue\d*bind(\d+)(?=\.|\[|$)/.exec(name)?.[1] ?? [],
        );
        expect(new Set(bound).size).toBe(planned.packages.flatMap(({ functions }) => functions).length);
      }
      expect(analysis.binaries.map(({ state }) => state).sort()).toEqual(['plain', 'planned', 'planned']);
    },
    TIMEOUT_MS,
  );

  test('flags of go build: -C, -tags, -overlay', () => {
    const tagged = path.join(plain, 'lib/tagged.go');
    writeFileSync(tagged, '//go:build special\n\npackage lib\n\nfunc Special() { println() }\n');
    const rules = path.join(folder, 'special.otelc.yaml');
    const rule = (name: string): string =>
      `${name}:\n  target: '${LIB}**'\n  where: { func: ${name} }\n  do: { inject_code: { raw: "_ = 0" } }\n`;
    writeFileSync(rules, rule('Special') + rule('Overlaid'));
    const overlay = path.join(folder, 'overlay.json');
    const replacement = path.join(folder, 'replacement.go');
    writeFileSync(replacement, '//go:build special\n\npackage lib\n\nfunc Overlaid() { println() }\n');
    writeFileSync(overlay, JSON.stringify({ Replace: { [tagged]: replacement } }));
    const edited = (...args: string[]): string[] => {
      const analysis = scratch.json<Analysis>(folder, 'plan', '-C', plain, '--rules', rules, ...args, './cmd/one');
      return packageOf(binary(analysis, ONE), LIB).edits.flatMap((edit) => (edit.file === 'lib/tagged.go' ? [edit.rule] : []));
    };
    expect(edited()).toEqual([]);
    expect(edited('-tags', 'special')).toEqual(['special/Special']);
    expect(edited('-tags=special', `-overlay=${overlay}`)).toEqual(['special/Overlaid']);
    rmSync(tagged);
  });

  test('table, page and graph', () => {
    const { stdout, stderr } = succeed(otel('plan', './cmd/...'));
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^example\.com\/plain\/cmd\/one \(\w+\): will be instrumented, hooks of .*example\.com\/plain\/otel\/hooks/);
    expect(stdout).toMatch(
      / {2}woven +example\.com\/plain\/lib\n +example\.com\/plain\/lib\.Run +lib\/lib\.go:15 +hooks\/run → hooks\.BeforeRun\n/,
    );
    expect(stdout).toMatch(/rules that match nothing\n {2}\d+ built-in ones, of .*net_http/);
    expect(stdout).not.toContain('\u001b');
    expect(succeed(otel('plan', '--all', './cmd/...')).stdout).toContain('net_http/net_http_server');
    const page = path.join(folder, 'plan.html');
    const withGraph = scratch.json<Analysis & { graph: PackageGraph }>(plain, 'plan', '--graph', '--html', page, './cmd/one');
    expect(readFileSync(page, 'utf8')).toContain('<title>Instrumentation of ./cmd/one</title>');
    const { packages, imports, mains } = withGraph.graph;
    const index = (importPath: string): number => packages.findIndex((one) => one.importPath === importPath);
    expect(mains).toEqual([index(ONE)]);
    expect(imports[index(ONE)]).toContain(index(LIB));
  });
  test('a package that does not exist, with its place', () => {
    const broken = path.join(folder, 'broken');
    mkdirSync(broken);
    writeFileSync(path.join(broken, 'go.mod'), 'module example.com/broken\n\ngo 1.25.0\n');
    writeFileSync(path.join(broken, 'main.go'), 'package main\n\nimport _ "example.com/broken/missing"\n\nfunc main() {}\n');
    const { status, stderr } = scratch.otel(broken, ['plan']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^otel: .*main\.go:3:8: .*example\.com\/broken\/missing.* \[USAGE\]\n$/);
  });
});
