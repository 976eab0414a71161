/** Which lines of which files the functions of a binary have, read by a Go program from the binary's own line table. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** By function, closures included: `file:line`, sorted. */
export type LineTable = ReadonlyMap<string, ReadonlySet<string>>;

/** Compiles the reader and runs it once for all binaries. `prefix` is that of the functions' names. */
export function readLineTables(scratch: string, tool: string, prefix: string, binaries: readonly string[]): LineTable[] {
  const program = join(scratch, 'line-reader');
  execFileSync('go', ['build', '-o', program, '.'], { cwd: tool, stdio: 'pipe' });
  const output = execFileSync(program, [prefix, ...binaries], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const tables = JSON.parse(output) as Record<string, string[]>[];
  return tables.map((table) => {
    const merged = new Map<string, Set<string>>();
    for (const [name, lines] of Object.entries(table)) {
      // A closure that weaving adds shifts the numbers of the user's own.
      const outer = name.replace(/\.(?:func|gowrap|deferwrap)\d.*$/, '');
      const known = merged.get(outer) ?? new Set();
      for (const line of lines) known.add(line);
      merged.set(outer, known);
    }
    return merged;
  });
}
