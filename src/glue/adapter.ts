/**
 * Writes the Go code that stands between a woven function's hook variable and the user's hooks:
 *
 *   form none      var hook func(P…) (P'…, skip bool, R…)
 *   form return    var hook func(P…) (*byte, P'…, skip, R…);  var after func(*byte, R…) (R…)
 *   form deferred  var hook func(P…) (func(), func(R…) (R…), P'…, skip, R…)
 *   form closure   var hook func(P…) (func(R…) (R…), P'…, skip, R…)
 *
 * Every hook is called in a function of its own that recovers its panics, so that none reaches the application. What lives
 * from entry to exit lies in a pooled frame, whose two closures are made once: a call allocates nothing.
 */
import { contextName, namesVariable } from './context-type.js';
import { isDirect, writeDirect } from './direct.js';
import { contextArgument, exitOf, writeAfterCall, writeFrame, writeGuarded } from './frame.js';
import type { Lines } from './lines.js';
import { declare, hookArguments, resultList, type HookCall, type JoinPointView } from './joinpoint.js';
import { spanHook } from './span.js';
import {
  afterType,
  beforeType,
  goString,
  hasEntryHook,
  hookResultTypes,
  join,
  replacedParams,
  usesFrame,
  type AdapterNames,
} from './types.js';
import { both, wanted, writeCallers } from './wanted.js';

/** Declarations of the hook variables and of the function that binds them. */
export function writeAdapter(view: JoinPointView, names: AdapterNames, out: Lines): void {
  const n = view.number;
  const { prefix, api } = names;
  const sites = view.hooks.flatMap((hook) =>
    [hook.before, hook.after].map(
      (shape) => `{Hook: ${goString(`${hook.use.path}.${shape?.name ?? ''}`)}, Function: ${goString(view.point.function)}}`,
    ),
  );
  out.add(`var ${prefix}site${n} = [...]${api}.Site{${sites.join(', ')}}`, '');
  writeCallers(view, names, out);
  if (isDirect(view)) {
    writeDirect(view, names, out);
    return;
  }
  const generics = view.hooks.filter((hook) => hook.state);
  const typeParams = generics.length > 0 ? `[${generics.map((hook) => `S${hook.index}`).join(', ')} any]` : '';
  const functionParams = generics.flatMap((hook) => [
    `b${hook.index} ${beforeType(hook, view, api)}`,
    ...(hook.after ? [`a${hook.index} ${afterType(hook, view, api)}`] : []),
  ]);
  out.add(`func ${prefix}bind${n}${typeParams}(${functionParams.join(', ')}) {`);
  if (usesFrame(view)) writeFrame(view, names, out);
  writeEntry(view, names, out);
  if (view.point.form === 'return') writeExit(view, names, out);
  out.add('}', '');
}

/** The statement that binds the join point; the compiler infers the hooks' state types, which may be unexported. */
export function bindCall(view: JoinPointView, names: AdapterNames): string {
  const args = view.hooks
    .filter((hook) => hook.state)
    .flatMap((hook) =>
      (['before', 'after'] as const).flatMap((side) => {
        const shape = hook[side];
        if (!shape) return [];
        return [hook.use.span ? spanHook(view, hook, side, names) : names.imports.member(hook.use.path, shape.name)];
      }),
    );
  return `${names.prefix}bind${view.number}(${args.join(', ')})`;
}

function writeEntry(view: JoinPointView, names: AdapterNames, out: Lines): void {
  const { point, params, results } = view;
  if (!hasEntryHook(view)) return;
  const skipResults = point.skip ? results : [];
  const types = hookResultTypes(view);
  out.add(`\t${view.hookVar} = func(${declare(params, view.paramTypes)})${resultList(types)} {`);
  if (point.skip) out.add('\t\tvar skip bool', ...results.map((name, i) => `\t\tvar ${name} ${view.resultTypes[i] ?? 'any'}`));
  if (usesFrame(view)) out.add('\t\tf := get()');
  const outs = [
    ...(point.form === 'return' && point.state ? [`(*byte)(${names.imports.name('unsafe')}.Pointer(f))`] : []),
    ...(point.form === 'deferred' ? ['f.end'] : []),
    ...(point.form === 'closure' || (point.form === 'deferred' && results.length > 0) ? ['f.keep'] : []),
    ...point.replacedParams.map((i) => params[i] ?? ''),
    ...(point.skip ? ['skip', ...skipResults] : []),
  ];
  if (view.exit) out.add(`\t\tf.entry = ${names.api}.${view.timed ? 'Enter' : 'EnterUntimed'}()`);
  for (const hook of view.hooks) writeBefore(view, hook, names, out);
  if (outs.length > 0) out.add(`\t\treturn ${outs.join(', ')}`);
  out.add('\t}');
}

function writeBefore(view: JoinPointView, hook: HookCall, names: AdapterNames, out: Lines): void {
  const framed = usesFrame(view);
  if (!hook.before) {
    if (hook.context) writeContext(view, hook, '\t\t', names, out);
    if (framed) out.add(`\t\tf.ok${hook.index} = ${wanted(view, hook, names) || 'true'}`);
    return;
  }
  const site = `&${names.prefix}site${view.number}[${hook.index * 2}]`;
  writeGuarded(both(`!(${site}).Off()`, wanted(view, hook, names)), site, names, out, () => {
    if (hook.context) writeContextBefore(view, hook, names, out);
    else writeTypedBefore(view, hook, names, out);
    if (framed) out.add(`\t\t\t\tf.ok${hook.index} = true`);
  });
  if (hook.before.skip) writeSkip(view, names, out);
}

function writeContextBefore(view: JoinPointView, hook: HookCall, names: AdapterNames, out: Lines): void {
  const framed = usesFrame(view);
  const context = framed ? `f.c${hook.index}` : 'c';
  writeContext(view, hook, '\t\t\t\t', names, out);
  const args = hookArguments(hook.beforeFunction, 1, view.params);
  const target = names.imports.member(hook.use.path, hook.before?.name ?? '');
  out.located(hook.use.rule.position, `\t\t\t\t${target}(${join([framed ? contextArgument(hook) : 'c'], args)})`);
  if (hook.before?.replacesParams) out.add(...view.point.replacedParams.map((i) => `\t\t\t\tp${i} = ${context}.p${i}`));
  if (!hook.before?.skip) return;
  out.add(`\t\t\t\tif ${context}.IsSkipCall() {`, '\t\t\t\t\tskip = true');
  out.add(...view.results.map((name) => `\t\t\t\t\t${name} = ${context}.${name}`), '\t\t\t\t}');
}

function writeTypedBefore(view: JoinPointView, hook: HookCall, names: AdapterNames, out: Lines): void {
  const assigned = [
    ...(hook.state ? [`f.s${hook.index}`] : []),
    ...replacedParams(hook, view).map((i) => `p${i}`),
    ...(hook.before?.skip ? ['over', ...view.results] : []),
  ];
  if (hook.before?.skip) out.add(`\t\t\t\tvar over ${names.api}.Skip`);
  const target = hook.state ? `b${hook.index}` : names.imports.member(hook.use.path, hook.before?.name ?? '');
  const call = `${target}(${hookArguments(hook.beforeFunction, 0, view.params).join(', ')})`;
  out.located(hook.use.rule.position, `\t\t\t\t${assigned.length > 0 ? `${assigned.join(', ')} = ` : ''}${call}`);
  if (hook.before?.skip) out.add('\t\t\t\tskip = bool(over)');
}

/** Prepares the hook's context: in the frame, or on its own where it may be kept. */
function writeContext(view: JoinPointView, hook: HookCall, indent: string, names: AdapterNames, out: Lines): void {
  const framed = usesFrame(view);
  const context = framed ? `f.c${hook.index}` : 'c';
  if (hook.retained || !framed) out.add(`${indent}${context} ${framed ? '=' : ':='} new(${contextName(view, names.prefix)})`);
  out.add(`${indent}${context}.Of(&${namesVariable(view, names.prefix)})`);
  out.add(...view.params.map((name) => `${indent}${context}.${name} = ${name}`));
}

/** The body is skipped: the after-hooks of the hooks that have run see, and may change, the results set instead. */
function writeSkip(view: JoinPointView, names: AdapterNames, out: Lines): void {
  out.add('\t\tif skip {');
  if (usesFrame(view)) {
    out.add(
      ...view.results.map((name) => `\t\t\tf.${name} = ${name}`),
      '\t\t\tf.returned = true',
      `\t\t\tafters(f, ${exitOf(view, names.api, 'true')})`,
    );
    out.add(...view.results.map((name) => `\t\t\t${name} = f.${name}`), '\t\t\tput(f)');
  }
  const nothing = hookResultTypes(view)
    .slice(0, leadingOuts(view))
    .map(() => 'nil');
  const outs = [...nothing, ...view.point.replacedParams.map((i) => `p${i}`), 'true', ...view.results];
  out.add(`\t\t\treturn ${outs.join(', ')}`, '\t\t}');
}

function leadingOuts(view: JoinPointView): number {
  return hookResultTypes(view).length - view.point.replacedParams.length - (view.point.skip ? 1 + view.results.length : 0);
}

/** Form `return`: the exit variable. */
function writeExit(view: JoinPointView, names: AdapterNames, out: Lines): void {
  const { state, replacesResults } = view.point;
  const params = [...(state ? ['st *byte'] : []), ...view.results.map((name, i) => `${name} ${view.resultTypes[i] ?? 'any'}`)];
  out.add(`\t${view.afterVar} = func(${params.join(', ')})${resultList(state || replacesResults ? view.resultTypes : [])} {`);
  if (state) {
    out.add('\t\tif st == nil {', `\t\t\treturn ${join(view.results)}`.trimEnd(), '\t\t}');
    out.add(`\t\tf := (*frame)(${names.imports.name('unsafe')}.Pointer(st))`, ...view.results.map((name) => `\t\tf.${name} = ${name}`));
    out.add(`\t\tafters(f, ${names.api}.Exit{})`, ...view.results.map((name) => `\t\t${name} = f.${name}`), '\t\tput(f)');
  } else {
    for (const hook of [...view.hooks].reverse()) {
      if (!hook.after) continue;
      const site = `&${names.prefix}site${view.number}[${hook.index * 2 + 1}]`;
      writeGuarded(both(`!(${site}).Off()`, wanted(view, hook, names)), site, names, out, () => {
        writeAfterCall(view, hook, view.results, names, out);
      });
    }
  }
  if (view.results.length > 0 && (state || replacesResults)) out.add(`\t\treturn ${join(view.results)}`);
  out.add('\t}');
}
