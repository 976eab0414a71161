/** Hashes of source folders: what a build's key says of the hooks and of this program. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { digest } from './cache.js';

/** Content of the files of some folders that the Go compiler, the assembler or cgo may read; where the folders lie does not matter. */
export function digestFolders(folders: readonly string[]): string {
  return digest(...[...folders].sort().map((folder) => digestFolder(folder)));
}

function digestFolder(folder: string): string {
  let names: string[];
  try {
    names = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && !entry.name.endsWith('_test.go') && !entry.name.startsWith('.'))
      .map((entry) => entry.name);
  } catch {
    return 'none';
  }
  return digest(...names.sort().flatMap((name) => [name, readFileSync(join(folder, name))]));
}

/** Folders of a module that hold Go files; nested modules, tests' data and hidden folders are left out. */
export function packageFolders(root: string): string[] {
  const found: string[] = [];
  const visit = (folder: string): void => {
    const entries = readdirSync(folder, { withFileTypes: true });
    if (folder !== root && entries.some((entry) => entry.name === 'go.mod')) return;
    if (entries.some((entry) => entry.name.endsWith('.go'))) found.push(folder);
    for (const entry of entries) {
      if (entry.isDirectory() && !/^[._]|^testdata$/.test(entry.name)) visit(join(folder, entry.name));
    }
  };
  visit(root);
  return found;
}

/** Names, sizes and times of all files below a folder: cheap, and different whenever a file was written. */
export function stampFolder(root: string): string {
  const stamps: string[] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const file = join(folder, entry.name);
      if (entry.isDirectory()) visit(file);
      else if (isProgram(entry.name)) {
        const { size, mtimeMs } = statSync(file);
        stamps.push(`${file} ${size} ${mtimeMs}`);
      }
    }
  };
  visit(root);
  return digest(...stamps.sort());
}

export function digestProgram(root: string): string {
  const parts: string[] = [];
  const visit = (folder: string, name: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const inner = `${name}/${entry.name}`;
      if (entry.isDirectory()) visit(join(folder, entry.name), inner);
      else if (isProgram(entry.name)) parts.push(`${inner} ${digest(readFileSync(join(folder, entry.name)))}`);
    }
  };
  visit(root, '');
  return digest(...parts.sort());
}

function isProgram(name: string): boolean {
  return name.endsWith('.js') && !name.endsWith('.test.js');
}
