import semver from 'semver';
import type { VersionRange } from '../rules/types.js';

/** Why a package version lies outside of the range; undefined if it does not, or if the version is unknown. */
export function outsideRange(version: string | undefined, range: VersionRange | undefined): string | undefined {
  if (version === undefined || version === '' || range === undefined) return undefined;
  const parsed = parse(version);
  if (!parsed) return undefined;
  const min = parse(range.min);
  const max = parse(range.max);
  const outside = [min !== undefined && semver.lt(parsed, min), max !== undefined && !semver.lt(parsed, max)].some(Boolean);
  return outside ? `version ${version} is outside of ${range.min ?? ''},${range.max ?? ''}` : undefined;
}

/** `v1.2.3`, `v1.2`, `go1.26.8`, `v2.0.0+incompatible`. */
function parse(version: string | undefined): semver.SemVer | undefined {
  if (version === undefined) return undefined;
  const plain = version.replace(/^go/, '').replace(/^v/, '');
  return semver.parse(plain, { loose: true }) ?? semver.coerce(plain) ?? undefined;
}
