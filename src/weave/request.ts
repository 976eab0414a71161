import type { BuildContext } from '../golang/constraints.js';
import type { HookPackage } from '../golang/hookpackage.js';
import type { SourceFile } from '../golang/parsehooks.js';
import type { WeaveReport } from '../report/report.js';
import type { Rewriter } from '../rewriter/rewriter.js';
import type { Rule } from '../rules/types.js';

/** One package to weave. */
export interface WeaveRequest {
  readonly importPath: string;
  /** The linker's name of the package. */
  readonly importMap: string;
  readonly label: string;
  /** Version of the module (for std packages of Go) that the package comes from, if known. */
  readonly packageVersion?: string | undefined;
  readonly buildContext: BuildContext;
  /** The package's Go sources in the order in which they are compiled; files that the build leaves out may be among them. */
  readonly files: readonly SourceFile[];
  /** Rules whose target matches the import path. */
  readonly rules: readonly Rule[];
  readonly hooks: ReadonlyMap<string, HookPackage>;
  /** Plug-ins; those that want the package run behind the rules. */
  readonly rewriters?: readonly Rewriter[] | undefined;
}

export interface WeaveResult {
  /** By base name: changed files, added files and the extra file, which must be compiled last. */
  readonly files: ReadonlyMap<string, string>;
  readonly report: WeaveReport;
  readonly statistics: WeaveStatistics;
}

/** How much work there was: for benchmarks, and no part of the report. */
export interface WeaveStatistics {
  /** Files that take part in the build. */
  readonly files: number;
  /** Files that were parsed; the others were rejected by their text. */
  readonly parsed: number;
}

/** The file that holds every declaration of ours; the compiler must see it last. */
export const EXTRA_FILE = 'zz_otel_weave.go';
