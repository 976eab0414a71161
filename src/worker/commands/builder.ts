/**
 * The compile runner: stands where rules_go's builder stands (`go.toolchain._builder`) for packages that are woven and for the
 * link of instrumented binaries, and runs the real builder with its own arguments.
 *
 *   builder --real BUILDER -- compilepkg ARG…   a woven directory among the `-embedsrc` arguments is taken out; its files are
 *                                               compiled at the paths of the originals, in a mirror of the execution root
 *   builder --real BUILDER -- link ARG…         `-arc …=otel-manifest=FILE` is taken out; std packages that the manifest does
 *                                               not name are not swapped in, nor hooks' packages offered to a binary that needs none
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { UserError } from '../../errors.js';
import { RULE_FILE_ROOT } from '../../glue/lines.js';
import { GLUE_FILE } from '../../glue/generate.js';
import { readManifest } from '../../report/manifest.js';
import type { Command } from '../command.js';
import { buildMirror } from '../mirror.js';
import { expandBuilderArguments, quoteParam } from '../paramfile.js';

/** Suffix of the directories that GoOtelWeave and GoOtelMain write. */
const WOVEN_SUFFIX = '.otelweave';
/** Package path of the pseudo archive through which the link action gets the manifest. */
const MANIFEST_ARC = 'otel-manifest';
/** Label prefix of std packages that the link action offers for swapping in. */
const STD_ARC_LABEL = 'otel-std:';
/** Label prefix of packages that only the hooks bring along. */
const HOOK_ARC_LABEL = 'otel-hook:';
/** Flags of compilepkg that name outputs: they must not land in the mirror. */
const OUTPUT_FLAGS = new Set(['-lo', '-o', '-imports', '-cgoexport', '-cgo_go_srcs']);

export const builderCommand: Command = async (args) => {
  const split = args.indexOf('--');
  const real = args[0] === '--real' ? args[1] : undefined;
  if (!real || split !== 2) throw new UserError('USAGE', 'want builder --real BUILDER -- VERB ARG…');
  // A long command line lies in a param file as a whole, the verb first.
  const [verb = '', ...expanded] = expandBuilderArguments(args.slice(split + 1));
  const temporary = mkdtempSync(join(tmpdir(), 'otel-build-'));
  try {
    if (verb === 'compilepkg') return compile(resolve(real), expanded, temporary);
    if (verb === 'link') return runBuilder(resolve(real), verb, filterLink(expanded), '.', temporary);
    return runBuilder(resolve(real), verb, expanded, '.', temporary);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
};

function compile(real: string, args: readonly string[], temporary: string): { exitCode: number; output: string } {
  const wovenDirs: string[] = [];
  const kept: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const [flag = '', value = ''] = [args[i], args[i + 1]];
    if (flag === '-embedsrc' && value.endsWith(WOVEN_SUFFIX)) {
      wovenDirs.push(value);
      i++;
    } else {
      kept.push(flag);
    }
  }
  const files = wovenDirs.flatMap((dir) =>
    readdirSync(dir)
      .sort()
      .map((name) => join(dir, name)),
  );
  if (files.length === 0) return runBuilder(real, 'compilepkg', kept, '.', temporary);

  const sources = valuesOf(kept, '-src');
  const placed = new Map<string, string>();
  const first: string[] = [];
  const last: string[] = [];
  for (const file of files) {
    const name = basename(file);
    const originals = sources.filter((source) => basename(source) === name);
    const target = originals[0] ?? join(dirname(sources.find((s) => s.endsWith('.go')) ?? '.'), name);
    placed.set(target, resolve(file));
    if (originals.length === 0) (name === GLUE_FILE ? first : last).push('-src', target);
  }
  const mirror = join(temporary, 'root');
  buildMirror(process.cwd(), mirror, placed);
  const absolute = kept.map((arg, i) => (OUTPUT_FLAGS.has(kept[i - 1] ?? '') ? resolve(arg) : arg));
  return runBuilder(real, 'compilepkg', [...first, ...absolute, ...last], mirror, temporary);
}

function filterLink(args: readonly string[]): string[] {
  const arcs = valuesOf(args, '-arc').map(parseArc);
  const manifestFile = arcs.find((arc) => arc.path === MANIFEST_ARC)?.file;
  const manifest = manifestFile === undefined ? undefined : readManifest(manifestFile);
  const needsLibraries = manifest?.active === true || (manifest?.imports ?? []).length > 0;
  const swaps = new Set(manifest?.stdPackages.map((std) => std.importPath));
  const dropped = (value: string): boolean => {
    const { label, path } = parseArc(value);
    if (label.startsWith(STD_ARC_LABEL)) return !swaps.has(path);
    return path === MANIFEST_ARC || (label.startsWith(HOOK_ARC_LABEL) && !needsLibraries);
  };
  return args.flatMap((arg, i) => {
    if (arg === '-arc' && dropped(args[i + 1] ?? '')) return [];
    if (args[i - 1] === '-arc' && dropped(arg)) return [];
    return [arg];
  });
}

/** `label=package path=file` (rules_go, `_format_archive`); the label may hold any character but the last two parts may not hold `=`. */
function parseArc(value: string): { label: string; path: string; file: string } {
  const parts = value.split('=');
  return { label: parts.slice(0, -2).join('='), path: parts.at(-2) ?? '', file: parts.at(-1) ?? '' };
}

function valuesOf(args: readonly string[], flag: string): string[] {
  return args.flatMap((arg, i) => (args[i - 1] === flag ? [arg] : []));
}

function runBuilder(
  real: string,
  verb: string,
  args: readonly string[],
  cwd: string,
  temporary: string,
): { exitCode: number; output: string } {
  const param = join(temporary, 'args.param');
  writeFileSync(param, args.map((arg) => `${quoteParam(arg)}\n`).join(''));
  // The builder reads `-param` files only before `--`: what follows is the tool's own command line.
  const result = spawnSync(real, [verb, `-param=${param}`], {
    cwd,
    stdio: ['ignore', 'inherit', 'pipe'],
    env: { ...process.env, PWD: resolve(cwd) },
  });
  if (result.error) throw result.error;
  const output = result.stderr
    .toString('utf8')
    .replaceAll(RULE_FILE_ROOT, '')
    .replaceAll(`${resolve(cwd)}/`, '')
    .trimEnd();
  return { exitCode: result.status ?? 1, output };
}
