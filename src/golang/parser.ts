import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Language, type Node, Parser, type Tree } from 'web-tree-sitter';
import type { Range } from './model.js';
import { repair } from './repair.js';
import { type Skimmed, skim } from './skim.js';

/** Files of the parser. Bundled programs give both; from a checkout they are found in node_modules. */
export interface ParserFiles {
  readonly coreWasm?: string;
  readonly grammarWasm?: string;
}

/** Characters of Go whose trees are kept at most: a tree takes some twenty times the memory of its text. */
const KEPT_LENGTH = 16_000_000;

/** Trees of one text that are kept. */
interface Kept {
  whole: Tree | undefined;
  outline: Outline | undefined;
  /** Declarations with their bodies, by where they begin. */
  readonly parts: Map<number, Tree>;
}

interface Outline {
  readonly tree: Tree;
  readonly skimmed: Skimmed;
}

/**
 * Go's grammar, loaded. Trees live in WebAssembly memory, which nobody collects: they are only lent to a callback, and no node
 * leaves this folder.
 */
export class GoParser {
  readonly #parser: Parser;
  #kept: Map<string, Kept> | undefined;
  #keptLength = 0;
  readonly #broken = new Set<string>();

  constructor(parser: Parser) {
    this.#parser = parser;
  }

  /** Parses `text` and lends the root node to `use`. Offsets are UTF-16 code units of `text`. */
  read<T>(text: string, use: (root: Node) => T): T {
    const known = this.#kept?.get(text)?.whole;
    if (known) return use(known.rootNode);
    const tree = this.#parseRepaired(text);
    const keep = this.#keep(text, text.length);
    if (keep) {
      keep.whole = tree;
      return use(tree.rootNode);
    }
    try {
      return use(tree.rootNode);
    } finally {
      tree.delete();
    }
  }

  /**
   * Like `read`, but while trees are kept the insides of function bodies and of package-level values may be missing, and syntax
   * errors in them stay unfound; `readPart` has them.
   */
  readOutline<T>(text: string, use: (root: Node) => T): T {
    const kept = this.#kept?.get(text);
    if (kept?.whole || !this.#kept) return this.read(text, use);
    if (kept?.outline) return use(kept.outline.tree.rootNode);
    const outline = this.#parseOutline(text);
    const keep = outline && this.#keep(text, outline.length);
    if (!keep) {
      outline?.tree.delete();
      return this.read(text, use);
    }
    keep.outline = outline;
    return use(outline.tree.rootNode);
  }

  /** Lends a tree that holds at least the package-level declaration around an offset, with everything in it. */
  readPart<T>(text: string, offset: number, use: (root: Node) => T): T {
    const kept = this.#kept?.get(text);
    if (!kept?.outline || kept.whole) return this.read(text, use);
    const range = declarationAt(kept.outline.tree.rootNode, offset);
    if (!range || !kept.outline.skimmed.holes.some((hole) => range.start < hole.start && hole.end < range.end)) {
      return use(kept.outline.tree.rootNode);
    }
    const known = kept.parts.get(range.start);
    if (known) return use(known.rootNode);
    const tree = this.#parseRanges(text, range.end, [range]);
    // What the grammar does not know, or an error: both want the whole file.
    if (tree.rootNode.hasError || !this.#keep(text, range.end - range.start)) {
      tree.delete();
      return this.read(text, (root) => {
        if (root.hasError) this.#broken.add(text);
        return use(root);
      });
    }
    kept.parts.set(range.start, tree);
    return use(tree.rootNode);
  }

  /** True if a syntax error was found in a part of the text. */
  isBroken(text: string): boolean {
    return this.#broken.has(text);
  }

  /** While `work` runs each text is parsed once: several readers ask about one file. */
  keep<T>(work: () => T): T {
    if (this.#kept) return work();
    const kept = new Map<string, Kept>();
    this.#kept = kept;
    this.#keptLength = 0;
    try {
      return work();
    } finally {
      this.#kept = undefined;
      this.#broken.clear();
      for (const { whole, outline, parts } of kept.values()) for (const tree of [whole, outline?.tree, ...parts.values()]) tree?.delete();
    }
  }

  /** True while reading this text again costs no parsing. */
  keeps(text: string): boolean {
    return this.#kept?.has(text) === true;
  }

  /** Where trees of a text are kept; undefined if they are not, or if there are too many. */
  #keep(text: string, length: number): Kept | undefined {
    if (!this.#kept || this.#keptLength + length > KEPT_LENGTH) return undefined;
    this.#keptLength += length;
    const known = this.#kept.get(text);
    if (known) return known;
    const kept: Kept = { whole: undefined, outline: undefined, parts: new Map() };
    this.#kept.set(text, kept);
    return kept;
  }

  #parseOutline(text: string): (Outline & { readonly length: number }) | undefined {
    const skimmed = skim(text);
    if (!skimmed || skimmed.holes.length === 0) return undefined;
    const ranges = between(skimmed, text.length);
    const tree = this.#parseRanges(text, text.length, ranges);
    if (!tree.rootNode.hasError) return { tree, skimmed, length: ranges.reduce((sum, { start, end }) => sum + end - start, 0) };
    tree.delete();
    return undefined;
  }

  /** Parses ranges of a text as if nothing else were there, and a line end behind them. */
  #parseRanges(text: string, end: number, ranges: readonly Range[]): Tree {
    const includedRanges = ranges.map((range) => ({
      startIndex: range.start,
      endIndex: range.end === end ? end + 1 : range.end,
      startPosition: NOWHERE,
      endPosition: NOWHERE,
    }));
    this.#parser.reset();
    const input = (index: number): string | undefined => (index < end ? text.slice(index, end) : index === end ? '\n' : undefined);
    const tree = this.#parser.parse(input, null, { includedRanges });
    if (!tree) throw new Error('tree-sitter returned no tree');
    return tree;
  }

  #parseRepaired(text: string): Tree {
    const tree = this.#parse(text);
    if (!tree.rootNode.hasError) return tree;
    const repaired = repair(text, (type) => this.#isType(type));
    const again = repaired === undefined ? undefined : this.#parse(repaired);
    const better = again?.rootNode.hasError === false ? again : tree;
    (better === tree ? again : tree)?.delete();
    return better;
  }

  #parse(text: string): Tree {
    this.#parser.reset();
    // Some declarations at the end of a file are not ended by the end alone.
    const tree = this.#parser.parse(text.endsWith('\n') ? text : `${text}\n`);
    if (!tree) throw new Error('tree-sitter returned no tree');
    return tree;
  }

  #isType(text: string): boolean {
    const tree = this.#parse(`package p\nvar _ ${text}\n`);
    try {
      return !tree.rootNode.hasError;
    } finally {
      tree.delete();
    }
  }
}

/** Rows and columns are not used. */
const NOWHERE = { row: 0, column: 0 };

/** What is left of a text without the bodies and comments; a line end stays behind each comment. */
function between({ holes, comments }: Skimmed, length: number): Range[] {
  const ranges: Range[] = [];
  let start = 0;
  for (const out of [...holes, ...comments].sort((a, b) => a.start - b.start)) {
    if (out.start > start) ranges.push({ start, end: out.start });
    start = out.end;
  }
  if (start < length) ranges.push({ start, end: length });
  return ranges;
}

/** The declaration of a file around an offset. */
function declarationAt(root: Node, offset: number): Range | undefined {
  const node = root.firstNamedChildForIndex(offset);
  return node && node.startIndex <= offset && offset < node.endIndex ? { start: node.startIndex, end: node.endIndex } : undefined;
}

let language: Promise<Language> | undefined;

/** Loads the WebAssembly runtime and the grammar, once for each process: with the files of the first call. */
export async function initParser(files: ParserFiles = {}): Promise<GoParser> {
  // Of two runtimes that start at the same time the second takes the place of the first, whose parsers then write into its memory.
  const loaded = await (language ??= loadLanguage(files));
  const parser = new Parser();
  parser.setLanguage(loaded);
  return new GoParser(parser);
}

async function loadLanguage(files: ParserFiles): Promise<Language> {
  // Explicit bytes: the runtime would otherwise look for its file next to the bundle.
  const [core, grammar] = await Promise.all([
    readFile(files.coreWasm ?? resolve('web-tree-sitter/web-tree-sitter.wasm')),
    readFile(files.grammarWasm ?? grammarFile()),
  ]);
  await Parser.init({ wasmBinary: new Uint8Array(core) as unknown as ArrayBuffer });
  return Language.load(new Uint8Array(grammar));
}

/** The package that users install has a copy (tools/prepack.mjs); a checkout has the npm package. */
function grammarFile(): string | URL {
  const packed = new URL('../../../grammar/tree-sitter-go.wasm', import.meta.url);
  try {
    return resolve('tree-sitter-go/tree-sitter-go.wasm');
  } catch {
    return packed;
  }
}

function resolve(specifier: string): string {
  return createRequire(import.meta.url).resolve(specifier);
}
