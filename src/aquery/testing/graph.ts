/** Action graphs made by hand, in Bazel's encoding, for tests and measurements. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Container, containerType } from '../messages.js';
import { OutputTree } from '../tree.js';

export interface TestAction {
  readonly mnemonic: string;
  readonly label: string;
  readonly args?: readonly string[];
  readonly output?: string;
  readonly key?: string;
  readonly contents?: string;
  readonly configuration?: string;
  readonly isTool?: boolean;
}

/** One length-delimited message. */
export function encodeContainer(container: { readonly [K in keyof Container]?: readonly Partial<Container[K][number]>[] }): Buffer {
  return Buffer.from(containerType.encodeDelimited(containerType.fromObject(container)).finish());
}

/** One message for each entity, before its first use, as Bazel streams them. */
export function encodeGraph(actions: readonly TestAction[]): Buffer {
  const messages: Buffer[] = [];
  const ids = new Map<string, number>();
  const known = (kind: string, key: string, add: (id: number) => void): number => {
    const found = ids.get(`${kind} ${key}`);
    if (found !== undefined) return found;
    const id = ids.size + 1;
    ids.set(`${kind} ${key}`, id);
    add(id);
    return id;
  };
  const fragment = (path: string): number => {
    if (path === '') return 0;
    const slash = path.lastIndexOf('/');
    const parentId = fragment(path.slice(0, Math.max(0, slash)));
    return known('fragment', path, (id) =>
      messages.push(encodeContainer({ pathFragments: [{ id, label: path.slice(slash + 1), parentId }] })),
    );
  };
  for (const action of actions) {
    const { mnemonic, label, args = [], output = '', configuration = 'k8-fastbuild', isTool = false } = action;
    const targetId = known('target', label, (id) => messages.push(encodeContainer({ targets: [{ id, label }] })));
    const configurationId = known('configuration', configuration, (id) =>
      messages.push(
        encodeContainer({ configuration: [{ id, mnemonic: configuration, platformName: 'k8', checksum: configuration, isTool }] }),
      ),
    );
    const pathFragmentId = fragment(output);
    const primaryOutputId =
      output === '' ? 0 : known('artifact', output, (id) => messages.push(encodeContainer({ artifacts: [{ id, pathFragmentId }] })));
    const actionKey = action.key ?? `${mnemonic} ${args.join(' ')}`;
    messages.push(
      encodeContainer({
        actions: [
          { targetId, configurationId, mnemonic, actionKey, arguments: args, primaryOutputId, fileContents: action.contents ?? '' },
        ],
      }),
    );
  }
  return Buffer.concat(messages);
}

export const BIN = 'bazel-out/k8-fastbuild/bin';
export const SLICES = 'external/otel_rules/slices';

export interface TestPackage {
  readonly importPath: string;
  readonly deps?: readonly string[];
  /** Slices given to the package. */
  readonly slices?: readonly string[];
  readonly metadata?: string;
  readonly label?: string;
}

const archive = (importPath: string): string => `${BIN}/${importPath}.a`;
const label = (pkg: Pick<TestPackage, 'importPath' | 'label'>): string => pkg.label ?? `//${pkg.importPath}`;

/** What rules_go and ours declare for a package. */
export function packageActions(pkg: TestPackage): TestAction[] {
  const { importPath, deps = [], slices = [], metadata } = pkg;
  const woven = `${BIN}/${importPath}.otelweave`;
  const compile: TestAction = {
    mnemonic: 'GoCompilePkg',
    label: label(pkg),
    output: archive(importPath),
    args: [
      ...['builder', 'compilepkg', '-sdk', 'external/sdk', '-src', `${importPath}/a.go`, '-src', `${importPath}/b.go`],
      ...deps.flatMap((dep) => ['-arc', `${dep}=${dep}=${BIN}/${dep}.x`]),
      ...['-importpath', importPath, '-p', importPath, ...(slices.length > 0 ? ['-embedsrc', woven] : [])],
      ...['-lo', archive(importPath), '-o', `${BIN}/${importPath}.x`, '--', '-trimpath', '.'],
    ],
  };
  if (slices.length === 0) return [compile];
  const weave: TestAction = {
    mnemonic: 'GoOtelWeave',
    label: label(pkg),
    output: woven,
    args: [
      ...['node', 'tool.mjs', 'weave', `--import-path=${importPath}`, `--import-map=${importPath}`, `--label=${label(pkg)}`],
      ...['--go-version=1.26.8', ...slices.map((slice) => `--rules=${SLICES}/${slice}.json`)],
      ...(metadata === undefined ? [] : [`--package-metadata=${metadata}`]),
      ...[`--out=${woven}`, `--report=${BIN}/${importPath}.otelreport.json`, '--', `${importPath}/a.go`, `${importPath}/b.go`],
    ],
  };
  return [weave, compile];
}

/** A std package that is offered to all binaries. */
export function stdActions(importPath: string, slice: string): TestAction[] {
  const configuration = 'k8-fastbuild-ST-1';
  const out = `bazel-out/${configuration}/bin/std/${importPath}`;
  return [
    {
      mnemonic: 'GoOtelWeave',
      label: '@@rules_otel_go~//bazel/private:std',
      configuration,
      output: `${out}.otelweave`,
      args: [
        ...['node', 'tool.mjs', 'weave', `--import-path=${importPath}`, `--import-map=${importPath}`, `--label=std:${importPath}`],
        ...['--go-version=1.26.8', `--rules=${SLICES}/${slice}.json`, `--out=${out}.otelweave`, `--report=${out}.otelreport.json`, '--'],
      ],
    },
  ];
}

/** A program with everything that it may contain. */
export function binaryActions(
  importPath: string,
  deps: readonly string[],
  closure: readonly string[],
  std: readonly string[] = [],
): TestAction[] {
  const manifest = `${BIN}/${importPath}.otel_manifest.json`;
  const main = `//${importPath}`;
  const woven = `${BIN}/${importPath}.main.otelweave`;
  const compiles = packageActions({ importPath, deps }).map((action) => ({
    ...action,
    args: ['-embedsrc', woven, ...(action.args ?? [])],
  }));
  return [
    {
      mnemonic: 'GoOtelMain',
      label: main,
      output: woven,
      args: [
        ...['node', 'tool.mjs', 'main', `--label=${main}`, `--import-path=${importPath}`],
        ...std.map((path) => `--report=bazel-out/k8-fastbuild-ST-1/bin/std/${path}.otelreport.json`),
        ...closure.map((path) => `--archive=${path}=${archive(path)}`),
        ...[`--out=${woven}`, `--manifest=${manifest}`, '--', `${importPath}/main.go`],
      ],
    },
    ...compiles,
    {
      mnemonic: 'GoLink',
      label: main,
      output: `${BIN}/${importPath}_/main`,
      args: [
        ...['builder', 'link', ...closure.flatMap((path) => ['-arc', `//${path}=${path}=${archive(path)}`])],
        ...['-o', `${BIN}/${importPath}_/main`, '-main', archive(importPath), '-p', importPath, '--', '-s', '-w'],
      ],
    },
  ];
}

/** A program of many packages in layers, each of which imports some of the next; every `wovenEvery`-th is woven. */
export function largeGraph(count: number, wovenEvery: number): TestAction[] {
  const path = (i: number): string => `example.com/shop/team${i % 20}/module${Math.floor(i / 20) % 10}/package${i}`;
  const paths = Array.from({ length: count }, (_, i) => path(i));
  const packages = paths.flatMap((importPath, i) => {
    const deps = [2 * i + 1, 2 * i + 2, 3 * i + 7, 5 * i + 11].flatMap((j) => paths[j] ?? []);
    return packageActions({ importPath, deps, slices: i % wovenEvery === wovenEvery - 1 ? ['shop'] : [] });
  });
  return [
    ...packages,
    ...stdActions('net/http', 'net_http'),
    ...binaryActions('example.com/shop/cmd/server', paths.slice(0, 3), paths, ['net/http']),
  ];
}

/** Files of a build in a folder, by the paths that actions have. */
export function writeTree(folder: string, files: Readonly<Record<string, string>>): OutputTree {
  const tree = new OutputTree({
    executionRoot: join(folder, 'execroot'),
    outputBase: join(folder, 'base'),
    workspace: join(folder, 'workspace'),
  });
  for (const [path, text] of Object.entries(files)) {
    const file = tree.resolve(path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return tree;
}
