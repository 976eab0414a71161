import { remarksOfProgram } from '../report/remarks.js';
import type { WeaveReport } from '../report/report.js';

/** What was not done although a rule asks for it, and what the user should look at. */
export function warn(reports: readonly WeaveReport[]): void {
  for (const line of remarksOfProgram(reports)) process.stderr.write(`${line}\n`);
}
