import type { LineColumn } from '../golang/lines.js';
import type { GoFunction, Range } from '../golang/model.js';
import type { GoCall, GoLiteral, GoStruct, GoValue } from '../golang/syntax.js';
import type { PackageFile } from './packagefile.js';

interface InFile {
  readonly file: PackageFile;
  readonly position: LineColumn;
}

export interface FunctionPlace extends InFile {
  readonly kind: 'function';
  readonly fn: GoFunction;
}

export interface CallPlace extends InFile {
  readonly kind: 'call';
  readonly call: GoCall;
}

export interface LiteralPlace extends InFile {
  readonly kind: 'literal';
  readonly literal: GoLiteral;
}

export interface ValuePlace extends InFile {
  readonly kind: 'value';
  readonly value: GoValue;
}

export interface StructPlace extends InFile {
  readonly kind: 'struct';
  readonly struct: GoStruct;
}

/** What an advice kind changes. */
export type Place = FunctionPlace | CallPlace | LiteralPlace | ValuePlace | StructPlace;

/** The function declaration that a place is, or stands in; undefined at package level. */
export function functionOf(place: Place): GoFunction | undefined {
  switch (place.kind) {
    case 'function':
      return place.fn;
    case 'call':
      return place.file.functionAround(place.call.range.start);
    case 'literal':
      return place.file.functionAround(place.literal.range.start);
    default:
      return undefined;
  }
}

/** What a place is, as a range; of a function its body. */
export function rangeOf(place: Place): Range {
  switch (place.kind) {
    case 'function':
      return place.fn.braces ? { start: place.fn.braces.open, end: place.fn.braces.close + 1 } : { start: 0, end: 0 };
    case 'call':
      return place.call.range;
    case 'literal':
      return place.literal.range;
    case 'value':
      return place.value.nameRange;
    case 'struct':
      return place.struct.range;
  }
}
