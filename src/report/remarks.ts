import { formatPosition } from '../errors.js';
import type { NotApplied, RuleRef, WeaveReport } from './report.js';

/**
 * What was asked for and does not show in the woven files, one line each: rules that were not applied, directives without effect. Rules
 * that serve others are left out: nobody misses their hooks in a version that has no need of them.
 */
export function remarksOf(report: WeaveReport, wanted: (one: NotApplied) => boolean = () => true): string[] {
  return [
    ...report.notApplied
      .filter((one) => !one.rule.support && wanted(one))
      .map(({ rule, reason }) => `otel: ${formatPosition(rule.position)}: rule ${rule.name} is not applied: ${reason}`),
    ...report.warnings.map(({ position, message }) => `otel: ${formatPosition(position)}: ${message}`),
    ...(report.rewriters ?? []).flatMap(({ id, notes }) => notes.map((note) => `otel: rewriter ${id}: ${note}`)),
  ];
}

/**
 * The same of several packages of one program. A rule that targets many of them need not mean something in each: it is mentioned if
 * it means nothing in any.
 */
export function remarksOfProgram(reports: readonly WeaveReport[]): string[] {
  const applied = new Set(reports.flatMap(appliedRules));
  const nowhere = new Map<string, { readonly report: WeaveReport; readonly one: NotApplied }[]>();
  const lines: string[] = [];
  for (const report of reports) {
    for (const one of report.notApplied.filter(({ rule }) => !rule.support)) {
      const id = idOf(one.rule);
      if (one.nothing !== true) lines.push(notApplied(one.rule, report.importPath, one.reason));
      else if (!applied.has(id)) nowhere.set(id, [...(nowhere.get(id) ?? []), { report, one }]);
    }
    lines.push(...remarksOf({ ...report, notApplied: [] }));
  }
  for (const all of nowhere.values()) {
    const [first] = all;
    if (!first) continue;
    const { rule, reason } = first.one;
    const { importPath } = first.report;
    const packages = new Set(all.map(({ report }) => report.importPath)).size;
    lines.push(
      packages === 1
        ? notApplied(rule, importPath, reason)
        : `otel: ${formatPosition(rule.position)}: rule ${rule.name} is not applied: ${reason.replace(
            ` in ${importPath}`,
            ` in any of the ${packages} packages of the program that it targets`,
          )}`,
    );
  }
  return [...new Set(lines)];
}

function notApplied(rule: RuleRef, importPath: string, reason: string): string {
  return `otel: ${formatPosition(rule.position)}: rule ${rule.name} is not applied to ${importPath}: ${reason}`;
}

function appliedRules(report: WeaveReport): string[] {
  const rules = [...report.edits.map(({ rule }) => rule), ...report.joinPoints.flatMap(({ hooks }) => hooks.map(({ rule }) => rule))];
  return rules.map(idOf);
}

function idOf({ library, name }: RuleRef): string {
  return `${library}/${name}`;
}
