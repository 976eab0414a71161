import type { GoElement, GoLiteral } from '../golang/syntax.js';
import { renderTemplate } from '../rules/template.js';
import type { FieldValue } from '../rules/types.js';
import { replaceKeepingLines, wrapValue } from './assign_value.js';
import { plainExpression, wrapper } from './expression.js';
import { FUNCTION_SELECTORS, placeKind, type Task } from './kind.js';
import { functionOf, type LiteralPlace } from './place.js';
import { templateScope } from './scope.js';

/** `set_fields`: fields of keyed composite literals. */
export const setFields = placeKind<'set_fields', LiteralPlace>({
  kind: 'set_fields',
  selectors: ['struct_literal', ...FUNCTION_SELECTORS],
  noun: 'literal',
  places: (file, words) =>
    (words ? file.syntax.literalsWith(words) : file.syntax.literals).map((literal) => ({
      kind: 'literal',
      file,
      literal,
      position: literal.position,
    })),
  change(place, task) {
    const { weaving, rule, advice } = task;
    if (setAll(place, place.literal, advice.fields, task)) weaving.record(rule, 'set_fields', place.file, place.position);
  },
});

/** Returns whether anything was set. */
function setAll(place: LiteralPlace, literal: GoLiteral, fields: readonly FieldValue[], task: Task<'set_fields'>): boolean {
  if (literal.elements.length > 0 && !literal.keyed) {
    task.weaving.leaveOutPlace(task.rule, place, 'the literal has values without field names');
    return false;
  }
  const missing: FieldValue[] = [];
  let changed = false;
  for (const field of fields) {
    const element = literal.elements.find((one) => one.key === field.name.value);
    if (element) changed = setField(place, element, field, task) || changed;
    else missing.push(field);
  }
  return addFields(place, literal, missing, task) || changed;
}

function setField(place: LiteralPlace, element: GoElement, field: FieldValue, task: Task<'set_fields'>): boolean {
  const { weaving, rule } = task;
  const { file } = place;
  const target = { file, offset: element.value.start };
  if (field.fields) {
    if (element.literal) return setAll(place, element.literal, field.fields, task);
    weaving.leaveOutPlace(rule, place, `the value of field ${field.name.value} is no composite literal`);
    return false;
  }
  if (field.wrap) {
    const { pieces } = wrapper(weaving, rule, target, field.wrap, templateScope(weaving, rule, file, functionOf(place), field.wrap.source));
    file.change((edits) => {
      wrapValue(edits, file.source.text, element.value, pieces());
    });
    return true;
  }
  const expression = valueOf(place, field, target.offset, task);
  if (!expression) return false;
  file.change((edits) => {
    replaceKeepingLines(edits, file.source.text, element.value, expression());
  });
  return true;
}

/** Fields that the literal does not have, in front of those that it has. */
function addFields(place: LiteralPlace, literal: GoLiteral, fields: readonly FieldValue[], task: Task<'set_fields'>): boolean {
  const { weaving, rule } = task;
  const { file } = place;
  let changed = false;
  for (const field of fields) {
    const name = field.name.value;
    const earlier = addedTo(literal).get(name);
    const expression = (earlier && wrapAdded(place, field, earlier, task)) ?? valueOf(place, field, literal.braces.open + 1, task);
    if (!expression) {
      weaving.leaveOutPlace(rule, place, `the literal has no field ${name} ${field.fields ? 'to set fields of' : 'to wrap'}`);
      continue;
    }
    changed = true;
    const together = addedTo(literal);
    const first = together.size === 0;
    together.set(name, expression);
    if (first) {
      file.change((edits) => {
        const list = [...together].map(([key, text]) => `${key}: ${text()}`).join(', ');
        const inside = file.source.text.slice(literal.braces.open + 1, literal.braces.close);
        edits.insert(literal.braces.open + 1, inside === '' ? list : `${list},${/^\s/.test(inside) ? '' : ' '}`);
      });
    }
  }
  return changed;
}

/** A value that an earlier rule added, with code around it. */
function wrapAdded(
  place: LiteralPlace,
  field: FieldValue,
  value: () => string,
  { weaving, rule }: Task<'set_fields'>,
): (() => string) | undefined {
  if (!field.wrap) return undefined;
  const { file, literal } = place;
  const scope = templateScope(weaving, rule, file, functionOf(place), field.wrap.source);
  const { pieces } = wrapper(weaving, rule, { file, offset: literal.braces.open + 1 }, field.wrap, scope);
  return () => pieces().join(`(${value()})`);
}

function valueOf(
  place: LiteralPlace,
  field: FieldValue,
  offset: number,
  { weaving, rule }: Task<'set_fields'>,
): (() => string) | undefined {
  if (!field.value) return undefined;
  const { file } = place;
  const scope = templateScope(weaving, rule, file, functionOf(place), field.value.source);
  return plainExpression(weaving, rule, { file, offset }, field.value.source, renderTemplate(field.value, scope));
}

/** Fields that rules have added so far: a later rule sees those of an earlier one. Kept as long as the literal is. */
const added = new WeakMap<GoLiteral, Map<string, () => string>>();

function addedTo(literal: GoLiteral): Map<string, () => string> {
  const known = added.get(literal) ?? new Map<string, () => string>();
  added.set(literal, known);
  return known;
}
