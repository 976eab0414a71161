/**
 * A golden case is a folder `testdata/weave/<kind>/<case>` that describes itself:
 *
 *   rules.otelc.yaml   the rules; the first line says what the case shows
 *   main.go            a program that uses the woven packages; it may be woven itself
 *   target/ …          packages, import path example.com/w/<kind>/<case>/<folder>
 *   hooks/             the hook package
 *   want/              woven sources by path, `stdout.txt`; `error.txt` where weaving is refused; `notes.txt`: what was not applied
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError, UserErrors } from '../../errors.js';
import type { BuildContext } from '../../golang/constraints.js';
import { packageClause } from '../../golang/constraints.js';
import type { HookPackage } from '../../golang/hookpackage.js';
import { parseHookPackage, type SourceFile } from '../../golang/parsehooks.js';
import type { GoParser } from '../../golang/parser.js';
import type { WeaveReport } from '../../report/report.js';
import { loadRuleFile } from '../../rules/load.js';
import { matchesTarget } from '../../rules/target.js';
import type { Rule } from '../../rules/types.js';
import type { WeaveResult } from '../request.js';
import { weavePackage } from '../weave.js';

export const MODULE = 'example.com/w';
/** Version of the module that the woven packages belong to. */
const VERSION = 'v1.5.0';

export interface GoldenPackage {
  /** Folder in the case; empty for the program itself. */
  readonly folder: string;
  readonly importPath: string;
  readonly isMain: boolean;
  readonly files: readonly SourceFile[];
}

export interface GoldenCase {
  /** `<kind>/<case>`. */
  readonly name: string;
  readonly title: string;
  readonly rules: readonly Rule[];
  readonly packages: readonly GoldenPackage[];
  readonly hooks: ReadonlyMap<string, HookPackage>;
  /** Every file but the goldens, by path in the case. */
  readonly files: ReadonlyMap<string, string>;
  /** The program is built on its own: it is woven itself, or something happens before its main function. */
  readonly alone: boolean;
}

export interface WovenCase {
  readonly golden: GoldenCase;
  /** By path in the case. */
  readonly files: ReadonlyMap<string, string>;
  readonly reports: readonly WeaveReport[];
  /** What was found wrong, if weaving was refused. */
  readonly error: string | undefined;
}

export function caseNames(root: string): string[] {
  const folders = (dir: string): string[] => readdirSync(dir).filter((name) => statSync(join(dir, name)).isDirectory());
  return folders(root)
    .flatMap((kind) => folders(join(root, kind)).map((name) => `${kind}/${name}`))
    .sort();
}

export function readCase(parser: GoParser, root: string, name: string, context: BuildContext): GoldenCase {
  const files = readTree(join(root, name));
  const text = files.get('rules.otelc.yaml') ?? '';
  const [title = ''] = text.split('\n', 1);
  const rules = loadRuleFile({ file: 'rules.otelc.yaml', text, library: 'case', readFile: (path) => files.get(path) });
  const folders = [...new Set([...files.keys()].filter((path) => path.endsWith('.go')).map(folderOf))].sort();
  const sources = (folder: string): SourceFile[] =>
    [...files]
      .filter(([path]) => path.endsWith('.go') && folderOf(path) === folder)
      .map(([path, source]) => ({ name: path.slice(folder === '' ? 0 : folder.length + 1), path, text: source }));
  const pathOf = (folder: string): string => `${MODULE}/${name}${folder === '' ? '' : `/${folder}`}`;
  const isHooks = (folder: string): boolean => /^hooks\w*$/.test(folder);
  const packages = folders
    .filter((folder) => !isHooks(folder))
    .map((folder): GoldenPackage => {
      const own = sources(folder);
      const isMain = own.some((file) => packageClause(file.text) === 'main');
      return { folder, importPath: pathOf(folder), isMain, files: own };
    });
  return {
    name,
    title: /^#\s*(.*)$/.exec(title)?.[1] ?? '',
    rules,
    packages,
    hooks: new Map(
      folders.filter(isHooks).map((folder) => [pathOf(folder), parseHookPackage(parser, pathOf(folder), sources(folder), context)]),
    ),
    files,
    alone:
      packages.some((pkg) => pkg.isMain && rules.some((rule) => matchesTarget(rule, pkg))) ||
      [...files].some(([path, source]) => path.endsWith('.go') && /^func init\(/m.test(source)),
  };
}

export function weaveCase(parser: GoParser, golden: GoldenCase, context: BuildContext): WovenCase {
  const files = new Map<string, string>();
  const reports: WeaveReport[] = [];
  try {
    for (const pkg of golden.packages) {
      const result = weaveGoldenPackage(parser, golden, pkg, context);
      for (const [name, text] of result?.files ?? []) files.set(pkg.folder === '' ? name : `${pkg.folder}/${name}`, text);
      if (result) reports.push(result.report);
    }
    return { golden, files, reports, error: undefined };
  } catch (error) {
    return { golden, files: new Map(), reports: [], error: userText(error) };
  }
}

/** What the report says of rules that were not applied, and other notes to the user. */
export function notesOf(reports: readonly WeaveReport[]): string {
  return reports.flatMap((report) => report.notApplied.map(({ rule, reason }) => `${rule.name}: ${reason}\n`)).join('');
}

function weaveGoldenPackage(parser: GoParser, golden: GoldenCase, pkg: GoldenPackage, context: BuildContext): WeaveResult | undefined {
  const rules = golden.rules.filter((rule) => matchesTarget(rule, pkg));
  if (rules.length === 0) return undefined;
  return weavePackage(parser, {
    importPath: pkg.importPath,
    importMap: pkg.isMain ? 'main' : pkg.importPath,
    label: '',
    packageVersion: VERSION,
    buildContext: context,
    files: pkg.files,
    rules,
    hooks: golden.hooks,
  });
}

function userText(error: unknown): string {
  if (error instanceof UserErrors) return `${error.message}\n`;
  if (error instanceof UserError) return `${error.format()}\n`;
  throw error;
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

function readTree(dir: string): Map<string, string> {
  const paths = readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !path.startsWith('want') && statSync(join(dir, path)).isFile());
  return new Map(paths.sort().map((path) => [path, readFileSync(join(dir, path), 'utf8')]));
}
