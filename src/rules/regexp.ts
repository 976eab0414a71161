import type { Complaint } from './gonames.js';
import { complement, perlClasses, posixClasses, unicodeClass } from './regexp-classes.js';

/** A regular expression of Go (RE2 syntax), taken apart. Groups capture nothing: whether it matches is all that is asked. */
export type Regexp =
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'begin' | 'end' | 'begin-line' | 'end-line' | 'word-boundary' | 'no-word-boundary' }
  | { readonly kind: 'concat' | 'alternate'; readonly of: readonly Regexp[] }
  | { readonly kind: 'repeat'; readonly of: Regexp; readonly min: number; readonly max: number };

export interface CharSet {
  readonly negated: boolean;
  readonly ranges: readonly (readonly [low: number, high: number])[];
  /** Unicode classes: the regular expression of one character. */
  readonly classes: readonly RegExp[];
  readonly ignoreCase: boolean;
}

const mostRepetitions = 1000;
const deepest = 200;

class RegexpError extends Error {
  readonly complaint: Complaint;

  constructor(want: string, fix?: string) {
    super(want);
    this.complaint = { want, fix };
  }
}

/** Takes a regular expression apart, by Go's rules: what JavaScript would read otherwise or allow beyond them makes no difference. */
export function translateRegexp(text: string): Regexp | Complaint {
  if (text === '') return { want: 'a regular expression', fix: "for example pattern: '^defer mu\\.Unlock\\(\\)$'" };
  try {
    return new Parser(text).parse();
  } catch (error) {
    if (error instanceof RegexpError) return error.complaint;
    throw error;
  }
}

interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
}

const linkOfSyntax = 'Go has regular expressions in RE2 syntax';

class Parser {
  readonly #text: string;
  #at = 0;
  #flags: Flags = { i: false, m: false, s: false };
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): Regexp {
    const result = this.#alternation();
    if (this.#at < this.#text.length) throw new RegexpError('a "(" for every ")"', 'write "\\)" for the character');
    return result;
  }

  #alternation(): Regexp {
    if (++this.#depth > deepest) throw new RegexpError(`at most ${deepest} nested groups`);
    const branches = [this.#concatenation()];
    while (this.#eat('|')) branches.push(this.#concatenation());
    this.#depth--;
    return branches.length === 1 ? (branches[0] ?? { kind: 'concat', of: [] }) : { kind: 'alternate', of: branches };
  }

  #concatenation(): Regexp {
    const parts: Regexp[] = [];
    while (this.#at < this.#text.length && !this.#looksAt('|') && !this.#looksAt(')')) {
      if (this.#eat('\\Q')) {
        const end = this.#text.indexOf('\\E', this.#at);
        const literal = this.#text.slice(this.#at, end < 0 ? undefined : end);
        this.#at = end < 0 ? this.#text.length : end + 2;
        const chars = [...literal].map((char) => this.#char(char.codePointAt(0) ?? 0));
        const last = chars.pop();
        parts.push(...chars);
        if (last) parts.push(this.#quantified(last));
        continue;
      }
      const operator = /[*+?]/.exec(this.#text[this.#at] ?? '')?.[0] ?? this.#repetition()?.text;
      if (operator !== undefined)
        throw new RegexpError(`something to repeat before ${JSON.stringify(operator)}`, `write "\\${operator}" for the character`);
      const atom = this.#atom();
      if (atom) parts.push(this.#quantified(atom));
    }
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'concat', of: parts };
  }

  #quantified(atom: Regexp): Regexp {
    const simple = { '*': [0, Infinity], '+': [1, Infinity], '?': [0, 1] }[this.#text[this.#at] ?? ''];
    const counted = simple ? undefined : this.#repetition();
    if (!simple && !counted) return atom;
    const [min = 0, max = Infinity] = simple ?? [counted?.min, counted?.max];
    this.#at += counted?.text.length ?? 1;
    this.#eat('?');
    const again = /^[*+?]/.exec(this.#text.slice(this.#at))?.[0] ?? this.#repetition()?.text;
    if (again !== undefined)
      throw new RegexpError(
        `no repetition of a repetition (${JSON.stringify(again)})`,
        `${linkOfSyntax}: put the first into a group (?:…)`,
      );
    if (min > max) throw new RegexpError('a repetition whose first number is not above the second');
    if (repetitions(atom) * (max === Infinity ? Math.max(min, 1) : Math.max(max, 1)) > mostRepetitions)
      throw new RegexpError(`at most ${mostRepetitions} repetitions`);
    return { kind: 'repeat', of: atom, min, max };
  }

  /** `{2}`, `{2,}`, `{2,5}`; any other brace is a character. */
  #repetition(): { text: string; min: number; max: number } | undefined {
    const match = /^\{(\d+)(?:(,)(\d*))?\}/.exec(this.#text.slice(this.#at, this.#at + 30));
    if (!match) return undefined;
    const [text, low = '', comma, high] = match;
    return { text, min: Number(low), max: comma === undefined ? Number(low) : high === '' || high === undefined ? Infinity : Number(high) };
  }

  #atom(): Regexp | undefined {
    const c = String.fromCodePoint(this.#text.codePointAt(this.#at) ?? 0);
    this.#at += c.length;
    switch (c) {
      case '(':
        return this.#group();
      case '[':
        return { kind: 'set', set: this.#class() };
      case '.':
        return { kind: 'set', set: { negated: true, ranges: this.#flags.s ? [] : [[10, 10]], classes: [], ignoreCase: false } };
      case '^':
        return { kind: this.#flags.m ? 'begin-line' : 'begin' };
      case '$':
        return { kind: this.#flags.m ? 'end-line' : 'end' };
      case '\\':
        return this.#escape();
      default:
        return this.#char(c.codePointAt(0) ?? 0);
    }
  }

  #char(code: number): Regexp {
    return { kind: 'set', set: { negated: false, ranges: [[code, code]], classes: [], ignoreCase: this.#flags.i } };
  }

  #group(): Regexp | undefined {
    const look = /^\?(?:=|!|<=|<!)/.exec(this.#text.slice(this.#at));
    if (look) throw new RegexpError(`no lookaround ("(${look[0]}")`, `${linkOfSyntax}, which has none`);
    if (/^\?[>#|(]/.test(this.#text.slice(this.#at))) throw new RegexpError('no atomic, conditional or comment groups', linkOfSyntax);
    const outer = this.#flags;
    const named = /^\?P?<([^>]*)>/.exec(this.#text.slice(this.#at));
    if (named) {
      if (!/^\w+$/.test(named[1] ?? '')) throw new RegexpError('a name of letters, digits and "_" for the group');
      this.#at += named[0].length;
    } else if (this.#eat('?')) {
      const flags = /^([imsU]*)(?:-([imsU]+))?([:)])/.exec(this.#text.slice(this.#at));
      if (!flags) throw new RegexpError('a group that begins with "(?:", "(?P<name>" or flags out of i, m, s and U', linkOfSyntax);
      const [all, on = '', off = '', end] = flags;
      this.#at += all.length;
      this.#flags = setFlags(outer, on, off);
      // Flags alone hold up to the end of the group that they stand in.
      if (end === ')') return undefined;
    }
    const inside = this.#alternation();
    if (!this.#eat(')')) throw new RegexpError('a ")" for every "("', 'write "\\(" for the character');
    this.#flags = outer;
    return inside;
  }

  #escape(): Regexp {
    const c = this.#text[this.#at] ?? '';
    if (c === 'A' || c === 'z' || c === 'b' || c === 'B') {
      this.#at++;
      return { kind: ({ A: 'begin', z: 'end', b: 'word-boundary', B: 'no-word-boundary' } as const)[c] };
    }
    const set = this.#setEscape();
    if (set) return { kind: 'set', set: { ...set, ignoreCase: false } };
    return this.#char(this.#charEscape());
  }

  /** `\d`, `\pL` and the like; undefined if it is a character that is escaped. */
  #setEscape(): CharSet | undefined {
    const c = this.#text[this.#at] ?? '';
    const perl = perlClasses[c.toLowerCase()];
    if (perl) {
      this.#at++;
      return { negated: c !== c.toLowerCase(), ranges: perl, classes: [], ignoreCase: false };
    }
    if (c !== 'p' && c !== 'P') return undefined;
    const match = /^[pP](?:\{(\^?)([^}]*)\}|(.))/u.exec(this.#text.slice(this.#at));
    const [all = '', caret = '', long, short] = match ?? [];
    const name = long ?? short ?? '';
    this.#at += all.length;
    return { negated: (c === 'P') !== (caret === '^'), ranges: [], classes: [this.#unicodeClass(name)], ignoreCase: false };
  }

  #unicodeClass(name: string): RegExp {
    const found = unicodeClass(name);
    if (!found) throw new RegexpError(`a Unicode class that Go knows instead of ${JSON.stringify(name)}`, linkOfSyntax);
    return found;
  }

  #charEscape(): number {
    const rest = this.#text.slice(this.#at, this.#at + 12);
    const numeric = /^x([0-9A-Fa-f]{2})|^x\{([0-9A-Fa-f]{1,8})\}|^(0[0-7]{0,2}|[1-7][0-7]{1,2})/.exec(rest);
    if (numeric) {
      this.#at += numeric[0].length;
      const code = numeric[3] === undefined ? parseInt(numeric[1] ?? numeric[2] ?? '', 16) : parseInt(numeric[3], 8);
      if (code > 0x10ffff) throw new RegexpError('a character up to \\x{10FFFF}');
      return code;
    }
    if (/^(?:[1-9]|k[<{']|g[{\d])/.test(rest))
      throw new RegexpError(`no backreference ("\\${rest[0] ?? ''}")`, `${linkOfSyntax}, which has none`);
    const c = String.fromCodePoint(this.#text.codePointAt(this.#at) ?? 0);
    const control = { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 }[c];
    if (this.#at >= this.#text.length) throw new RegexpError('something after the "\\" at the end', 'write "\\\\" for the character');
    if (control === undefined && /[A-Za-z0-9]|\P{ASCII}/u.test(c))
      throw new RegexpError(`an escape that Go knows instead of "\\${c}"`, linkOfSyntax);
    this.#at += c.length;
    return control ?? c.codePointAt(0) ?? 0;
  }

  #class(): CharSet {
    const ranges: (readonly [number, number])[] = [];
    const classes: RegExp[] = [];
    const negated = this.#eat('^');
    for (let first = true; first || !this.#looksAt(']'); first = false) {
      if (this.#at >= this.#text.length) throw new RegexpError('a "]" for every "["', 'write "\\[" for the character');
      const posix = /^\[:(\^?)(\w+):\]/.exec(this.#text.slice(this.#at, this.#at + 20));
      const known = posix && posixClasses[posix[2] ?? ''];
      if (posix && !known) throw new RegexpError(`a class that Go knows instead of ${JSON.stringify(posix[0])}`, linkOfSyntax);
      if (posix && known) {
        this.#at += posix[0].length;
        ranges.push(...(posix[1] === '^' ? complement(known) : known));
        continue;
      }
      if (this.#looksAt('\\')) {
        this.#at++;
        const set = this.#setEscape();
        if (set) {
          ranges.push(...(set.negated && set.classes.length === 0 ? complement(set.ranges) : set.ranges));
          classes.push(...set.classes.map((one) => (set.negated ? new RegExp(`[^${one.source}]`, 'u') : one)));
          continue;
        }
        this.#at--;
      }
      const low = this.#classChar();
      if (!(this.#looksAt('-') && this.#text[this.#at + 1] !== ']' && this.#at + 1 < this.#text.length)) ranges.push([low, low]);
      else {
        this.#at++;
        const high = this.#classChar();
        if (high < low) throw new RegexpError('a range whose first character is not above the second');
        ranges.push([low, high]);
      }
    }
    this.#at++;
    return { negated, ranges, classes, ignoreCase: this.#flags.i };
  }

  #classChar(): number {
    if (this.#eat('\\')) return this.#charEscape();
    const code = this.#text.codePointAt(this.#at) ?? 0;
    this.#at += String.fromCodePoint(code).length;
    return code;
  }

  #looksAt(text: string): boolean {
    return this.#text.startsWith(text, this.#at);
  }

  #eat(text: string): boolean {
    const found = this.#looksAt(text);
    if (found) this.#at += text.length;
    return found;
  }
}

function setFlags(flags: Flags, on: string, off: string): Flags {
  // U only says which of several matches is meant, and here it is asked whether there is one.
  const of = (flag: keyof Flags): boolean => (flags[flag] || on.includes(flag)) && !off.includes(flag);
  return { i: of('i'), m: of('m'), s: of('s') };
}

/** How often the most repeated part of it is repeated: Go allows repetitions of repetitions up to a product. */
function repetitions(regexp: Regexp): number {
  if (regexp.kind === 'repeat')
    return repetitions(regexp.of) * (regexp.max === Infinity ? Math.max(regexp.min, 1) : Math.max(regexp.max, 1));
  return regexp.kind === 'concat' || regexp.kind === 'alternate' ? Math.max(1, ...regexp.of.map(repetitions)) : 1;
}
