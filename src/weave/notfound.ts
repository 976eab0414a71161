import { type Position, UserError } from '../errors.js';
import { namedFunction } from '../rules/selectors.js';
import type { Located, Rule } from '../rules/types.js';
import { parseAddress } from './address.js';
import { nearest } from './nearest.js';
import type { PackageFiles } from './packagefiles.js';
import { type Leaf, leavesOf } from './select.js';

/**
 * What a rule that chose nothing is reported with. Where it names a declaration that its only target does not have, it throws: that
 * is a mistake, or a new version of the library.
 */
export function notFound(rule: Rule, noun: string, files: PackageFiles, importPath: string): string {
  const [target] = rule.targets;
  const exact = rule.targets.length <= 1 && (target === undefined || !/[*?[{]|^main$|^\$root$/.test(target.value));
  const missing = exact ? (missingFunction(rule, files, importPath) ?? missingDeclaration(rule, files, importPath)) : undefined;
  if (missing) throw missing;
  const wanted = (rule.where ? leavesOf(rule.where.selector) : []).flatMap((leaf) => leafText(leaf) ?? []);
  return `no ${noun} ${wanted.length > 0 ? `with ${wanted.join(', ')} ` : ''}in ${importPath}`.replace(
    'call with function_call',
    'call of',
  );
}

function missingFunction(rule: Rule, files: PackageFiles, importPath: string): UserError | undefined {
  const named = namedFunction(rule.where);
  if (!named) return undefined;
  const func = named.func.value;
  const recv = named.recv?.value;
  const wanted = recv === undefined ? func : `${recv.replace(/\[.*$/, '')}.${func}`;
  const all = files.allFunctions();
  // It is there, but another condition does not hold.
  if (all.includes(wanted.replaceAll(/\s/g, ''))) return undefined;
  const sameName = all.filter((name) => name.replace(/^.*\./, '') === func);
  const near = [...new Set([...sameName, ...nearest(wanted, all)])].slice(0, 4);
  const left = files.declaredInLeftOut(parseAddress(func, recv));
  const elsewhere = left.length > 0 ? `; it is declared in ${left.map((file) => file.name).join(', ')}, which this build leaves out` : '';
  return error(`package ${importPath} has no function ${wanted}${elsewhere}`, near, named.func.position, 'check func and recv');
}

function missingDeclaration(rule: Rule, files: PackageFiles, importPath: string): UserError | undefined {
  const leaf = (rule.where ? leavesOf(rule.where.selector) : []).find((one) => one.kind === 'struct' || one.kind === 'identifier');
  if (leaf?.kind !== 'struct' && leaf?.kind !== 'identifier') return undefined;
  const noun =
    leaf.kind === 'struct'
      ? 'struct type'
      : leaf.declaration === 'var'
        ? 'variable'
        : leaf.declaration === 'const'
          ? 'constant'
          : 'variable or constant';
  const names = files.files.flatMap(({ syntax }) =>
    leaf.kind === 'struct'
      ? syntax.structs.map((struct) => struct.name)
      : syntax.values.filter((value) => (leaf.declaration ?? value.kind) === value.kind).map((value) => value.name),
  );
  if (names.includes(leaf.name.value)) return undefined;
  const message = `package ${importPath} has no ${noun} ${leaf.name.value}`;
  return error(message, nearest(leaf.name.value, names), leaf.name.position, `check ${leaf.kind}`);
}

function error(message: string, near: readonly string[], position: Position, fix: string): UserError {
  return new UserError('RULE_FUNCTION_NOT_FOUND', message, { position, fix: near.length > 0 ? `nearest: ${near.join(', ')}` : fix });
}

function leafText(leaf: Leaf): string | undefined {
  const named = (key: string, value: Located<string>): string => `${key} ${value.value}`;
  switch (leaf.kind) {
    case 'func':
    case 'has_func':
      return named(leaf.kind, leaf.recv ? { ...leaf.func, value: `${leaf.recv.value}.${leaf.func.value}` } : leaf.func);
    case 'function_call':
      return named(leaf.kind, leaf.callee);
    case 'struct_literal':
    case 'param':
    case 'result':
    case 'last_result':
      return named(leaf.kind, leaf.type);
    case 'signature':
    case 'signature_contains':
      return `the ${leaf.kind}`;
    case 'is_test':
      return `is_test ${leaf.value}`;
    default:
      return named(leaf.kind, leaf.name);
  }
}
