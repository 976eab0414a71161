import type { EditRecord, JoinPoint, WeaveReport } from './report.js';

/** Whether weaving changed what dependents of a package see of it. Written by GoOtelExportData, deterministic JSON. */
export interface ExportDataReport {
  readonly version: 1;
  readonly importPath: string;
  readonly label: string;
  /** The export data is bit for bit that of the plain package: no dependent is recompiled. */
  readonly equal: boolean;
  /** What in the package may have changed it; empty where it is equal. */
  readonly causes: readonly ExportDataCause[];
}

export interface ExportDataCause {
  readonly file: string;
  readonly line: number;
  /** A function, or the rule whose edit it is. */
  readonly what: string;
  readonly why: string;
}

/**
 * Compares export data. The reasons are those of docs/architecture.md, "What dependents see": edits that always change it, if there
 * are any; else the functions whose inlining or escaping parameters the compiler may judge anew.
 */
export function compareExportData(report: WeaveReport, plain: Uint8Array, woven: Uint8Array): ExportDataReport {
  const equal = Buffer.compare(plain, woven) === 0;
  const certain = [...report.joinPoints.flatMap(closureCause), ...report.edits.flatMap(editCause)];
  const causes = equal ? [] : certain.length > 0 ? certain : report.joinPoints.map(compilerCause);
  return { version: 1, importPath: report.importPath, label: report.label, equal, causes };
}

/** One line for a person. */
export function describeExportData({ importPath, equal, causes }: ExportDataReport): string {
  if (equal) return `${importPath}: export data equal to the plain package`;
  const reasons = causes.map(({ file, line, what, why }) => `${file}:${line}: ${what}: ${why}`);
  return `${importPath}: export data differs from the plain package, dependents are recompiled; ${reasons.join('; ')}`;
}

function closureCause(point: JoinPoint): ExportDataCause[] {
  if (point.form !== 'closure') return [];
  return [cause(point, 'a deferred call may change named results after the return statement, so a function literal reads them at the end')];
}

function compilerCause(point: JoinPoint): ExportDataCause {
  return cause(point, 'it was inlined before, or a parameter escapes to its hooks that did not escape before');
}

function cause(point: JoinPoint, why: string): ExportDataCause {
  return { file: point.position.file, line: point.position.line, what: point.function, why };
}

function editCause({ rule, kind, position }: EditRecord): ExportDataCause[] {
  return [{ file: position.file, line: position.line, what: `rule ${rule.name}`, why: `${kind} adds code of its own to the package` }];
}
