import type { Position } from '../errors.js';
import { orList, type Problems } from './problems.js';
import type { Advice, Selector, Where } from './types.js';

type LeafKind = Exclude<Selector['kind'], 'all-of' | 'one-of' | 'not'>;

const functionLeaves: readonly LeafKind[] = ['func', 'signature', 'signature_contains', 'result', 'last_result', 'param', 'directive'];
const fileLeaves: readonly LeafKind[] = ['has_func', 'has_struct', 'has_directive', 'has_package', 'is_test'];

interface PlaceRule {
  /** Selectors that have a meaning for this kind, beside those of files. */
  readonly leaves: readonly LeafKind[];
  /** At least one of these must be given. */
  readonly needs: readonly LeafKind[];
  /** How the place is called, and an example of its selector. */
  readonly place: string;
  readonly key: string;
  readonly example: string;
}

const ofFunctions: PlaceRule = {
  leaves: functionLeaves,
  needs: functionLeaves,
  place: 'a function',
  key: 'func',
  example: 'where: { func: ServeHTTP }',
};

const rules: Readonly<Record<Advice['kind'], PlaceRule>> = {
  inject_hooks: ofFunctions,
  inject_code: ofFunctions,
  expand_directive: {
    ...ofFunctions,
    needs: ['directive'],
    place: 'a directive',
    key: 'directive',
    example: 'where: { directive: otelc:span }',
  },
  trace_functions: { ...ofFunctions, needs: [] },
  wrap_call: {
    leaves: ['function_call', ...functionLeaves],
    needs: ['function_call'],
    place: 'a call',
    key: 'function_call',
    example: 'where: { function_call: net/http.Get }',
  },
  set_fields: {
    leaves: ['struct_literal', ...functionLeaves],
    needs: ['struct_literal'],
    place: 'a composite literal',
    key: 'struct_literal',
    example: 'where: { struct_literal: net/http.Transport }',
  },
  add_struct_fields: { leaves: ['struct'], needs: ['struct'], place: 'a struct type', key: 'struct', example: 'where: { struct: Server }' },
  assign_value: {
    leaves: ['identifier'],
    needs: ['identifier'],
    place: 'a declaration',
    key: 'identifier',
    example: 'where: { kind: var, identifier: DefaultTransport }',
  },
  add_file: { leaves: [], needs: [], place: 'a package', key: 'file', example: '' },
};

/** Which advice needs which selectors, and which have no meaning for it. `others`: something in `where` was refused and may be missing. */
export function checkPlaces(advice: readonly Advice[], where: Where | undefined, others: boolean, owner: string, problems: Problems): void {
  const leaves = where ? leavesOf(where.selector) : [];
  const needing = advice.filter(({ kind }) => kind !== 'add_file');
  for (const one of needing) {
    const rule = rules[one.kind];
    if (rule.needs.length > 0 && !others && !leaves.some(({ kind, negated }) => !negated && rule.needs.includes(kind))) {
      const message = `"${one.kind}" of ${owner} without ${rule.place}, want "${rule.key}" in "where"`;
      problems.add('RULE_VALUE', positionOf(one), message, `add for example ${rule.example}`);
    }
    for (const leaf of leaves) {
      if (rule.leaves.includes(leaf.kind) || fileLeaves.includes(leaf.kind)) continue;
      const keys = [...new Set(rule.leaves.map(keyOf))];
      const message = `"${keyOf(leaf.kind)}" in "where" of ${owner} together with "${one.kind}", want ${orList([...keys, 'file'])}`;
      problems.add('RULE_CONFLICT', leaf.position, message, `${one.kind} changes ${rule.place}: use a rule of its own`);
    }
  }
  if (needing.length === 0 && advice.length > 0) checkFileOnly(leaves, owner, problems);
  checkPattern(advice, where, owner, problems);
}

function checkFileOnly(leaves: readonly Leaf[], owner: string, problems: Problems): void {
  const leaf = leaves.find(({ kind }) => !fileLeaves.includes(kind));
  if (!leaf) return;
  const key = keyOf(leaf.kind);
  const message = `"${key}" together with nothing but "add_file" in ${owner}, want "add_file" without "${key}"`;
  problems.add('RULE_CONFLICT', leaf.position, message, `remove "${key}": the file is added to the whole package`);
}

function checkPattern(advice: readonly Advice[], where: Where | undefined, owner: string, problems: Problems): void {
  if (!where?.pattern || advice.length === 0 || advice.some(({ kind }) => kind === 'inject_code')) return;
  const message = `"pattern" in "where" of ${owner} without "inject_code", want both`;
  problems.add('RULE_CONFLICT', where.pattern.position, message, 'a pattern says next to which statement code is inserted: remove it');
}

function keyOf(kind: LeafKind): string {
  return kind;
}

function positionOf(advice: Advice): Position {
  if (advice.kind === 'inject_hooks') return advice.path.position;
  if (advice.kind === 'inject_code') return advice.raw.source.position;
  return advice.kind === 'add_file' ? advice.file.position : advice.position;
}

interface Leaf {
  readonly kind: LeafKind;
  readonly position: Position;
  readonly negated: boolean;
}

function leavesOf(selector: Selector, negated = false): Leaf[] {
  if (selector.kind === 'all-of' || selector.kind === 'one-of') return selector.of.flatMap((one) => leavesOf(one, negated));
  if (selector.kind === 'not') return leavesOf(selector.of, !negated);
  return [{ kind: selector.kind, position: selectorPosition(selector), negated }];
}

export function selectorPosition(selector: Selector): Position {
  switch (selector.kind) {
    case 'func':
    case 'has_func':
      return selector.func.position;
    case 'result':
    case 'last_result':
    case 'param':
    case 'struct_literal':
      return selector.type.position;
    case 'function_call':
      return selector.callee.position;
    case 'struct':
    case 'directive':
    case 'identifier':
    case 'has_struct':
    case 'has_directive':
    case 'has_package':
      return selector.name.position;
    default:
      return selector.position;
  }
}
