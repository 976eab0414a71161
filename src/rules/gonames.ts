import type { ErrorCode } from '../errors.js';

/** What is wrong with a string: what was wanted, and how to get there. */
export interface Complaint {
  readonly want: string;
  readonly fix?: string | undefined;
  /** RULE_VALUE where nothing else is said. */
  readonly code?: ErrorCode;
}

const keywords = new Set(
  'break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var'.split(
    ' ',
  ),
);

export function isIdentifier(text: string): boolean {
  return /^[\p{L}_][\p{L}\p{Nd}_]*$/u.test(text) && text !== '_' && !keywords.has(text);
}

export function functionName(text: string): Complaint | undefined {
  if (isIdentifier(text)) return undefined;
  const method = /^\(?\s*(\*?)\s*([\p{L}_][\p{L}\p{Nd}_]*)\s*\)?\s*\.\s*([\p{L}_][\p{L}\p{Nd}_]*)$/u.exec(text);
  const [, star = '', type = '', name = ''] = method ?? [];
  return {
    want: 'the name of a function or method',
    fix: method ? `write func: ${name} and recv: ${star ? `"*${type}"` : type}` : exampleOf('func: ServeHTTP'),
  };
}

export function hookName(text: string): Complaint | undefined {
  const want = 'a Go function of the hook package';
  if (isIdentifier(text)) return undefined;
  const last = text.split('.').at(-1) ?? '';
  return {
    want,
    fix: last !== text && isIdentifier(last) ? `write ${last}, the package goes into "path"` : exampleOf('before: BeforeServe'),
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

export function receiverComplaint(text: string): Complaint {
  const want = 'a receiver type: T, "*T" or "*T[K]"';
  const bare = text.replace(/[\s()]/g, '');
  const withoutPackage = bare.replace(/^(\*?).*\.([^.[\]]+(?:\[.*\])?)$/, '$1$2');
  const guess = parseReceiver(bare) ? bare : parseReceiver(withoutPackage) ? withoutPackage : undefined;
  if (guess === undefined) return { want, fix: exampleOf('recv: "*Server"') };
  return { want, fix: `write recv: ${JSON.stringify(guess)}` };
}

export function structName(text: string): Complaint | undefined {
  if (isIdentifier(text)) return undefined;
  const bare = text.replace(/^\*|\[.*$/g, '').replace(/^.*[./]/, '');
  const fix = isIdentifier(bare) ? `write struct: ${bare}, its package is the target` : exampleOf('struct: Server');
  return { want: 'the name of a struct type of the target', fix };
}

/** Whether it is Go is found out where it is woven; here are the mistakes that have nothing to do with Go's grammar. */
export function typeText(text: string): Complaint | undefined {
  const want = 'a Go type';
  if (text.trim() === '') return { want, fix: exampleOf('context.Context') };
  if (/[\r\n]/.test(text)) return { want: `${want} on one line` };
  return undefined;
}

const calleeForm = '"import/path.Func", "import/path.Type.Method" or "import/path.(*Type).Method"';
export const methodForm = '"import/path.Type.Method"';
export const methodExample = exampleOf('database/sql.DB.Query');

export interface Callee {
  readonly path: string;
  /** The receiver's type, without `*`; undefined for functions. */
  readonly type: string | undefined;
  readonly pointer: boolean;
  readonly name: string;
}

/**
 * Takes `import/path.Func`, `import/path.Type.Method` and `import/path.(*Type).Method` apart. Dots of the path's last element (`yaml.v3`)
 * are no separators: after them the name of a method's type begins with an upper-case letter, or stands in parentheses.
 */
export function parseCallee(text: string): Callee | undefined {
  const slash = text.lastIndexOf('/') + 1;
  const last = text.slice(slash);
  const inParentheses = /^(.+)\.\((\*?)([\p{L}_][\p{L}\p{Nd}_]*)\)\.([\p{L}_][\p{L}\p{Nd}_]*)$/u.exec(last);
  if (inParentheses) {
    const [, path = '', star = '', type = '', name = ''] = inParentheses;
    return { path: text.slice(0, slash) + path, type, pointer: star !== '', name };
  }
  const method = /^(.+?)\.(\p{Lu}[\p{L}\p{Nd}_]*)\.([\p{L}_][\p{L}\p{Nd}_]*)$/u.exec(last);
  if (method) {
    const [, path = '', type = '', name = ''] = method;
    return { path: text.slice(0, slash) + path, type, pointer: false, name };
  }
  const [, path, name] = /^(.+)\.([\p{L}_][\p{L}\p{Nd}_]*)$/u.exec(last) ?? [];
  return path === undefined || name === undefined
    ? undefined
    : { path: text.slice(0, slash) + path, type: undefined, pointer: false, name };
}

export function callee(text: string): Complaint | undefined {
  const parsed = parseCallee(text);
  if (!parsed || !isIdentifier(parsed.name) || badPath(parsed.path)) {
    const bare = isIdentifier(text) ? `write the import path too: "example.com/app.${text}"` : exampleOf('function_call: net/http.Get');
    return { want: calleeForm, fix: bare };
  }
  return undefined;
}

export function qualifiedType(text: string): Complaint | undefined {
  const want = 'a struct type: "import/path.Type"';
  const bare = text.replace(/^[*&]+/, '').replace(/\{\s*\}$/, '');
  const [, path, name] = /^(.+)\.([\p{L}_][\p{L}\p{Nd}_]*)$/u.exec(bare) ?? [];
  const good = path !== undefined && name !== undefined && isIdentifier(name) && !badPath(path);
  if (good) return bare === text ? undefined : { want, fix: `write ${JSON.stringify(bare)}: literals behind & are meant too` };
  const fix = isIdentifier(bare) ? `write the import path too: "example.com/app.${bare}"` : exampleOf('struct_literal: net/http.Transport');
  return { want, fix };
}

function badPath(path: string): boolean {
  return /[!"#$%&'()*,:;<=>?[\\\]^`{|}\s]/.test(path) || path.startsWith('/') || path.startsWith('.') || path.includes('//');
}

export function directive(text: string): Complaint | undefined {
  const want = 'the name of a directive comment, such as "otelc:span"';
  if (text.trim() === '') return { want, fix: exampleOf('directive: otelc:span') };
  if (text.startsWith('//')) return { want, fix: `write it without "//": ${JSON.stringify(text.replace(/^\/+\s*/, ''))}` };
  return /\s/.test(text) ? { want, fix: 'a directive has no spaces; what follows it are its arguments' } : undefined;
}

export function exclusion(text: string): Complaint | undefined {
  const part = String.raw`[\p{L}\p{Nd}_*]+`;
  return new RegExp(`^(?:\\*?${part}\\.)?${part}$`, 'u').test(text)
    ? undefined
    : { want: 'a function: F, T.M or *T.M, with * for any part of a name', fix: exampleOf('exclude: ["String", "*Cache.*"]') };
}

export function exampleOf(text: string): string {
  return `for example ${text}`;
}
