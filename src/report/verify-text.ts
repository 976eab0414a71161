/** The result of `verify` for people. */
import type { BinaryCheck } from '../aquery/verify.js';
import type { Paint } from './analysis-text.js';

export function verifyLines(checks: readonly BinaryCheck[], paint: Paint): string[] {
  const failed = checks.filter(({ problems }) => problems.length > 0).length;
  const binaries = `${checks.length} ${checks.length === 1 ? 'binary' : 'binaries'}`;
  return [
    ...checks.flatMap((check) => checkLines(check, paint)),
    failed === 0 ? `${binaries}: plan, manifest and binary agree` : `${failed} of ${binaries}: plan, manifest and binary do not agree`,
  ];
}

function checkLines(check: BinaryCheck, paint: Paint): string[] {
  const { label, configuration, state, problems } = check;
  const verdict = problems.length === 0 ? paint.green('ok') : paint.red('differs');
  const seen = state === 'plain' ? 'plain' : `${check.functions} functions, ${check.hookFunctions} hooks, ${variables(check)}`;
  return [
    `${verdict}  ${label} (${configuration}): ${seen}`,
    ...problems.map(({ between, message }) => `    ${paint.red(between)}: ${message}`),
  ];
}

function variables({ hookVariables }: BinaryCheck): string {
  return hookVariables === undefined
    ? 'hook variables not looked at (the binary has no symbols; --strip=never keeps them)'
    : `${hookVariables} hook variables`;
}
