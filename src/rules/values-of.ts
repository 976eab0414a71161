import type { Located } from './types.js';
import type { ObjectValue, Value } from './values.js';

export function items(value: ObjectValue, key: string): readonly Value[] {
  const list = value.values.get(key);
  return list?.kind === 'list' ? list.items : [];
}

/** The objects of a list. */
export function objectsOf(value: ObjectValue, key: string): readonly ObjectValue[] {
  return items(value, key).filter((item) => item.kind === 'object');
}

/** The strings of a list; undefined if the key is not there. */
export function stringsOf(value: ObjectValue, key: string): readonly Located<string>[] | undefined {
  if (value.values.get(key)?.kind !== 'list') return undefined;
  return items(value, key).flatMap((item) => (item.kind === 'string' ? [item.located] : []));
}

export function objectOf(value: ObjectValue, key: string): ObjectValue | undefined {
  const found = value.values.get(key);
  return found?.kind === 'object' ? found : undefined;
}

export function stringOf(value: ObjectValue, key: string): Located<string> | undefined {
  return textOf(value, key)?.located;
}

export type TextValue = Extract<Value, { kind: 'string' }>;

/** A string together with where each of its characters stands. */
export function textOf(value: ObjectValue, key: string): TextValue | undefined {
  const found = value.values.get(key);
  return found?.kind === 'string' ? found : undefined;
}

export function integerOf(value: ObjectValue, key: string): number | undefined {
  const found = value.values.get(key);
  return found?.kind === 'integer' ? found.value : undefined;
}

export function booleanOf(value: ObjectValue, key: string): boolean | undefined {
  const found = value.values.get(key);
  return found?.kind === 'boolean' ? found.value : undefined;
}
