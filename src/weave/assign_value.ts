import { UserError } from '../errors.js';
import type { Range } from '../golang/model.js';
import type { GoValue } from '../golang/syntax.js';
import type { Edits } from './edits.js';
import { isDelimited, isOperand, plainExpression, wrapper } from './expression.js';
import { placeKind, type Task } from './kind.js';
import type { PackageFile } from './packagefile.js';
import type { ValuePlace } from './place.js';

/** `assign_value`: another initial value of a package-level variable or constant. */
export const assignValue = placeKind<'assign_value', ValuePlace>({
  kind: 'assign_value',
  selectors: ['identifier'],
  noun: 'declaration',
  places: (file) => file.syntax.values.map((value) => ({ kind: 'value', file, value, position: value.position })),
  change(place, task) {
    const refused = task.advice.wrap ? wrap(place, task) : replace(place, task);
    if (refused !== undefined) return task.weaving.leaveOutPlace(task.rule, place, refused);
    task.weaving.record(task.rule, 'assign_value', place.file, place.position);
  },
});

/** What rules have put in the place of values so far. Kept as long as the declaration is. */
const assigned = new WeakMap<GoValue, () => string>();

/** A new value in place of the old one. Returns why that is not possible. */
function replace({ file, value }: ValuePlace, { weaving, rule, advice }: Task<'assign_value'>): string | undefined {
  if (!advice.replace) return undefined;
  const followers = repetition(file, value);
  if (typeof followers === 'string') return followers;
  const known = assigned.has(value);
  const together = namesOf(file, value).some((one) => assigned.has(one));
  assigned.set(value, plainExpression(weaving, rule, { file, offset: value.nameRange.start }, advice.replace));
  const expression = (): string => assigned.get(value)?.() ?? '';
  // The first rule writes for all that follow.
  if (known) return undefined;
  file.change((edits) => {
    followers?.(edits);
    if (value.value) replaceKeepingLines(edits, file.source.text, value.value, expression());
    else if (value.kind === 'const') edits.insert(value.end, `${implicitType(file, value)} = ${expression()}`);
    else if (value.shared) declareApart(edits, file, value, expression());
    else if (!together) edits.insert(value.end, ` = ${listOf(file, value)}`);
  });
  return undefined;
}

/** `var a, b T`: values for all names, those that no rule names get the zero value. */
function listOf(file: PackageFile, value: GoValue): string {
  return namesOf(file, value)
    .map((one) => assigned.get(one)?.() ?? `*new(${value.type?.text ?? ''})`)
    .join(', ');
}

/** Code around the old value. */
function wrap(place: ValuePlace, { weaving, rule, advice }: Task<'assign_value'>): string | undefined {
  const { file, value } = place;
  if (!advice.wrap) return undefined;
  if (value.kind === 'const' && value.shared) return `${value.name} repeats the value of another constant: use replace`;
  if (value.shared) return `${value.name} has its value from a call that gives several: use replace`;
  const old = value.value;
  const earlier = assigned.get(value);
  if (!old && earlier) {
    const { pieces } = wrapper(weaving, rule, { file, offset: value.end }, advice.wrap, { dot: undefined });
    assigned.set(value, () => pieces().join(`(${earlier()})`));
    return undefined;
  }
  if (!old) {
    throw new UserError('RULE_UNSUPPORTED', `${value.name} has no initial value that could be wrapped`, {
      position: advice.wrap.source.position,
      fix: 'use replace',
    });
  }
  const followers = repetition(file, value);
  if (typeof followers === 'string') return followers;
  const { pieces } = wrapper(weaving, rule, { file, offset: old.start }, advice.wrap, { dot: undefined });
  file.change((edits) => {
    followers?.(edits);
    wrapValue(edits, file.source.text, old, pieces());
  });
  return undefined;
}

/** Puts code around a value that may have operators in it. */
export function wrapValue(edits: Edits, text: string, value: Range, pieces: readonly string[]): void {
  const own = text.slice(value.start, value.end);
  const [before = '', ...behind] = pieces;
  const bare = isOperand(own) || behind.every((after, i) => isDelimited(pieces[i] ?? '', after));
  const [open, close] = bare ? ['', ''] : ['(', ')'];
  edits.wrap(value.start, value.end, `${before}${open}`, `${close}${behind.join(`${open}${own}${close}`)}`);
}

/** The line breaks of the old value stay, before the new one: behind it Go would take them for its end. */
export function replaceKeepingLines(edits: Edits, text: string, range: Range, replacement: string): void {
  const breaks = text.slice(range.start, range.end).match(/\r?\n/g) ?? [];
  edits.replace(range.start, range.end, `${breaks.join('')}${replacement}`);
}

/** The names that are declared together: `a, b T`. */
function namesOf(file: PackageFile, value: GoValue): readonly GoValue[] {
  return file.syntax.values.filter((one) => one.end === value.end);
}

/** `var a, b = f()`: the name's place is left blank, and a variable of that name declared before it, on the same line. */
function declareApart(edits: Edits, file: PackageFile, value: GoValue, expression: string): void {
  const start = Math.min(...namesOf(file, value).map((one) => one.nameRange.start));
  const alone = /\bvar\s*$/.test(file.source.text.slice(0, start));
  const type = value.type ? ` ${value.type.text}` : '';
  edits.insert(start, `${value.name}${type} = ${expression}; ${alone ? 'var ' : ''}`);
  edits.replace(value.nameRange.start, value.nameRange.end, '_');
}

/**
 * Constants without a value repeat the one above. When that changes, the next one gets what it had; a text says why it cannot. It is
 * undefined where nothing repeats the value.
 */
function repetition(file: PackageFile, value: GoValue): ((edits: Edits) => void) | string | undefined {
  if (value.kind !== 'const') return undefined;
  const values = file.syntax.values;
  const together = namesOf(file, value);
  const next = values[values.findIndex((one) => one === together.at(-1)) + 1];
  const repeats = next?.kind === 'const' && next.shared;
  if (together.length > 1 && (repeats || value.shared)) return `${value.name} is declared together with others that repeat a value`;
  if (!repeats) return undefined;
  const source = sourceOf(file, value);
  const text = source?.value && file.source.text.slice(source.value.start, source.value.end);
  if (text === undefined || text.includes('\n')) return `constants below ${value.name} repeat its value`;
  const type = source?.type ? ` ${source.type.text}` : '';
  return (edits) => {
    if (!assigned.has(next)) edits.insert(next.end, `${type} = ${text}`);
  };
}

/** The constant whose value another one repeats. */
function sourceOf(file: PackageFile, value: GoValue): GoValue | undefined {
  const before = file.syntax.values.slice(0, file.syntax.values.indexOf(value) + 1);
  return before.reverse().find((one) => one.value);
}

function implicitType(file: PackageFile, value: GoValue): string {
  const type = sourceOf(file, value)?.type;
  return type ? ` ${type.text}` : '';
}
