import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { UserError } from '../errors.js';
import { packageClause } from '../golang/constraints.js';
import type { SourceFile } from '../golang/parsehooks.js';

/** The Go files of one package, named on the command line one by one or by their folder. */
export function readPackage(paths: readonly string[]): SourceFile[] {
  const files = paths.flatMap(expandFolder).map((path) => ({ path, name: basename(path), text: readText(path) }));
  if (files.length === 0)
    throw new UserError('USAGE', 'got no Go file, want those of one package', { fix: 'otel weave … file.go…, or the folder' });
  const names = new Map<string, string>();
  for (const { name, path } of files) {
    const first = names.get(name);
    if (first !== undefined) throw new UserError('USAGE', `got two files ${name} (${first} and ${path}), want those of one package`);
    names.set(name, path);
  }
  const [first] = files;
  const other = files.find((file) => packageOf(file) !== (first && packageOf(first)));
  if (first && other) {
    throw new UserError(
      'USAGE',
      `${first.path} is of package ${packageOf(first)}, ${other.path} of package ${packageOf(other)}; want the files of one package`,
      { fix: 'weave each package on its own' },
    );
  }
  return files;
}

function packageOf(file: SourceFile): string {
  const name = packageClause(file.text);
  if (name !== '') return name;
  throw new UserError('GO_SYNTAX', 'no package clause, want a Go file', { position: { file: file.path, line: 1, column: 1 } });
}

/** A folder stands for its Go files without tests. */
function expandFolder(path: string): string[] {
  if (existsSync(path) && statSync(path).isDirectory()) {
    return readdirSync(path)
      .filter((name) => name.endsWith('.go') && !name.endsWith('_test.go'))
      .sort()
      .map((name) => join(path, name));
  }
  if (!path.endsWith('.go')) throw new UserError('USAGE', `got ${path}, want a Go file, a folder or a rule file (*.otelc.yaml)`);
  return [path];
}

/** Reads a file that the command line names. */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const why = code === 'ENOENT' ? 'it does not exist' : code === 'EISDIR' ? 'it is a folder' : code;
    throw new UserError('USAGE', `cannot read ${path}: ${why}`, { fix: 'name an existing file' });
  }
}
