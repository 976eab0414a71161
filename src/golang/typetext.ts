import type { GoType, TypePart } from './model.js';
import type { GoParser } from './parser.js';
import type { ResolvedPart, ResolvedType } from './resolve.js';
import { partsText, readType } from './typeparts.js';

/** A qualifier that is an import path with a slash. */
const PATH =
  /((?<![\p{L}\p{Nd}_])[\p{L}\p{Nd}_][\p{L}\p{Nd}_.\-~+]*\/(?:[\p{L}\p{Nd}_.\-~+]+\/)*[\p{L}\p{Nd}_\-~+]+(?:\.[\p{L}\p{Nd}_\-~+]+)*)\.(?=[\p{L}_])/gu;

/** Reads a type that stands alone, as rules write it; qualifiers may be whole import paths. Undefined if it is no type. */
export function parseTypeText(parser: GoParser, text: string): GoType | undefined {
  const paths: string[] = [];
  const source = outsideOfTags(text, (piece) =>
    piece.replaceAll(PATH, (_, path: string) => {
      paths.push(path);
      return `${placeholder(paths.length - 1)}.`;
    }),
  );
  // A line break would end the declaration where the type must go on.
  const file = `package p\nvar _ ${source.trim()}\n`;
  if (source.trim() === '') return undefined;
  return parser.read(file, (root) => {
    if (root.hasError) return undefined;
    const [, declaration, ...others] = root.namedChildren.filter((child) => child.type !== 'comment');
    const specs = declaration?.type === 'var_declaration' ? declaration.namedChildren.filter((child) => child.type === 'var_spec') : [];
    const [spec] = specs;
    const type = spec?.childForFieldName('type');
    if (others.length > 0 || specs.length !== 1 || !type || spec?.childForFieldName('value')) return undefined;
    const read = readType(type, file);
    const parts = read.parts.map((part) => restored(part, paths));
    return { parts, text: partsText(parts), local: read.local };
  });
}

function placeholder(index: number): string {
  return `otelpath${index}_`;
}

function restored(part: TypePart, paths: readonly string[]): TypePart {
  if (typeof part === 'string') return part;
  const index = /^otelpath(\d+)_$/.exec(part.qualifier)?.[1];
  const path = index === undefined ? undefined : paths[Number(index)];
  return path === undefined ? part : { qualifier: path, name: part.name };
}

function outsideOfTags(text: string, change: (piece: string) => string): string {
  return text
    .split(/("(?:[^"\\\n]|\\.)*"|`[^`]*`)/)
    .map((piece, i) => (i % 2 === 0 ? change(piece) : piece))
    .join('');
}

/** A spelling of the type that is the same for identical types, by Go's rules; undefined if it cannot be taken apart. */
export function structureOf(type: ResolvedType): string | undefined {
  const reader = new StructureReader(tokensOf(type.parts));
  const structure = reader.type();
  return reader.atEnd() ? structure : undefined;
}

/** A keyword, mark or literal; or a name with what it stands for. */
type Token = { readonly kind: 'mark'; readonly text: string } | { readonly kind: 'name'; readonly text: string };

const MARKS =
  /"(?:[^"\\]|\\.)*"|`[^`]*`|'(?:[^'\\]|\\.)+'|\.\.\.|<-|<<|>>|&\^|[\p{L}_][\p{L}\p{Nd}_]*(?:\.[\p{L}_][\p{L}\p{Nd}_]*)?|\d[\p{L}\p{Nd}_.]*|\S/gu;
const KEYWORDS: ReadonlySet<string> = new Set(['func', 'map', 'chan', 'interface', 'struct']);
const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ['byte', 'uint8'],
  ['rune', 'int32'],
  ['any', 'interface{}'],
]);

function tokensOf(parts: readonly ResolvedPart[]): Token[] {
  return parts.flatMap((part): Token[] => {
    if (typeof part !== 'string')
      return [{ kind: 'name', text: part.path === '' ? part.name : `${JSON.stringify(part.path)}.${part.name}` }];
    return [...part.matchAll(MARKS)].map(([text]) =>
      /^[\p{L}_]/u.test(text) && !KEYWORDS.has(text) ? nameToken(text) : { kind: 'mark', text },
    );
  });
}

function nameToken(name: string): Token {
  return { kind: 'name', text: SYNONYMS.get(name) ?? name };
}

/** Reads tokens as a type. Names of fields and methods come as name tokens too: the place tells them apart. */
class StructureReader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  atEnd(): boolean {
    return this.#at === this.#tokens.length;
  }

  type(): string {
    const token = this.#tokens[this.#at++];
    if (!token) return '?';
    if (token.kind === 'name') return this.#take('[') ? `${token.text}[${this.#list(']')}]` : token.text;
    switch (token.text) {
      case '*':
        return `*${this.type()}`;
      case '~':
        return `~${this.type()}`;
      case '(': {
        const inner = this.type();
        this.#take(')');
        return inner;
      }
      case '[':
        return this.#array();
      case 'map': {
        this.#take('[');
        const key = this.type();
        this.#take(']');
        return `map[${key}]${this.type()}`;
      }
      case 'chan':
        return this.#take('<-') ? `chan<-(${this.type()})` : `chan(${this.type()})`;
      case '<-':
        this.#take('chan');
        return `<-chan(${this.type()})`;
      case 'func':
        return `func${this.#signature()}`;
      case 'interface':
        return this.#interface();
      case 'struct':
        return this.#struct();
      default:
        return `?${token.text}`;
    }
  }

  #array(): string {
    if (this.#take(']')) return `[]${this.type()}`;
    let length = '';
    for (let depth = 0; !this.atEnd();) {
      const text = this.#peek() ?? '';
      if (text === ']' && depth === 0) break;
      depth += text === '[' || text === '(' ? 1 : text === ']' || text === ')' ? -1 : 0;
      length += text;
      this.#at++;
    }
    this.#take(']');
    return `[${arrayLength(length)}]${this.type()}`;
  }

  #list(close: string): string {
    const types: string[] = [];
    while (!this.atEnd() && !this.#take(close)) {
      types.push(this.#take('...') ? `...${this.type()}` : this.type());
      this.#take(',');
    }
    return types.join(',');
  }

  #signature(): string {
    this.#take('(');
    const params = this.#list(')');
    if (this.#take('(')) return `(${params})(${this.#list(')')})`;
    const next = this.#peek();
    const none = next === undefined || [')', ']', '}', ',', ';', '|'].includes(next) || /^["`]/.test(next);
    return none ? `(${params})()` : `(${params})(${this.type()})`;
  }

  #interface(): string {
    this.#take('{');
    const elements: string[] = [];
    while (!this.atEnd() && !this.#take('}')) {
      const name = this.#tokens[this.#at];
      if (name?.kind === 'name' && this.#tokens[this.#at + 1]?.text === '(') {
        this.#at++;
        elements.push(`${name.text}${this.#signature()}`);
      } else elements.push(this.#union());
      this.#take(';');
    }
    return `interface{${[...new Set(elements)].sort().join(';')}}`;
  }

  #union(): string {
    const terms = [this.type()];
    while (this.#take('|')) terms.push(this.type());
    return terms.sort().join('|');
  }

  #struct(): string {
    this.#take('{');
    const fields: string[] = [];
    while (!this.atEnd() && !this.#take('}')) {
      const names = this.#fieldNames();
      const type = this.type();
      const tag = /^["`]/.test(this.#peek() ?? '') ? ` ${tagText(this.#tokens[this.#at++]?.text ?? '')}` : '';
      for (const name of names.length > 0 ? names : ['']) fields.push(`${name} ${type}${tag}`);
      this.#take(';');
    }
    return `struct{${fields.join(';')}}`;
  }

  /** The names before a field's type; none for an embedded field. */
  #fieldNames(): string[] {
    const names: string[] = [];
    let at = this.#at;
    for (;;) {
      const name = this.#tokens[at];
      const next = this.#tokens[at + 1]?.text;
      if (name?.kind !== 'name' || name.text.startsWith('"')) return [];
      names.push(name.text);
      if (next !== ',') {
        if (next === undefined || next === ';' || next === '}' || /^["`]/.test(next)) return [];
        if (next === '[' && this.#isInstance(at + 1)) return [];
        this.#at = at + 1;
        return names;
      }
      at += 2;
    }
  }

  /** `E[T]` embeds an instance, `E [4]T` is a field: after the brackets of an instance the field is over. */
  #isInstance(open: number): boolean {
    let depth = 0;
    let at = open;
    for (; at < this.#tokens.length; at++) {
      const text = this.#tokens[at]?.text;
      if (text === '[') depth++;
      if (text === ']' && --depth === 0) break;
    }
    const next = this.#tokens[at + 1]?.text;
    return next === undefined || next === ';' || next === '}' || /^["`]/.test(next);
  }

  #peek(): string | undefined {
    return this.#tokens[this.#at]?.text;
  }

  #take(text: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'mark' || token.text !== text) return false;
    this.#at++;
    return true;
  }
}

/** `0x10` and `16` are the same length. */
function arrayLength(text: string): string {
  const digits = text.replaceAll('_', '');
  if (/^0[0-7]+$/.test(digits)) return String(parseInt(digits, 8));
  return /^(0[xXbBoO])?[\da-fA-F]+$/.test(digits) && /^\d/.test(digits) ? String(Number(digits)) : text;
}

/** A tag counts by its value: `\`a\`` is "a". */
function tagText(tag: string): string {
  if (tag.startsWith('`')) return JSON.stringify(tag.slice(1, -1).replaceAll('\r', ''));
  try {
    return JSON.stringify(JSON.parse(tag));
  } catch {
    return tag;
  }
}
