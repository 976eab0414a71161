/** What the actions of rules_go and of ours do, read from their arguments (bazel/private/*.bzl). */
import type { Action, Configuration } from './actiongraph.js';

/** The actions that the analysis reads; `FileWrite` writes the package metadata with the modules' versions. */
export const GO_MNEMONICS = 'GoCompilePkg|GoLink|GoOtel.*|FileWrite';

export interface CompileAction {
  readonly label: string;
  readonly importPath: string;
  /** The linker's name. */
  readonly importMap: string;
  /** Import paths of direct dependencies, std packages excluded. */
  readonly deps: readonly { readonly importPath: string; readonly file: string }[];
  readonly sources: readonly string[];
  /** Folder with woven files; undefined for packages that are compiled as they are. */
  readonly wovenDir: string | undefined;
}

export interface WeaveAction {
  readonly label: string;
  readonly importPath: string;
  readonly importMap: string;
  readonly std: boolean;
  readonly goVersion: string;
  readonly slices: readonly string[];
  readonly rewriters: readonly string[];
  readonly metadata: string | undefined;
  readonly sources: readonly string[];
  readonly wovenDir: string;
  readonly report: string;
}

export interface MainAction {
  readonly label: string;
  readonly importPath: string;
  readonly configuration: Configuration;
  readonly slices: readonly string[];
  readonly rewriters: readonly string[];
  readonly metadata: string | undefined;
  readonly sources: readonly string[];
  readonly wovenDir: string;
  readonly manifest: string;
  /** Every package that the binary may contain: linker's name and archive. */
  readonly archives: ReadonlyMap<string, string>;
  readonly reports: readonly string[];
}

export interface LinkAction {
  readonly label: string;
  readonly configuration: Configuration;
  readonly output: string;
  readonly mainArchive: string | undefined;
}

export interface GoActions {
  /** By the archive, and the file with export data, that they write. */
  readonly compiles: ReadonlyMap<string, CompileAction>;
  /** By the report that they write. */
  readonly weaves: ReadonlyMap<string, WeaveAction>;
  readonly mains: readonly MainAction[];
  readonly links: readonly LinkAction[];
  /** Programs that are built as tools of the build. */
  readonly toolLinks: number;
  /** Contents of package metadata files, by path. */
  readonly metadata: ReadonlyMap<string, string>;
  /** File in which the export data of a woven std package is compared, by the report of its weaving. */
  readonly stdChecks: ReadonlyMap<string, string>;
}

/** Only what is built for the target platforms: tools of the build are counted, no more. */
export function readGoActions(actions: readonly Action[]): GoActions {
  const compiles = new Map<string, CompileAction>();
  const weaves = new Map<string, WeaveAction>();
  const mains: MainAction[] = [];
  const links: LinkAction[] = [];
  const metadata = new Map<string, string>();
  const checks = new Map<string, string>();
  let toolLinks = 0;
  for (const action of actions) {
    // Metadata is written in the configuration of tools.
    if (action.mnemonic === 'FileWrite' && action.output.endsWith('.json') && action.contents.includes('"purl"'))
      metadata.set(action.output, action.contents);
    if (action.configuration.isTool) {
      if (action.mnemonic === 'GoLink') toolLinks++;
      continue;
    }
    if (action.mnemonic === 'GoCompilePkg') {
      const compile = readCompile(action);
      for (const flag of ['-lo', '-o']) for (const file of valuesAfter(action.args, flag)) compiles.set(file, compile);
    } else if (action.mnemonic === 'GoOtelWeave') {
      const weave = readWeave(action);
      weaves.set(weave.report, weave);
    } else if (action.mnemonic === 'GoOtelMain') mains.push(readMain(action));
    else if (action.mnemonic === 'GoLink') links.push(readLink(action));
    else if (action.mnemonic === 'GoOtelStdPackage') {
      const [woven] = valuesOf(action.args, 'woven');
      const [check] = valuesOf(action.args, 'check');
      if (woven !== undefined && check !== undefined) checks.set(woven, check);
    }
  }
  const stdChecks = new Map([...weaves.values()].flatMap(({ report, wovenDir }) => pairOf(report, checks.get(wovenDir))));
  return { compiles, weaves, mains, links, toolLinks, metadata, stdChecks };
}

function pairOf(key: string, value: string | undefined): [string, string][] {
  return value === undefined ? [] : [[key, value]];
}

function readCompile({ label, args }: Action): CompileAction {
  const [importMap = ''] = valuesAfter(args, '-p');
  const [importPath = importMap] = valuesAfter(args, '-importpath');
  return {
    label,
    importPath,
    importMap,
    deps: valuesAfter(args, '-arc').map((arc) => {
      const [dep = '', , file = ''] = arc.split('=');
      return { importPath: dep, file };
    }),
    sources: valuesAfter(args, '-src'),
    wovenDir: valuesAfter(args, '-embedsrc').find((path) => path.endsWith('.otelweave')),
  };
}

function readWeave({ args }: Action): WeaveAction {
  const label = first(args, 'label');
  return {
    label,
    importPath: first(args, 'import-path'),
    importMap: first(args, 'import-map'),
    std: label.startsWith('std:'),
    goVersion: first(args, 'go-version'),
    slices: valuesOf(args, 'rules'),
    rewriters: valuesOf(args, 'rewriter'),
    metadata: valuesOf(args, 'package-metadata')[0],
    sources: positionals(args),
    wovenDir: first(args, 'out'),
    report: first(args, 'report'),
  };
}

function readMain({ args, configuration }: Action): MainAction {
  return {
    label: first(args, 'label'),
    importPath: first(args, 'import-path'),
    configuration,
    slices: valuesOf(args, 'rules'),
    rewriters: valuesOf(args, 'rewriter'),
    metadata: valuesOf(args, 'package-metadata')[0],
    sources: positionals(args),
    wovenDir: first(args, 'out'),
    manifest: first(args, 'manifest'),
    archives: new Map(valuesOf(args, 'archive').map(splitPair)),
    reports: valuesOf(args, 'report'),
  };
}

function readLink({ label, configuration, args, output }: Action): LinkAction {
  return {
    label,
    configuration,
    output: valuesAfter(args, '-o')[0] ?? output,
    mainArchive: valuesAfter(args, '-main')[0],
  };
}

function splitPair(text: string): [string, string] {
  const at = text.indexOf('=');
  return [text.slice(0, at), text.slice(at + 1)];
}

/** Values of `--name=value`. */
function valuesOf(args: readonly string[], name: string): string[] {
  const prefix = `--${name}=`;
  return args.filter((arg) => arg.startsWith(prefix)).map((arg) => arg.slice(prefix.length));
}

function first(args: readonly string[], name: string): string {
  return valuesOf(args, name)[0] ?? '';
}

/** Values of `-name value`. */
function valuesAfter(args: readonly string[], flag: string): string[] {
  return args.flatMap((arg, i) => (args[i - 1] === flag ? [arg] : []));
}

function positionals(args: readonly string[]): string[] {
  const split = args.indexOf('--');
  return split < 0 ? [] : args.slice(split + 1);
}
