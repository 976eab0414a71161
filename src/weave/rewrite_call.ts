/**
 * A call that a rule writes anew: its template gives other code, with the arguments (`{{ .CallArgument 0 }}`) but without `{{ . }}`.
 *
 *   http.Get(url)   becomes   client.Get(ctx, url)
 *
 * What stands between the arguments is replaced, so that these keep their lines and what other rules do in them.
 */
import type { Range } from '../golang/model.js';
import { renderTemplate, type Template, type TemplateScope } from '../rules/template.js';
import type { Rule } from '../rules/types.js';
import { isAlone, isCallText, isOperand } from './expression.js';
import { foldLines } from './fold.js';
import { inject, render } from './injection.js';
import type { CallPlace } from './place.js';
import type { Weaving } from './weaving.js';

/** True when the template gives code without the call. */
export function leavesOutCall(weaving: Weaving, template: Template, scope: TemplateScope): boolean {
  const dot = `${weaving.prefix}dot`;
  return !renderTemplate(template, { ...scope, dot }).includes(dot);
}

/** Returns why the call cannot be written anew. */
export function rewriteCall(
  { file, call }: CallPlace,
  weaving: Weaving,
  rule: Rule,
  template: Template,
  scope: TemplateScope,
): string | undefined {
  const { text } = file.source;
  const given = scope.callArguments ?? [];
  const own = text.slice(call.range.start, call.range.end);
  const several = own.includes('\n');
  if (call.ellipsis) return 'the call ends in "...", which the rule would leave out';
  if (weaving.rewrittenCalls.has(call)) return 'another rule writes the call anew';
  const marks = given.map((_, i) => `${weaving.prefix}arg${i}_`);
  const marked = renderTemplate(template, { ...scope, callArguments: marks });
  const plain = renderTemplate(template, scope);
  // A template may look at what an argument says; then it must have the text itself.
  const faithful = marks.reduce((code, mark, i) => code.replaceAll(mark, given[i] ?? ''), marked) === plain;
  const injection = inject(weaving, rule, { file, offset: call.range.start }, faithful ? marked : plain, template.source, 'expression');
  const sample = foldLines(injection.text);
  if (call.statement === 'expression' && !isCallText(sample)) return 'the call is a statement, which no other kind of expression can be';
  const inOrder = (sample.match(new RegExp(`${weaving.prefix}arg\\d+_`, 'g')) ?? []).join() === marks.join();
  const ranges = faithful && inOrder ? call.arguments : [];
  if (several && ranges.length === 0) return 'the call goes over several lines, and the rule does not keep its arguments in their order';
  const gaps = gapsOf(call.range, ranges);
  const alone = !sample.includes('{') && isAlone(text, call.range.start, call.range.end);
  const bare = alone || isOperand(sample);
  const pieces = piecesOf(bare ? sample : `(${sample})`, ranges.length > 0 ? marks : []);
  if (gaps.some((gap, i) => spread(pieces[i] ?? '', text.slice(gap.start, gap.end), i === gaps.length - 1) === undefined)) {
    return 'the call goes over several lines, where the code of the rule cannot be broken';
  }
  weaving.rewrittenCalls.add(call);
  file.change((edits) => {
    const code = render(weaving, injection);
    const whole = bare ? code : `(${code})`;
    const final =
      ranges.length > 0 ? piecesOf(whole, marks) : [marks.reduce((now, mark, i) => now.replaceAll(mark, given[i] ?? ''), whole)];
    gaps.forEach((gap, i) => {
      const before = text.slice(gap.start, gap.end);
      edits.replace(gap.start, gap.end, spread(final[i] ?? '', before, i === gaps.length - 1) ?? '');
    });
  });
  return undefined;
}

/** What stands before, between and behind the arguments. */
function gapsOf(call: Range, args: readonly Range[]): Range[] {
  const starts = [call.start, ...args.map(({ end }) => end)];
  const ends = [...args.map(({ start }) => start), call.end];
  return starts.map((start, i) => ({ start, end: ends[i] ?? call.end }));
}

function piecesOf(code: string, marks: readonly string[]): string[] {
  const pieces: string[] = [];
  let rest = code;
  for (const mark of marks) {
    const at = rest.indexOf(mark);
    pieces.push(rest.slice(0, at));
    rest = rest.slice(at + mark.length);
  }
  return [...pieces, rest];
}

/** A piece with as many line breaks as what it replaces; undefined where Go would end the statement at one. */
function spread(piece: string, replaced: string, last: boolean): string | undefined {
  const breaks = '\n'.repeat(replaced.split('\n').length - 1);
  if (breaks === '') return piece;
  if (!last) return /[([{,]\s*$/.test(piece) ? `${piece.trimEnd()}${breaks}` : undefined;
  return /^\s*\)/.test(piece) ? `,${breaks}${piece.trimStart()}` : undefined;
}
