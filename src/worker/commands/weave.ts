/**
 * Weaves the rules of some slices into one package: writes the files that change, one extra file, and the report.
 *
 *   weave --import-path P --import-map M --label L --goos G --goarch A --go-version V [--tag T]… [--cgo] [--package-metadata FILE]
 *         [--testfilter off|only|exclude] [--rules SLICE]… [--rewriter MODULE]… [--provided IMPORTPATH]… [--blocked] [--hook SIGNATURES]…
 *         [--own-imports] --out DIR --report FILE -- FILE…
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../errors.js';
import { packageClause, takesPart } from '../../golang/constraints.js';
import { importsOf } from '../../golang/importlist.js';
import type { SourceFile } from '../../golang/parsehooks.js';
import type { GoParser } from '../../golang/parser.js';
import { isStd } from '../../golang/platforms.js';
import { remarksOf } from '../../report/remarks.js';
import type { WeaveReport } from '../../report/report.js';
import { matchesTarget } from '../../rules/target.js';
import { stdVersion } from '../../rules/version.js';
import { weavePackage } from '../../weave/weave.js';
import { buildContextFlags, readBuildContext, readSources } from '../build-context.js';
import { parseFlags, resolveIn, type Command } from '../command.js';
import { checkProvided, importFlags, sortOutBlocked } from '../imports.js';
import { readHookPackages, readPackageVersion, readRewriters, readSlices } from '../slices.js';

export const weaveCommand: Command = async (args, context) => {
  const flags = parseFlags(
    args,
    [
      ...['import-path', 'import-map', 'label', 'package-metadata', 'testfilter', 'rules', 'rewriter', 'hook', 'out', 'report'],
      ...buildContextFlags.values,
      ...importFlags.values,
    ],
    [...buildContextFlags.booleans, ...importFlags.booleans, 'own-imports'],
  );
  const at = (path: string): string => resolveIn(context.baseDir, path);
  const importPath = flags.one('import-path');
  // A slice belongs to a pattern; a rule may except packages from its patterns (`not:`).
  const matching = readSlices(flags.many('rules').map(at)).filter((rule) =>
    matchesTarget(rule, { importPath, isMain: false, rootModule: importPath }),
  );
  const metadata = flags.optional('package-metadata');
  for (const rule of matching) {
    const own = rule.advice.find((advice) => advice.kind === 'inject_hooks' && advice.path.value === importPath);
    if (own?.kind !== 'inject_hooks') continue;
    throw new UserError(
      'HOOK_CYCLE',
      `rule ${JSON.stringify(rule.name)} targets ${importPath}, the package of its own hooks: they would call themselves`,
      {
        position: own.path.position,
        fix: 'move the hooks to a package of their own',
      },
    );
  }
  const buildContext = readBuildContext(flags);
  const { rules, notApplied } = sortOutBlocked(matching, importPath, flags);
  const parser = await context.parser();
  const files = readSources(flags.positionals, at).filter((file) => passesTestFilter(file, flags.optional('testfilter') ?? 'off'));
  const result = weavePackage(parser, {
    importPath,
    importMap: flags.one('import-map'),
    label: flags.one('label'),
    packageVersion: isStd(importPath)
      ? stdVersion(buildContext.goVersion)
      : readPackageVersion(metadata === undefined ? undefined : at(metadata)),
    buildContext,
    files,
    rules,
    hooks: readHookPackages(flags.many('hook').map(at)),
    rewriters: await readRewriters(flags.many('rewriter'), at),
  });
  checkProvided(result.report, rules, importPath, flags);
  const report: WeaveReport = {
    ...result.report,
    notApplied: [...result.report.notApplied, ...notApplied],
    ...(flags.is('own-imports')
      ? {
          allImports: allImports(
            parser,
            files.filter((file) => takesPart(file, buildContext)),
            result.files,
          ),
        }
      : {}),
  };
  const out = at(flags.one('out'));
  mkdirSync(out, { recursive: true });
  for (const [name, text] of result.files) writeFileSync(join(out, name), text);
  writeFileSync(at(flags.one('report')), `${JSON.stringify(report, null, 1)}\n`);
  // Rules for many packages need not match in each of them.
  const exact = new Set(rules.filter((rule) => rule.targets.some(({ value }) => value === importPath)).map(({ name }) => name));
  return { exitCode: 0, output: remarksOf(report, ({ rule, nothing }) => nothing !== true || exact.has(rule.name)).join('\n') };
};

function allImports(parser: GoParser, files: readonly SourceFile[], woven: ReadonlyMap<string, string>): string[] {
  const texts = new Map([...files.map(({ name, text }): [string, string] => [name, text]), ...woven]);
  return [...new Set([...texts].flatMap(([name, text]) => importsOf(parser, name, text).map(({ path }) => path)))].sort();
}

/** rules_go's test filter: `exclude` leaves out the external test package, `only` leaves out everything else. */
function passesTestFilter({ name, text }: { name: string; text: string }, filter: string): boolean {
  // The standard library's sources come with their tests.
  if (filter === 'off') return !name.endsWith('_test.go');
  return packageClause(text).endsWith('_test') === (filter === 'only');
}
