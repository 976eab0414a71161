import type { JoinPointView } from './joinpoint.js';
import type { Lines } from './lines.js';
import { goString } from './types.js';

export function contextName(view: JoinPointView, prefix: string): string {
  return `${prefix}context${view.number}`;
}

/** The variable with the names that GetFuncName and GetPackageName give. */
export function namesVariable(view: JoinPointView, prefix: string): string {
  return `${prefix}names${view.number}`;
}

/**
 * The HookContext of one join point: parameters and results as typed fields, boxed only when a hook asks for them. Embeds
 * api.ContextBase, which keeps data, names and the skip flag.
 */
export function writeContextType(view: JoinPointView, prefix: string, api: string, out: Lines): void {
  const type = contextName(view, prefix);
  out.add(`type ${type} struct {`, `\t${api}.ContextBase`);
  out.add(...view.params.map((name, i) => `\t${name} ${view.paramTypes[i] ?? 'any'}`));
  out.add(...view.results.map((name, i) => `\t${name} ${view.resultTypes[i] ?? 'any'}`), '}', '');
  const names = `Function: ${goString(functionName(view))}, Package: ${goString(packageName(view))}`;
  out.add(`var ${namesVariable(view, prefix)} = ${api}.ContextNames{${names}}`, '');
  writeAccessors(type, 'Param', view.params, view.paramTypes, api, out);
  writeAccessors(type, 'ReturnVal', view.results, view.resultTypes, api, out);
}

function writeAccessors(type: string, noun: string, names: readonly string[], types: readonly string[], api: string, out: Lines): void {
  out.add(`func (c *${type}) Get${noun}Count() int { return ${names.length} }`, '');
  out.add(`func (c *${type}) Get${noun}(i int) any {`, '\tswitch i {');
  out.add(...names.flatMap((name, i) => [`\tcase ${i}:`, `\t\treturn c.${name}`]), '\t}', '\treturn nil', '}', '');
  out.add(`func (c *${type}) Set${noun}(i int, v any) {`, '\tswitch i {');
  out.add(...names.flatMap((name, i) => [`\tcase ${i}:`, `\t\tc.${name} = ${api}.As[${types[i] ?? 'any'}](v)`]), '\t}', '}', '');
}

function functionName(view: JoinPointView): string {
  const name = view.point.function.replace(/\[[^\]]*\]$/, '');
  return name.slice(name.lastIndexOf('.') + 1);
}

function packageName(view: JoinPointView): string {
  const slash = view.point.function.lastIndexOf('/') + 1;
  return view.point.function.slice(0, view.point.function.indexOf('.', slash));
}
