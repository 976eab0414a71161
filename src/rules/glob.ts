/**
 * Globs over import paths, as otelc (doublestar) has them: `*` and `?` stay within one element, `**` as a whole element stands for any
 * number of elements (none included), `[a-z]`, `[!a-z]` and `[^a-z]` for one character, `{a,b}` for alternatives, nested or empty too.
 * Matching takes polynomial time for every pattern; no regular expression is built from a user's text.
 */

const longestPattern = 1024;
/** Alternatives multiply, and Starlark gets every one of them. */
export const mostAlternatives = 256;

export function isGlob(pattern: string): boolean {
  return /[*?[{]/.test(pattern);
}

/** What is wrong with a pattern, as the end of "… , want …"; undefined if nothing is. */
export function globProblem(pattern: string): string | undefined {
  if (pattern.length > longestPattern) return `at most ${longestPattern} characters`;
  if (pattern.includes('\\')) return 'a glob without "\\" (nothing in an import path needs escaping)';
  const open: string[] = [];
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i];
    if (c === '[') {
      const end = classEnd(pattern, i);
      if (end === undefined) return 'a "]" for every "["';
      if (readClass(pattern.slice(i + 1, end)).ranges.length === 0) return 'characters between "[" and "]"';
      i = end;
    } else if (c === ']') return 'a "[" for every "]"';
    else if (c === '{') open.push(c);
    else if (c === '}' && open.pop() === undefined) return 'a "{" for every "}"';
    else if (c === ',' && open.length === 0) return 'commas only between "{" and "}" (several targets are a YAML list)';
  }
  if (open.length > 0) return 'a "}" for every "{"';
  if (countAlternatives(pattern) > mostAlternatives) return `at most ${mostAlternatives} alternatives after expanding "{…}"`;
  return undefined;
}

/** The patterns without braces that a valid pattern stands for, in order, each once. A pattern that is not valid stands for itself. */
export function expandBraces(pattern: string): string[] {
  return globProblem(pattern) === undefined ? [...new Set(expand(pattern))] : [pattern];
}

interface Braces {
  readonly before: string;
  readonly alternatives: readonly string[];
  readonly after: string;
}

function firstBraces(pattern: string): Braces | undefined {
  let depth = 0;
  let start = 0;
  let from = 0;
  const alternatives: string[] = [];
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i];
    if (c === '[') i = classEnd(pattern, i) ?? i;
    else if (c === '{' && depth++ === 0) [start, from] = [i, i + 1];
    else if (c === ',' && depth === 1) {
      alternatives.push(pattern.slice(from, i));
      from = i + 1;
    } else if (c === '}' && --depth === 0) {
      alternatives.push(pattern.slice(from, i));
      return { before: pattern.slice(0, start), alternatives, after: pattern.slice(i + 1) };
    }
  }
  return undefined;
}

function expand(pattern: string): string[] {
  const braces = firstBraces(pattern);
  if (!braces) return [pattern];
  const tails = expand(braces.after);
  return braces.alternatives.flatMap(expand).flatMap((middle) => tails.map((tail) => braces.before + middle + tail));
}

function countAlternatives(pattern: string): number {
  const braces = firstBraces(pattern);
  if (!braces) return 1;
  return braces.alternatives.reduce((sum, alternative) => sum + countAlternatives(alternative), 0) * countAlternatives(braces.after);
}

function classEnd(pattern: string, start: number): number | undefined {
  const end = pattern.indexOf(']', start + 1);
  return end < 0 ? undefined : end;
}

/** A pattern made ready for many paths. */
export function compileGlob(pattern: string): (path: string) => boolean {
  const matchers = expandBraces(pattern).map(compileAlternative);
  return (path) => {
    const elements = path.split('/').map((element) => [...element]);
    return matchers.some((matches) => matches(elements));
  };
}

type Token =
  { readonly kind: 'char'; readonly char: string } | { readonly kind: 'any' | 'star' } | ({ readonly kind: 'class' } & CharClass);

interface CharClass {
  readonly negated: boolean;
  readonly ranges: readonly (readonly [low: number, high: number])[];
}

type Path = readonly (readonly string[])[];

function compileAlternative(pattern: string): (path: Path) => boolean {
  const elements = pattern.split('/').map((element) => (element === '**' ? 'any-depth' : tokens(element)));
  return (path) => {
    // reachable[i]: the elements of the pattern so far match the first i elements of the path.
    let reachable = path.map(() => false);
    reachable = [true, ...reachable];
    for (const element of elements) {
      const next = reachable.map(() => false);
      for (let i = 0; i < reachable.length; i++) {
        if (element === 'any-depth') next[i] = reachable[i] === true || next[i - 1] === true;
        else if (i > 0 && reachable[i - 1] === true) next[i] = matchElement(element, path[i - 1] ?? []);
      }
      reachable = next;
    }
    return reachable[path.length] === true;
  };
}

function tokens(element: string): Token[] {
  const result: Token[] = [];
  for (let i = 0; i < element.length;) {
    const char = String.fromCodePoint(element.codePointAt(i) ?? 0);
    const end = char === '[' ? classEnd(element, i) : undefined;
    if (end !== undefined) {
      result.push({ kind: 'class', ...readClass(element.slice(i + 1, end)) });
      i = end + 1;
      continue;
    }
    if (char === '?') result.push({ kind: 'any' });
    else if (char !== '*') result.push({ kind: 'char', char });
    else if (result.at(-1)?.kind !== 'star') result.push({ kind: 'star' });
    i += char.length;
  }
  return result;
}

function readClass(body: string): CharClass {
  const negated = body.startsWith('!') || body.startsWith('^');
  const points = [...(negated ? body.slice(1) : body)].map((char) => char.codePointAt(0) ?? 0);
  const ranges: [number, number][] = [];
  const dash = 0x2d;
  for (let i = 0; i < points.length; i++) {
    const low = points[i] ?? 0;
    const high = points[i + 1] === dash ? points[i + 2] : undefined;
    ranges.push([low, high ?? low]);
    if (high !== undefined) i += 2;
  }
  return { negated, ranges };
}

/** The usual greedy match: on failure the last star takes one character more. */
function matchElement(pattern: readonly Token[], chars: readonly string[]): boolean {
  let p = 0;
  let c = 0;
  let star = -1;
  let starChar = 0;
  while (c < chars.length) {
    const token = pattern[p];
    if (token?.kind === 'star') {
      star = p++;
      starChar = c;
    } else if (token && matchToken(token, chars[c] ?? '')) {
      p++;
      c++;
    } else if (star >= 0) {
      p = star + 1;
      c = ++starChar;
    } else return false;
  }
  while (pattern[p]?.kind === 'star') p++;
  return p === pattern.length;
}

function matchToken(token: Token, char: string): boolean {
  if (token.kind === 'char') return token.char === char;
  if (token.kind !== 'class') return token.kind === 'any';
  const point = char.codePointAt(0) ?? 0;
  return token.ranges.some(([low, high]) => low <= point && point <= high) !== token.negated;
}
