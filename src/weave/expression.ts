import { UserError } from '../errors.js';
import { renderTemplate, type Template, type TemplateScope } from '../rules/template.js';
import type { Located, Rule } from '../rules/types.js';
import { foldLines } from './fold.js';
import { inject, render } from './injection.js';
import type { PackageFile } from './packagefile.js';
import type { Weaving } from './weaving.js';

interface Target {
  readonly file: PackageFile;
  readonly offset: number;
}

/** An expression of a rule, ready to be inserted. The text is final only when all rules were collected. */
export function plainExpression(weaving: Weaving, rule: Rule, target: Target, source: Located<string>, text = source.value): () => string {
  const injection = inject(weaving, rule, target, text, source, 'expression');
  return () => render(weaving, injection);
}

/** A type of a rule, ready to be inserted. */
export function plainType(weaving: Weaving, rule: Rule, target: Target, source: Located<string>): () => string {
  const injection = inject(weaving, rule, target, source.value, source, 'type');
  return () => render(weaving, injection);
}

/** Code around an expression of the file. */
export interface Wrapper {
  /** What it looks like before names are final, the expression as `otel()`. */
  readonly sample: string;
  /** What stands before the first `{{ . }}`, between two of them, and after the last. */
  readonly pieces: () => readonly string[];
}

/** Renders a template in which `{{ . }}` stands for an expression that is already in the file. */
export function wrapper(weaving: Weaving, rule: Rule, target: Target, template: Template, scope: TemplateScope): Wrapper {
  const dot = `${weaving.prefix}dot`;
  const injection = inject(weaving, rule, target, renderTemplate(template, { ...scope, dot }), template.source, 'expression');
  if (!injection.text.includes(dot)) {
    throw new UserError('RULE_VALUE', `the code of rule ${rule.name} leaves out what it wraps`, {
      position: template.source.position,
      fix: 'write {{ . }} where the expression goes',
    });
  }
  return { sample: foldLines(injection.text).replaceAll(dot, 'otel()'), pieces: () => render(weaving, injection).split(dot) };
}

/** What a depth-first walk over an expression's tokens sees outside of brackets. */
const PRIMARY_TOKENS =
  /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*|[\p{L}_][\p{L}\p{Nd}_]*|[\p{Nd}][\p{L}\p{Nd}_.]*|\s+|[\s\S]/gu;

/**
 * Whether an expression is one operand whatever stands around it: names, calls, selectors, literals; no operators, and no braces that
 * an `if` or `for` would take for its block.
 */
export function isOperand(expression: string): boolean {
  let depth = 0;
  let previous = '';
  let signature = /^\s*func\b/.test(expression);
  let body = false;
  for (const [token] of expression.trim().matchAll(PRIMARY_TOKENS)) {
    if (/^(\/\*|\/\/|\s+$)/.test(token)) continue;
    if (/^[([{]$/.test(token)) {
      if (depth === 0 && token === '{') {
        if (!signature) return false;
        body = previous !== 'struct' && previous !== 'interface';
      }
      depth++;
    } else if (/^[)\]}]$/.test(token)) {
      depth--;
      if (depth === 0 && body) signature = body = false;
    } else if (depth === 0 && !signature) {
      const word = /^[\p{L}\p{Nd}_"'`]/u.test(token);
      if (!word && token !== '.') return false;
      // Two words side by side: a keyword.
      if (word && /^[\p{L}\p{Nd}_"'`]/u.test(previous)) return false;
    }
    previous = token;
  }
  return true;
}

/** Whether an expression is a call: `f(x)`, `func() { … }()`, `(func() { … })()`, but not `(x)`. */
export function isCallText(expression: string): boolean {
  const text = expression.trim();
  if (!isOperand(text) || !text.endsWith(')')) return false;
  return !text.startsWith('(') || !/^\([^()]*\)$/.test(innermost(text));
}

/** The text with every pair of parentheses that lies in others taken out. */
function innermost(text: string): string {
  let depth = 0;
  let result = '';
  for (const [token] of text.matchAll(PRIMARY_TOKENS)) {
    if (token === ')') depth--;
    if (depth === 0) result += token;
    if (token === '(') depth++;
  }
  return result;
}

/** Whether an expression of a file could be any other one without parentheses: an argument, a result, the right side of an assignment. */
export function isAlone(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 80), start);
  return /(?:[(,]|[^=!<>]=|\breturn[ \t])[ \t]*$/.test(before) && /^[ \t]*(?:[),;]|\r?\n)/.test(text.slice(end, end + 80));
}

/** Whether what a wrapper puts around an expression keeps it apart from any operator. */
export function isDelimited(before: string, after: string): boolean {
  return /(^|[(,[{=:;]|\breturn)\s*$/.test(before) && /^\s*($|[),\]};:])/.test(after);
}
