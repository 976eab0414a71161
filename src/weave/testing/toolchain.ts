import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildContext } from '../../golang/constraints.js';
import type { SourceFile } from '../../golang/parsehooks.js';

/** What `go list -json` says of a package, as far as the tests need it. */
export interface GoList {
  readonly ImportPath: string;
  readonly Dir: string;
  readonly GoFiles?: readonly string[];
  readonly CgoFiles?: readonly string[];
  readonly SFiles?: readonly string[];
  readonly ImportMap?: Readonly<Record<string, string>>;
}

/** A Go toolchain as the go command finds it. `scratch` is a folder that the tests may fill. */
export class Toolchain {
  readonly #env: NodeJS.ProcessEnv;
  readonly #scratch: string;
  readonly goroot: string;
  readonly version: string;
  readonly context: BuildContext;

  constructor(scratch: string, name = 'local') {
    this.#scratch = scratch;
    this.#env = { ...process.env, GOTOOLCHAIN: name };
    const [goroot = '', version = '', goos = '', goarch = '', cgo = ''] = this.go(
      scratch,
      'env',
      'GOROOT',
      'GOVERSION',
      'GOOS',
      'GOARCH',
      'CGO_ENABLED',
    ).split('\n');
    this.goroot = goroot;
    this.version = version;
    this.context = { goos, goarch, goVersion: version, tags: [], cgo: cgo === '1' };
  }

  go(cwd: string, ...args: string[]): string {
    return execFileSync('go', args, { cwd, env: this.#env, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'pipe'] });
  }

  list(pkg: string): GoList {
    return JSON.parse(this.go(this.#scratch, 'list', '-json=ImportPath,Dir,GoFiles,CgoFiles,SFiles,ImportMap', pkg)) as GoList;
  }

  /** The Go files that this build compiles. */
  sources(pkg: string): SourceFile[] {
    const list = this.list(pkg);
    return [...(list.GoFiles ?? []), ...(list.CgoFiles ?? [])]
      .sort()
      .map((name) => ({ name, path: `src/${pkg}/${name}`, text: readFileSync(join(list.Dir, name), 'utf8') }));
  }

  /** Where functions stand of which the compiler inlines no instance: `file:line`. */
  notInlined(pkg: string): Set<string> {
    const built = spawnSync('go', ['build', '-gcflags=-m=2', pkg], {
      cwd: this.#scratch,
      env: this.#env,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    if (built.status !== 0) throw new Error(built.stderr);
    const places = (verb: string): string[] => {
      const lines = built.stderr.matchAll(new RegExp(`^\\S*?([^/\\s:]+\\.go):(\\d+):\\d+: ${verb} inline `, 'gm'));
      return [...lines].map(([, file, line]) => `${file ?? ''}:${line ?? ''}`);
    };
    const inlined = new Set(places('can'));
    return new Set(places('cannot').filter((place) => !inlined.has(place)));
  }

  /** Runs a std package's own tests, with files of the toolchain replaced. Returns what failed; empty if all is well. */
  test(pkg: string, replaced: ReadonlyMap<string, string>, skip: string): string {
    const dir = mkdtempSync(join(this.#scratch, 'T'));
    const overlay: Record<string, string> = {};
    for (const [name, text] of replaced) {
      writeFileSync(join(dir, `${name}.txt`), text);
      overlay[join(this.goroot, 'src', pkg, name)] = join(dir, `${name}.txt`);
    }
    const file = join(dir, 'overlay.json');
    writeFileSync(file, JSON.stringify({ Replace: overlay }));
    const args = ['test', '-vet=off', '-short', `-overlay=${file}`, ...(skip === '' ? [] : [`-skip=${skip}`]), pkg];
    const ran = spawnSync('go', args, { cwd: dir, env: this.#env, encoding: 'utf8', maxBuffer: 1 << 28 });
    return ran.status === 0 ? '' : ran.stdout + ran.stderr;
  }

  /** Export data of a std package compiled the way the std swap does, woven files in place of the plain ones. */
  exportData(pkg: string, woven: ReadonlyMap<string, string>, added: readonly string[]): Buffer {
    // The same path each time: it is in the export data, before it is trimmed.
    const dir = join(this.#scratch, 'P');
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(dir);
    const source = join(this.goroot, 'src', pkg);
    for (const name of readdirSync(source)) {
      if (/\.(go|s|h)$/.test(name) && !woven.has(name)) symlinkSync(join(source, name), join(dir, name));
    }
    for (const [name, text] of woven) writeFileSync(join(dir, name), text);
    this.#compile(pkg, dir, added);
    return readFileSync(join(dir, 'out.x'));
  }

  #compile(pkg: string, dir: string, added: readonly string[]): void {
    const list = this.list(pkg);
    const packages = this.go(dir, 'list', '-deps', '-export', '-f', '{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}', pkg);
    const maps = Object.entries(list.ImportMap ?? {}).map(([from, to]) => `importmap ${from}=${to}\n`);
    writeFileSync(join(dir, 'importcfg'), maps.join('') + packages);
    const asm: string[] = [];
    if (list.SFiles && list.SFiles.length > 0) {
      writeFileSync(join(dir, 'go_asm.h'), '');
      const include = ['-I', join(this.goroot, 'pkg/include'), '-I', '.'];
      this.go(dir, 'tool', 'asm', '-p', pkg, ...include, '-gensymabis', '-o', 'symabis', ...list.SFiles);
      asm.push('-symabis', 'symabis', '-asmhdr', 'go_asm.h');
    }
    const trim = `${dir}=>${join(this.goroot, 'src', pkg)}`;
    const outputs = ['-o', 'out.x', '-linkobj', 'out.a'];
    this.go(
      dir,
      ...['tool', 'compile', ...outputs, '-p', pkg, '-trimpath', trim, '-importcfg', 'importcfg', '-pack', ...asm],
      ...(list.GoFiles ?? []),
      ...added,
    );
  }
}
