import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { importsC, takesPart, type BuildContext } from '../golang/constraints.js';
import type { Flags } from './command.js';

/** The flags that say for which platform and with which tags a package is built. */
export const buildContextFlags = { values: ['goos', 'goarch', 'go-version', 'tag'], booleans: ['cgo'] } as const;

export function readBuildContext(flags: Flags): BuildContext {
  return {
    goos: flags.one('goos'),
    goarch: flags.one('goarch'),
    goVersion: flags.optional('go-version') ?? '',
    tags: [...flags.many('tag')],
    cgo: flags.is('cgo'),
  };
}

export interface PackageSource {
  readonly path: string;
  readonly name: string;
  readonly text: string;
  readonly cgo: boolean;
}

/** The Go files, `_test.go` ones left out, that take part in a build. */
export function takingPart(paths: readonly string[], build: BuildContext): PackageSource[] {
  return paths
    .filter((path) => path.endsWith('.go') && !path.endsWith('_test.go'))
    .map((path) => ({ path, name: basename(path), text: readFileSync(path, 'utf8') }))
    .filter((file) => takesPart(file, build))
    .map((file) => ({ ...file, cgo: importsC(file.text) }));
}

/** Reads Go files; the path is kept as given, relative to the execution root, for positions in messages. */
export function readSources(paths: readonly string[], at: (path: string) => string): { path: string; name: string; text: string }[] {
  return paths.filter((path) => path.endsWith('.go')).map((path) => ({ path, name: basename(path), text: readFileSync(at(path), 'utf8') }));
}
