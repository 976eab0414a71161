/**
 * Compiles one woven package of the standard library against the plain, compiled standard library, so that it can be swapped in
 * at link time: without `-std`, so that the linker accepts references to its hook variables from outside, and at the paths that
 * the plain package has. The fingerprint of its export data must be the plain one's.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve, sep } from 'node:path';
import { UserError } from '../../errors.js';
import { stdArchive, stdPackageDir } from '../../glue/plan.js';
import { readGoObject } from '../../goobj/object.js';
import { buildContextFlags, readBuildContext, takingPart } from '../build-context.js';
import { parseFlags, type Command } from '../command.js';

export const stdCompileCommand: Command = async (args) => {
  const flags = parseFlags(
    args,
    ['import-path', 'woven', 'std-dir', 'compile', 'gcflag', 'out', 'check', ...buildContextFlags.values],
    buildContextFlags.booleans,
  );
  const importPath = flags.one('import-path');
  const build = readBuildContext(flags);
  const sources = takingPart(flags.positionals, build);
  refuseUncompilable(importPath, flags.positionals, sources);

  const work = mkdtempSync(join(tmpdir(), 'otel-std-'));
  try {
    const platformDir = resolve(stdPackageDir(flags.one('std-dir')));
    const files = layOut(join(work, 'src'), sources, flags.one('woven'));
    const importcfg = join(work, 'importcfg');
    writeFileSync(importcfg, importConfig(platformDir));
    const out = resolve(flags.one('out'));
    const result = spawnSync(
      resolve(flags.one('compile')),
      [
        ...['-o', out, '-p', importPath, '-pack', '-importcfg', importcfg],
        ...['-trimpath', `${join(work, 'src')}=>$GOROOT/src/${importPath}`],
        ...flags.many('gcflag'),
        ...files,
      ],
      { cwd: join(work, 'src'), env: { ...process.env, GOOS: build.goos, GOARCH: build.goarch }, encoding: 'utf8' },
    );
    if (result.error) throw result.error;
    if (result.status !== 0) return { exitCode: 1, output: `compile ${importPath}: ${result.stdout}${result.stderr}` };
    return check(importPath, out, stdArchive(platformDir, importPath), flags.one('check'));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
};

/** Our compile of std packages is the compiler alone: packages that need the assembler or cgo are not supported. */
function refuseUncompilable(importPath: string, all: readonly string[], sources: readonly { path: string; cgo: boolean }[]): void {
  const assembly = all.find(
    (file) =>
      file.endsWith('.s') &&
      readFileSync(file, 'utf8')
        .replaceAll(/\/\/.*|\/\*[^]*?\*\//g, '')
        .trim() !== '',
  );
  const cgo = sources.find((source) => source.cgo)?.path;
  const reason = assembly ?? cgo;
  if (reason === undefined) return;
  throw new UserError(
    'GO_UNSUPPORTED',
    `std package ${importPath} cannot be woven: ${basename(reason)} needs ${assembly ? 'the assembler' : 'cgo'}`,
    {
      fix: 'choose a function of another package',
    },
  );
}

/** Lays the package out in a folder of its own; returns the names in the compiler's order, added files last. */
function layOut(dir: string, sources: readonly { path: string }[], wovenDir: string): string[] {
  mkdirSync(dir, { recursive: true });
  const woven = readdirSync(wovenDir).sort();
  const names = sources.map((source) => basename(source.path)).sort();
  for (const source of sources) {
    const name = basename(source.path);
    if (!woven.includes(name)) symlinkSync(resolve(source.path), join(dir, name));
  }
  for (const name of woven) copyFileSync(join(wovenDir, name), join(dir, name));
  return [...names, ...woven.filter((name) => !names.includes(name))];
}

function importConfig(platformDir: string): string {
  const packages = readdirSync(platformDir, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.a'))
    .map((file) => file.slice(0, -'.a'.length).split(sep).join('/'))
    .sort();
  const vendored = packages.filter((path) => path.startsWith('vendor/'));
  return [
    ...packages.map((path) => `packagefile ${path}=${join(platformDir, relative('.', path))}.a`),
    ...vendored.map((path) => `importmap ${path.slice('vendor/'.length)}=${path}`),
    '',
  ].join('\n');
}

function check(
  importPath: string,
  wovenFile: string,
  plainFile: string | undefined,
  checkFile: string,
): { exitCode: number; output: string } {
  const plainObject = plainFile === undefined ? undefined : readGoObject(plainFile);
  const wovenObject = readGoObject(wovenFile);
  const [plain, woven] = [plainObject?.fingerprint, wovenObject?.fingerprint];
  writeFileSync(checkFile, `${JSON.stringify({ importPath, plain, woven, equal: plain === woven }, null, 2)}\n`);
  if (plain === woven && plain !== undefined) return { exitCode: 0, output: '' };
  const [added] = (wovenObject?.imports ?? []).filter((path) => !plainObject?.imports.includes(path));
  if (added !== undefined) {
    throw new UserError('EXPORT_DATA', `std package ${importPath}: woven code imports ${added}, which the package itself does not`, {
      fix: 'a package of the standard library can only import what it imports already: call it through a hook (inject_hooks)',
    });
  }
  throw new UserError(
    'EXPORT_DATA',
    `std package ${importPath}: weaving changed its export data (fingerprint ${woven ?? 'none'}, want the plain ${plain ?? 'none'})`,
    { fix: 'hook another function: no parameter may begin to escape, and the function must not be inlinable' },
  );
}
