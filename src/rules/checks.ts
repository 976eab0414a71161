import type { ErrorCode } from '../errors.js';
import { globProblem, isGlob } from './glob.js';
import { orList } from './problems.js';
import type { StringCheck } from './schema.js';
import { mainTarget, rootTarget } from './target.js';
import { parseBound, parseVersionRange } from './version.js';

/** What is wrong with a string: what was wanted, and how to get there. */
export interface Complaint {
  readonly want: string;
  readonly fix?: string | undefined;
  /** RULE_VALUE where nothing else is said. */
  readonly code?: ErrorCode;
}

type Check = (text: string) => Complaint | undefined;

export const checks: Readonly<Record<StringCheck, Check>> = {
  text: (text) => (text.trim() === '' ? { want: 'a text that is not empty' } : undefined),
  'go-code': goCode,
  func: functionName,
  hook: hookName,
  receiver: (text) => (parseReceiver(text) ? undefined : receiverComplaint(text)),
  target,
  'version-range': (text) => {
    const range = parseVersionRange(text);
    return 'want' in range ? range : undefined;
  },
  release: (text) =>
    parseBound(text) && !/-\d{14}-[0-9a-f]{12}$|\.\d{14}-[0-9a-f]{12}$/.test(text)
      ? undefined
      : { want: 'a release such as "v1.0.0"', fix: 'this key is the release of otelc that the file was written for' },
  'import-path': importPath,
  'go-file': goFile,
};

const keywords = new Set(
  'break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var'.split(
    ' ',
  ),
);

export function isIdentifier(text: string): boolean {
  return /^[\p{L}_][\p{L}\p{Nd}_]*$/u.test(text) && text !== '_' && !keywords.has(text);
}

function isExported(identifier: string): boolean {
  return /^\p{Lu}/u.test(identifier);
}

function functionName(text: string): Complaint | undefined {
  if (isIdentifier(text)) return undefined;
  const method = /^\(?\s*(\*?)\s*([\p{L}_][\p{L}\p{Nd}_]*)\s*\)?\s*\.\s*([\p{L}_][\p{L}\p{Nd}_]*)$/u.exec(text);
  const [, star = '', type = '', name = ''] = method ?? [];
  return {
    want: 'the name of a function or method',
    fix: method ? `write func: ${name} and recv: ${star ? `"*${type}"` : type}` : exampleOf('func: ServeHTTP'),
  };
}

function hookName(text: string): Complaint | undefined {
  const want = 'an exported Go function of the hook package';
  if (!isIdentifier(text)) {
    const last = text.split('.').at(-1) ?? '';
    return {
      want,
      fix: last !== text && isIdentifier(last) ? `write ${last}, the package goes into "path"` : exampleOf('before: BeforeServe'),
    };
  }
  if (isExported(text)) return undefined;
  const exported = text.charAt(0).toUpperCase() + text.slice(1);
  return {
    code: 'RULE_UNSUPPORTED',
    want,
    fix: isExported(exported) ? `rename it to ${exported}` : 'begin its name with an upper-case letter',
  };
}

export interface Receiver {
  readonly pointer: boolean;
  readonly type: string;
  /** Names in `T[K, V]`; empty without them, which says nothing about whether the type is generic. */
  readonly typeParameters: readonly string[];
}

/** `T`, `*T`, `*T[K, V]`; undefined for anything else. */
export function parseReceiver(text: string): Receiver | undefined {
  const match = /^(\*?)([^\s*[\]().,]+)(?:\[([^[\]]*)\])?$/.exec(text);
  if (!match) return undefined;
  const [, star = '', type = '', parameters] = match;
  const typeParameters = parameters === undefined ? [] : parameters.split(',').map((name) => name.trim());
  if (!isIdentifier(type) || !typeParameters.every((name) => name === '_' || isIdentifier(name))) return undefined;
  return { pointer: star !== '', type, typeParameters };
}

function receiverComplaint(text: string): Complaint {
  const want = 'a receiver type: T, "*T" or "*T[K]"';
  const bare = text.replace(/[\s()]/g, '');
  const withoutPackage = bare.replace(/^(\*?).*\.([^.[\]]+(?:\[.*\])?)$/, '$1$2');
  const guess = parseReceiver(bare) ? bare : parseReceiver(withoutPackage) ? withoutPackage : undefined;
  if (guess === undefined) return { want, fix: exampleOf('recv: "*Server"') };
  return { want, fix: `write recv: ${JSON.stringify(guess)}` };
}

function goCode(text: string): Complaint | undefined {
  if (text.trim() === '') return { want: 'Go statements', fix: exampleOf('raw: println("entered")') };
  // A composite literal may hold "{{" too; only what can be nothing but a template is one.
  const template =
    /\{\{-?\s*(?:\.|\$|"|(?:Func(?:Name|Argument|Return)|Directive|if|range|with|end|else|define|template|printf)\b)|\{\{-?\s*Func(?:Argument|Return)\w+/.exec(
      text,
    );
  return template
    ? { code: 'RULE_UNSUPPORTED', want: 'Go statements without templates ("{{ … }}" is part of the format but not supported yet)' }
    : undefined;
}

function target(text: string): Complaint | undefined {
  const want = `an import path, a glob, "${mainTarget}" or "${rootTarget}"`;
  if (text.trim() === '') return { want, fix: exampleOf('target: net/http') };
  if (text === rootTarget || text === mainTarget) return undefined;
  if (text.toLowerCase().includes(rootTarget))
    return { want: `exactly "${rootTarget}"`, fix: `"${rootTarget}" stands for the root module's packages, all of them` };
  if (text === 'test_main') return { code: 'RULE_UNSUPPORTED', want, fix: 'test mains are not supported yet' };
  if (!isGlob(text) && !/[\]}\\]/.test(text)) return importPathProblem(text, want);
  const problem = globProblem(text);
  if (problem !== undefined) return { want: problem };
  return importPathProblem(text.replace(/[*?[\]{},!^]/g, 'x'), want);
}

function importPath(text: string): Complaint | undefined {
  const want = 'an import path';
  if (isGlob(text)) return { want, fix: 'only targets can be globs' };
  return importPathProblem(text, want);
}

function importPathProblem(text: string, want: string): Complaint | undefined {
  if (text.trim() === '') return { want, fix: exampleOf('path: example.com/hooks') };
  if (text !== text.trim()) return { want, fix: 'remove the white space around it' };
  if (/^\.{1,2}(?:\/|$)/.test(text)) return { want, fix: 'write the full import path, relative ones say nothing here' };
  if (text.includes('...')) return { want, fix: `write ${JSON.stringify(text.replace(/\.{3}/g, '**'))}` };
  if (text.startsWith('/') || text.endsWith('/')) return { want, fix: 'remove the "/" at its end or beginning' };
  if (text.includes('//')) return { want, fix: text.includes('://') ? 'write it without "https://"' : 'write single "/"' };
  if (/@v\d/.test(text)) return { want, fix: `versions go into a key of their own: version: ${text.replace(/^.*@/, '')}` };
  if (text.endsWith('.go')) return { want, fix: 'packages are meant, not files' };
  // What the language specification lets compilers refuse, white space and control characters.
  const bad = /[!"#$%&'()*,:;<=>?[\\\]^`{|}\s\p{C}\uFFFD]/u.exec(text);
  return bad ? { want, fix: `${JSON.stringify(bad[0])} cannot be part of an import path` } : undefined;
}

function goFile(text: string): Complaint | undefined {
  const want = 'a Go file, relative to the rule file';
  if (!text.endsWith('.go') || text.split('/').at(-1) === '.go') return { want, fix: exampleOf('file: extra.go') };
  if (text.endsWith('_test.go')) return { want, fix: 'a name that ends in _test.go is left out of the build: rename it' };
  const problem = [
    [/^(?:\/|[A-Za-z]:)/.test(text), 'write a relative path'],
    [text.includes('\\'), 'write "/"'],
    [text.split('/').includes('..'), 'put the file next to the rule file or below'],
    [/[\s\p{C}]/u.test(text), 'remove white space and control characters'],
  ].find(([found]) => found === true);
  return problem ? { want, fix: String(problem[1]) } : undefined;
}

/** The name of an import: an identifier, `_` or `.`. */
export function importNameComplaint(name: string): Complaint | undefined {
  return name === '_' || name === '.' || isIdentifier(name)
    ? undefined
    : { want: `${orList(['an identifier', '"_"', '"."'])} as the name of an import`, fix: exampleOf('imports: { fmt: fmt }') };
}

function exampleOf(text: string): string {
  return `for example ${text}`;
}
