/**
 * A statement that `//otel:ignore` stands on runs without instrumentation, also in the functions that it calls:
 *
 *   func f() { var otelign func(bool); if otelignore != nil { var otelignend func(); otelign, otelignend = otelignore(); defer otelignend() };
 *   	if otelign != nil { otelign(true) }; statement; if otelign != nil { otelign(false) }
 *
 *   func() { if otelignore != nil { otelign, otelignend := otelignore(); defer otelignend(); otelign(true) };
 *
 * The deferred call serves statements that panic or return. No statement follows one that does not end, such as a return.
 */
import { UserError } from '../errors.js';
import { lineColumn } from '../golang/lines.js';
import type { Range } from '../golang/model.js';
import type { GoStatement } from '../golang/syntax.js';
import type { IgnoreEntry } from './ignore.js';
import type { Names } from './names.js';
import type { PackageFile } from './packagefile.js';
import type { Weaving } from './weaving.js';

/** Type of the variable that the package calls. */
export const IGNORE_TYPE = 'func() (func(bool), func())';

interface Braces {
  readonly open: number;
  readonly close: number;
}

/** Puts the calls around the statements, one by one. */
export function ignoreSteps(entries: readonly IgnoreEntry[], weaving: Weaving): (() => void)[] {
  const entered = new Set<string>();
  return entries.map((entry) => () => {
    ignoreEntry(entry, weaving, entered);
  });
}

/** `entered`: functions that have what the calls need. */
function ignoreEntry({ file, directive }: IgnoreEntry, weaving: Weaving, entered: Set<string>): void {
  const { on } = directive;
  if (on.kind === 'literal') {
    const statement = statementWith(file, on.range);
    if (statement && whyNot(statement.statement, statement.all) === undefined) around(file, statement, weaving.names, entered);
    insideLiteral(file, on.range, weaving.names);
  }
  if (on.kind !== 'statement') return;
  const refuse = (reason: string): UserError => {
    const position = { file: file.source.path, ...directive.position };
    return new UserError('DIRECTIVE', `//${directive.name} cannot stand on this statement: ${reason}`, {
      position,
      fix: 'put it on another one',
    });
  };
  const found = statementAt(file, on.range);
  if (!found) throw refuse('it is part of another statement');
  const reason = whyNot(found.statement, found.all);
  if (reason !== undefined) throw refuse(reason);
  around(file, found, weaving.names, entered);
}

interface FoundStatement {
  readonly statement: GoStatement;
  /** The statements of its function. */
  readonly all: readonly GoStatement[];
  readonly braces: Braces;
}

function around(file: PackageFile, { statement, braces }: FoundStatement, names: Names, entered: Set<string>): void {
  const [variable, mark, end] = localNames(names);
  const { range } = statement;
  const fn = `${file.source.path}:${braces.open}`;
  const first = !entered.has(fn);
  entered.add(fn);
  file.change((edits) => {
    if (first) {
      const bind = `var ${end} func(); ${mark}, ${end} = ${variable}(); defer ${end}()`;
      edits.insert(braces.open + 1, ` var ${mark} func(bool); if ${variable} != nil { ${bind} };`);
    }
    edits.insert(range.start, `if ${mark} != nil { ${mark}(true) }; `);
    if (statement.after) edits.insert(range.end, `; if ${mark} != nil { ${mark}(false) }`);
  });
}

/** A literal may run after its statement, even on another goroutine. */
function insideLiteral(file: PackageFile, range: Range, names: Names): void {
  const braces = file.syntax.functionLiterals.find((literal) => literal.range.start === range.start)?.fn.braces;
  if (!braces) return;
  const [variable, mark, end] = localNames(names);
  const body = `${mark}, ${end} := ${variable}(); defer ${end}(); ${mark}(true)`;
  file.change((edits) => {
    edits.insert(braces.open + 1, ` if ${variable} != nil { ${body} };`);
  });
}

function localNames(names: Names): [variable: string, mark: string, end: string] {
  return [names.local('ignore'), names.local('ign'), names.local('ignend')];
}

function statementAt(file: PackageFile, range: Range): FoundStatement | undefined {
  const braces = functionBraces(file, range.start);
  const all = braces ? file.syntax.statements(braces) : [];
  const statement = all.find((one) => one.range.start === range.start && one.range.end === range.end);
  return braces && statement && { statement, all, braces };
}

/** The statement that holds a literal, and begins on its line. */
function statementWith(file: PackageFile, literal: Range): FoundStatement | undefined {
  const braces = functionBraces(file, literal.start);
  const all = braces ? file.syntax.statements(braces) : [];
  const { line } = lineColumn(file.source.text, literal.start);
  const statement = all.findLast(
    ({ range, position }) => range.start <= literal.start && literal.end <= range.end && position.line === line,
  );
  return braces && statement && { statement, all, braces };
}

/** The braces of the innermost function, declared or literal, around an offset. */
function functionBraces(file: PackageFile, offset: number): Braces | undefined {
  const literals = file.syntax.functionLiterals.flatMap(({ fn }) => fn.braces ?? []);
  const around = [...literals, ...[file.functionAround(offset)?.braces ?? []].flat()].filter(
    ({ open, close }) => open < offset && offset < close,
  );
  return around.sort((a, b) => b.open - a.open)[0];
}

function whyNot({ text, range }: GoStatement, all: readonly GoStatement[]): string | undefined {
  const plain = unlabelled(text);
  if (/^go\b/.test(plain)) return 'the goroutine goes on when the statement is done; ignore statements of its function';
  if (/^defer\b/.test(plain)) return 'the call is made when the function ends; defer a function literal, and ignore a statement of it';
  if (/^(break|continue|goto|fallthrough)\b/.test(plain)) return 'it calls nothing';
  if (/^(type|const)\b/.test(plain)) return 'it calls nothing';
  const inside = all.filter((one) => one.range.start >= range.start && one.range.end <= range.end);
  const jump = inside.find((one) => leaves(one, inside));
  return jump && `it is left by ${JSON.stringify(jump.text)}; ignore statements in it`;
}

function unlabelled(text: string): string {
  return text.replace(/^[\p{L}_][\p{L}\p{Nd}_]*:\s+/u, '');
}

/** The statement jumps to something outside of all of these. A function literal's jumps stay in it. */
function leaves(jump: GoStatement, inside: readonly GoStatement[]): boolean {
  const match = /^(break|continue|goto|fallthrough)\b\s*([\p{L}_][\p{L}\p{Nd}_]*)?$/u.exec(unlabelled(jump.text));
  if (!match) return false;
  const [, word = '', label] = match;
  if (label !== undefined) return !inside.some((one) => one.text.startsWith(`${label}:`));
  const target = word === 'continue' ? /^for\b/ : word === 'fallthrough' ? /^switch\b/ : /^(for|switch|select)\b/;
  return !inside.some((one) => one.range.start <= jump.range.start && jump.range.end <= one.range.end && target.test(unlabelled(one.text)));
}
