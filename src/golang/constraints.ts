import { evaluate, parsePlusBuild, parseGoBuild, type Constraint } from './constraintexpr.js';
import { KNOWN_ARCH, KNOWN_OS, UNIX_OS } from './platforms.js';

/** What a build is made for, as far as it decides which files take part. */
export interface BuildContext {
  readonly goos: string;
  readonly goarch: string;
  /** Build tags, `race`, `msan`, … included. */
  readonly tags: readonly string[];
  readonly cgo: boolean;
  /** `1.26`, `1.26.8` or `go1.26.8`. */
  readonly goVersion: string;
}

/** True when the build contains the file, by name, build constraint and use of cgo; the rules of go/build. */
export function takesPart(file: { readonly name: string; readonly text: string }, context: BuildContext): boolean {
  if (file.name.startsWith('_') || file.name.startsWith('.')) return false;
  if (!nameMatches(file.name, context)) return false;
  const header = readHeader(file.text);
  if (header.constraint && !evaluate(header.constraint, (tag) => hasTag(tag, context))) return false;
  return context.cgo || !importsC(file.text);
}

/** The package clause's name without parsing the file; empty if there is none. */
export function packageClause(text: string): string {
  const { length } = readHeader(text);
  return /^package[ \t]+([\p{L}_][\p{L}\p{Nd}_]*)/u.exec(text.slice(length))?.[1] ?? '';
}

/** True when the file imports "C". */
export function importsC(text: string): boolean {
  if (!text.includes('"C"')) return false;
  return /^import[ \t]+"C"/m.test(text) || /^import[ \t]*\([^)]*"C"/m.test(text);
}

function nameMatches(name: string, context: BuildContext): boolean {
  const [stem = ''] = name.split('.', 1);
  // Up to the first underscore nothing counts: `linux.go` is for every system.
  const words = stem.split('_').slice(1);
  if (words.at(-1) === 'test') words.pop();
  const last = words.at(-1);
  const before = words.at(-2);
  if (last === undefined) return true;
  if (before !== undefined && KNOWN_OS.has(before) && KNOWN_ARCH.has(last)) return hasTag(before, context) && hasTag(last, context);
  return KNOWN_OS.has(last) || KNOWN_ARCH.has(last) ? hasTag(last, context) : true;
}

function hasTag(tag: string, context: BuildContext): boolean {
  if (tag === context.goos || tag === context.goarch || tag === 'gc') return true;
  if (tag === 'cgo') return context.cgo;
  if (tag === 'unix') return UNIX_OS.has(context.goos);
  if (tag === 'linux' && context.goos === 'android') return true;
  if (tag === 'solaris' && context.goos === 'illumos') return true;
  if (tag === 'darwin' && context.goos === 'ios') return true;
  if (tag === 'boringcrypto') return context.tags.includes('goexperiment.boringcrypto');
  const release = /^go1\.(\d+)$/.exec(tag);
  if (release) return Number(release[1]) <= minorVersion(context.goVersion);
  return context.tags.includes(tag);
}

function minorVersion(goVersion: string): number {
  return Number(/^(?:go)?1\.(\d+)/.exec(goVersion)?.[1] ?? Number.MAX_SAFE_INTEGER);
}

interface Header {
  readonly constraint: Constraint | undefined;
  /** Offset of the first thing that is neither comment nor white space: the package clause. */
  readonly length: number;
}

function readHeader(text: string): Header {
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  let goBuild: string | undefined;
  const plusBuild: string[] = [];
  for (;;) {
    while (/\s/.test(text.charAt(at))) at++;
    if (text.startsWith('//', at)) {
      const end = endOfLine(text, at);
      const line = text.slice(at, end).trimEnd();
      if (line.startsWith('//go:build ')) goBuild ??= line.slice('//go:build '.length);
      else if (/^\/\/[ \t]*\+build[ \t]/.test(line) && blankLineFollows(text, end)) plusBuild.push(line.replace(/^\/\/[ \t]*\+build/, ''));
      at = end;
    } else if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      at = end === -1 ? text.length : end + 2;
    } else break;
  }
  const constraint = goBuild !== undefined ? parseGoBuild(goBuild) : plusBuild.length > 0 ? parsePlusBuild(plusBuild) : undefined;
  return { constraint, length: at };
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** `// +build` counts only in a comment block that a blank line ends: else it is the package's documentation. */
function blankLineFollows(text: string, at: number): boolean {
  for (let line = at + 1; line < text.length;) {
    const end = endOfLine(text, line);
    const content = text.slice(line, end).trim();
    if (content === '') return true;
    if (!content.startsWith('//')) return false;
    line = end + 1;
  }
  return false;
}
