/**
 * The programs under `e2e/libraries`, built by Bazel: all modules of one version in one workspace, its MODULE.bazel and BUILD files as
 * gazelle writes them. Modules within (`byhand`) are left out.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CHECKOUT } from '../../tools/bazel/index.js';
import type { LibraryVersion } from './library.js';
import { Workspace } from './workspace.js';

const LIBRARIES = path.join(CHECKOUT, 'e2e/libraries');

interface GoPackage {
  readonly ImportPath: string;
  readonly Name: string;
  readonly Dir: string;
  readonly Standard?: boolean;
  readonly GoFiles?: readonly string[];
  readonly Imports?: readonly string[];
  readonly Module?: { readonly Path: string; readonly Main?: boolean };
}

const workspaces = new Map<LibraryVersion, Promise<Workspace>>();

/** Builds package main in a folder of a library's module; the executable is copied to `folder`. */
export async function buildByBazel(
  library: string,
  program: string,
  version: LibraryVersion,
  tags: readonly string[],
  folder: string,
): Promise<string> {
  const known = workspaces.get(version) ?? makeWorkspace(version);
  workspaces.set(version, known);
  const workspace = await known;
  const label = `//${path.posix.join(library, program)}`;
  const flags = ['--config=otel', ...(tags.length > 0 ? [`--@rules_go//go/config:tags=${tags.join(',')}`] : [])];
  await workspace.succeed('build', [label], { flags });
  const executable = (await workspace.keep([label], path.join(folder, `bazel-${version}-${tags.join('-')}`))).get(label);
  if (executable === undefined) throw new Error(`${label} was not built`);
  return executable;
}

async function makeWorkspace(version: LibraryVersion): Promise<Workspace> {
  const workspace = await Workspace.copy('libraries', `libraries-${version}`);
  const at = (...names: string[]): string => path.join(workspace.folder, ...names);
  const libraries = readdirSync(LIBRARIES).filter((name) => existsSync(at(name, 'go.mod')));
  for (const name of libraries) {
    for (const inner of readdirSync(at(name))) if (existsSync(at(name, inner, 'go.mod'))) rmSync(at(name, inner), { recursive: true });
    for (const kind of version === 'lowest' ? ['mod', 'sum'] : [])
      if (existsSync(at(name, `lowest.${kind}`))) writeFileSync(at(name, `go.${kind}`), readFileSync(at(name, `lowest.${kind}`)));
  }
  const mods = libraries.map((name) => readFileSync(at(name, 'go.mod'), 'utf8'));
  writeFileSync(at('go.work'), `go ${highestGo(mods)}\n\nuse (\n${libraries.map((name) => `\t./${name}\n`).join('')})\n`);
  // A go.mod is named by a label: its folder is a package in any case.
  for (const folder of ['.', ...libraries]) writeFileSync(at(folder, 'BUILD.bazel'), '');
  const packages = listPackages(workspace.folder, libraries, version);
  const byPath = new Map(packages.map((pkg) => [pkg.ImportPath, pkg]));
  const repositories = new Set<string>();
  const own = packages.filter(({ Module }) => Module?.Main === true);
  for (const pkg of own) {
    const labels = (pkg.Imports ?? []).flatMap((importPath) => labelOf(byPath.get(importPath), workspace.folder));
    for (const label of labels) if (label.startsWith('@')) repositories.add(label.slice(1).split('//')[0] ?? '');
    writeFileSync(path.join(pkg.Dir, 'BUILD.bazel'), buildFile(pkg, labels));
  }
  writeFileSync(at('.bazelrc'), 'build:otel --extra_toolchains=@rules_otel_go//bazel/toolchains:all\n');
  writeFileSync(at('MODULE.bazel'), moduleFile([...repositories].sort()));
  return workspace;
}

function listPackages(folder: string, libraries: readonly string[], version: LibraryVersion): GoPackage[] {
  const patterns = libraries.map((name) => `./${name}/...`);
  const fields = '-json=ImportPath,Name,Dir,Standard,GoFiles,Imports,Module';
  const args = ['list', '-deps', fields, ...(version === 'lowest' ? ['-tags=lowest'] : []), ...patterns];
  const text = execFileSync('go', args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, GOWORK: '' } });
  return text
    .split(/^(?=\{$)/m)
    .filter((part) => part.trim() !== '')
    .map((part) => JSON.parse(part) as GoPackage);
}

/** Gazelle's names, by its import_alias convention. */
function labelOf(pkg: GoPackage | undefined, folder: string): string[] {
  if (!pkg || pkg.Standard === true || !pkg.Module) return [];
  const last = path.posix.basename(pkg.ImportPath.replace(/\/v\d+$/, ''));
  if (pkg.Module.Main === true) return [`//${path.relative(folder, pkg.Dir)}:${path.basename(pkg.Dir)}`];
  const within = pkg.ImportPath.slice(pkg.Module.Path.length + 1);
  const name = within === '' ? last : path.posix.basename(within);
  return [`@${repositoryOf(pkg.Module.Path)}//${within}:${name}`];
}

function repositoryOf(module: string): string {
  const [host = '', ...rest] = module.toLowerCase().split('/');
  return [...host.split('.').reverse(), ...rest].join('_').replaceAll(/[^a-z0-9_]/g, '_');
}

function buildFile({ ImportPath, Name, Dir, GoFiles = [] }: GoPackage, deps: readonly string[]): string {
  const list = (values: readonly string[]): string => JSON.stringify([...values].sort());
  const base = path.basename(Dir);
  const attributes = `srcs = ${list(GoFiles)}, importpath = "${ImportPath}", visibility = ["//visibility:public"], deps = ${list(deps)}`;
  const load = 'load("@rules_go//go:def.bzl", "go_binary", "go_library")\n';
  if (Name !== 'main') return `${load}go_library(name = "${base}", ${attributes})\n`;
  return `${load}go_library(name = "${base}_lib", ${attributes})\ngo_binary(name = "${base}", embed = [":${base}_lib"])\n`;
}

function moduleFile(repositories: readonly string[]): string {
  return `module(name = "libraries")

bazel_dep(name = "rules_go", version = "0.63.0")
bazel_dep(name = "gazelle", version = "0.53.0")
bazel_dep(name = "rules_otel_go", version = "0.1.0")

go_sdk = use_extension("@rules_go//go:extensions.bzl", "go_sdk")
go_sdk.host()

go_deps = use_extension("@gazelle//:extensions.bzl", "go_deps")
go_deps.from_file(go_work = "//:go.work")
use_repo(go_deps, ${repositories.map((name) => `"${name}"`).join(', ')})
`;
}

function highestGo(mods: readonly string[]): string {
  const versions = mods.map((text) => /^go\s+(\S+)/m.exec(text)?.[1] ?? '1.25');
  return versions.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))[0] ?? '1.25';
}
