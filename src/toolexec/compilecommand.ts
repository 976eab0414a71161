/** The go command's call of the compiler, taken apart. */
import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';

export interface CompileCommand {
  readonly flags: readonly string[];
  readonly files: readonly string[];
}

/** Long command lines come as a file with one argument a line (cmd/internal/objabi, expandArgs). */
export function expandArguments(args: readonly string[]): string[] {
  return args.flatMap((arg) => {
    if (!arg.startsWith('@')) return [arg];
    const lines = readFileSync(arg.slice(1), 'utf8').split('\n');
    if (lines.at(-1) === '') lines.pop();
    return lines.map((line) => line.replaceAll(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char)));
  });
}

/** Source files stand at the end; that of a test's main package lies in the go command's cache and has no suffix. */
export function parseCompile(args: readonly string[]): CompileCommand {
  let first = args.length;
  while (first > 0 && args[first - 1]?.endsWith('.go') === true) first--;
  if (first === args.length && first > 0) first--;
  return { flags: args.slice(0, first), files: args.slice(first) };
}

export function flagValue(flags: readonly string[], name: string): string | undefined {
  const at = flags.indexOf(name);
  if (at >= 0) return flags[at + 1];
  return flags.find((flag) => flag.startsWith(`${name}=`))?.slice(name.length + 1);
}

export function replaceFlag(flags: readonly string[], name: string, value: string): string[] {
  const at = flags.indexOf(name);
  if (at >= 0) return [...flags.slice(0, at + 1), value, ...flags.slice(at + 2)];
  return flags.map((flag) => (flag.startsWith(`${name}=`) ? `${name}=${value}` : flag));
}

/**
 * `-trimpath` for files that lie in `folder` and shall seem to lie in `original`: the compiler takes the first entry that fits and does
 * not look again, so that our entry names what the other entries make of the original folder.
 */
export function trimWoven(trimpath: string | undefined, folder: string, original: string, goroot = process.env['GOROOT'] ?? ''): string {
  const entries = (trimpath ?? '').split(';').filter((entry) => entry !== '');
  return [`${folder}=>${rewritten(entries, original, goroot)}`, ...entries].join(';');
}

function rewritten(entries: readonly string[], folder: string, goroot: string): string {
  for (const entry of entries) {
    const at = entry.lastIndexOf('=>');
    const [from, to] = at < 0 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + 2)];
    if (folder === from) return to;
    if (folder.startsWith(`${from}/`)) return to === '' ? folder.slice(from.length + 1) : join(to, folder.slice(from.length + 1));
  }
  // The compiler does this only to what no entry fits.
  if (goroot !== '' && folder.startsWith(`${goroot}/`)) return `$GOROOT${folder.slice(goroot.length)}`;
  return folder;
}

export function folderOf(file: string, cwd: string): string {
  return dirname(isAbsolute(file) ? file : resolve(cwd, file));
}
