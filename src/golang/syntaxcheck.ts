import type { Position } from '../errors.js';
import { parseGoFile } from './parsefile.js';
import type { GoParser } from './parser.js';
import { readSnippet, type SnippetKind } from './snippet.js';
import type { SnippetNames } from './syntax.js';

/** Whether pieces of Go can be parsed, for those who know nothing of parsers. */
export interface SyntaxCheck {
  readonly snippet: (text: string, kind: SnippetKind) => SnippetNames['syntaxError'];
  readonly file: (name: string, text: string) => { readonly position: Omit<Position, 'file'>; readonly message: string } | undefined;
}

export function syntaxCheck(parser: GoParser): SyntaxCheck {
  return {
    snippet: (text, kind) => readSnippet(parser, text, kind).syntaxError,
    file: (name, text) => parseGoFile(parser, name, text, { wanted: () => false }).syntaxError,
  };
}
