import { UserError } from '../errors.js';
import type { Rewriter } from './rewriter.js';

const ID = /^[A-Za-z0-9][\w./-]*$/;

/**
 * Loads a rewriter from the text of its module. The text itself is the module's address, so that a process that lives on (a
 * worker) never runs a version that was edited since, and that the module imports nothing that it was not given.
 * @param file name of the module in messages
 */
export async function loadRewriter(text: string, file: string): Promise<Rewriter> {
  const problem = (found: string, fix: string): UserError => new UserError('REWRITER', `rewriter ${file}: ${oneLine(found)}`, { fix });
  let module: Readonly<Record<string, unknown>>;
  try {
    module = (await import(`data:text/javascript;base64,${Buffer.from(text, 'utf8').toString('base64')}`)) as Record<string, unknown>;
  } catch (error) {
    throw problem(
      `cannot be loaded: ${messageOf(error).replaceAll(/data:[^\s'"]+/g, file)}`,
      'want one ES module without relative imports: bundle it into one file',
    );
  }
  const exported = module['rewriter'];
  if (!isRecord(exported)) throw problem('exports no object `rewriter`', 'want export const rewriter = { id, matches, rewrite }');
  const { id, matches, rewrite } = exported;
  if (typeof id !== 'string' || !ID.test(id))
    throw problem(`id is ${shown(id)}`, 'want letters, digits and . _ / -, for example "example.com/naming"');
  if (typeof matches !== 'function') throw problem(`${id} has no function matches`, 'want matches({ importPath, isMain })');
  if (typeof rewrite !== 'function') throw problem(`${id} has no function rewrite`, 'want rewrite(package)');
  return exported as unknown as Rewriter;
}

export function messageOf(error: unknown): string {
  const { name, message } = isRecord(error) ? error : {};
  return typeof message === 'string' ? `${typeof name === 'string' ? `${name}: ` : ''}${message}` : String(error);
}

export function oneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/g, ' ');
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** For messages about what a rewriter, whose types nobody checked, gave. */
export function shown(value: unknown): string {
  return value === undefined ? 'undefined' : JSON.stringify(value);
}
