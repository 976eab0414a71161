import type { Range } from '../golang/model.js';

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly order: number;
  /** An element of a list. */
  readonly list?: boolean;
}

/** A text that is put in front of and behind a range, whose inside may be edited too. */
interface Wrap {
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
  readonly order: number;
}

/**
 * Insertions, replacements and wraps over an original text, whose untouched parts survive byte for byte. At one offset come first the
 * ends of wraps, inner ones first, then insertions in their order, then beginnings of wraps, outer ones first; of two wraps of the
 * same range the first is the inner one.
 */
export class Edits {
  readonly #text: string;
  readonly #edits: Edit[] = [];
  readonly #wraps: Wrap[] = [];
  #count = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get changed(): boolean {
    return this.#edits.length > 0 || this.#wraps.length > 0;
  }

  /** Inserts at an offset of the original text; several insertions at one offset keep their order. */
  insert(offset: number, text: string): void {
    this.replace(offset, offset, text);
  }

  /**
   * Puts a text in place of a range, with as many line breaks as that has. Edits inside of the range go with it; of two replacements of
   * the same range the later one counts.
   */
  replace(start: number, end: number, text: string): void {
    // A line more or less would move every line below: stack traces, coverage and export data would show it.
    if (lines(text) !== lines(this.#text.slice(start, end))) throw new Error(`edit at ${start} changes line numbers`);
    const same = this.#edits.findIndex((edit) => start < end && edit.start === start && edit.end === end);
    if (same !== -1) this.#edits.splice(same, 1);
    this.#edits.push({ start, end, text, order: this.#count++ });
  }

  /** Adds an element to a list that ends at an offset, after those that were added before. */
  append(offset: number, text: string): void {
    const same = this.#edits.findIndex((edit) => edit.list && edit.start === offset);
    const known = this.#edits[same];
    const edit = { start: offset, end: offset, text, order: this.#count++, list: true };
    if (known) this.#edits[same] = { ...known, text: `${known.text}, ${text}` };
    else this.#edits.push(edit);
  }

  /** Puts `before` in front of a range and `after` behind it. Ranges nest or are apart. */
  wrap(start: number, end: number, before: string, after: string): void {
    if (before.includes('\n') || after.includes('\n')) throw new Error(`edit at ${start} changes line numbers`);
    const crossing = this.#wraps.find((one) => crosses(one, start, end));
    if (crossing) throw new Error(`wraps overlap at ${start}`);
    this.#wraps.push({ start, end, before, after, order: this.#wraps.length });
  }

  toString(): string {
    const replaced = this.#edits.filter((edit) => edit.start < edit.end);
    const kept = this.#edits.filter((edit) => !replaced.some((by) => by !== edit && inside(edit, by) && !touches(edit, by)));
    const wraps = this.#wraps.filter(
      (wrap) => !replaced.some((by) => inside(wrap, by) && (wrap.start !== by.start || wrap.end !== by.end)),
    );
    const pieces = [...kept, ...wrapEnds(wraps)].sort(
      (a, b) => a.start - b.start || rank(a) - rank(b) || a.end - b.end || a.order - b.order,
    );
    let result = '';
    let at = 0;
    for (const edit of pieces) {
      if (edit.start < at) throw new Error(`edits overlap at ${edit.start}`);
      result += this.#text.slice(at, edit.start) + edit.text;
      at = edit.end;
    }
    return result + this.#text.slice(at);
  }
}

function wrapEnds(wraps: readonly Wrap[]): (Edit & { readonly rank: number })[] {
  const inner = [...wraps].sort((a, b) => a.end - a.start - (b.end - b.start) || a.order - b.order);
  const closings = inner.map((wrap, order) => ({ start: wrap.end, end: wrap.end, text: wrap.after, order, rank: 0 }));
  const openings = inner.reverse().map((wrap, order) => ({ start: wrap.start, end: wrap.start, text: wrap.before, order, rank: 2 }));
  return [...closings, ...openings];
}

/** Ends of wraps, insertions, beginnings of wraps, replacements. */
function rank(edit: Edit & { readonly rank?: number }): number {
  return edit.rank ?? (edit.end > edit.start ? 3 : 1);
}

function lines(text: string): number {
  return text.split('\n').length;
}

function inside(one: Range, by: Range): boolean {
  return by.start <= one.start && one.end <= by.end;
}

/** An insertion at an end of a replaced range stays. */
function touches(one: Range, by: Range): boolean {
  return one.start === one.end && (one.start === by.start || one.start === by.end);
}

function crosses(one: Wrap, start: number, end: number): boolean {
  return (one.start < start && start < one.end && one.end < end) || (start < one.start && one.start < end && end < one.end);
}
