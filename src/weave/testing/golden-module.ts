/** All golden cases as one Go module, so that one run of the go command builds them; most of them as one program. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GLUE_FILE, generateGlue } from '../../glue/generate.js';
import { MODULE, type GoldenCase, type WovenCase } from './golden-case.js';

const HOOKS_MODULE = resolve(dirname(fileURLToPath(import.meta.url)), '../../../../hooks');
const SHARED = 'all';

/** The binaries of a module, and how a case is run. */
export interface GoldenModule {
  readonly binaries: readonly string[];
  run(golden: GoldenCase): string;
}

export interface ModuleOptions {
  /** The cases as they are, without anything woven in. */
  readonly plain: boolean;
  readonly flags: readonly string[];
}

/** Writes and builds the module in `dir`. */
export function buildModule(dir: string, cases: readonly WovenCase[], options: ModuleOptions): GoldenModule {
  const runnable = cases.filter(({ golden, error }) => error === undefined && golden.files.has('main.go'));
  const shared = runnable.filter(({ golden }) => !golden.alone);
  const alone = runnable.filter(({ golden }) => golden.alone);
  const files = new Map<string, string>([
    [
      'go.mod',
      `module ${MODULE}\n\ngo 1.25\n\nrequire otel-go.internal/hooks v0.0.0\n\nreplace otel-go.internal/hooks => ${HOOKS_MODULE}\n`,
    ],
    [`${SHARED}/main.go`, dispatcher(shared.map(({ golden }) => golden))],
    ...(options.plain ? [] : glueFiles(SHARED, shared)),
  ]);
  for (const one of runnable) {
    const { golden } = one;
    const texts = new Map(golden.files);
    if (!options.plain) for (const [path, text] of one.files) texts.set(path, text);
    if (!golden.alone) texts.set('main.go', importable(texts.get('main.go') ?? ''));
    for (const [path, text] of texts) {
      if (/\.(go|s|h|c)$/.test(path)) files.set(`${golden.name}/${path}`, text);
    }
    if (golden.alone && !options.plain) for (const [path, text] of glueFiles(golden.name, [one])) files.set(path, text);
  }
  for (const [path, text] of files) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  return build(
    dir,
    alone.map(({ golden }) => golden.name),
    options.flags,
  );
}

function build(dir: string, alone: readonly string[], flags: readonly string[]): GoldenModule {
  mkdirSync(join(dir, 'bin'));
  const packages = [SHARED, ...alone].map((name) => `./${name}`);
  const built = spawnSync('go', ['build', '-mod=mod', '-trimpath', ...flags, '-o', 'bin/', ...packages], { cwd: dir, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
  const binary = (name: string): string => join(dir, 'bin', name.slice(name.lastIndexOf('/') + 1));
  return {
    binaries: [SHARED, ...alone].map(binary),
    run: (golden) => {
      const args = golden.alone ? [] : [golden.name];
      const ran = spawnSync(binary(golden.alone ? golden.name : SHARED), args, { encoding: 'utf8', timeout: 60_000 });
      return ran.stdout + (ran.status === 0 ? '' : `exit status ${ran.status ?? ran.signal ?? ''}\n`);
    },
  };
}

/** The program of a case as a package that the shared program can import. */
function importable(main: string): string {
  return main.replace(/^package main\b/m, 'package program').replace(/^func main\(\)/m, 'func Main()');
}

function dispatcher(cases: readonly GoldenCase[]): string {
  const imports = cases.map((golden, i) => `\tcase${i} "${MODULE}/${golden.name}"\n`);
  const arms = cases.map((golden, i) => `\tcase ${JSON.stringify(golden.name)}:\n\t\tcase${i}.Main()\n`);
  return `package main\n\nimport (\n\t"os"\n\n${imports.join('')})\n\nfunc main() {\n\tswitch os.Args[1] {\n${arms.join('')}\t}\n}\n`;
}

function glueFiles(folder: string, cases: readonly WovenCase[]): [string, string][] {
  const joinPoints = cases.flatMap(({ reports }) => reports.flatMap((report) => report.joinPoints.map((point) => ({ report, point }))));
  if (joinPoints.length === 0) return [];
  const hookPackages = new Map(cases.flatMap(({ golden }) => [...golden.hooks]));
  return [
    [`${folder}/${GLUE_FILE}`, generateGlue({ joinPoints, hookPackages, prefix: 'otelglue' })],
    // The go command refuses linknames in a package without assembly.
    [`${folder}/empty.s`, ''],
  ];
}
