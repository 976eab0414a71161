import { existsSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../errors.js';
import type { SourceFile } from '../golang/parsehooks.js';

const CONTEXT_LINES = 3;

/** The woven files as a txtar archive: each behind a line `-- name --`. */
export function toArchive(files: ReadonlyMap<string, string>): string {
  return [...files].map(([name, text]) => `-- ${name} --\n${text.endsWith('\n') ? text : `${text}\n`}`).join('');
}

/** A unified diff. Weaving never moves a line, so that line N of the original is line N of the woven file. */
export function toDiff(sources: readonly SourceFile[], woven: ReadonlyMap<string, string>): string {
  return [...woven]
    .map(([name, text]) => {
      const source = sources.find((file) => file.name === name);
      return source ? diffChanged(source, text) : diffAdded(name, text);
    })
    .join('');
}

function diffAdded(name: string, text: string): string {
  const lines = linesOf(text);
  return [`--- /dev/null`, `+++ b/${name}`, `@@ -0,0 +1,${lines.length} @@`, ...lines.map((line) => `+${line}`), ''].join('\n');
}

function diffChanged(source: SourceFile, text: string): string {
  const [before, after] = [linesOf(source.text), linesOf(text)];
  const changed = before.flatMap((line, i) => (line === after[i] ? [] : [i]));
  const hunks: { from: number; to: number }[] = [];
  for (const i of changed) {
    const from = Math.max(0, i - CONTEXT_LINES);
    const to = Math.min(before.length, i + 1 + CONTEXT_LINES);
    const last = hunks.at(-1);
    if (last && from <= last.to) last.to = to;
    else hunks.push({ from, to });
  }
  const path = source.path.replace(/^(\.?\/)+/, '');
  const out = [`--- a/${path}`, `+++ b/${path}`];
  for (const { from, to } of hunks) {
    out.push(`@@ -${from + 1},${to - from} +${from + 1},${to - from} @@`);
    for (let i = from; i < to;) {
      const start = i;
      while (i < to && before[i] !== after[i]) i++;
      out.push(...before.slice(start, i).map((line) => `-${line}`), ...after.slice(start, i).map((line) => `+${line}`));
      if (i === start) out.push(` ${before[i++] ?? ''}`);
    }
  }
  return `${out.join('\n')}\n`;
}

/** Lines with their ends; one without an end is marked as diff does. */
function linesOf(text: string): string[] {
  const lines = text.split('\n');
  const rest = lines.pop() ?? '';
  return rest === '' ? lines : [...lines, `${rest}\n\\ No newline at end of file`];
}

/** Writes all of the files or, where that is not possible, none. */
export function writeFiles(folder: string, files: ReadonlyMap<string, string>, sources: readonly SourceFile[]): void {
  if (existsSync(folder) && !statSync(folder).isDirectory())
    throw new UserError('USAGE', `got --out ${folder}, which is a file; want a folder`, { fix: 'name another folder' });
  const own = sources.find((file) => existsSync(folder) && realpathSync(dirname(resolve(file.path))) === realpathSync(folder));
  if (own)
    throw new UserError('USAGE', `got --out ${folder}, where ${own.name} itself lies: it would be overwritten`, {
      fix: 'name another folder',
    });
  try {
    mkdirSync(folder, { recursive: true });
    const temporary = mkdtempSync(join(folder, '.otel-weave-'));
    try {
      for (const [name, text] of files) writeFileSync(join(temporary, name), text);
      for (const name of files.keys()) renameSync(join(temporary, name), join(folder, name));
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UserError('USAGE', `cannot write to ${folder}: ${code}`, { fix: 'name a folder that can be written' });
  }
}
