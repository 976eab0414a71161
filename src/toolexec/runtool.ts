import { spawnSync } from 'node:child_process';
import type { Session } from '../gobuild/session.js';

/** Runs one of the go command's tools, through the user's own -toolexec if there is one; returns its exit code. */
export function runTool({ toolexec }: Pick<Session, 'toolexec'>, tool: string, args: readonly string[], cwd?: string): number {
  const [program = tool, ...rest] = [...toolexec, tool, ...args];
  const result = spawnSync(program, rest, { stdio: 'inherit', ...(cwd === undefined ? {} : { cwd }) });
  if (result.error) throw result.error;
  return result.status ?? 1;
}
