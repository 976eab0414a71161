/**
 * The program that the go command runs its tools through. Nearly all of them must start at once, so that it is a few lines of shell; only
 * the linker, and compiles with a key of ours, go on to Node.
 */
import { fileURLToPath } from 'node:url';
import { type Cache, digest } from './cache.js';
import { KEY_FLAG, TEST_MAIN_FLAG } from './list.js';

export interface LauncherOptions {
  readonly session: string;
  /** Part of the linker's version: links, and nothing else, are done again when it changes. */
  readonly key: string;
  readonly toolexec: readonly string[];
}

/** Beside the archive of each package that a build compiles: how it was compiled, one word a line. */
export const COMPILE_RECORD = 'otel-compile';
export const RECORD_END = 'end of command';

const TOOL = fileURLToPath(new URL('../toolexec/run.js', import.meta.url));

/** Writes the launcher; returns its path. Where there is no shell, `otel toolexec` itself does its work (untested). */
export function writeLauncher(cache: Cache, options: LauncherOptions): string {
  const text = launcherText(options);
  return cache.writeText(`launchers/${digest(text)}`, text, 0o755);
}

function launcherText({ session, key, toolexec }: LauncherOptions): string {
  const through = toolexec.map((word) => `${shellQuote(word)} `).join('');
  const node = `exec ${shellQuote(process.execPath)} ${shellQuote(TOOL)} ${session} "$@"`;
  return `#!/bin/sh
case "$1" in
*/link|*/link.exe|*\\\\link.exe)
  if [ "$2" = -V=full ]; then
    version=$(${through}"$@") || exit
    case "$version" in
    *buildID=*) echo "$version${key}" ;;
    *) echo "$version otel:${key}" ;;
    esac
    exit
  fi
  ${node}
  ;;
*/compile|*/compile.exe|*\\\\compile.exe)
  case " $* " in
  *" ${KEY_FLAG}"*|*" ${TEST_MAIN_FLAG}"*|*" @"*) ${node} ;;
  esac
  if [ "$2" = -o ]; then printf '%s\\n' "$PWD" "$@" '${RECORD_END}' 2>/dev/null >"\${3%/*}/${COMPILE_RECORD}" || :; fi
  ;;
esac
exec ${through}"$@"
`;
}

function shellQuote(word: string): string {
  return /^[\w./:=+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
