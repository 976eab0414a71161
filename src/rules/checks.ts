import { caller } from './callers.js';
import { globProblem, isGlob } from './glob.js';
import {
  callee,
  directive,
  exampleOf,
  exclusion,
  functionName,
  hookName,
  isIdentifier,
  methodExample,
  methodForm,
  parseCallee,
  parseReceiver,
  qualifiedType,
  receiverComplaint,
  structName,
  typeText,
  type Complaint,
} from './gonames.js';
import { orList } from './problems.js';
import { translateRegexp } from './regexp.js';
import type { StringCheck } from './schema.js';
import { mainTarget, rootTarget } from './target.js';
import { parseBound, parseVersionRange } from './version.js';

type Check = (text: string) => Complaint | undefined;

export const checks: Readonly<Record<StringCheck, Check>> = {
  text: (text) => (text.trim() === '' ? { want: 'a text that is not empty' } : undefined),
  'code-template': (text) => (text.trim() === '' ? { want: 'Go statements', fix: exampleOf('raw: println("entered")') } : undefined),
  'expression-template': emptyExpression,
  'go-expression': emptyExpression,
  'go-type': typeText,
  func: functionName,
  hook: hookName,
  receiver: (text) => (parseReceiver(text) ? undefined : receiverComplaint(text)),
  struct: structName,
  field: (text) => (isIdentifier(text) ? undefined : { want: 'the name of a field', fix: exampleOf('name: traceID') }),
  identifier: (text) =>
    isIdentifier(text)
      ? undefined
      : { want: 'the name of a variable or constant of the package', fix: exampleOf('identifier: DefaultTransport') },
  'package-name': (text) =>
    isIdentifier(text) ? undefined : { want: 'the name of a package clause', fix: 'import paths are a matter of "target"' },
  'qualified-type': qualifiedType,
  callee,
  method: (text) => callee(text) ?? (parseCallee(text)?.type === undefined ? { want: methodForm, fix: methodExample } : undefined),
  directive,
  regexp: (text) => {
    const found = translateRegexp(text);
    return 'want' in found ? found : undefined;
  },
  exclusion,
  caller,
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

function emptyExpression(text: string): Complaint | undefined {
  return text.trim() === '' ? { want: 'a Go expression' } : undefined;
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
