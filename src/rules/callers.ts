import { exampleOf, type Complaint } from './gonames.js';

/** Callers as `exclude_callers` names them. `*` stands for any part of a name, `**` in a package for any number of elements. */
export interface CallerPattern {
  /** Import path; undefined for the target package. */
  readonly package: string | undefined;
  /** `F` or `T.M`; undefined for every function of the package. */
  readonly function: string | undefined;
}

const NAME = String.raw`[\p{L}_*][\p{L}\p{Nd}_*]*`;
const FUNCTION = new RegExp(String.raw`^(?:(${NAME})\.|\((\*?${NAME})\)\.)?(${NAME})$`, 'u');
const PATH = /^[\p{L}\p{Nd}_*~+-][\p{L}\p{Nd}._*~+-]*(?:\/[\p{L}\p{Nd}_*~+-][\p{L}\p{Nd}._*~+-]*)*$/u;

/**
 * `F`, `T.M`, `*T.M`, `(*T).M` of the target package, `import/path.F` and so on of another, or a package: `import/path`,
 * `import/path/**`. What may mean two things means both: `log.Println` is a function of package log, and a method of a type log.
 */
export function parseCaller(text: string): CallerPattern[] {
  const slash = text.lastIndexOf('/') + 1;
  const own = slash === 0 ? functionOf(text) : undefined;
  const dots = [...text.slice(slash)].flatMap((char, i) => (char === '.' ? [slash + i] : []));
  const elsewhere = dots.flatMap((dot) => {
    const [path, fn] = [text.slice(0, dot), functionOf(text.slice(dot + 1))];
    return fn !== undefined && PATH.test(path) ? [{ package: path, function: fn }] : [];
  });
  return [
    ...(own === undefined ? [] : [{ package: undefined, function: own }]),
    ...elsewhere,
    ...(slash > 0 && PATH.test(text) ? [{ package: text, function: undefined }] : []),
  ];
}

/** A star before a type's name makes it a pointer, which says nothing more: a type has one method of a name. */
function functionOf(text: string): string | undefined {
  const [, plain, inParentheses, name] = FUNCTION.exec(text) ?? [];
  const type = (plain ?? inParentheses)?.replace(/^\*(?=.)/, '');
  return type === undefined ? name : `${type}.${name ?? ''}`;
}

export function caller(text: string): Complaint | undefined {
  if (parseCaller(text).length > 0) return undefined;
  const want = 'a function (F, T.M, import/path.F, import/path.(*T).M) or a package (import/path, import/path/**)';
  return { want, fix: exampleOf('exclude_callers: ["healthCheck", "example.com/app/jobs/**"]') };
}
