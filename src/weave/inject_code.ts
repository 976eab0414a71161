import { UserError } from '../errors.js';
import type { GoStatement } from '../golang/syntax.js';
import { editDistance } from '../rules/nearest.js';
import { compileRegexp } from '../rules/regexp-match.js';
import { renderTemplate } from '../rules/template.js';
import { namedFunction } from '../rules/selectors.js';
import type { Located, Rule } from '../rules/types.js';
import { inject, render } from './injection.js';
import { type AdviceKind, FUNCTION_SELECTORS } from './kind.js';
import { nameResults } from './results.js';
import { templateScope } from './scope.js';
import type { FunctionWork, Weaving } from './weaving.js';

/** `inject_code`: statements at the function's entry, on the line of its opening brace, or around a statement that a pattern means. */
export const injectCode: AdviceKind<'inject_code'> = {
  kind: 'inject_code',
  selectors: FUNCTION_SELECTORS,
  collect(weaving, rule, advice) {
    const pattern = rule.where?.pattern;
    const works = weaving.functionsOf(rule);
    const places = pattern ? statementsOf(weaving, rule, works, pattern) : works.map((work) => ({ work, statement: undefined }));
    for (const { work, statement } of places) {
      const { file, found } = work;
      const code = renderTemplate(advice.raw, templateScope(weaving, rule, file, found.fn, advice.raw.source));
      if (statement) putAtStatement(weaving, rule, work, code, advice.raw.source, statement);
      else putAtEntry(weaving, rule, work, code, advice.raw.source);
      weaving.record(rule, 'inject_code', file, found.fn.position);
    }
  },
};

/** Puts statements behind the opening brace. */
export function putAtEntry(weaving: Weaving, rule: Rule, work: FunctionWork, code: string, source: Located<string>): void {
  const { file, found } = work;
  const offset = (found.fn.braces?.open ?? 0) + 1;
  const injection = inject(weaving, rule, { file, offset }, code, source, 'statements');
  nameResults(weaving, found.fn, injection.names);
  const text = (): string => render(weaving, injection);
  work.steps.push({ kind: 'code', order: rule.order, text: () => (text() === '' ? '' : ` ${text()};`) });
}

function putAtStatement(
  weaving: Weaving,
  rule: Rule,
  { file, found }: FunctionWork,
  code: string,
  source: Located<string>,
  statement: GoStatement,
): void {
  const before = rule.where?.placement !== 'after';
  const offset = before ? statement.range.start : statement.range.end;
  const injection = inject(weaving, rule, { file, offset }, code, source, 'statements');
  nameResults(weaving, found.fn, injection.names);
  file.change((edits) => {
    const text = render(weaving, injection);
    if (text !== '') edits.insert(offset, before ? `${text}; ` : `; ${text}`);
  });
}

interface StatementPlace {
  readonly work: FunctionWork;
  readonly statement: GoStatement;
}

/** The statement that the pattern means in each function. Where a rule names its function, there must be one. */
function statementsOf(weaving: Weaving, rule: Rule, works: readonly FunctionWork[], pattern: Located<string>): StatementPlace[] {
  const refused: UserError[] = [];
  const found = works.flatMap((work) => {
    const { fn } = work.found;
    const statements = fn.braces ? work.file.syntax.statements(fn.braces) : [];
    const statement = findStatement(statements, rule.where?.placement ?? 'before', pattern, fn.name);
    if (!(statement instanceof UserError)) return [{ work, statement }];
    refused.push(statement);
    return [];
  });
  const [first] = refused;
  if (first && found.length === 0 && namedFunction(rule.where)) throw first;
  for (const { message } of refused) weaving.leaveOut(rule, message);
  return found;
}

/** The first statement that the pattern matches, and that the code can be put next to. */
function findStatement(
  statements: readonly GoStatement[],
  placement: 'before' | 'after',
  pattern: Located<string>,
  name: string,
): GoStatement | UserError {
  const matcher = compileRegexp(pattern.value);
  const matching = statements.filter((one) => matcher.test(one.text));
  const found = matching.find((one) => one[placement]);
  if (found) return found;
  const [blocked] = matching;
  if (blocked) {
    return new UserError('RULE_UNSUPPORTED', `nothing can be put ${placement} the statement ${shorten(blocked.text)} of ${name}`, {
      position: pattern.position,
      fix: placement === 'after' ? 'use placement: before, or another pattern' : 'use another pattern',
    });
  }
  const lines = statements.map((one) => shorten(one.text));
  const wanted = pattern.value.replaceAll(/^\^|\$$|\\/g, '');
  const distance = (line: string): number => editDistance(wanted, line.slice(0, wanted.length));
  const [near] = lines.map((line) => ({ line, distance: distance(line) })).sort((a, b) => a.distance - b.distance);
  return new UserError('RULE_FUNCTION_NOT_FOUND', `no statement of ${name} matches the pattern ${JSON.stringify(pattern.value)}`, {
    position: pattern.position,
    fix: near === undefined ? `${name} has no statements` : `nearest: ${near.line}`,
  });
}

function shorten(text: string): string {
  const [line = ''] = text.split('\n', 1);
  return line.length < text.length ? `${line} …` : line;
}
