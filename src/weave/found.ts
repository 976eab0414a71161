import { formatPosition, UserError } from '../errors.js';
import type { GoFile, GoFunction } from '../golang/model.js';
import type { SourceFile } from '../golang/parsehooks.js';
import { namedFunction } from '../rules/selectors.js';
import type { Rule } from '../rules/types.js';

export interface FoundFunction {
  readonly file: SourceFile;
  readonly model: GoFile;
  readonly fn: GoFunction;
}

const FORBIDDING = /^go:(nosplit|nowritebarrier\w*|systemstack|yeswritebarrierrec)$/;

/** Why no code can be put into a function; an error if the rule names just this one. */
export function refusal({ file, fn }: FoundFunction, rule: Rule, importPath: string): string | undefined {
  const reason = whyNot(fn);
  if (reason === undefined) return undefined;
  const message = `${importPath}: ${fn.name} (${formatPosition({ file: file.path, ...fn.position })}) ${reason}`;
  const named = namedFunction(rule.where);
  if (!named) return message;
  throw new UserError('RULE_UNSUPPORTED', message, { position: named.func.position, fix: 'address another function' });
}

function whyNot(fn: GoFunction): string | undefined {
  if (!fn.braces || !fn.body) return 'has no body: it is implemented in assembly or linked in by name';
  const directive = fn.directives.find((line) => FORBIDDING.test(line));
  if (directive !== undefined) return `is marked //${directive}: no call may be added to it`;
  const named = [...fn.params, ...fn.results, ...(fn.receiver ? [fn.receiver.parameter] : [])].map((parameter) => parameter.name);
  const shadow = [...named, ...fn.typeParams, ...(fn.receiver?.typeParams ?? [])].find((name) => name === 'nil' || name === 'interface');
  return shadow === undefined ? undefined : `calls a parameter ${shadow}`;
}
