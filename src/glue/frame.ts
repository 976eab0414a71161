/** What lives from a woven function's entry to its exit: the hooks' states, the results, and how the hooks at the end are called. */
import { contextName } from './context-type.js';
import type { Lines } from './lines.js';
import { declare, hookArguments, resultList, type HookCall, type JoinPointView } from './joinpoint.js';
import { join, type AdapterNames } from './types.js';

/** The frame: its type, its pool, its closures and the call of the after-hooks. */
export function writeFrame(view: JoinPointView, names: AdapterNames, out: Lines): void {
  const { form } = view.point;
  const { api, prefix } = names;
  const through = `func(${view.resultTypes.join(', ')})${resultList(view.resultTypes)}`;
  out.add('\ttype frame struct {');
  if (form === 'deferred') out.add('\t\tend func()');
  if (form === 'closure' || (form === 'deferred' && view.results.length > 0)) out.add(`\t\tkeep ${through}`);
  out.add(...view.results.map((name, i) => `\t\t${name} ${view.resultTypes[i] ?? 'any'}`));
  for (const hook of view.hooks) {
    if (hook.state) out.add(`\t\ts${hook.index} S${hook.index}`);
    if (hook.context) out.add(`\t\tc${hook.index} ${hook.retained ? '*' : ''}${contextName(view, prefix)}`);
    out.add(`\t\tok${hook.index} bool`);
  }
  out.add('\t\treturned, done bool');
  if (view.exit) out.add(`\t\tentry ${api}.Entry`);
  out.add('\t}', `\tvar pool ${names.imports.name('sync')}.Pool`);
  writeAfters(view, names, out);
  const kept = [
    ...(form === 'deferred' ? ['end: f.end'] : []),
    ...(form === 'closure' || (form === 'deferred' && view.results.length > 0) ? ['keep: f.keep'] : []),
  ];
  out.add('\tput := func(f *frame) {', `\t\t*f = frame{${kept.join(', ')}}`, '\t\tpool.Put(f)', '\t}');
  out.add('\tget := func() *frame {', '\t\tif v := pool.Get(); v != nil {', '\t\t\treturn v.(*frame)', '\t\t}', '\t\tf := new(frame)');
  if (form === 'deferred') writeDeferredClosures(view, api, out);
  if (form === 'closure') writeClosure(view, api, out);
  out.add('\t\treturn f', '\t}');
}

export function exitOf(view: JoinPointView, api: string, returned: string): string {
  return view.exit ? `f.entry.Exit(${returned})` : `${api}.Exit{}`;
}

function writeDeferredClosures(view: JoinPointView, api: string, out: Lines): void {
  out.add(
    '\t\tf.end = func() {',
    '\t\t\tif !f.done {',
    // A deferred call of the function itself may panic behind its return statement.
    `\t\t\t\tafters(f, ${exitOf(view, api, view.point.defers === true ? 'false' : 'f.returned')})`,
    '\t\t\t}',
    '\t\t\tput(f)',
    '\t\t}',
  );
  if (view.results.length === 0) return;
  const fields = view.results.map((name) => `f.${name}`);
  out.add(`\t\tf.keep = func(${declare(view.results, view.resultTypes)})${resultList(view.resultTypes)} {`);
  out.add(`\t\t\t${join(fields)} = ${join(view.results)}`, '\t\t\tf.returned = true');
  // A replaced result must be known before the function's return statement is done; nothing can change it after.
  if (view.point.replacesResults) out.add('\t\t\tf.done = true', `\t\t\tafters(f, ${exitOf(view, api, 'true')})`);
  out.add(`\t\t\treturn ${join(view.point.replacesResults ? fields : view.results)}`, '\t\t}');
}

function writeClosure(view: JoinPointView, api: string, out: Lines): void {
  const fields = view.results.map((name) => `f.${name}`);
  out.add(`\t\tf.keep = func(${declare(view.results, view.resultTypes)})${resultList(view.resultTypes)} {`);
  out.add(`\t\t\t${join(fields)} = ${join(view.results)}`, `\t\t\tafters(f, ${exitOf(view, api, 'false')})`);
  out.add(`\t\t\t${join(view.results)} = ${join(fields)}`, '\t\t\tput(f)', `\t\t\treturn ${join(view.results)}`, '\t\t}');
}

/** `afters(f, exit)`: the after-hooks in reverse order, each only if its before-hook went well. */
function writeAfters(view: JoinPointView, names: AdapterNames, out: Lines): void {
  out.add(`\tafters := func(f *frame, exit ${names.api}.Exit) {`);
  const fields = view.results.map((name) => `f.${name}`);
  for (const hook of [...view.hooks].reverse()) {
    if (!hook.after) continue;
    const site = `&${names.prefix}site${view.number}[${hook.index * 2 + 1}]`;
    const onlyOnReturn = hook.after.exit ? '' : ' && !exit.Panicked';
    writeGuarded(`f.ok${hook.index}${onlyOnReturn} && !(${site}).Off()`, site, names, out, () => {
      writeAfterCall(view, hook, fields, names, out);
    });
  }
  out.add('\t\t_ = exit', '\t}');
}

export function writeAfterCall(view: JoinPointView, hook: HookCall, values: readonly string[], names: AdapterNames, out: Lines): void {
  if (!hook.after) return;
  const target = names.imports.member(hook.use.path, hook.after.name);
  if (hook.context) {
    const c = `f.c${hook.index}`;
    out.add(...view.results.map((name, i) => `\t\t\t\t${c}.${name} = ${values[i] ?? ''}`));
    if (hook.retained) out.add('\t\t\t\tended := exit', `\t\t\t\t${c}.Ended(&ended)`);
    out.located(
      hook.use.rule.position,
      `\t\t\t\t${target}(${join([contextArgument(hook)], hookArguments(hook.afterFunction, 1, values))})`,
    );
    if (hook.after.replacesResults) out.add(...view.results.map((name, i) => `\t\t\t\t${values[i] ?? ''} = ${c}.${name}`));
    return;
  }
  const args = join(
    hook.state ? [`f.s${hook.index}`] : [],
    hookArguments(hook.afterFunction, hook.state ? 1 : 0, values),
    hook.after.exit ? ['exit'] : [],
  );
  const assign = hook.after.replacesResults ? `${join(values)} = ` : '';
  out.located(hook.use.rule.position, `\t\t\t\t${assign}${hook.state ? `a${hook.index}` : target}(${args})`);
}

/** How the context in the frame is handed to a hook. */
export function contextArgument(hook: HookCall): string {
  return `${hook.retained ? '' : '&'}f.c${hook.index}`;
}

/** The call of a hook in a function of its own, which keeps the hook's panic. The flag costs half of a deferred recover. */
export function writeGuarded(condition: string, site: string, names: AdapterNames, out: Lines, call: () => void): void {
  out.add(`\t\tif ${condition} {`, '\t\t\tfunc() {', '\t\t\t\tok := false', '\t\t\t\tdefer func() {', '\t\t\t\t\tif !ok {');
  out.add(`\t\t\t\t\t\t${names.api}.Recovered(${site}, recover())`, '\t\t\t\t\t}', '\t\t\t\t}()');
  call();
  out.add('\t\t\t\tok = true', '\t\t\t}()', '\t\t}');
}
