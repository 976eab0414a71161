import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Language, type Node, Parser, type Tree } from 'web-tree-sitter';
import { repair } from './repair.js';

/** Files of the parser. Bundled programs give both; from a checkout they are found in node_modules. */
export interface ParserFiles {
  readonly coreWasm?: string;
  readonly grammarWasm?: string;
}

/**
 * Go's grammar, loaded. Trees live in WebAssembly memory, which nobody collects: they are only lent to a callback, and no node
 * leaves this folder.
 */
export class GoParser {
  readonly #parser: Parser;

  constructor(parser: Parser) {
    this.#parser = parser;
  }

  /** Parses `text` and lends the root node to `use`. Offsets are UTF-16 code units of `text`. */
  read<T>(text: string, use: (root: Node) => T): T {
    let tree = this.#parse(text);
    if (tree.rootNode.hasError) {
      const repaired = repair(text, (type) => this.#isType(type));
      let again = repaired === undefined ? undefined : this.#parse(repaired);
      if (again?.rootNode.hasError === false) [tree, again] = [again, tree];
      again?.delete();
    }
    try {
      return use(tree.rootNode);
    } finally {
      tree.delete();
    }
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

/** Loads the WebAssembly runtime and the grammar; once for each process. */
export async function initParser(files: ParserFiles = {}): Promise<GoParser> {
  // Explicit bytes: the runtime would otherwise look for its file next to the bundle.
  const [core, grammar] = await Promise.all([
    readFile(files.coreWasm ?? resolve('web-tree-sitter/web-tree-sitter.wasm')),
    readFile(files.grammarWasm ?? resolve('tree-sitter-go/tree-sitter-go.wasm')),
  ]);
  await Parser.init({ wasmBinary: new Uint8Array(core) as unknown as ArrayBuffer });
  const parser = new Parser();
  parser.setLanguage(await Language.load(new Uint8Array(grammar)));
  return new GoParser(parser);
}

function resolve(specifier: string): string {
  return createRequire(import.meta.url).resolve(specifier);
}
