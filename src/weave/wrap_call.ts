import type { GoCall } from '../golang/syntax.js';
import type { WrapCall } from '../rules/types.js';
import { isAlone, isCallText, isOperand, plainExpression, plainType, wrapper } from './expression.js';
import { FUNCTION_SELECTORS, placeKind, type Task } from './kind.js';
import { type CallPlace, functionOf } from './place.js';
import { leavesOutCall, rewriteCall } from './rewrite_call.js';
import { templateScope } from './scope.js';

/** `wrap_call`: arguments that are added to a call, and code around it. */
export const wrapCall = placeKind<'wrap_call', CallPlace>({
  kind: 'wrap_call',
  selectors: ['function_call', ...FUNCTION_SELECTORS],
  noun: 'call',
  places: (file, words) =>
    (words ? file.syntax.callsWith(words) : file.syntax.calls).map((call) => ({ kind: 'call', file, call, position: call.position })),
  change(place, task) {
    const { weaving, rule, advice } = task;
    const reason = refusal(place, advice) ?? (advice.replace ? replaceRefusal(place, advice.replace.source.value) : undefined);
    if (reason !== undefined) return weaving.leaveOutPlace(rule, place, reason);
    if (advice.appendArgs.length > 0) appendArguments(place, task);
    const refused = advice.replace && wrap(place, task, advice.replace);
    if (refused !== undefined) weaving.leaveOutPlace(rule, place, refused);
    if (refused === undefined || advice.appendArgs.length > 0) weaving.record(rule, 'wrap_call', place.file, place.position);
  },
});

function refusal({ file, call }: CallPlace, advice: WrapCall): string | undefined {
  if (advice.appendArgs.length === 0 || !call.ellipsis) return undefined;
  if (!advice.variadicType) return 'the call ends in "...", and the rule has no variadic_type';
  const hidden = ['append', 'len'].find((name) => ['local', 'package'].includes(file.syntax.meaning(name, call.range.start)));
  return hidden === undefined ? undefined : `${hidden} has another meaning here, but the arguments of a call that ends in "..." need it`;
}

/** A deferred call is made later, but its arguments are evaluated at once: code around it would change that. */
function replaceRefusal({ file, call }: CallPlace, source: string): string | undefined {
  if (call.statement !== 'go' && call.statement !== 'defer') return undefined;
  const given = call.arguments.map((one) => file.source.text.slice(one.start, one.end));
  const constant = given.every((text) => /^("(?:[^"\\]|\\.)*"|`[^`]*`|[\d.]+|true|false|nil)$/.test(text));
  // func() { … {{ . }} … }(): made when the statement's own call is made.
  const inBody = /^[\s(]*func\b/.test(source) && /\}[\s)]*\(\s*\)\s*$/.test(source);
  if (call.callee.kind === 'method')
    return inBody ? `the operand of the ${call.statement} statement would be evaluated later` : evaluated(call);
  if (!inBody) return evaluated(call);
  return constant ? undefined : `the arguments of the ${call.statement} statement would be evaluated later`;
}

function evaluated(call: GoCall): string {
  return `the call is that of a ${call.statement ?? ''} statement: as part of another expression it would be made at once`;
}

/** `f(a)`, `f()`, `f(a,)` over several lines, `f(xs...)`. */
function appendArguments({ file, call }: CallPlace, task: Task<'wrap_call'>): void {
  const { weaving, rule, advice } = task;
  const target = { file, offset: call.range.start };
  const args = advice.appendArgs.map((source) => plainExpression(weaving, rule, target, source));
  const type = advice.variadicType && plainType(weaving, rule, target, advice.variadicType);
  file.change((edits) => {
    const text = args.map((argument) => argument()).join(', ');
    const last = call.arguments.at(-1);
    if (call.ellipsis && type && last) {
      const list = weaving.names.local('v0');
      // The slice is cut to its length first: append must not write to the array of the caller.
      const before = `func(${list} ...${type()}) []${type()} { return append(${list}[:len(${list}):len(${list})], ${text}) }(`;
      edits.wrap(last.start, call.ellipsis.end, before, ')...');
    } else if (last && !call.trailingComma) edits.insert(last.end, `, ${text}`);
    else edits.append(call.close, file.source.text[call.close - 1] === ',' ? ` ${text}` : text);
  });
}

/** Returns why the call cannot be wrapped. */
function wrap(place: CallPlace, task: Task<'wrap_call'>, template: NonNullable<WrapCall['replace']>): string | undefined {
  const { weaving, rule } = task;
  const { file, call } = place;
  const { text } = file.source;
  const callArguments = call.arguments.map((one) => text.slice(one.start, one.end));
  const scope = templateScope(weaving, rule, file, functionOf(place), template.source, { callArguments });
  if (leavesOutCall(weaving, template, scope)) return rewriteCall(place, weaving, rule, template, scope);
  const { sample, pieces } = wrapper(weaving, rule, { file, offset: call.range.start }, template, scope);
  if (call.statement === 'expression' && !isCallText(sample)) return 'the call is a statement, which no other kind of expression can be';
  const own = text.slice(call.range.start, call.range.end);
  if (sample.split('otel()').length > 2 && own.includes('\n')) return 'the rule repeats the call, which goes over several lines';
  // Braces could still be taken for a block.
  const alone = !sample.includes('{') && isAlone(text, call.range.start, call.range.end);
  const bare = call.statement === 'go' || call.statement === 'defer' || alone || isOperand(sample);
  file.change((edits) => {
    const [before = '', ...behind] = pieces();
    // Where the call is repeated, the copies are the original text.
    edits.wrap(call.range.start, call.range.end, `${bare ? '' : '('}${before}`, `${behind.join(own)}${bare ? '' : ')'}`);
  });
  return undefined;
}
