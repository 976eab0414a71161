import { isAlias, isMap, isScalar, isSeq, LineCounter, parseAllDocuments, type Node, type YAMLError } from 'yaml';
import type { Position } from '../errors.js';
import { quote, type Problems } from './problems.js';
import { offsetInFile } from './scalaroffsets.js';

/** A YAML document reduced to what rule files need: aliases and merge keys resolved, each part with its position. */
export type Tree = ScalarTree | ListTree | MappingTree;

export interface ScalarTree {
  readonly kind: 'scalar';
  readonly value: unknown;
  /** As written, for messages. */
  readonly source: string;
  readonly position: Position;
  /** Where in the file a character of a string value stands. */
  readonly at?: (offset: number) => Position;
}

export interface ListTree {
  readonly kind: 'list';
  readonly items: readonly Tree[];
  readonly position: Position;
}

export interface Entry {
  readonly key: string;
  readonly keyPosition: Position;
  readonly value: Tree;
}

export interface MappingTree {
  readonly kind: 'mapping';
  readonly entries: readonly Entry[];
  readonly position: Position;
}

/** Reads one YAML document. Undefined: the document is empty, or `problems` says why it cannot be read. */
export function parseYaml(file: string, textWithMark: string, problems: Problems): Tree | undefined {
  // A byte order mark is no column.
  const text = textWithMark.startsWith('\ufeff') ? textWithMark.slice(1) : textWithMark;
  const lines = new LineCounter();
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const deep = tooDeep(text);
  if (deep !== undefined) {
    const line = text.slice(0, deep).split('\n');
    const at = { file, line: line.length, column: (line.at(-1) ?? '').length + 1 };
    problems.add('RULE_SYNTAX', at, deepMessage, deepFix);
    return undefined;
  }
  const parsed = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  const documents = 'empty' in parsed ? [] : parsed;
  const errors = documents.flatMap((document) => [...document.errors, ...document.warnings]);
  if (errors.length > 0) {
    for (const error of worthShowing(errors)) {
      const { message, fix } = explain(error);
      problems.add('RULE_SYNTAX', position(error.pos[0]), message, fix);
    }
    return undefined;
  }
  const [first, ...others] = documents.map((document) => document.contents).filter((contents) => contents !== null);
  const other = others.find((node) => !(isScalar(node) && node.value === null));
  if (other) {
    const at = position(other.range[0]);
    problems.add(
      'RULE_SYNTAX',
      at,
      'a second YAML document, want one document in a rule file',
      'remove the "---" line above, or use two files',
    );
    return undefined;
  }
  if (!first || (isScalar(first) && first.value === null)) return undefined;
  return new Converter(text, position, problems).convert(first);
}

const deepMessage = 'nested too deeply, want a rule file of at most a few levels';
const deepFix = 'see the rule format';

/**
 * The YAML parser recurses, and very deep input ends the process instead of raising an error that could be caught. Therefore depth is
 * bounded by a look at the text: brackets (comments aside), `- - -` and indentation. No rule comes near these numbers.
 */
function tooDeep(text: string): number | undefined {
  const compact = /(?:[-?:][ \t]+){100}/.exec(text) ?? /^[ \t]{400}[ \t]*[^ \t\r\n]/m.exec(text);
  if (compact) return compact.index;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '#' && (i === 0 || /\s/.test(text[i - 1] ?? ''))) {
      const end = text.indexOf('\n', i);
      if (end < 0) return undefined;
      i = end;
    } else if (c === '[' || c === '{') {
      if (++depth > 400) return i;
    } else if ((c === ']' || c === '}') && depth > 0) depth--;
  }
  return undefined;
}

/** After its first error the parser guesses; only tabs are a mistake of their own on each line. */
function worthShowing(errors: readonly YAMLError[]): YAMLError[] {
  const sorted = [...errors].sort((a, b) => a.pos[0] - b.pos[0]);
  const tabs = sorted.filter((error) => error.code === 'TAB_AS_INDENT');
  return tabs.length > 0 && sorted[0]?.code === 'TAB_AS_INDENT' ? tabs : sorted.slice(0, 1);
}

function explain(error: YAMLError): { message: string; fix: string } {
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return { message: 'a tab as indentation, want spaces', fix: 'replace the tab' };
    case 'BAD_SCALAR_START':
      return { message: `${lowerFirst(error.message)}, want a quoted string`, fix: 'put the value into double quotes' };
    case 'RESOURCE_EXHAUSTION':
      return { message: deepMessage, fix: deepFix };
    case 'TAG_RESOLVE_FAILED':
      return { message: `${lowerFirst(error.message)}, want plain YAML without tags`, fix: 'remove the tag, or quote the value' };
    case 'BLOCK_AS_IMPLICIT_KEY':
      return {
        message: 'a mapping or list on the line of its key, want it on lines of its own',
        fix: 'put it on the next line, or quote a value with ":"',
      };
    case 'UNEXPECTED_TOKEN':
      if (error.message.includes('block-seq-ind'))
        return { message: 'a list on the line of its key, want it on lines of its own', fix: 'put "- " on the next line' };
      break;
    case 'MISSING_CHAR':
      if (error.message.includes('closing'))
        return { message: 'a quoted string without end, want a closing quote', fix: 'close the quote' };
      break;
    default:
  }
  return { message: `not valid YAML: ${lowerFirst(error.message.replace(/\s+/g, ' '))}`, fix: 'correct the YAML' };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

class Converter {
  readonly #text: string;
  readonly #position: (offset: number) => Position;
  readonly #problems: Problems;
  /** What `&name` stands for at this point of the document; `open` while its own content is being read. */
  readonly #anchors = new Map<string, Tree | 'open'>();

  constructor(text: string, position: (offset: number) => Position, problems: Problems) {
    this.#text = text;
    this.#position = position;
    this.#problems = problems;
  }

  convert(node: Node): Tree {
    const position = this.#position(node.range?.[0] ?? 0);
    if (isAlias(node)) return this.#alias(node.source, position);
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    if (anchor !== undefined) this.#anchors.set(anchor, 'open');
    const tree = this.#content(node, position);
    if (anchor !== undefined) this.#anchors.set(anchor, tree);
    return tree;
  }

  #content(node: Node, position: Position): Tree {
    if (isSeq(node)) return { kind: 'list', items: node.items.map((item) => this.convert(item as Node)), position };
    if (isMap(node)) return this.#mapping(node.items as unknown as readonly Pair[], position);
    const scalar = isScalar(node) ? node : undefined;
    const tree: ScalarTree = { kind: 'scalar', value: scalar?.value ?? null, source: scalar?.source ?? '', position };
    if (typeof tree.value !== 'string') return tree;
    const offset = offsetInFile(this.#text, node.range?.[0] ?? 0, scalar?.type, tree.value);
    return { ...tree, at: (index) => this.#position(offset(index)) };
  }

  #alias(name: string, position: Position): Tree {
    const found = this.#anchors.get(name);
    if (found !== undefined && found !== 'open') return found;
    const message =
      found === 'open'
        ? `alias *${name} lies within its own anchor, want one that is complete`
        : `alias *${name} has no anchor &${name} above, want a known anchor or a quoted string`;
    this.#problems.add('RULE_SYNTAX', position, message, found === 'open' ? 'remove it' : `write "*${name}" for a pointer receiver`);
    return { kind: 'scalar', value: unreadable, source: `*${name}`, position };
  }

  #mapping(pairs: readonly Pair[], position: Position): MappingTree {
    const entries = new Map<string, Entry>();
    const merged: Entry[] = [];
    for (const pair of pairs) {
      const keyPosition = pair.key?.range ? this.#position(pair.key.range[0]) : position;
      const value: Tree = pair.value ? this.convert(pair.value) : { kind: 'scalar', value: null, source: '', position: keyPosition };
      const key = pair.key && isScalar(pair.key) ? pair.key : undefined;
      if (typeof key?.value !== 'string') {
        const found = key ? quote(key.source ?? String(key.value)) : 'a list or mapping';
        this.#problems.add(
          'RULE_SYNTAX',
          keyPosition,
          `${found} as a key, want a string`,
          key ? 'put it into quotes' : 'write "key: value"',
        );
      } else if (key.value === '<<' && key.type === 'PLAIN') merged.push(...this.#merge(value));
      else this.#add(entries, { key: key.value, keyPosition, value });
    }
    // The mapping's own keys win over merged ones, earlier merged ones over later ones.
    for (const entry of merged) if (!entries.has(entry.key)) entries.set(entry.key, entry);
    return { kind: 'mapping', entries: [...entries.values()], position };
  }

  #add(entries: Map<string, Entry>, entry: Entry): void {
    const first = entries.get(entry.key);
    if (first) {
      const message = `key ${quote(entry.key)} a second time (first on line ${first.keyPosition.line}), want it once`;
      this.#problems.add('RULE_DUPLICATE', entry.keyPosition, message, 'rename or remove one of them');
    } else entries.set(entry.key, entry);
  }

  #merge(value: Tree): readonly Entry[] {
    if (value.kind === 'mapping') return value.entries;
    if (value.kind === 'list' && value.items.every((item) => item.kind === 'mapping')) return value.items.flatMap((item) => item.entries);
    if (value.kind === 'scalar' && value.value === unreadable) return [];
    this.#problems.add(
      'RULE_SYNTAX',
      value.position,
      '"<<" with something else than mappings, want an alias of a mapping',
      'write <<: *name',
    );
    return [];
  }
}

interface Pair {
  readonly key: Node | null;
  readonly value: Node | null;
}

/** Value of something that has been complained about already. */
export const unreadable: unique symbol = Symbol('unreadable');
