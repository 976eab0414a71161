import { UserError } from '../errors.js';
import { packageClause, takesPart, type BuildContext } from '../golang/constraints.js';
import { lineColumn } from '../golang/lines.js';
import type { GoFile } from '../golang/model.js';
import { parseGoFile } from '../golang/parsefile.js';
import type { SourceFile } from '../golang/parsehooks.js';
import type { GoParser } from '../golang/parser.js';
import type { RewriterRecord } from '../report/report.js';
import { Edits } from '../weave/edits.js';
import { EXTRA_FILE, type WeaveRequest } from '../weave/request.js';
import { isRecord, messageOf, oneLine, shown } from './load.js';
import type { RewriteEdit, RewriteFile, RewriteNote, RewritePackage, Rewriter, Rewriting } from './rewriter.js';

/** The package that rewriters get to see. */
interface RewriteSubject {
  readonly importPath: string;
  readonly isMain: boolean;
  readonly packageName: string;
  readonly version: string | undefined;
  readonly build: BuildContext;
  /** The files that take part in the build. */
  readonly files: readonly SourceFile[];
  readonly parser: GoParser;
  /** Base names that an added file must not have. */
  readonly taken: ReadonlySet<string>;
}

export interface RewriterOutcome {
  readonly addedFiles: ReadonlyMap<string, string>;
  readonly records: readonly RewriterRecord[];
  /** Runs what edits or prints a file further: that it does not go together with a rewriter's edits is the rewriter's error. */
  guard<T>(file: SourceFile, body: () => T): T;
}

/** The part of the weaver's files that rewriters need. */
interface WovenPackage {
  readonly parser: GoParser;
  readonly packageName: string;
  readonly taking: readonly SourceFile[];
}

/** Runs the request's rewriters; `edits` holds those of the rules, by file, and takes up the others. */
export function rewritePackage(
  request: WeaveRequest,
  { packageName, taking, parser }: WovenPackage,
  added: ReadonlyMap<string, string>,
  edits: Map<SourceFile, Edits>,
): RewriterOutcome {
  if (!request.rewriters?.length) return { addedFiles: new Map(), records: [], guard: (_, body) => body() };
  const subject: RewriteSubject = {
    importPath: request.importPath,
    isMain: request.importMap === 'main',
    packageName,
    version: request.packageVersion,
    build: request.buildContext,
    files: taking,
    parser,
    taken: new Set([EXTRA_FILE, ...request.files.map(({ name }) => name), ...added.keys()]),
  };
  return applyRewriters(request.rewriters, subject, (file) => {
    const known = edits.get(file) ?? new Edits(file.text);
    edits.set(file, known);
    return known;
  });
}

/**
 * Runs the rewriters that want a package, in their order, and adds what they ask for to the edits that the rules made. What a
 * rewriter does wrong is a UserError that names it; then nothing of it may be used.
 */
function applyRewriters(rewriters: readonly Rewriter[], subject: RewriteSubject, editsOf: (file: SourceFile) => Edits): RewriterOutcome {
  const addedFiles = new Map<string, string>();
  const records: RewriterRecord[] = [];
  const last = new Map<string, RewriterRun>();
  for (const rewriter of rewriters) {
    const run = new RewriterRun(rewriter, subject, editsOf);
    if (!run.matches()) continue;
    const rewriting = run.rewrite();
    const changedFiles = run.edit(rewriting.edits ?? []);
    for (const name of changedFiles) last.set(name, run);
    const added = run.add(rewriting.addedFiles ?? [], addedFiles);
    const notes = (rewriting.notes ?? []).map((note) => run.note(note));
    const imports = [...new Set(rewriting.imports ?? [])].sort();
    records.push({ id: rewriter.id, changedFiles, addedFiles: added, notes, imports });
  }
  return {
    addedFiles,
    records,
    guard: (file, body) => {
      const run = last.get(file.name);
      return run ? run.overlapping(file, body) : body();
    },
  };
}

function matches(rewriter: Rewriter, name: { readonly importPath: string; readonly isMain: boolean }): boolean {
  return guarded(rewriter, `matches(${name.importPath})`, () => rewriter.matches(Object.freeze({ ...name })));
}

function guarded<T>(rewriter: Rewriter, call: string, body: () => T): T {
  try {
    return body();
  } catch (error) {
    throw new UserError('REWRITER', `rewriter ${rewriter.id}: ${call} threw ${oneLine(messageOf(error))}`, {
      fix: 'mend the rewriter, or leave it out',
    });
  }
}

class RewriterRun {
  readonly #rewriter: Rewriter;
  readonly #subject: RewriteSubject;
  readonly #editsOf: (file: SourceFile) => Edits;

  constructor(rewriter: Rewriter, subject: RewriteSubject, editsOf: (file: SourceFile) => Edits) {
    this.#rewriter = rewriter;
    this.#subject = subject;
    this.#editsOf = editsOf;
  }

  matches(): boolean {
    const { importPath, isMain } = this.#subject;
    return matches(this.#rewriter, { importPath, isMain });
  }

  rewrite(): Rewriting {
    const given = view(this.#subject);
    const result: unknown = guarded(this.#rewriter, `rewrite(${given.importPath})`, () => this.#rewriter.rewrite(given));
    if (result === undefined) return {};
    if (!isRecord(result) || typeof result['then'] === 'function')
      throw this.#problem(`rewrite returned ${describe(result)}`, 'want an object { edits, addedFiles, notes, imports }, at once');
    for (const list of ['edits', 'addedFiles', 'notes', 'imports']) this.#checkList(list, result[list]);
    return result;
  }

  #checkList(name: string, list: unknown): void {
    if (list === undefined) return;
    if (!Array.isArray(list)) throw this.#problem(`${name} is ${describe(list)}`, 'want a list');
    const wrong: unknown = list.find((one: unknown) => (name === 'imports' ? typeof one !== 'string' : !isRecord(one)));
    if (wrong !== undefined || list.includes(undefined))
      throw this.#problem(`${name} holds ${describe(wrong)}`, name === 'imports' ? 'want import paths' : 'want objects');
  }

  /** Adds the edits; returns the names of the files that they change. */
  edit(edits: readonly RewriteEdit[]): string[] {
    const changed = new Set<SourceFile>();
    edits.forEach((edit, i) => {
      const file = this.#subject.files.find(({ name }) => name === edit.file);
      if (!file) {
        const names = this.#subject.files.map(({ name }) => name).join(', ');
        throw this.#problem(`edit ${i + 1} is of file ${shown(edit.file)}`, `the package has ${names}`);
      }
      this.#editOne(file, edit, i + 1);
      changed.add(file);
    });
    for (const file of changed) {
      const text = this.overlapping(file, () => this.#editsOf(file).toString());
      if (!this.#syntaxError(file.name, file.text)) this.#checkSyntax(file.name, file.path, text);
    }
    return [...changed].map(({ name }) => name).sort();
  }

  add(files: readonly { readonly name: string; readonly text: string }[], known: Map<string, string>): string[] {
    const { build, packageName, taken } = this.#subject;
    for (const { name, text } of files) {
      if (typeof name !== 'string' || !/^[A-Za-z0-9][\w.-]*\.go$/.test(name) || name.endsWith('_test.go'))
        throw this.#problem(`added file is called ${shown(name)}`, 'want a base name such as company_names.go');
      if (taken.has(name) || known.has(name)) throw this.#problem(`added file ${name} is there already`, 'choose another name');
      if (typeof text !== 'string' || packageClause(text) !== packageName)
        throw this.#problem(`added file ${name} does not begin with package ${packageName}`, `write "package ${packageName}" into it`);
      if (!takesPart({ name, text }, build))
        throw this.#problem(
          `added file ${name} is left out of this build by its name or its build constraint`,
          'add it only where it is built',
        );
      this.#checkSyntax(name, name, text);
      known.set(name, text);
    }
    return files.map(({ name }) => name).sort();
  }

  note(note: RewriteNote): string {
    const file = this.#subject.files.find(({ name }) => name === note.file);
    const offset = file && typeof note.offset === 'number' ? note.offset : undefined;
    const { line, column } = file && offset !== undefined ? lineColumn(file.text, offset) : { line: 1, column: 1 };
    if (typeof note.message !== 'string') throw this.#problem(`a note has the message ${shown(note.message)}`, 'want a string');
    return `${file ? `${file.path}:${line}:${column}: ` : ''}${oneLine(note.message)}`;
  }

  #editOne(file: SourceFile, edit: RewriteEdit, number: number): void {
    const at = (offset: number): string => {
      const { line, column } = lineColumn(file.text, offset);
      return `${file.path}:${line}:${column}`;
    };
    if (!['insert', 'replace', 'wrap'].includes(edit.kind))
      throw this.#problem(`edit ${number} is of kind ${describe(edit.kind)}`, 'want insert, replace or wrap');
    const [start, end] = edit.kind === 'insert' ? [edit.offset, edit.offset] : [edit.start, edit.end];
    if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end < start || end > file.text.length)
      throw this.#problem(
        `edit ${number} of ${file.name} is at ${String(start)} to ${String(end)}`,
        `want offsets from 0 to ${file.text.length}`,
      );
    const texts = edit.kind === 'wrap' ? [edit.before, edit.after] : [edit.text];
    if (texts.some((text) => typeof text !== 'string')) throw this.#problem(`edit ${number} of ${file.name} has no text`, 'want a string');
    if (texts.some((text) => /[\n\r]/.test(text)) || (edit.kind === 'replace' && file.text.slice(start, end).includes('\n')))
      throw this.#problem(
        `edit ${number} at ${at(start)} would move lines`,
        'write statements on one line; declarations go into an added file',
      );
    const edits = this.#editsOf(file);
    if (edit.kind !== 'wrap') return edits.replace(start, end, edit.text);
    this.overlapping(file, () => edits.wrap(start, end, edit.before, edit.after));
  }

  #checkSyntax(name: string, path: string, text: string): void {
    const wrong = this.#syntaxError(name, text);
    if (!wrong) return;
    const { line, column } = wrong.position;
    throw this.#problem(`what it makes of ${path} is no Go: line ${line}, column ${column}: ${wrong.message}`, 'mend the rewriter');
  }

  #syntaxError(name: string, text: string): GoFile['syntaxError'] {
    return parseGoFile(this.#subject.parser, name, text, { wanted: () => false }).syntaxError;
  }

  overlapping<T>(file: SourceFile, body: () => T): T {
    try {
      return body();
    } catch (error) {
      if (!messageOf(error).includes('overlap')) throw error;
      const offset = Number(/at (\d+)/.exec(messageOf(error))?.[1] ?? 0);
      const { line, column } = lineColumn(file.text, offset);
      throw this.#problem(
        `its edit at ${file.path}:${line}:${column} overlaps one of its own, of another rewriter or of a rule`,
        'insert or wrap instead of replacing, or edit another place',
      );
    }
  }

  #problem(found: string, fix: string): UserError {
    return new UserError('REWRITER', `rewriter ${this.#rewriter.id}: package ${this.#subject.importPath}: ${found}`, { fix });
  }
}

function view(subject: RewriteSubject): RewritePackage {
  const { importPath, isMain, packageName, version, build } = subject;
  const { goos, goarch, goVersion, tags, cgo } = build;
  return Object.freeze({
    importPath,
    isMain,
    packageName,
    version,
    build: Object.freeze({ goos, goarch, goVersion: goVersion.replace(/^go/, ''), tags: Object.freeze([...tags]), cgo }),
    files: Object.freeze(subject.files.map(viewFile)),
  });
}

function viewFile({ name, path, text }: SourceFile): RewriteFile {
  return Object.freeze({
    name,
    path,
    text,
    position: (offset: number) => lineColumn(text, offset),
    lineStart: (line: number) => {
      let at = 0;
      for (let i = 1; i < line; i++) {
        const end = text.indexOf('\n', at);
        if (end === -1) return text.length;
        at = end + 1;
      }
      return at;
    },
  });
}

function describe(value: unknown): string {
  if (isRecord(value)) return typeof value['then'] === 'function' ? 'a promise' : 'an object';
  return typeof value === 'function' ? 'a function' : shown(value);
}
