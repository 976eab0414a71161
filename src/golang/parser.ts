import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Language, type Node, Parser, type Tree } from 'web-tree-sitter';
import { repair } from './repair.js';

/** Files of the parser. Bundled programs give both; from a checkout they are found in node_modules. */
export interface ParserFiles {
  readonly coreWasm?: string;
  readonly grammarWasm?: string;
}

/** Characters of Go whose trees are kept at most: a tree takes some twenty times the memory of its text. */
const KEPT_LENGTH = 16_000_000;

/**
 * Go's grammar, loaded. Trees live in WebAssembly memory, which nobody collects: they are only lent to a callback, and no node
 * leaves this folder.
 */
export class GoParser {
  readonly #parser: Parser;
  #kept: Map<string, Tree> | undefined;
  #keptLength = 0;

  constructor(parser: Parser) {
    this.#parser = parser;
  }

  /** Parses `text` and lends the root node to `use`. Offsets are UTF-16 code units of `text`. */
  read<T>(text: string, use: (root: Node) => T): T {
    const known = this.#kept?.get(text);
    if (known) return use(known.rootNode);
    const tree = this.#parseRepaired(text);
    if (this.#kept && this.#keptLength + text.length <= KEPT_LENGTH) {
      this.#kept.set(text, tree);
      this.#keptLength += text.length;
      return use(tree.rootNode);
    }
    try {
      return use(tree.rootNode);
    } finally {
      tree.delete();
    }
  }

  /** While `work` runs each text is parsed once: several readers ask about one file. */
  keep<T>(work: () => T): T {
    if (this.#kept) return work();
    const kept = new Map<string, Tree>();
    this.#kept = kept;
    this.#keptLength = 0;
    try {
      return work();
    } finally {
      this.#kept = undefined;
      for (const tree of kept.values()) tree.delete();
    }
  }

  /** True while reading this text again costs no parsing. */
  keeps(text: string): boolean {
    return this.#kept?.has(text) === true;
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
    readFile(files.grammarWasm ?? resolve('tree-sitter-go/tree-sitter-go.wasm')),
  ]);
  await Parser.init({ wasmBinary: new Uint8Array(core) as unknown as ArrayBuffer });
  return Language.load(new Uint8Array(grammar));
}

function resolve(specifier: string): string {
  return createRequire(import.meta.url).resolve(specifier);
}
