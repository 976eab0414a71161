import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readGoObject } from '../goobj/object.js';
import type { JoinPoint, WeaveReport } from '../report/report.js';

/** Where the compiled packages of a binary lie: the application's by linker name, the standard library's in its folder. */
export interface Archives {
  readonly byImportMap: ReadonlyMap<string, string>;
  /** Import lists that weaving has told already (WeaveReport.allImports), by linker name. */
  readonly told: ReadonlyMap<string, readonly string[]>;
  /** rules_go's `pkg` folder: `<goos>_<goarch>[_<suffix>]/<import path>.a`. */
  readonly stdDir: string;
}

/**
 * The packages that the linker will load for these imports of main: it follows the import lists in the object files, and so
 * do we (cmd/link/internal/ld/lib.go, loadlib).
 */
export function reachablePackages(roots: readonly string[], archives: Archives): Set<string> {
  const seen = new Set<string>();
  const queue = [...roots];
  const stdRoot = stdPackageDir(archives.stdDir);
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (seen.has(path) || path === 'unsafe' || path === 'C') continue;
    seen.add(path);
    queue.push(...(archives.told.get(path) ?? objectImports(archives.byImportMap.get(path) ?? stdArchive(stdRoot, path))));
  }
  return seen;
}

function objectImports(file: string | undefined): readonly string[] {
  return (file === undefined ? undefined : readGoObject(file)?.imports) ?? [];
}

/** The one platform folder inside rules_go's `pkg`. */
export function stdPackageDir(stdDir: string): string {
  const [only] = readdirSync(stdDir).filter((name) => name.includes('_'));
  return only === undefined ? stdDir : join(stdDir, only);
}

export function stdArchive(platformDir: string, importPath: string): string | undefined {
  const file = join(platformDir, `${importPath}.a`);
  return existsSync(file) ? file : undefined;
}

/** Join points whose hooks belong into a binary that contains these packages, and the std packages to swap in. */
export interface ActivePlan {
  readonly joinPoints: readonly { readonly report: WeaveReport; readonly point: JoinPoint }[];
  /** The woven packages of an active binary. */
  readonly reports: readonly WeaveReport[];
  readonly active: boolean;
}

/**
 * A binary is instrumented when it contains a package with a join point of a rule that is not merely supporting; then the
 * supporting ones (process start and exit, goroutine labels) are active too. Otherwise it stays exactly the plain binary.
 */
export function activePlan(reports: readonly WeaveReport[], reachable: ReadonlySet<string>): ActivePlan {
  const contained = reports.filter((report) => report.importMap === 'main' || reachable.has(report.importMap));
  const active = contained.some((report) => report.joinPoints.some((point) => point.hooks.some((hook) => !hook.rule.support)));
  if (!active) return { joinPoints: [], reports: [], active };
  return { joinPoints: contained.flatMap((report) => report.joinPoints.map((point) => ({ report, point }))), reports: contained, active };
}
