import { isAbsolute, join } from 'node:path';
import { parseArgs } from 'node:util';
import { UserError } from '../errors.js';
import type { GoParser } from '../golang/parser.js';

export interface CommandContext {
  /** Folder that relative paths of the arguments are relative to. */
  readonly baseDir: string;
  /** The Go parser, made at first use and kept for the life of the process. */
  readonly parser: () => Promise<GoParser>;
}

/** One command of the tool: returns its exit code, with a text for the user where there is one. */
export type Command = (args: readonly string[], context: CommandContext) => Promise<number | { exitCode: number; output: string }>;

export interface Flags {
  readonly positionals: readonly string[];
  /** The flag's value; a UserError when it was not given. */
  one(name: string): string;
  optional(name: string): string | undefined;
  many(name: string): readonly string[];
  is(name: string): boolean;
}

/** Parses `--name value` flags; `boolean` ones take no value, all may repeat. */
export function parseFlags(args: readonly string[], names: readonly string[], booleans: readonly string[] = []): Flags {
  const parsed = usageErrors(() =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...Object.fromEntries(names.map((name) => [name, { type: 'string' as const, multiple: true as const }])),
        ...Object.fromEntries(booleans.map((name) => [name, { type: 'boolean' as const }])),
      },
    }),
  );
  const many = (name: string): string[] => {
    const value = (parsed.values as Record<string, string[] | boolean | undefined>)[name];
    return Array.isArray(value) ? value : [];
  };
  const optional = (name: string): string | undefined => many(name).at(-1);
  return {
    positionals: parsed.positionals,
    many,
    optional,
    one: (name) => {
      const value = optional(name);
      if (value === undefined) throw new UserError('USAGE', `missing flag --${name}`);
      return value;
    },
    is: (name) => (parsed.values as Record<string, unknown>)[name] === true,
  };
}

/** An unknown flag, or one without its value, is the caller's mistake. */
function usageErrors<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (code.startsWith('ERR_PARSE_ARGS_')) throw new UserError('USAGE', firstSentence(message));
    throw error;
  }
}

/** What follows is advice about `--`, which no command of ours takes. */
function firstSentence(message: string): string {
  return (message.split(/\. |\n/)[0] ?? message).replace(/\.$/, '');
}

export function resolveIn(baseDir: string, path: string): string {
  return isAbsolute(path) || baseDir === '.' ? path : join(baseDir, path);
}
