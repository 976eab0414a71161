// Only what is needed: all of semver takes as long to load as the rest of a build without a change.
import compare from 'semver/functions/compare.js';
import parse from 'semver/functions/parse.js';
import type { SemVer } from 'semver';
import type { VersionRange } from './types.js';

/** What is wrong with a version range: what it should have been, and how to get there. */
export interface RangeProblem {
  readonly want: string;
  readonly fix: string | undefined;
}

/**
 * Whether a package's version lies in a rule's range `[min,max)`. Versions compare by semantic versioning: a pre-release or
 * pseudo-version comes before its release, build metadata (`+incompatible`) says nothing. `unknown`: the version is missing or not
 * a version (`(devel)`, a branch), so that the caller reports it instead of guessing. Without a range every version fits.
 */
export function inRange(version: string | undefined, range: VersionRange | undefined): boolean | 'unknown' {
  if (range === undefined || (range.min === undefined && range.max === undefined)) return true;
  const parsed = version === undefined ? undefined : parsePackageVersion(version);
  if (parsed === undefined) return 'unknown';
  const min = range.min === undefined ? undefined : parseBound(range.min);
  const max = range.max === undefined ? undefined : parseBound(range.max);
  return (min === undefined || compare(parsed, min) >= 0) && (max === undefined || compare(parsed, max) < 0);
}

/** Reads `v1.2.3` (from there on), `v1.2.3,v2.0.0` or `,v2.0.0` (before). */
export function parseVersionRange(text: string): VersionRange | RangeProblem {
  const parts = text.split(',').map((part) => part.trim());
  const [min = '', max] = parts;
  if (parts.length > 2) return { want: 'at most one comma: "<from>,<before>"', fix: `write ${JSON.stringify(`${min},${max ?? ''}`)}` };
  if (min === '' && (max === undefined || max === '')) return { want: wantedRange, fix: exampleRange };
  if (max === '') return { want: 'a version after the comma', fix: `write ${JSON.stringify(min)} for no upper bound` };
  for (const bound of max === undefined ? [min] : [min, max]) {
    if (bound !== '' && parseBound(bound) === undefined) return boundProblem(bound);
  }
  const range = { min: min === '' ? undefined : min, max };
  const [low, high] = [parseBound(min), parseBound(max ?? '')];
  if (low !== undefined && high !== undefined && compare(low, high) >= 0) {
    return {
      want: 'the first version (inclusive) to be lower than the second (exclusive)',
      fix: compare(low, high) === 0 ? 'raise the second version' : `write ${JSON.stringify(`${max ?? ''},${min}`)}`,
    };
  }
  return range;
}

const wantedRange = '"<from>" or "<from>,<before>" of versions such as v1.2.3';
const exampleRange = 'write for example "v1.0.0,v2.0.0"';

function boundProblem(bound: string): RangeProblem {
  if (/^[<>=^~]/.test(bound))
    return { want: wantedRange, fix: 'operators are not part of the format: the first bound is inclusive, the second exclusive' };
  if (parseBound(`v${bound}`) !== undefined) return { want: `versions that start with "v"`, fix: `write "v${bound}"` };
  return { want: wantedRange, fix: exampleRange };
}

/** A semantic version with `v`, or Go's short forms `v1` and `v1.2`. */
export function parseBound(text: string): SemVer | undefined {
  if (!/^v\d\S*$/.test(text)) return undefined;
  const number = text.slice(1);
  const full = /^\d+$/.test(number) ? `${number}.0.0` : /^\d+\.\d+$/.test(number) ? `${number}.0` : number;
  return parse(full) ?? undefined;
}

/** A package's own version: as a bound, also without `v` (package URLs), also Go's `go1.26rc1` for packages of the standard library. */
function parsePackageVersion(text: string): SemVer | undefined {
  const release = /^go(\d+)\.(\d+)(?:\.(\d+))?(?:(rc|beta)(\d+))?(?=$|[ -])/.exec(text);
  if (release) {
    const [, major = '', minor = '', patch = '0', stage, count = ''] = release;
    return parse(`${major}.${minor}.${patch}${stage === undefined ? '' : `-${stage}.${count}`}`) ?? undefined;
  }
  return parseBound(/^\d/.test(text) ? `v${text}` : text);
}

/** The version of packages of the standard library: that of Go, `go1.26.8` or `1.26.8`; undefined where it is not known. */
export function stdVersion(goVersion: string): string | undefined {
  return goVersion === '' ? undefined : `v${goVersion.replace(/^go/, '')}`;
}
