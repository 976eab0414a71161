import type { VersionRange } from '../rules/types.js';
import { inRange } from '../rules/version.js';

/** Why a package version lies outside of the range; undefined if it does not, or if the version is unknown. */
export function outsideRange(version: string | undefined, range: VersionRange | undefined): string | undefined {
  if (version === undefined || range === undefined || inRange(version, range) !== false) return undefined;
  return `version ${version} is outside of ${range.min ?? ''},${range.max ?? ''}`;
}
