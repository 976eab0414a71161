/**
 * `-gcflags` for single packages. The go command takes the last entry whose pattern matches a package, so that a flag of ours
 * for a package must repeat what the user's own entries say of it.
 */
import { isStd } from '../golang/platforms.js';
import type { Flag } from './arguments.js';

/** One `-gcflags=[pattern=]flags`. Without a pattern it means the packages named on the command line. */
interface Entry {
  readonly pattern: string | undefined;
  readonly flags: string;
}

export interface Named {
  /** Import path of the main package that is linked. */
  readonly main: string;
  /** Import path that `./` stands for; undefined outside modules. */
  readonly here: string | undefined;
}

/** The user's flags for a package. */
export function gcflagsOf(importPath: string, flags: readonly Flag[], named: Named): string {
  const entries = readEntries(flags);
  return entries.findLast((entry) => matchesEntry(entry, importPath, named))?.flags ?? '';
}

/** The user's entries, none of them without a pattern: other packages than the user's are named on our command lines. */
export function explicitEntries(flags: readonly Flag[], named: Named): string[] {
  return readEntries(flags).map(({ pattern, flags: text }) => `-gcflags=${pattern ?? named.main}=${text}`);
}

function readEntries(flags: readonly Flag[]): Entry[] {
  return flags
    .filter(({ name, value }) => name === 'gcflags' && value !== undefined && value !== '')
    .map(({ value = '' }) => {
      const at = value.startsWith('-') ? -1 : value.indexOf('=');
      return at < 0 ? { pattern: undefined, flags: value } : { pattern: value.slice(0, at), flags: value.slice(at + 1) };
    });
}

function matchesEntry({ pattern }: Entry, importPath: string, named: Named): boolean {
  if (pattern === undefined) return importPath === named.main;
  if (pattern === 'all') return true;
  if (pattern === 'std') return isStd(importPath);
  const absolute = /^\.\.?(\/|$)/.test(pattern) ? joinPath(named.here, pattern) : pattern;
  if (absolute === undefined) return false;
  const expression = absolute
    .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('\\.\\.\\.', '.*')
    .replace(/\/\.\*$/, '(/.*)?');
  return new RegExp(`^${expression}$`).test(importPath);
}

function joinPath(here: string | undefined, pattern: string): string | undefined {
  if (here === undefined) return undefined;
  const parts = here.split('/');
  for (const part of pattern.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
