import { describe, expect, test } from '@jest/globals';
import { Edits } from './edits.js';

describe('edits', () => {
  test('an outer wrap encloses an inner one of the same beginning', () => {
    const edits = new Edits('a.B().C()');
    edits.wrap(0, 5, 'in(', ')');
    edits.wrap(0, 9, 'out(', ')');
    expect(edits.toString()).toBe('out(in(a.B()).C())');
  });

  test('whatever is wrapped first is inside', () => {
    const edits = new Edits('f()');
    edits.wrap(0, 3, 'one(', ')');
    edits.wrap(0, 3, 'two(', ')');
    expect(edits.toString()).toBe('two(one(f()))');
  });

  test('insertions stand between ends and beginnings of wraps', () => {
    const edits = new Edits('f()g()');
    edits.wrap(3, 6, '<', '>');
    edits.wrap(0, 3, '(', ')');
    edits.insert(3, '|');
    edits.insert(0, '^');
    edits.insert(6, '$');
    expect(edits.toString()).toBe('^(f())|<g()>$');
  });

  test('what is inside of a wrap may be replaced', () => {
    const edits = new Edits('f(x)');
    edits.wrap(0, 4, 'g(', ')');
    edits.replace(2, 3, 'y');
    edits.insert(3, ', z');
    expect(edits.toString()).toBe('g(f(y, z))');
  });

  test('a replaced range takes what was done inside of it along, and may be wrapped', () => {
    const edits = new Edits('v: f(g(x)), w');
    edits.wrap(5, 9, '<', '>');
    edits.wrap(3, 10, 'out(', ')');
    edits.insert(8, ', y');
    edits.replace(3, 10, 'new');
    edits.replace(3, 10, 'newer');
    expect(edits.toString()).toBe('v: out(newer), w');
  });

  test('a replacement keeps the line breaks of what it replaces', () => {
    const edits = new Edits('v: {\n1,\n}');
    edits.replace(3, 9, '\n\n2');
    expect(edits.toString()).toBe('v: \n\n2');
  });

  test('elements of a list are joined by commas', () => {
    const edits = new Edits('f()');
    edits.append(2, 'a');
    edits.append(2, 'b');
    expect(edits.toString()).toBe('f(a, b)');
  });

  test('crossing wraps, overlapping replacements and line breaks are refused', () => {
    const edits = new Edits('0123456789');
    edits.wrap(0, 5, '(', ')');
    expect(() => {
      edits.wrap(3, 8, '(', ')');
    }).toThrow('overlap');
    expect(() => {
      edits.insert(1, '\n');
    }).toThrow('line');
    const overlapping = new Edits('0123');
    overlapping.replace(0, 2, 'a');
    overlapping.replace(1, 3, 'b');
    expect(() => overlapping.toString()).toThrow('overlap');
  });
});
