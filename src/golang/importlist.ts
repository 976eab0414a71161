import { parseGoFile } from './parsefile.js';
import type { GoImport } from './model.js';
import type { GoParser } from './parser.js';

/** Whatever is no import ends the imports. */
const OTHER_DECLARATION = /^(?:func|type|var|const)\b/m;

/** What a file imports. Only its beginning is parsed. */
export function importsOf(parser: GoParser, name: string, text: string): readonly GoImport[] {
  const read = (part: string): ReturnType<typeof parseGoFile> => parseGoFile(parser, name, part, { wanted: () => false });
  const beginning = read(text.slice(0, text.search(OTHER_DECLARATION) >>> 0));
  // A comment before the imports may hold such a line too.
  return beginning.syntaxError ? read(text).imports : beginning.imports;
}
