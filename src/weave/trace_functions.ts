import type { GoFunction } from '../golang/model.js';
import type { Located } from '../rules/types.js';
import { addressText, headOf } from './address.js';
import { type AdviceKind, FUNCTION_SELECTORS } from './kind.js';
import type { PackageFile } from './packagefile.js';
import { addSpan, SPAN } from './span.js';
import { functionPlaces } from './weaving.js';

/** Methods that printing, encoding and sorting call: often, and perhaps while a span is being made. */
const LEFT_OUT = /^(String|GoString|Format|Error|Unwrap|Is|As|Len|Less|Swap|Marshal\w*|Unmarshal\w*|LogValue)$/;

/** Spans of these would be made while a span is made, without end. */
const TELEMETRY = /^(go\.opentelemetry\.io|otel-go\.internal)\//;

const GENERATED = /^\/\/ Code generated .* DO NOT EDIT\.\r?$/m;

/** `trace_functions`: a span for every function of the target. */
export const traceFunctions: AdviceKind<'trace_functions'> = {
  kind: 'trace_functions',
  selectors: FUNCTION_SELECTORS,
  collect(weaving, rule, advice) {
    const { importPath, label } = weaving.request;
    if (label.startsWith('std:') || TELEMETRY.test(importPath)) {
      weaving.leaveOut(rule, `${importPath} is what spans are made with`);
      return;
    }
    const patterns = advice.exclude.map((pattern) => ({ pattern, regexp: patternOf(pattern), used: false }));
    const selector = rule.where?.selector ?? { kind: 'all-of' as const, position: rule.position, of: [] };
    const places = weaving.select(rule, (file) => functionPlaces(file, selector).filter(({ fn }) => fn.body !== undefined));
    if (places.length === 0) weaving.nothingFound(rule, 'function');
    for (const place of places) {
      const { file, fn } = place;
      const excluding = patterns.filter(({ regexp }) => spellings(fn).some((name) => regexp.test(name)));
      for (const one of excluding) one.used = true;
      if (excluding.length > 0 || isLeftOut(fn) || isTestOrGenerated(file.source)) continue;
      if (fn.braces && advice.minStatements > 0 && file.syntax.statements(fn.braces).length < advice.minStatements) continue;
      // The directive says more, and is at work already or comes later.
      if (hasSpanDirective(file, fn)) continue;
      const work = weaving.workOf(place, rule);
      if (!work || work.joins.some((join) => join.span)) continue;
      addSpan(work, rule, { directive: undefined, levels: advice.depth === undefined ? 0 : advice.depth + 1, fieldsOf: () => undefined });
    }
    for (const { pattern, used } of patterns) {
      if (used || places.length === 0) continue;
      const message = `exclude: ${pattern.value} is no function of ${weaving.request.importPath}`;
      weaving.warnings.push({ position: pattern.position, message });
    }
  },
};

function hasSpanDirective(file: PackageFile, fn: GoFunction): boolean {
  if (!file.source.text.includes(`//${SPAN}`)) return false;
  const open = fn.braces?.open ?? -1;
  return file.syntax.directives.some(
    ({ name, on }) => name === SPAN && on.kind === 'function' && on.range.start <= open && open < on.range.end,
  );
}

/** `init` runs before anything can be exported. */
function isLeftOut(fn: GoFunction): boolean {
  return fn.receiver ? LEFT_OUT.test(fn.name) : fn.name === 'init' || fn.name === '_';
}

function isTestOrGenerated({ name, text }: { readonly name: string; readonly text: string }): boolean {
  return name.endsWith('_test.go') || GENERATED.test(text.slice(0, text.search(/^package\s/m)));
}

/** A method with a pointer receiver is `*T.M` and `T.M`. */
function spellings(fn: GoFunction): string[] {
  const text = addressText(headOf(fn));
  return text.startsWith('*') ? [text, text.slice(1)] : [text];
}

function patternOf({ value }: Located<string>): RegExp {
  const parts = value.split('*').map((part) => part.replaceAll(/[^\p{L}\p{Nd}_]/gu, '\\$&'));
  // No pattern reaches over the dot: `Get*` names no methods.
  return new RegExp(`^${parts.join('[^.]*')}$`, 'u');
}
