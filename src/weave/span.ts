import type { Position } from '../errors.js';
import { lineColumn } from '../golang/lines.js';
import type { Range } from '../golang/model.js';
import type { GoDirective } from '../golang/syntax.js';
import type { Rule } from '../rules/types.js';
import { functionPlace, literalWork } from './literal.js';
import type { PackageFile } from './packagefile.js';
import { parseSpanDirective } from './span_directive.js';
import { SPAN_PACKAGE, type SpanRequest } from './span_use.js';
import type { FunctionWork, Weaving } from './weaving.js';

/** Name of the directive. */
export const SPAN = 'otel:span';

/** Collects the spans that `//otel:span` asks for, one by one. */
export function spanSteps(weaving: Weaving): (() => void)[] {
  return weaving.files.files
    .filter((file) => file.source.text.includes(`//${SPAN}`))
    .flatMap((file) =>
      file.syntax.directives.filter(({ name }) => name === SPAN).map((directive) => () => collectSpan(weaving, file, directive)),
    );
}

function collectSpan(weaving: Weaving, file: PackageFile, directive: GoDirective): void {
  const position = { file: file.source.path, ...directive.position };
  const rule = directiveRule(position);
  const warn = (message: string): void => {
    weaving.warnings.push({ position, message: `//otel:span has no effect: ${message}` });
  };
  const on = functionBelow(file, directive);
  if (!on) {
    warn('it stands on no function; put it directly above a function, a method or a function literal');
    return;
  }
  const start = directive.range.start + `//${SPAN}`.length;
  const text = file.source.text.slice(start, directive.range.end);
  const at = (offset: number): Position => ({ file: file.source.path, ...lineColumn(file.source.text, start + offset) });
  const request: SpanRequest = { directive: parseSpanDirective(text, at), levels: 0, fieldsOf: (type) => fieldsOf(weaving, type) };
  const work = on.kind === 'function' ? declared(weaving, file, on.range, rule) : literal(weaving, file, on.range.start, rule);
  if (work === 'ignored') return;
  if (work === undefined) warn('no code can be put into the function');
  else if (work.joins.some((join) => join.span)) warn('the function has one already');
  else addSpan(work, rule, request);
}

/** What the directive stands on; a package-level variable stands for the one function literal that it holds. */
function functionBelow(
  file: PackageFile,
  { on }: GoDirective,
): { readonly kind: 'function' | 'literal'; readonly range: Range } | undefined {
  if (on.kind === 'function' || on.kind === 'literal') return on;
  if (on.kind !== 'value') return undefined;
  const within = file.syntax.functionLiterals.filter(
    ({ range, enclosing }) => enclosing.length === 0 && on.range.start <= range.start && range.end <= on.range.end,
  );
  const [only] = within;
  return only && within.length === 1 ? { kind: 'literal', range: only.range } : undefined;
}

/** Puts a span around a function, inside of the hooks that are there already. */
export function addSpan(work: FunctionWork, rule: Rule, span: SpanRequest): void {
  if (!work.steps.some((step) => step.kind === 'hooks')) {
    work.steps.push({ kind: 'hooks', order: rule.order, afterCode: false });
  }
  const path = { value: SPAN_PACKAGE, position: rule.position };
  work.joins.push({
    rule,
    advice: { kind: 'inject_hooks', before: undefined, after: undefined, path },
    before: undefined,
    after: undefined,
    span,
  });
}

/** Directives speak for themselves: in reports they stand where a rule would. */
function directiveRule(position: Position): Rule {
  return {
    name: SPAN,
    library: 'directives',
    position,
    targets: [],
    version: undefined,
    where: undefined,
    advice: [],
    order: 0,
    support: false,
  };
}

function declared(weaving: Weaving, file: PackageFile, range: Range, rule: Rule): FunctionWork | 'ignored' | undefined {
  const fn = file.functionIn(range);
  if (!fn) return undefined;
  if (weaving.ignores.stopsAt(file, range.start, fn.receiver?.base, rule)) return 'ignored';
  return weaving.workOf(functionPlace(file, fn), rule);
}

function literal(weaving: Weaving, file: PackageFile, start: number, rule: Rule): FunctionWork | 'ignored' | undefined {
  const found = file.syntax.functionLiterals.find(({ range }) => range.start === start);
  if (!found) return undefined;
  const around = file.functionAround(start);
  if (weaving.ignores.stopsAt(file, start, around?.receiver?.base, rule)) return 'ignored';
  return literalWork(weaving, file, found, around);
}

/** Fields of a struct type of the package; undefined if it has embedded ones, whose fields are its own too. */
function fieldsOf(weaving: Weaving, type: string): readonly string[] | undefined {
  for (const file of weaving.files.files) {
    if (!file.source.text.includes(type)) continue;
    const struct = file.syntax.structs.find(({ name }) => name === type);
    if (!struct) continue;
    const body = file.source.text.slice(struct.braces.open + 1, struct.braces.close).replaceAll(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g, '');
    const embeds = body.split(/[\n;]/).some((line) => /^\s*\*?[\p{L}\p{Nd}_.]+(\[.*\])?\s*([`"].*)?$/u.test(line) && line.trim() !== '');
    return embeds ? undefined : struct.fields;
  }
  return undefined;
}
