import { readFileSync } from 'node:fs';

/**
 * Expands rules_go's `-param=FILE` arguments (go/tools/builders/flags.go, expandParamsFiles): one argument a line, quoted for
 * the shell by Bazel.
 */
export function expandBuilderArguments(args: readonly string[]): string[] {
  return args.flatMap((arg) => (arg.startsWith('-param=') ? parseParams(readFileSync(arg.slice('-param='.length), 'utf8')) : [arg]));
}

/** Bazel quotes an argument as a whole in single quotes, a single quote in it as `'\''`; a quoted argument may span lines. */
export function parseParams(text: string): string[] {
  const args: string[] = [];
  let current: string | undefined;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (quoted) {
      if (char === "'") quoted = false;
      else current = (current ?? '') + char;
    } else if (char === "'") {
      quoted = true;
      current ??= '';
    } else if (char === '\\') {
      current = (current ?? '') + text.charAt(++i);
    } else if (char === '\n') {
      if (current !== undefined) args.push(current);
      current = undefined;
    } else {
      current = (current ?? '') + char;
    }
  }
  if (current !== undefined) args.push(current);
  return args;
}

export function quoteParam(arg: string): string {
  return /^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`;
}
