/**
 * Spans of `//otel:span` and `trace_functions`: the two hooks of such a function are written here, and bound like a user's own.
 *
 *   func start(p0 context.Context, p1 string) (*span.Call, context.Context)
 *   func end(call *span.Call, r0 any, r1 error, exit api.Exit)
 */
import type { SpanAttribute, SpanTag, SpanUse, WeaveReport } from '../report/report.js';
import { symbol } from './symbol.js';
import { declare, type HookCall, type JoinPointView, resultList } from './joinpoint.js';
import type { Lines } from './lines.js';
import { type AdapterNames, goString, join } from './types.js';

/** The package that the written code calls. */
export const SPAN_PACKAGE = 'otel-go.internal/hooks/span';

/** Name of a span's hook in the generated file. */
export function spanHook(view: JoinPointView, hook: HookCall, side: 'before' | 'after', names: AdapterNames): string {
  return `${names.prefix}span${side === 'before' ? 'start' : 'end'}${view.number}_${hook.index}`;
}

export function writeSpans(view: JoinPointView, names: AdapterNames, out: Lines): void {
  for (const hook of view.hooks) {
    const { span } = hook.use;
    if (!span) continue;
    writeSite(view, hook, span, names, out);
    writeStart(view, hook, span, names, out);
    writeEnd(view, hook, span, names, out);
  }
}

/** The functions that packages with ignored statements call. */
export function writeIgnoring(reports: readonly WeaveReport[], names: AdapterNames, out: Lines): void {
  const ignoring = reports.filter((report) => report.ignoreVar !== undefined);
  const type = 'func() (func(bool), func())';
  const variables = ignoring.map((report, i) => {
    const own = report.importMap === 'main';
    const name = own ? (report.ignoreVar ?? '') : `${names.prefix}ignore${i}`;
    if (!own) out.add(`//go:linkname ${name} ${symbol(report.importMap, report.ignoreVar ?? '')}`, `var ${name} ${type}`, '');
    return name;
  });
  if (variables.length === 0) return;
  const values = variables.map(() => `${names.imports.name(SPAN_PACKAGE)}.Ignore`);
  out.add(`func ${names.prefix}bindignore() {`, `\t${join(variables)} = ${join(values)}`, '}', '');
}

function siteName(view: JoinPointView, hook: HookCall, names: AdapterNames): string {
  return `${names.prefix}spansite${view.number}_${hook.index}`;
}

function writeSite(view: JoinPointView, hook: HookCall, span: SpanUse, names: AdapterNames, out: Lines): void {
  const { point } = view;
  const pkg = names.imports.name(SPAN_PACKAGE);
  const fields = [
    `Name: ${goString(span.name)}`,
    `Function: ${goString(point.function)}`,
    `File: ${goString(point.position.file)}`,
    `Line: ${point.position.line}`,
    ...(span.tags.length > 0 ? [`Tags: []${pkg}.Tag{${span.tags.map(tagText).join(', ')}}`] : []),
    ...(span.levels > 0 ? [`Levels: ${span.levels}`] : []),
  ];
  out.add(`var ${siteName(view, hook, names)} = ${pkg}.Site{${fields.join(', ')}}`, '');
}

function tagText(tag: SpanTag): string {
  const value = tag.type === 'string' ? goString(tag.text) : tag.type === 'bool' ? tag.text : `${tag.type}(${tag.text})`;
  return `{Key: ${goString(tag.key)}, Value: ${value}}`;
}

function writeStart(view: JoinPointView, hook: HookCall, span: SpanUse, names: AdapterNames, out: Lines): void {
  const pkg = names.imports.name(SPAN_PACKAGE);
  const replaced = hook.before?.replaced ?? [];
  const results = resultList([`*${pkg}.Call`, ...replaced.map((i) => view.paramTypes[i] ?? 'any')]);
  out.add(`func ${spanHook(view, hook, 'before', names)}(${declare(view.params, view.paramTypes)})${results} {`);
  const site = `&${siteName(view, hook, names)}`;
  if (span.context === undefined) out.add(`\tcall := ${pkg}.Begin(${site})`);
  else {
    const given = view.params[span.context] ?? '';
    const typed = view.paramTypes[span.context] !== 'any';
    if (!typed) out.add(`\tgiven, _ := ${given}.(${names.imports.name('context')}.Context)`);
    out.add(`\tcall, ${replaced.length > 0 ? 'ctx' : '_'} := ${pkg}.Start(${typed ? given : 'given'}, ${site})`);
  }
  writeAttributes(view, span, 'param', '', out);
  out.add(`\treturn ${join(['call'], replaced.length > 0 ? ['ctx'] : [])}`, '}', '');
}

function writeEnd(view: JoinPointView, hook: HookCall, span: SpanUse, names: AdapterNames, out: Lines): void {
  const call = `call *${names.imports.name(SPAN_PACKAGE)}.Call`;
  const params = join([call], view.results.length > 0 ? [declare(view.results, view.resultTypes)] : [], [`exit ${names.api}.Exit`]);
  out.add(`func ${spanHook(view, hook, 'after', names)}(${params}) {`);
  // A function that panics has no results.
  writeAttributes(view, span, 'result', ' && !exit.Panicked', out);
  const error = span.error === undefined ? undefined : (view.results[span.error] ?? 'nil');
  const typed = span.error !== undefined && view.resultTypes[span.error] !== 'any';
  if (error !== undefined && !typed) out.add(`\terr, _ := ${error}.(error)`);
  out.add(`\tcall.End(${error === undefined ? 'nil' : typed ? error : 'err'}, exit)`, '}', '');
}

/** Values are boxed only for a span that is recorded. */
function writeAttributes(view: JoinPointView, span: SpanUse, of: SpanAttribute['of'], condition: string, out: Lines): void {
  const own = span.attributes.filter((attribute) => attribute.of === of);
  if (own.length === 0) return;
  out.add(`\tif call.Recording()${condition} {`);
  for (const { key, index, path } of own) {
    const value = (of === 'param' ? view.params : view.results)[index] ?? 'nil';
    if (path.length === 0) out.add(`\t\tcall.Set(${goString(key)}, ${value})`);
    else out.add(`\t\tcall.SetField(${join([goString(key), value], path.map(goString))})`);
  }
  out.add('\t\tcall.Commit()', '\t}');
}
