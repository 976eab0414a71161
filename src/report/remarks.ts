import { formatPosition } from '../errors.js';
import type { WeaveReport } from './report.js';

/** What was asked for and does not show in the woven files, one line each: rules that were not applied, directives without effect. */
export function remarksOf(
  report: WeaveReport,
  wanted: (rule: WeaveReport['notApplied'][number]['rule']) => boolean = () => true,
): string[] {
  return [
    ...report.notApplied
      .filter(({ rule }) => wanted(rule))
      .map(({ rule, reason }) => `otel: ${formatPosition(rule.position)}: rule ${rule.name} is not applied: ${reason}`),
    ...report.warnings.map(({ position, message }) => `otel: ${formatPosition(position)}: ${message}`),
    ...(report.rewriters ?? []).flatMap(({ id, notes }) => notes.map((note) => `otel: rewriter ${id}: ${note}`)),
  ];
}
