/**
 * The programmable rewriter: a plug-in, written in JavaScript or TypeScript, that edits Go packages where rules do not reach.
 *
 * It is one ES module without relative imports, which exports `rewriter`:
 *
 *   export const rewriter = {
 *     id: 'example.com/naming',
 *     matches: ({ importPath }) => importPath.startsWith('example.com/shop/'),
 *     rewrite: (pkg) => ({ edits: [{ kind: 'insert', file: 'shop.go', offset: 120, text: ' audit();' }] }),
 *   };
 *
 * A rewriter sees the user's own sources, not what rules or other rewriters made of them, so that every offset is one of the file
 * on disk. Its edits are added behind those of the rules: at one offset the rules' insertions come first, then the rewriter's, then what
 * hands results over to hooks. Line numbers never
 * move: an edit neither adds nor removes a line. Same input, same output: nothing but the given package may be read.
 */

export interface Rewriter {
  /** Shown in messages and reports: letters, digits and `. _ / -`. */
  readonly id: string;
  /** Whether the rewriter wants a package. Asked before any of its files is read or parsed. */
  matches(pkg: PackageName): boolean;
  /** Says what to change; undefined or an empty object: nothing. */
  rewrite(pkg: RewritePackage): Rewriting | undefined;
}

export interface PackageName {
  readonly importPath: string;
  /** The package is a program's `main`. */
  readonly isMain: boolean;
}

/** A package that is compiled. Frozen: changes are what `rewrite` returns. */
export interface RewritePackage extends PackageName {
  readonly packageName: string;
  /** Version of the module that it comes from; undefined where nobody knows it. */
  readonly version: string | undefined;
  readonly build: RewriteBuild;
  /** The Go files that take part in the build, in the order in which they are compiled. */
  readonly files: readonly RewriteFile[];
}

export interface RewriteBuild {
  readonly goos: string;
  readonly goarch: string;
  /** `1.26.8`; empty where it is not known. */
  readonly goVersion: string;
  readonly tags: readonly string[];
  readonly cgo: boolean;
}

export interface RewriteFile {
  /** Base name: what edits name the file by. */
  readonly name: string;
  /** Path for messages. */
  readonly path: string;
  readonly text: string;
  /** Line and column, from 1, of an offset of `text` (UTF-16 code units, as in every JavaScript string). */
  position(offset: number): { readonly line: number; readonly column: number };
  /** The offset at which a line, counted from 1, begins; the text's length behind the last one. */
  lineStart(line: number): number;
}

export interface Rewriting {
  readonly edits?: readonly RewriteEdit[];
  readonly addedFiles?: readonly RewriteAddedFile[];
  /** Told to the user in the report, in the order given. */
  readonly notes?: readonly RewriteNote[];
  /** Import paths that the edits and the added files newly need. In Bazel a library must provide those that are not of the standard library. */
  readonly imports?: readonly string[];
}

/** Offsets are those of the file's `text`; no text may hold a line break, and none may be replaced. */
export type RewriteEdit =
  | { readonly kind: 'insert'; readonly file: string; readonly offset: number; readonly text: string }
  | { readonly kind: 'replace'; readonly file: string; readonly start: number; readonly end: number; readonly text: string }
  /** `before` in front of a range, `after` behind it; inside, others may edit. Ranges nest or are apart. */
  | {
      readonly kind: 'wrap';
      readonly file: string;
      readonly start: number;
      readonly end: number;
      readonly before: string;
      readonly after: string;
    };

/** A Go file that is compiled behind the package's own files. */
export interface RewriteAddedFile {
  /** Base name, which the package must not have yet. */
  readonly name: string;
  readonly text: string;
}

export interface RewriteNote {
  readonly message: string;
  readonly file?: string;
  readonly offset?: number;
}
