import { translateRegexp, type CharSet, type Regexp } from './regexp.js';

/** A regular expression that is ready to be asked. */
export interface Matcher {
  /** Whether it matches anywhere in the text. */
  test(text: string): boolean;
}

const cache = new Map<string, Matcher>();

/**
 * Compiles a pattern that the loader accepted. Matching takes time in proportion to the text, whatever the pattern: all ways to match
 * are followed at once (a Thompson automaton), and nothing is tried twice.
 */
export function compileRegexp(source: string): Matcher {
  let matcher = cache.get(source);
  if (!matcher) {
    const regexp = translateRegexp(source);
    if ('want' in regexp) throw new Error(`not a pattern that was loaded: ${source}: ${regexp.want}`);
    const program = compile(regexp);
    cache.set(source, (matcher = { test: (text) => run(program, text) }));
  }
  return matcher;
}

type Assertion = Exclude<Regexp['kind'], 'set' | 'concat' | 'alternate' | 'repeat'>;

type Instruction =
  | { readonly kind: 'set'; readonly set: CharSet; readonly next: number }
  | { readonly kind: 'assert'; readonly what: Assertion; readonly next: number }
  | { readonly kind: 'split'; readonly next: number; other: number }
  | { readonly kind: 'match' };

/** Instructions, built from the end: each part is compiled with what follows it known. */
interface Program {
  readonly code: Instruction[];
  readonly start: number;
}

function compile(regexp: Regexp): Program {
  const code: Instruction[] = [{ kind: 'match' }];
  return { code, start: emit(regexp, 0, code) };
}

function emit(regexp: Regexp, next: number, code: Instruction[]): number {
  const add = (instruction: Instruction): number => code.push(instruction) - 1;
  switch (regexp.kind) {
    case 'set':
      return add({ kind: 'set', set: regexp.set, next });
    case 'concat':
      return regexp.of.reduceRight((after, part) => emit(part, after, code), next);
    case 'alternate':
      return regexp.of.map((branch) => emit(branch, next, code)).reduceRight((other, first) => add({ kind: 'split', next: first, other }));
    case 'repeat': {
      let after = next;
      if (regexp.max === Infinity) {
        const loop: Instruction = { kind: 'split', next, other: next };
        after = add(loop);
        loop.other = emit(regexp.of, after, code);
      } else for (let i = regexp.min; i < regexp.max; i++) after = add({ kind: 'split', next, other: emit(regexp.of, after, code) });
      for (let i = 0; i < regexp.min; i++) after = emit(regexp.of, after, code);
      return after;
    }
    default:
      return add({ kind: 'assert', what: regexp.kind, next });
  }
}

function run({ code, start }: Program, text: string): boolean {
  const points = [...text].map((char) => char.codePointAt(0) ?? 0);
  let current: number[] = [];
  for (let i = 0; i <= points.length; i++) {
    const seen = new Uint8Array(code.length);
    const sets: number[] = [];
    // The match may begin anywhere: the start is entered at every character.
    const open = [start, ...current];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (seen[at] === 1) continue;
      seen[at] = 1;
      const instruction = code[at];
      if (instruction?.kind === 'match') return true;
      if (instruction?.kind === 'set') sets.push(at);
      else if (instruction?.kind === 'split') open.push(instruction.other, instruction.next);
      else if (instruction && holds(instruction.what, points, i)) open.push(instruction.next);
    }
    const point = points[i];
    if (point === undefined) return false;
    current = sets.flatMap((at) => {
      const instruction = code[at];
      return instruction?.kind === 'set' && contains(instruction.set, point) ? [instruction.next] : [];
    });
  }
  return false;
}

function holds(what: Assertion, points: readonly number[], at: number): boolean {
  switch (what) {
    case 'begin':
      return at === 0;
    case 'end':
      return at === points.length;
    case 'begin-line':
      return at === 0 || points[at - 1] === lineFeed;
    case 'end-line':
      return at === points.length || points[at] === lineFeed;
    default:
      return (isWord(points[at - 1]) !== isWord(points[at])) === (what === 'word-boundary');
  }
}

const lineFeed = 10;

function isWord(point: number | undefined): boolean {
  return point !== undefined && /\w/.test(String.fromCodePoint(point));
}

function contains(set: CharSet, point: number): boolean {
  const inside = (code: number): boolean =>
    set.ranges.some(([low, high]) => low <= code && code <= high) || set.classes.some((one) => one.test(String.fromCodePoint(code)));
  const folded = set.ignoreCase ? caseVariants(point) : [point];
  return folded.some(inside) !== set.negated;
}

function caseVariants(point: number): number[] {
  const char = String.fromCodePoint(point);
  return [char, char.toLowerCase(), char.toUpperCase()].filter((each) => [...each].length === 1).map((each) => each.codePointAt(0) ?? 0);
}
