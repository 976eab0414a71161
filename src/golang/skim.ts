import type { Range } from './model.js';

/** What a file consists of, found by its brackets, strings and comments alone: many times faster than parsing. */
export interface Skimmed {
  /** The insides of function bodies and of the braces of values at package level: what most questions about a file do not need. */
  readonly holes: readonly Range[];
  /** Line comments outside of them. */
  readonly comments: readonly Range[];
}

/** Shorter ones are parsed faster than left out. */
const SHORTEST = 24;

const [QUOTE, APOSTROPHE, SLASH, STAR, BACKSLASH, BACKTICK, OPEN, CLOSE, LINE] = codes('"\'/*\\`{}\n');

/** Undefined where a closer look is needed: brackets or strings that nothing ends, or a declaration that seems to begin in a body. */
export function skim(text: string): Skimmed | undefined {
  const holes: Range[] = [];
  const comments: Range[] = [];
  let depth = 0;
  let open = -1;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case OPEN:
        if (depth++ === 0) {
          const kept = isKept(text, at);
          if (kept === undefined) return undefined;
          open = kept ? -1 : at + 1;
        }
        break;
      case CLOSE:
        if (--depth < 0) return undefined;
        if (depth === 0 && open !== -1 && at - open >= SHORTEST) holes.push({ start: open, end: at });
        break;
      case LINE:
        if (depth > 0 && beginsDeclaration(text, at + 1)) return undefined;
        break;
      case QUOTE:
      case APOSTROPHE:
        at = endOfQuoted(text, at);
        if (at === -1) return undefined;
        break;
      case BACKTICK:
        at = text.indexOf('`', at + 1);
        if (at === -1) return undefined;
        break;
      case SLASH: {
        const next = text.charCodeAt(at + 1);
        if (next === SLASH) {
          const end = endOfLine(text, at);
          if (end - at >= SHORTEST && (depth === 0 || open === -1)) comments.push({ start: at, end });
          at = end - 1;
        } else if (next === STAR) {
          at = text.indexOf('*/', at + 2) + 1;
          if (at === 0) return undefined;
        }
        break;
      }
      default:
    }
  }
  return depth === 0 ? { holes, comments } : undefined;
}

/** Every comment of a text that `skim` has not given up on. */
export function commentsIn(text: string): Range[] {
  const comments: Range[] = [];
  for (const match of text.matchAll(TOKENS)) {
    if (match[0].startsWith('/')) comments.push({ start: match.index, end: match.index + match[0].length });
  }
  return comments;
}

const TOKENS = /\/\/[^\n]*|\/\*[^]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`/g;

function codes(characters: string): number[] {
  return [...characters].map((character) => character.charCodeAt(0));
}

/** Fields and methods are part of a type; undefined if that cannot be told from the word before the brace. */
function isKept(text: string, brace: number): boolean | undefined {
  let end = brace;
  while (/[ \t]/.test(text.charAt(end - 1))) end--;
  const before = text.charAt(end - 1);
  if (before === '/' || before === '\n' || before === '\r' || before === '') return undefined;
  return before === 't' ? /\bstruct$/.test(text.slice(end - 7, end)) : before === 'e' && /\binterface$/.test(text.slice(end - 10, end));
}

/** Where no statement begins, unless somebody formats unlike everybody else. */
function beginsDeclaration(text: string, at: number): boolean {
  return DECLARATIONS.some((word) => text.startsWith(word, at));
}

const DECLARATIONS = ['func ', 'type ', 'var ', 'const ', 'import ', 'package '];

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** Offset of the closing quote; -1 if the line ends before. */
function endOfQuoted(text: string, start: number): number {
  const quote = text.charCodeAt(start);
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return at;
    if (code === LINE) return -1;
    if (code === BACKSLASH) at++;
  }
  return -1;
}
