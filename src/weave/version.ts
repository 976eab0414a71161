import type { VersionRange } from '../rules/types.js';
import { inRange } from '../rules/version.js';

/** Why a rule for a range of versions is not for this package: its version lies outside, or nobody knows it. */
export function outsideRange(version: string | undefined, range: VersionRange | undefined): string | undefined {
  if (range === undefined) return undefined;
  const inside = inRange(version, range);
  if (inside === true) return undefined;
  const wanted = `${range.min ?? ''}${range.max === undefined ? '' : `,${range.max}`}`;
  return inside === 'unknown'
    ? `the version of the package is unknown${version === undefined ? '' : ` (${version})`}, the rule is for ${wanted}`
    : `version ${version ?? ''} is outside of ${wanted}`;
}
