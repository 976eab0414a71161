import { formatPosition, UserError } from '../errors.js';
import type { NewField, Rule } from '../rules/types.js';
import { escapeName } from './address.js';
import { plainType } from './expression.js';
import { placeKind, type Task } from './kind.js';
import type { StructPlace } from './place.js';
import type { Weaving } from './weaving.js';

/** `add_struct_fields`: fields behind the last one of a struct type, on its line. */
export const addStructFields = placeKind<'add_struct_fields', StructPlace>({
  kind: 'add_struct_fields',
  selectors: ['struct'],
  noun: 'struct type',
  places: (file) => file.syntax.structs.map((struct) => ({ kind: 'struct', file, struct, position: struct.position })),
  change(place, task) {
    const { weaving, rule, advice } = task;
    for (const field of advice.fields) checkNew(field, place, weaving);
    checkLiterals(place.struct.name, rule, weaving, advice.position);
    addFields(place, task);
    weaving.record(rule, 'add_struct_fields', place.file, place.position);
  },
});

function addFields({ file, struct }: StructPlace, { weaving, rule, advice }: Task<'add_struct_fields'>): void {
  const { open, close } = struct.braces;
  const fields = advice.fields.map(({ name, type }) => ({
    name: name.value,
    type: plainType(weaving, rule, { file, offset: struct.range.start }, type),
  }));
  const end = lastTokenEnd(file.source.text, open + 1, close);
  const separate = end > open + 1 && file.source.text[end - 1] !== ';';
  file.change((edits) => {
    // Each field begins with its own separator, so that several rules may add some.
    const texts = fields.map(({ name, type }) => `${name} ${type()}`.trim());
    edits.insert(end, separate ? texts.map((text) => `; ${text}`).join('') : texts.map((text) => ` ${text};`).join(''));
  });
}

function checkNew(field: NewField, { struct, file }: StructPlace, weaving: Weaving): void {
  const name = field.name.value;
  const added = weaving.addedFields;
  const key = `${struct.name}.${name}`;
  if (name !== '_' && (struct.fields.includes(name) || added.has(key))) {
    throw new UserError(
      'RULE_CONFLICT',
      `struct ${struct.name} (${formatPosition({ file: file.source.path, ...struct.position })}) has a field ${name} already`,
      { position: field.name.position, fix: 'use another name' },
    );
  }
  added.add(key);
}

/** A literal without field names has a value for every field: one more field, and it does not compile. */
function checkLiterals(name: string, rule: Rule, weaving: Weaving, position: Rule['position']): void {
  const names = weaving.files.withAliases(new Set([name]));
  for (const file of weaving.files.files) {
    const offsets = [...names].flatMap((one) => maybeWithoutKeys(file.source.text, one));
    if (offsets.length === 0) continue;
    const found = file.syntax
      .literalsAt(offsets)
      .find(({ type, keyed, elements }) => type?.path === '' && type.name === name && !keyed && elements.length > 0);
    if (!found) continue;
    const at = formatPosition({ file: file.source.path, ...found.position });
    throw new UserError('RULE_UNSUPPORTED', `a literal of ${name} at ${at} has values without field names, so that no field can be added`, {
      position,
      fix: `leave the rule ${rule.name} out, or name the fields there`,
    });
  }
}

/**
 * Where a text names a type whose literals may not name its fields: `T{value}`, `T[int]{`, `[]T{{value}}`, `map[T]`. Of another
 * package's type the last two cannot be told apart.
 */
function maybeWithoutKeys(text: string, name: string): number[] {
  if (!text.includes(name)) return [];
  const gap = String.raw`(?:\s|/\*[^]*?\*/|//[^\n]*\n)*`;
  const type = String.raw`(?<![\p{L}\p{Nd}_.])${escapeName(name)}${gap}`;
  const keyed = String.raw`${gap}(?:\}|[\p{L}_][\p{L}\p{Nd}_]*${gap}:)`;
  const literals = text.matchAll(new RegExp(String.raw`\][ \t*]*${type}\{|${type}(?:[\[\]]|\{(?!${keyed}))`, 'gu'));
  return [...literals]
    .filter((literal) => !isResult(text, literal.index + literal[0].length - 1))
    .map((literal) => literal.index + literal[0].indexOf(name));
}

/** The brace is that of a function's body: `func f() *T {`. */
function isResult(text: string, brace: number): boolean {
  const head = text.slice(text.lastIndexOf('\n', brace) + 1, brace);
  return text[brace] === '{' && /^func\b[^{}]*$/.test(head) && head.split('(').length === head.split(')').length;
}

/** End of the last token of a range that is no comment; its start if there is none. */
function lastTokenEnd(text: string, start: number, end: number): number {
  let last = start;
  for (const match of text
    .slice(start, end)
    .matchAll(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`|\/\/[^\n]*|\/\*[\s\S]*?\*\/|\s+|[\s\S]/g)) {
    if (!/^(\/\/|\/\*|\s)/.test(match[0])) last = start + match.index + match[0].length;
  }
  return last;
}
