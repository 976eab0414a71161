import { readCalls } from './calls.js';
import { readDirectives } from './directives.js';
import { FileContext } from './filecontext.js';
import { readFunctionLiterals } from './functionliterals.js';
import { readLiterals } from './literals.js';
import type { GoFile, Range } from './model.js';
import { sharedContext } from './packagefacts.js';
import type { GoParser } from './parser.js';
import { Mentions } from './mentions.js';
import { readStatements } from './statements.js';
import { readStructs } from './structs.js';
import type { FileSyntax, GoStatement, PackageFacts } from './syntax.js';
import { readTree } from './tree.js';
import { parseTypeText } from './typetext.js';
import { readValues } from './values.js';

/** Answers about a file. Its text is parsed when the first one is asked for, and each answer is worked out once. */
export function readFileSyntax(parser: GoParser, text: string, model: Pick<GoFile, 'imports'>, facts: PackageFacts): FileSyntax {
  const file = lazy(() => sharedContext(facts, text) ?? new FileContext(text, readTree(parser, text), model.imports, facts));
  const calls = lazy(() => readCalls(file()));
  const literals = lazy(() => readLiterals(file()));
  const values = lazy(() => readValues(file(), (source) => parseTypeText(parser, source)));
  const structs = lazy(() => readStructs(file()));
  const directives = lazy(() => (/\/\/[a-z0-9]+:[a-z0-9]/.test(text) ? readDirectives(file()) : []));
  const functionLiterals = lazy(() => readFunctionLiterals(parser, file()));
  const statements = new Map<number, readonly GoStatement[]>();
  return {
    get calls() {
      return calls();
    },
    callsWith: (words) => readCalls(file(), words),
    get literals() {
      return literals();
    },
    literalsWith: (words) => readLiterals(file(), Mentions.of(text, words)),
    literalsAt: (offsets) => readLiterals(file(), new Mentions(offsets)),
    get values() {
      return values();
    },
    get structs() {
      return structs();
    },
    get directives() {
      return directives();
    },
    get functionLiterals() {
      return functionLiterals();
    },
    statements(braces) {
      const known = statements.get(braces.open);
      if (known) return known;
      const found = readStatements(file(), braces);
      statements.set(braces.open, found);
      return found;
    },
    identifiers: (range) => identifiersIn(text, range),
    blockEnd: (offset) => file().blockEnd(offset),
    meaning: (name, offset) => file().meaning(name, offset),
  };
}

/** Every word of a range, words of comments and strings included: a name too many harms nobody. */
function identifiersIn(text: string, range: Range): ReadonlySet<string> {
  return new Set(text.slice(range.start, range.end).match(/[\p{L}_][\p{L}\p{Nd}_]*/gu) ?? []);
}

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
