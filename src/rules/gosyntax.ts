import type { StringCheck } from './schema.js';
import { templateSamples } from './template-sample.js';

/** A mistake in a piece of Go: where, and what. */
export interface GoMistake {
  readonly offset: number;
  readonly message: string;
}

/** Parses what rules hold of Go. */
export interface GoSyntax {
  readonly snippet: (text: string, kind: GoKind) => GoMistake | undefined;
  readonly file: (
    name: string,
    text: string,
  ) => { readonly position: { readonly line: number; readonly column: number }; readonly message: string } | undefined;
}

export type GoKind = 'statements' | 'expression' | 'type';

export interface GoProblem {
  readonly offset: number;
  readonly found: string;
  readonly want: string;
  readonly fix: string;
}

/** What is wrong with a string that holds Go; nothing for one that does not. */
export function goProblem(check: StringCheck, text: string, syntax: GoSyntax): GoProblem | undefined {
  const kind = kinds[check];
  if (kind === undefined) return undefined;
  const mistake = check.endsWith('-template') ? templateMistake(text, kind, syntax) : syntax.snippet(plain(text, kind), kind);
  if (!mistake) return undefined;
  return {
    offset: mistake.offset,
    found: foundIn(mistake.message),
    want: wanted[kind],
    fix: fixOf(text, kind, syntax),
  };
}

/** The message without what is said of it anyway. */
export function foundIn(message: string): string {
  return message
    .replace(/^syntax error: /, '')
    .replace(/^want one expression, not several$/, 'several expressions')
    .replace(/^want an? (\w+)$/, 'no $1')
    .replace(/^want "\w*identifier"$/, 'a name is missing')
    .replace(/^want (".*")$/, '$1 is missing');
}

const kinds: Readonly<Partial<Record<StringCheck, GoKind>>> = {
  'code-template': 'statements',
  'expression-template': 'expression',
  'go-expression': 'expression',
  'go-type': 'type',
};

const wanted: Readonly<Record<GoKind, string>> = { statements: 'Go statements', expression: 'a Go expression', type: 'a Go type' };

/** What no sample of a template can be read as; that of the first is as good as any. */
function templateMistake(text: string, kind: GoKind, syntax: GoSyntax): GoMistake | undefined {
  const mistakes = templateSamples(text).map((sample) => {
    const mistake = syntax.snippet(sample.text, kind);
    return mistake && { ...mistake, offset: sample.offsetOf(mistake.offset) };
  });
  return mistakes.every((mistake) => mistake !== undefined) ? mistakes[0] : undefined;
}

/** Types of rules may have `...` and whole import paths, for which there are names of the same length here. */
function plain(text: string, kind: GoKind): string {
  if (kind !== 'type') return text;
  return text
    .replace(/^(\s*)\.\.\./, '$1[] ')
    .replaceAll(/(?<![\p{L}\p{Nd}_.])[\p{L}\p{Nd}_][\p{L}\p{Nd}_.~+-]*\/[\p{L}\p{Nd}_.~+/-]*(?=\.[\p{L}_])/gu, (path) =>
      'p'.repeat(path.length),
    );
}

function fixOf(text: string, kind: GoKind, syntax: GoSyntax): string {
  const [first] = templateSamples(text);
  const reads = (as: GoKind, code = first?.text ?? text): boolean => syntax.snippet(code, as) === undefined;
  switch (kind) {
    case 'statements':
      return syntax.file('x.go', `package x\n${first?.text ?? text}`) === undefined
        ? 'functions and imports are declared in a file of their own: add_file'
        : 'correct the code';
    case 'expression':
      if (reads('expression', `f(${first?.text ?? text})`)) return 'write one expression; several arguments are several entries of a list';
      return reads('statements') ? 'put statements into a function literal: func() T { …; return v }()' : 'correct the code';
    case 'type':
      return reads('expression') ? 'write a type, for example "*net/http.Request"' : 'correct the type';
  }
}
