import type { Position } from '../errors.js';
import { quote, type Problems } from './problems.js';
import type { Selector, SignatureSelector, Where } from './types.js';
import { booleanOf, objectOf, objectsOf, stringOf, stringsOf } from './values-of.js';
import type { ObjectValue } from './values.js';

interface Context {
  /** `rule "a"`. */
  readonly owner: string;
  readonly problems: Problems;
}

/** Makes `where` of a checked value. Undefined where nothing in it says anything. */
export function readWhere(where: ObjectValue | undefined, owner: string, problems: Problems): Where | undefined {
  if (!where) return undefined;
  const context = { owner, problems };
  const parts = selectors(where, '"where"', context);
  const pattern = stringOf(where, 'pattern');
  const placement = stringOf(where, 'placement');
  const position = where.present.get('placement');
  if (position && !where.present.has('pattern')) {
    const message = `"placement" without "pattern" in "where" of ${owner}, want both`;
    problems.add('RULE_VALUE', position, message, "add for example pattern: '^mu\\.Lock\\(\\)$'");
  }
  if (parts.length === 0 && !pattern) return undefined;
  return {
    position: where.position,
    selector: allOf(parts, where.position),
    pattern,
    placement: placement?.value === 'after' ? 'after' : 'before',
  };
}

/** One selector stands for itself, several for all of them. */
function allOf(of: readonly Selector[], position: Position): Selector {
  const [only] = of;
  return of.length === 1 && only ? only : { kind: 'all-of', position, of };
}

function selectors(node: ObjectValue, place: string, context: Context): Selector[] {
  const { owner, problems } = context;
  const found: Selector[] = [];
  const func = stringOf(node, 'func');
  const recvPosition = node.present.get('recv');
  if (recvPosition && !node.present.has('func')) {
    problems.add('RULE_VALUE', recvPosition, `"recv" without "func" in ${place} of ${owner}, want both`, 'add for example func: ServeHTTP');
  }
  if (func) found.push({ kind: 'func', func, recv: stringOf(node, 'recv') });
  for (const kind of ['signature', 'signature_contains'] as const) {
    const value = objectOf(node, kind);
    if (value) found.push({ kind, position: node.present.get(kind) ?? value.position, ...readSignature(kind, value, context) });
  }
  for (const kind of ['result', 'last_result', 'param'] as const) {
    const type = stringOf(node, kind);
    if (type) found.push({ kind, type });
  }
  const struct = stringOf(node, 'struct');
  if (struct) found.push({ kind: 'struct', name: struct });
  const literal = stringOf(node, 'struct_literal');
  if (literal) found.push({ kind: 'struct_literal', type: literal });
  for (const key of ['function_call', 'method_call']) {
    const callee = stringOf(node, key);
    if (callee) found.push({ kind: 'function_call', callee });
  }
  const directive = stringOf(node, 'directive');
  if (directive) found.push({ kind: 'directive', name: directive });
  found.push(...readIdentifier(node, place, context));
  const file = objectOf(node, 'file');
  const condition = file && readFile(file, '"file"', context);
  if (condition) found.push(condition);
  found.push(...combinators(node, (child, name) => nested(child, name, context)));
  return found;
}

/** A node of a combinator; without any selector it would hold everywhere, or nowhere, by mistake. */
function nested(node: ObjectValue, place: string, context: Context): Selector | undefined {
  const parts = selectors(node, place, context);
  if (node.size === 0) {
    const message = `nothing in ${place} of ${context.owner}, want a selector`;
    context.problems.add('RULE_VALUE', node.position, message, 'remove it, or add for example func: ServeHTTP');
  }
  return parts.length === 0 ? undefined : allOf(parts, node.position);
}

/** `all-of`, `one-of` and `not` of a node, whatever their children are. */
function combinators(node: ObjectValue, read: (child: ObjectValue, place: string) => Selector | undefined): Selector[] {
  const found: Selector[] = [];
  for (const kind of ['all-of', 'one-of'] as const) {
    const position = node.present.get(kind);
    if (!position || node.values.get(kind)?.kind !== 'list') continue;
    found.push({ kind, position, of: objectsOf(node, kind).flatMap((child) => read(child, `an entry of "${kind}"`) ?? []) });
  }
  const not = objectOf(node, 'not');
  const inside = not && read(not, '"not"');
  if (inside) found.push({ kind: 'not', position: node.present.get('not') ?? not.position, of: inside });
  return found;
}

function readSignature(kind: string, value: ObjectValue, { owner, problems }: Context): SignatureSelector {
  const [args, returns] = [stringsOf(value, 'args'), stringsOf(value, 'returns')];
  const lists = [args, returns].filter((list) => list !== undefined);
  const saysNothing = kind === 'signature' ? lists.length === 0 : lists.every((list) => list.length === 0);
  if (saysNothing && value.size === lists.length) {
    const message = `no type in "${kind}" of ${owner}, want "args", "returns" or both`;
    problems.add('RULE_VALUE', value.position, message, 'add for example args: [context.Context]');
  }
  return { args, returns };
}

function readIdentifier(node: ObjectValue, place: string, { owner, problems }: Context): Selector[] {
  const kind = stringOf(node, 'kind');
  const name = stringOf(node, 'identifier');
  if (kind && (kind.value === 'func' || kind.value === 'type')) {
    const message = `"kind" of ${owner} is ${quote(kind.value)}, which no kind of advice can change, want var or const`;
    const fix = kind.value === 'func' ? 'select functions by "func"' : 'select struct types by "struct"';
    problems.add('RULE_UNSUPPORTED', kind.position, message, fix);
  }
  const position = node.present.get('kind');
  if (position && !node.present.has('identifier')) {
    const message = `"kind" without "identifier" in ${place} of ${owner}, want both`;
    problems.add('RULE_VALUE', position, message, 'add for example identifier: DefaultTransport');
  }
  if (!name) return [];
  return [{ kind: 'identifier', name, declaration: kind?.value === 'var' || kind?.value === 'const' ? kind.value : undefined }];
}

const fileLeaves = ['has_func', 'has_struct', 'has_directive', 'has_package', 'is_test'] as const;
const fileCombinators = ['all-of', 'one-of', 'not'] as const;

/** A node of `where.file`: one condition, or one combinator of them. */
function readFile(node: ObjectValue, place: string, context: Context): Selector | undefined {
  const { owner, problems } = context;
  const leaves = [...node.present].filter(([key]) => fileLeaves.some((leaf) => leaf === key));
  const own = [...node.present].filter(([key]) => fileCombinators.some((combinator) => combinator === key));
  const recv = node.present.get('has_recv');
  if (recv && !node.present.has('has_func')) {
    problems.add('RULE_VALUE', recv, `"has_recv" without "has_func" in ${place} of ${owner}, want both`, 'add for example has_func: Serve');
  }
  const [first, second] = [...own, ...leaves];
  if (node.size === 0) {
    const message = `nothing in ${place} of ${owner}, want a condition`;
    problems.add('RULE_VALUE', node.position, message, 'remove it, or add for example has_func: init');
  } else if (first && second) {
    const message = `"${first[0]}" together with "${second[0]}" in ${place} of ${owner}, want one of them`;
    problems.add('RULE_CONFLICT', second[1], message, 'put both under "all-of", each with a "- " of its own');
    return undefined;
  }
  const combined = combinators(node, (child, name) => readFile(child, name, context));
  return combined[0] ?? fileLeaf(node);
}

function fileLeaf(node: ObjectValue): Selector | undefined {
  const func = stringOf(node, 'has_func');
  if (func) return { kind: 'has_func', func, recv: stringOf(node, 'has_recv') };
  for (const kind of ['has_struct', 'has_directive', 'has_package'] as const) {
    const name = stringOf(node, kind);
    if (name) return { kind, name };
  }
  const value = booleanOf(node, 'is_test');
  return value === undefined ? undefined : { kind: 'is_test', value, position: node.present.get('is_test') ?? node.position };
}
