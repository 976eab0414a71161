import type { GoFunction, GoParameter } from '../golang/model.js';
import type { DirectiveArgument, NamedValue, TemplateScope } from '../rules/template.js';
import type { Located, Rule } from '../rules/types.js';
import { unnamedResult } from './results.js';
import type { PackageFile } from './packagefile.js';
import { Comparison } from './typematch.js';
import type { Weaving } from './weaving.js';

interface Extras {
  readonly dot?: string;
  readonly directiveArgs?: readonly DirectiveArgument[] | undefined;
  readonly callArguments?: readonly string[];
}

/** What templates know of a place in a function. A parameter or result without a name gets one when a template asks for it. */
export function templateScope(
  weaving: Weaving,
  rule: Rule,
  file: PackageFile,
  fn: GoFunction | undefined,
  source: Located<string>,
  extras: Extras = {},
): TemplateScope {
  const { dot, ...others } = extras;
  if (!fn) return { dot, ...others };
  const offset = fn.receiver ? 1 : 0;
  const written = new Set(source.value.replaceAll(/\{\{[\s\S]*?\}\}/g, ' ').match(/[\p{L}_][\p{L}\p{Nd}_]*/gu));
  const named = (parameter: GoParameter, word: string, name?: string): NamedValue & { readonly parameter: GoParameter } => ({
    get name() {
      const own = weaving.nameOf(fn, parameter, name ?? weaving.names.local(word));
      // What the rule itself calls so, an import or a variable of its own, is another thing.
      return written.has(own) ? `${weaving.ownMark}${own}` : own;
    },
    type: `${parameter.variadic ? '...' : ''}${parameter.type.text}`,
    parameter,
  });
  const receiver = fn.receiver && named(fn.receiver.parameter, 'a0');
  const args = fn.params.map((parameter, i) => named(parameter, `a${i + offset}`));
  const results = fn.results.map((parameter, i) => named(parameter, `r${i}`, parameter.name === '' ? unnamedResult(i) : undefined));
  const comparison = new Comparison(fn, file.model, weaving.matching(rule));
  return {
    dot,
    functionName: fn.name,
    receiver,
    arguments: args,
    results,
    sameType: (wanted, type) => {
      const slot = [...args, ...results].find((one) => one.type === type);
      return slot !== undefined && comparison.is({ value: wanted, position: source.position }, slot.parameter);
    },
    ...others,
  };
}

/** The arguments of a directive comment: `key:value`, `key:"a b"`, or a flag. */
export function directiveArguments(text: string): DirectiveArgument[] {
  return [...text.matchAll(/(?:[^\s"]|"(?:[^"\\]|\\.)*")+/g)].map(([word]) => {
    const colon = word.indexOf(':');
    if (colon <= 0) return { key: word, value: '' };
    return { key: word.slice(0, colon), value: unquote(word.slice(colon + 1)) };
  });
}

function unquote(value: string): string {
  return /^"(?:[^"\\]|\\.)*"$/.test(value) ? value.slice(1, -1).replaceAll(/\\(["\\])/g, '$1') : value;
}
