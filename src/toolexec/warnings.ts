import { formatPosition } from '../errors.js';
import type { WeaveReport } from '../report/report.js';

/** What was not done although a rule asks for it, and what the user should look at. */
export function warn(reports: readonly WeaveReport[]): void {
  const lines = reports.flatMap((report) => [
    ...report.notApplied.map(
      ({ rule, reason }) => `${formatPosition(rule.position)}: rule ${rule.name} is not applied to ${report.importPath}: ${reason}`,
    ),
    ...report.warnings.map(({ position, message }) => `${formatPosition(position)}: ${message}`),
  ]);
  for (const line of new Set(lines)) process.stderr.write(`otel: ${line}\n`);
}
