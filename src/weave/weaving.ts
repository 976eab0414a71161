import { formatPosition, UserError } from '../errors.js';
import type { GoFunction } from '../golang/model.js';
import type { EditRecord, RuleRef } from '../report/report.js';
import { namedFunction } from '../rules/selectors.js';
import type { Rule } from '../rules/types.js';
import type { HookRequest } from './inject_hooks.js';
import { nearest } from './nearest.js';
import { type FoundFunction, type PackageFiles, parseAddress } from './packagefiles.js';
import type { WeaveRequest } from './request.js';

/** One thing that goes to a function's entry: raw statements, or the trampoline of all its hooks. */
export type EntryStep = { readonly kind: 'raw'; readonly text: string } | { readonly kind: 'hooks' };

/** A function that some rule changes. */
export interface FunctionWork {
  readonly found: FoundFunction;
  /** In the order of the rules. */
  readonly steps: EntryStep[];
  readonly joins: HookRequest[];
}

/** What the rule kinds collect while a package is woven. */
export class Weaving {
  readonly request: WeaveRequest;
  readonly files: PackageFiles;
  readonly functions = new Map<GoFunction, FunctionWork>();
  readonly addedFiles = new Map<string, string>();
  readonly records: EditRecord[] = [];
  readonly notApplied: { readonly rule: RuleRef; readonly reason: string }[] = [];

  constructor(request: WeaveRequest, files: PackageFiles) {
    this.request = request;
    this.files = files;
  }

  /** The functions that a rule addresses, ready to be changed. */
  functionsOf(rule: Rule): FunctionWork[] {
    const named = namedFunction(rule.where);
    if (!named)
      throw new UserError('RULE_VALUE', `rule ${rule.name} names no function`, { position: rule.position, fix: 'add where: { func: … }' });
    const found = this.files.find(parseAddress(named.func.value, named.recv?.value));
    if (found.length === 0) throw this.#notFound(rule);
    return found.map((one) => {
      checkWeavable(one, rule, this.request.importPath);
      const known = this.functions.get(one.fn);
      if (known) return known;
      const work: FunctionWork = { found: one, steps: [], joins: [] };
      this.functions.set(one.fn, work);
      return work;
    });
  }

  #notFound(rule: Rule): UserError {
    const named = namedFunction(rule.where);
    const func = named?.func.value ?? '';
    const recv = named?.recv?.value;
    const wanted = recv === undefined ? func : `${recv.replace(/\[.*$/, '')}.${func}`;
    const all = this.files.allFunctions();
    const sameName = all.filter((name) => name.replace(/^.*\./, '') === func);
    const near = [...new Set([...sameName, ...nearest(wanted, all)])].slice(0, 4);
    const left = this.files.declaredInLeftOut(parseAddress(func, recv));
    const elsewhere = left.length > 0 ? `; it is declared in ${left.map((file) => file.name).join(', ')}, which this build leaves out` : '';
    return new UserError('RULE_FUNCTION_NOT_FOUND', `package ${this.request.importPath} has no function ${wanted}${elsewhere}`, {
      position: namedFunction(rule.where)?.func.position ?? rule.position,
      fix: near.length > 0 ? `nearest: ${near.join(', ')}` : 'check func and recv',
    });
  }
}

export function ruleRef(rule: Rule): RuleRef {
  return { name: rule.name, library: rule.library, position: rule.position, support: rule.support };
}

const FORBIDDING = /^go:(nosplit|nowritebarrier\w*|systemstack|yeswritebarrierrec)$/;

function checkWeavable({ file, fn }: FoundFunction, rule: Rule, importPath: string): void {
  const at = formatPosition({ file: file.path, ...fn.position });
  const refuse = (reason: string): never => {
    throw new UserError('RULE_UNSUPPORTED', `${importPath}: ${fn.name} (${at}) ${reason}`, {
      position: namedFunction(rule.where)?.func.position ?? rule.position,
      fix: 'address another function',
    });
  };
  if (!fn.braces || !fn.body) refuse('has no body: it is implemented in assembly or linked in by name');
  const directive = fn.directives.find((line) => FORBIDDING.test(line));
  if (directive !== undefined) refuse(`is marked //${directive}: no call may be added to it`);
  const named = [...fn.params, ...fn.results, ...(fn.receiver ? [fn.receiver.parameter] : [])].map((parameter) => parameter.name);
  const shadow = [...named, ...fn.typeParams, ...(fn.receiver?.typeParams ?? [])].find((name) => name === 'nil' || name === 'interface');
  if (shadow !== undefined) refuse(`calls a parameter ${shadow}`);
}
