import { spawnSync } from 'node:child_process';
import type { Argv, CommandModule } from 'yargs';
import { formatPosition, UserError } from '../errors.js';
import type { BuildContext } from '../golang/constraints.js';
import { packageClause } from '../golang/constraints.js';
import { isStd } from '../golang/platforms.js';
import { initParser } from '../golang/parser.js';
import { syntaxCheck } from '../golang/syntaxcheck.js';
import { remarksOf } from '../report/remarks.js';
import type { WeaveReport } from '../report/report.js';
import { loadRewriter } from '../rewriter/load.js';
import type { Rewriter } from '../rewriter/rewriter.js';
import { findInModules, loadRuleFiles } from '../rules/files.js';
import type { GoSyntax } from '../rules/gosyntax.js';
import { mergeRuleSets } from '../rules/merge.js';
import { matchesTarget } from '../rules/target.js';
import type { Rule } from '../rules/types.js';
import { stdVersion } from '../rules/version.js';
import { nearest } from '../weave/nearest.js';
import { weavePackage } from '../weave/weave.js';
import { parseHookFolders, readHooks } from './hook-packages.js';
import { toArchive, toDiff, writeFiles } from './weave-output.js';
import { readPackage, readText } from './weave-sources.js';

const PLATFORMS: Readonly<Record<string, string>> = { win32: 'windows', sunos: 'solaris' };
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386', riscv64: 'riscv64', ppc64: 'ppc64le' };

interface WeaveArguments {
  readonly files: readonly string[];
  readonly rules: readonly string[];
  readonly importPath: string;
  readonly packageVersion: string | undefined;
  readonly hooks: readonly string[];
  readonly rewriter: readonly string[];
  readonly goos: string;
  readonly goarch: string;
  readonly tags: readonly string[];
  readonly goVersion: string | undefined;
  readonly cgo: boolean;
  readonly out: string | undefined;
  readonly diff: boolean;
  readonly json: boolean;
}

/** `otel weave`: what rules make of the Go files of one package, without building anything. */
export function weaveCommand(write: (line: string) => void, warn: (line: string) => void): CommandModule {
  return {
    command: 'weave [files..]',
    describe: 'apply rule files to the Go files of one package; print or write what changes',
    builder: options,
    handler: async (args) => weave(readArguments(args), write, warn),
  };
}

function options(yargs: Argv): Argv {
  const text = (describe: string): { type: 'string'; requiresArg: true; describe: string } => ({
    type: 'string',
    requiresArg: true,
    describe,
  });
  return yargs
    .positional('files', { type: 'string', array: true, describe: 'Go files of one package, or their folder' })
    .option('rules', text('rule file; may be given several times'))
    .option('import-path', text('import path of the package'))
    .option('package-version', text("version of the package's module, for rules with a version range"))
    .option('hooks', text('DIR=IMPORTPATH: sources of a hook package; others are asked of `go list`'))
    .option('rewriter', text('programmable rewriter (ES module); may be given several times'))
    .option('goos', text('operating system to build for (default: this one)'))
    .option('goarch', text('architecture to build for (default: this one)'))
    .option('tags', text('build tags, separated by commas'))
    .option('go-version', text('version of Go (default: that of the go command)'))
    .option('cgo', { type: 'boolean', default: true, describe: 'files that use cgo take part' })
    .option('out', text('folder to write the changed and added files to'))
    .option('diff', { type: 'boolean', default: false, describe: 'print a unified diff' })
    .option('json', { type: 'boolean', default: false, describe: 'print the report and the files as JSON' })
    .example('$0 weave --rules orders.otelc.yaml --import-path example.com/shop/orders --diff orders/*.go', '');
}

function readArguments(args: Readonly<Record<string, unknown>>): WeaveArguments {
  const many = (name: string): string[] => [args[name] ?? []].flat().map(String);
  const one = (name: string): string | undefined => {
    const values = many(name);
    if (values.length > 1) throw new UserError('USAGE', `got --${name} ${values.length} times, want it once`);
    return values[0];
  };
  // A shell expands --rules rules/*.yaml to a flag with its value and further arguments.
  const named = many('files');
  const isRuleFile = (file: string): boolean => /\.ya?ml$/.test(file);
  const rules = [...many('rules'), ...named.filter(isRuleFile)];
  const rewriter = many('rewriter');
  if (rules.length === 0 && rewriter.length === 0)
    throw new UserError('USAGE', 'got neither --rules nor --rewriter, want at least one', {
      fix: 'otel weave --rules FILE --import-path PATH file.go…',
    });
  if (args['diff'] === true && (args['json'] === true || args['out'] !== undefined))
    throw new UserError('USAGE', `got --diff together with --${args['json'] === true ? 'json' : 'out'}, want one of them`);
  const importPath = one('import-path');
  if (importPath === undefined || importPath === '')
    throw new UserError('USAGE', 'got no --import-path, want that of the package', { fix: '--import-path example.com/shop/orders' });
  return {
    files: named.filter((file) => !isRuleFile(file)),
    rules,
    importPath,
    packageVersion: one('package-version'),
    hooks: many('hooks'),
    rewriter,
    goos: one('goos') ?? PLATFORMS[process.platform] ?? process.platform,
    goarch: one('goarch') ?? ARCHITECTURES[process.arch] ?? process.arch,
    tags: many('tags').flatMap((list) => list.split(',').filter((tag) => tag !== '')),
    goVersion: one('go-version'),
    cgo: args['cgo'] !== false,
    out: one('out'),
    diff: args['diff'] === true,
    json: args['json'] === true,
  };
}

async function weave(args: WeaveArguments, write: (line: string) => void, warn: (line: string) => void): Promise<void> {
  const sources = readPackage(args.files);
  const parser = await initParser();
  const rules = loadRules(args.rules, syntaxCheck(parser));
  const rewriters = await loadRewriters(args.rewriter);
  const isMain = sources.some((file) => packageClause(file.text) === 'main');
  const target = { importPath: args.importPath, isMain, rootModule: args.importPath };
  const matching = rules.filter((rule) => matchesTarget(rule, target));
  const buildContext = buildContextOf(args);
  const { files, report } = weavePackage(parser, {
    importPath: args.importPath,
    importMap: isMain ? 'main' : args.importPath,
    label: args.importPath,
    packageVersion: args.packageVersion ?? (isStd(args.importPath) ? stdVersion(buildContext.goVersion) : undefined),
    buildContext,
    files: sources,
    rules: matching,
    hooks: readHooks(parser, matching, parseHookFolders(args.hooks), buildContext),
    rewriters,
  });
  const elsewhere = rules.filter((rule) => !matching.includes(rule));
  if (args.out !== undefined) writeFiles(args.out, files, sources);
  if (args.json)
    write(
      JSON.stringify(
        { report, notTargeted: elsewhere.map(({ name, position }) => ({ name, position })), files: Object.fromEntries(files) },
        null,
        2,
      ),
    );
  else if (args.out === undefined && files.size > 0) write(trimEnd(args.diff ? toDiff(sources, files) : toArchive(files)));
  if (!args.json) for (const line of remarks(report, elsewhere, args.importPath)) warn(line);
}

/** `write` ends the line itself. */
function trimEnd(text: string): string {
  return text.replace(/\n$/, '');
}

function loadRules(files: readonly string[], goSyntax: GoSyntax): Rule[] {
  for (const file of files) readText(file);
  const named = files.map((file) => ({ file, name: file }));
  const rules = loadRuleFiles(named, [], findInModules, goSyntax);
  return [...mergeRuleSets([{ origin: 'command-line', rules }], { disable: [] }).rules];
}

function loadRewriters(files: readonly string[]): Promise<Rewriter[]> {
  return Promise.all(files.map((file) => loadRewriter(readText(file), file)));
}

function buildContextOf(args: WeaveArguments): BuildContext {
  const { goos, goarch, tags, cgo } = args;
  return { goos, goarch, tags, cgo, goVersion: args.goVersion ?? installedGo() };
}

function installedGo(): string {
  const result = spawnSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' });
  return result.status === 0 ? result.stdout.trim() : '';
}

/** Rule files of libraries hold rules for other packages too. */
const MOST_NAMED = 3;

function oneElsewhere(rule: Rule, importPath: string): string {
  const targets = rule.targets.map(({ value }) => value).join(', ');
  return `otel: ${formatPosition(rule.position)}: rule ${rule.name} targets ${targets}, not ${importPath}`;
}

function manyElsewhere(rules: readonly Rule[], importPath: string): string {
  const targets = [...new Set(rules.flatMap((rule) => rule.targets.map(({ value }) => value)))];
  const near = nearest(importPath, targets);
  const named = near.length > 0 ? `, nearest: ${near.join(', ')}` : '';
  return `otel: ${rules.length} rules target ${targets.length} other packages, not ${importPath}${named}`;
}

/** What was asked for and is not in the output. */
function remarks(report: WeaveReport, elsewhere: readonly Rule[], importPath: string): string[] {
  const unchanged = report.changedFiles.length + report.addedFiles.length === 0;
  return [
    ...(elsewhere.length > MOST_NAMED ? [manyElsewhere(elsewhere, importPath)] : elsewhere.map((rule) => oneElsewhere(rule, importPath))),
    ...remarksOf(report),
    ...(unchanged ? [`otel: nothing changes in ${importPath}`] : []),
  ];
}
