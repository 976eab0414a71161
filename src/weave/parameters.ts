import type { GoFunction, GoParameter } from '../golang/model.js';
import type { Edits } from './edits.js';
import type { JoinPlan } from './plan.js';

/** Names for parameters and results that have none but are passed on, or mentioned by code that was put in. */
export function nameParameters(
  fn: GoFunction,
  plan: JoinPlan | undefined,
  wanted: ReadonlyMap<GoParameter, string> | undefined,
  edits: Edits,
  text: string,
): void {
  const planned = new Map([...(plan?.params ?? []), ...(plan?.results ?? [])].map((slot) => [slot.parameter, slot.name]));
  const nameOf = (parameter: GoParameter): string => {
    const name = planned.get(parameter) ?? parameter.name;
    return name === '' || name === '_' ? (wanted?.get(parameter) ?? name) : name;
  };
  const [result] = fn.results;
  if (result?.name === '' && nameOf(result) !== '' && fn.braces) parenthesise(result.start, fn.braces.open, edits, text);
  for (const list of [fn.receiver ? [fn.receiver.parameter] : [], fn.params, fn.results]) {
    // In a list either all have names or none has.
    const missing = list.some((parameter) => parameter.name === '' && nameOf(parameter) !== '');
    for (const parameter of list) {
      const { nameRange, start } = parameter;
      const name = nameOf(parameter);
      if (nameRange && parameter.name !== name) edits.replace(nameRange.start, nameRange.end, name);
      else if (!nameRange && missing) edits.insert(start, `${name || '_'} `);
    }
  }
}

/** The only result, without a name so far, may stand there without parentheses. */
function parenthesise(start: number, brace: number, edits: Edits, text: string): void {
  const before = text.slice(0, start).replace(/(?:\s|\/\*[\s\S]*?\*\/)+$/, '');
  const after = text.slice(start, brace).replace(/(?:\s|\/\*[\s\S]*?\*\/)+$/, '');
  if (before.endsWith('(') && after.endsWith(')')) return;
  edits.insert(start, '(');
  edits.insert(start + after.length, ')');
}
