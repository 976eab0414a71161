/** Empty hooks around every function of a package: rules, the hook package they name, and a test file that sets the variables. */
import type { HookFunction, HookPackage, HookParameter } from '../../golang/hookpackage.js';
import { parseGoFile } from '../../golang/parsefile.js';
import type { GoParser } from '../../golang/parser.js';
import type { SourceFile } from '../../golang/parsehooks.js';
import type { JoinPoint, WeaveReport } from '../../report/report.js';
import type { Rule } from '../../rules/types.js';
import { wantedType } from '../signature.js';
import { type TargetSignature, type TargetSlot, targetSignature } from '../slots.js';
import { makeRule } from '../testcase.js';

export const HOOK_PATH = 'example.com/hooks';

/** What the hooks of one function ask for. `blind` looks at no value, `context` at everything, and may replace it. */
export const SHAPES = ['before', 'pair', 'state', 'exit', 'replace', 'context', 'blind'] as const;
export type Shape = (typeof SHAPES)[number];

export interface EveryFunction {
  readonly rules: readonly Rule[];
  readonly hooks: HookPackage;
  /** By the line of the rule's position. */
  readonly functions: ReadonlyMap<number, string>;
}

/** What to weave. */
export interface Choice {
  /** The shape for the n-th function. */
  readonly shapeOf: (n: number) => Shape;
  /** Functions to weave, by file name and line; all of them by default. */
  readonly only?: (file: string, line: number) => boolean;
}

/** A rule for each function. */
export function everyFunction(
  parser: GoParser,
  importPath: string,
  files: readonly SourceFile[],
  { shapeOf, only }: Choice,
): EveryFunction {
  const rules: Rule[] = [];
  const hooks: HookFunction[] = [];
  const functions = new Map<number, string>();
  const models = files.map((file) => ({ file, model: parseGoFile(parser, file.name, file.text, { declared: true }) }));
  const declared = new Set(models.flatMap(({ model }) => [...(model.declared ?? [])]));
  for (const { file, model } of models) {
    for (const fn of model.functions) {
      if (only?.(file.name, fn.position.line) === false) continue;
      const recv = fn.receiver ? `${fn.receiver.pointer ? '*' : ''}${fn.receiver.base}` : undefined;
      const name = recv === undefined ? fn.name : `${recv}.${fn.name}`;
      // Several functions may be called init or _: one rule is for all of them.
      if ([...functions.values()].includes(name)) continue;
      const line = rules.length + 1;
      const shape = shapeOf(rules.length);
      const typeParams = [...fn.typeParams, ...(fn.receiver?.typeParams ?? [])];
      const { packageName, imports } = model;
      const signature = targetSignature(fn, { importPath, packageName, imports, typeParams, declares: (one) => declared.has(one) });
      const { before, after } = hooksOf(signature, shape, line);
      hooks.push(before, ...(after ? [after] : []));
      rules.push(
        makeRule(
          {
            name: `r${line}`,
            func: fn.name,
            ...(recv === undefined ? {} : { recv }),
            before: before.name,
            ...(after ? { after: after.name } : {}),
          },
          HOOK_PATH,
          line,
        ),
      );
      functions.set(line, name);
    }
  }
  return { rules, hooks: { importPath: HOOK_PATH, packageName: 'hooks', functions: hooks }, functions };
}

function hooksOf(fn: TargetSignature, shape: Shape, line: number): { before: HookFunction; after: HookFunction | undefined } {
  const blind = shape === 'blind';
  const params = anys(fn.params.length, blind ? '_' : 'p');
  const results = anys(fn.results.length, blind ? '_' : 'r');
  const state: HookParameter = { name: 's', type: '*state' };
  const context: HookParameter = { name: 'ctx', type: 'inst.HookContext' };
  const hook = (
    side: string,
    hookParams: readonly HookParameter[],
    out: readonly HookParameter[],
    methods: readonly string[],
  ): HookFunction => ({
    name: `${side}${line}`,
    file: 'hooks.go',
    line,
    column: 1,
    generic: false,
    params: hookParams,
    results: out,
    contextMethods: methods,
    empty: true,
  });
  switch (shape) {
    case 'before':
      return { before: hook('Before', params, [], []), after: undefined };
    case 'blind':
    case 'pair':
      return { before: hook('Before', params, [], []), after: hook('After', results, [], []) };
    case 'state':
      return { before: hook('Before', params, [state], []), after: hook('After', [state, ...results], [], []) };
    case 'exit':
      return { before: hook('Before', params, [], []), after: hook('After', [...results, { name: 'e', type: 'api.Exit' }], [], []) };
    case 'replace': {
      const skip: HookParameter = { name: '', type: 'api.Skip' };
      return {
        before: hook('Before', params, [...returned(fn.params.filter((slot) => !slot.receiver)), skip, ...returned(fn.results)], []),
        after: hook('After', results, returned(fn.results), []),
      };
    }
    case 'context':
      return { before: hook('Before', [context, ...params], [], ['*']), after: hook('After', [context, ...results], [], ['*']) };
  }
}

/** What a hook gives back: as `any` only where there is no other way. */
function returned(slots: readonly TargetSlot[]): HookParameter[] {
  return slots.map((slot) => ({ name: '', type: slot.type.nameable === 'yes' ? wantedType(slot) : 'any' }));
}

function anys(count: number, name: string): HookParameter[] {
  return Array.from({ length: count }, (_, i) => ({ name: name === '_' ? '_' : `${name}${i}`, type: 'any' }));
}

/**
 * A test file of the package that sets every hook variable to a function which changes nothing. The types are inferred: the
 * package may be one that reflect imports, and types of function bodies cannot be written here.
 */
export function settingTestFile(report: WeaveReport): string {
  const setters = new Map<string, string>();
  const calls = report.joinPoints.flatMap((point) => callsOf(point, setters));
  return [
    `package ${report.packageName}`,
    '',
    'func init() {',
    ...calls.map((call) => `\t${call}`),
    '}',
    '',
    'var oteltestState byte',
    ...setters.values(),
    '',
  ].join('\n');
}

function callsOf(point: JoinPoint, setters: Map<string, string>): string[] {
  const calls: string[] = [];
  const use = (name: string, variable: string, declaration: () => string): void => {
    if (!setters.has(name)) setters.set(name, declaration());
    calls.push(`${name}(&${variable})`);
  };
  if (hasEntry(point)) use(`oteltest_hook_${keyOf(point)}`, point.hookVar, () => entrySetter(point));
  if (point.afterVar !== undefined) use(`oteltest_after_${keyOf(point)}`, point.afterVar, () => exitSetter(point));
  return calls;
}

function hasEntry(point: JoinPoint): boolean {
  return point.form !== 'return' || point.hooks.some((hook) => hook.before);
}

function keyOf(point: JoinPoint): string {
  const { form, params, results, replacedParams, skip, state, replacesResults } = point;
  const flags = `${skip ? 's' : ''}${state ? 't' : ''}${replacesResults ? 'r' : ''}`;
  return [form, params.length, results.length, replacedParams.join('_'), flags].join('_');
}

function list(count: number, name: string): string[] {
  return Array.from({ length: count }, (_, i) => `${name}${i}`);
}

function declare(names: readonly string[], types: readonly string[]): string {
  return names.map((name, i) => `${name} ${types[i] ?? ''}`).join(', ');
}

function entrySetter(point: JoinPoint): string {
  const { form, params, results, replacedParams, skip, state } = point;
  const types = list(params.length, 'P');
  const resultTypes = list(results.length, 'R');
  const through = form === 'closure' || (form === 'deferred' && results.length > 0);
  const outs = [
    ...(form === 'return' && state ? [{ type: '*byte', value: '&oteltestState' }] : []),
    ...(form === 'deferred' ? [{ type: 'func()', value: 'func() {}' }] : []),
    ...(through ? [{ type: results.length > 0 ? 'K' : 'func()', value: identity(results.length) }] : []),
    ...replacedParams.map((i) => ({ type: `P${i}`, value: `p${i}` })),
    ...(skip ? [{ type: 'bool', value: 'false' }, ...resultTypes.map((type, i) => ({ type, value: `s${i}` }))] : []),
  ];
  const used = through || skip ? resultTypes : [];
  const generic = [
    ...(through && results.length > 0 ? [`K ~func(${resultTypes.join(', ')}) (${resultTypes.join(', ')})`] : []),
    ...[...types, ...used].map((type) => `${type} any`),
  ];
  const fn = `func(${types.join(', ')}) (${outs.map((out) => out.type).join(', ')})`;
  const literal = `func(${declare(list(params.length, 'p'), types)}) (${outs.map((out) => out.type).join(', ')})`;
  const zeros = skip ? resultTypes.map((type, i) => `var s${i} ${type}; `).join('') : '';
  const body = outs.length > 0 ? `${zeros}return ${outs.map((out) => out.value).join(', ')}` : '';
  return `func oteltest_hook_${keyOf(point)}${brackets(generic)}(v *${fn}) { *v = ${literal} { ${body} } }`;
}

function identity(count: number): string {
  const types = list(count, 'R');
  const values = list(count, 'a');
  return count === 0 ? 'func() {}' : `func(${declare(values, types)}) (${types.join(', ')}) { return ${values.join(', ')} }`;
}

function exitSetter(point: JoinPoint): string {
  const { results, state, replacesResults } = point;
  const types = list(results.length, 'R');
  const values = list(results.length, 'a');
  const gives = state || replacesResults;
  const out = gives ? ` (${types.join(', ')})` : '';
  const stateType = state ? ['*byte'] : [];
  const type = `func(${[...stateType, ...types].join(', ')})${out}`;
  const literal = `func(${[...(state ? ['_ *byte'] : []), declare(values, types)].filter((text) => text !== '').join(', ')})${out}`;
  const body = gives && values.length > 0 ? `return ${values.join(', ')}` : '';
  return `func oteltest_after_${keyOf(point)}${brackets([`F ~${type}`, ...types.map((name) => `${name} any`)])}(v *F) { *v = ${literal} { ${body} } }`;
}

function brackets(parts: readonly string[]): string {
  return parts.length > 0 ? `[${parts.join(', ')}]` : '';
}
