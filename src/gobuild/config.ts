/** `otel.yaml`, beside go.mod or go.work: what is instrumented besides what we bring along. */
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml';
import { type Position, UserError } from '../errors.js';
import { readOptional } from './cache.js';

export interface Config {
  /** Rule files. */
  readonly rules: readonly string[];
  /** Folders of hook packages that belong to modules of their own. */
  readonly hooks: readonly string[];
  readonly disable: readonly string[];
}

export const CONFIG_FILE = 'otel.yaml';
const KEYS = ['rules', 'hooks', 'disable'] as const;
type Key = (typeof KEYS)[number];

export function readConfig(roots: readonly string[]): Config {
  for (const root of roots) {
    const file = join(root, CONFIG_FILE);
    const text = readOptional(file);
    if (text !== undefined) return parseConfig(file, text);
  }
  return { rules: [], hooks: [], disable: [] };
}

function parseConfig(file: string, text: string): Config {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const [problem] = document.errors;
  if (problem) throw new UserError('RULE_SYNTAX', oneSentence(problem.message), { position: at(problem.pos[0]) });
  const result: Record<Key, string[]> = { rules: [], hooks: [], disable: [] };
  const { contents } = document;
  const start = (node: Node | null): Position => at(node?.range?.[0] ?? 0);
  if (contents !== null && !isMap(contents)) {
    throw new UserError('RULE_VALUE', `got ${describe(contents)}, want a mapping of ${KEYS.join(', ')}`, { position: start(contents) });
  }
  for (const { key, value } of contents?.items ?? []) {
    const name = isScalar(key) ? String(key.value) : '';
    const known = KEYS.find((one) => one === name);
    const keyAt = start(key);
    if (!known) throw new UserError('RULE_UNKNOWN_KEY', `got "${name}", want one of ${KEYS.join(', ')}`, { position: keyAt });
    if (value === null || (isScalar(value) && value.value === null)) continue;
    const node = value as Node;
    const items = isSeq(node) ? node.items : [node];
    for (const item of items) {
      if (!isScalar(item) || typeof item.value !== 'string' || item.value === '') {
        throw new UserError('RULE_VALUE', `got ${describe(item as Node)} in "${name}", want a list of strings`, {
          position: start(item as Node),
        });
      }
      result[known].push(item.value);
    }
  }
  const folder = dirname(file);
  const absolute = (path: string): string => (isAbsolute(path) ? path : resolve(folder, path));
  return { rules: result.rules.map(absolute), hooks: result.hooks.map(absolute), disable: result.disable };
}

function describe(node: Node): string {
  return isMap(node) ? 'a mapping' : isSeq(node) ? 'a list' : isScalar(node) ? JSON.stringify(node.value) : 'something else';
}

function oneSentence(message: string): string {
  return message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? message;
}
