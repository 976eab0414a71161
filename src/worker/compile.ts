/**
 * The compile runner: stands where rules_go's builder stands (`go.toolchain._builder`) for packages that are woven, and runs the
 * real builder with its own arguments. A woven directory among the `-embedsrc` arguments is taken out; its files are compiled at
 * the paths of the originals, in a mirror of the execution root. The launcher (bazel/private/builder.sh.tpl) calls it:
 *
 *   node otel_compile.mjs BUILDER compilepkg ARG…
 *
 * It is a bundle of its own, without grammar, YAML and the worker's protocol: Node reads it before every compilation.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { RULE_FILE_ROOT } from '../glue/lines.js';
import { GLUE_FILE } from '../glue/generate.js';
import { buildMirror } from './mirror.js';
import { expandBuilderArguments, quoteParam } from './paramfile.js';

/** Suffix of the directories that GoOtelWeave and GoOtelMain write. */
const WOVEN_SUFFIX = '.otelweave';
/** Flags of compilepkg that name outputs: they must not land in the mirror. */
const OUTPUT_FLAGS = new Set(['-lo', '-o', '-imports', '-cgoexport', '-cgo_go_srcs']);

/** Runs the compiler's command line through the real builder; gives what the process shall end with. */
function runCompile(real: string, given: readonly string[]): { exitCode: number; output: string } {
  // A long command line lies in a param file as a whole, the verb first.
  const [verb = '', ...args] = expandBuilderArguments(given);
  const temporary = mkdtempSync(join(tmpdir(), 'otel-build-'));
  try {
    return compile(resolve(real), verb, args, temporary);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function compile(real: string, verb: string, args: readonly string[], temporary: string): { exitCode: number; output: string } {
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
  if (files.length === 0) return runBuilder(real, verb, kept, '.', temporary);

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
  return runBuilder(real, verb, [...first, ...absolute, ...last], mirror, temporary);
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

const { exitCode, output } = runCompile(process.argv[2] ?? '', process.argv.slice(3));
if (output) process.stderr.write(`${output}\n`);
process.exitCode = exitCode;
