/**
 * OpenTelemetry's modules are released together, and each asks for the same version of the others. Where the program selects an older
 * release of the API than the hooks were written against, those modules that only the hooks bring along have to be of that release.
 */
import lt from 'semver/functions/lt.js';
import parse from 'semver/functions/parse.js';

export interface Pin {
  readonly path: string;
  readonly version: string;
}

const API = 'go.opentelemetry.io/otel';
/** The oldest release that the hooks compile with. */
const OLDEST = 'v1.30.0';

/** What is to be done about an API that is too old; undefined where it is not. */
export function tooOld(program: readonly Pin[]): string | undefined {
  const api = program.find(({ path }) => path === API);
  if (!api || !parse(api.version) || !lt(api.version, OLDEST)) return undefined;
  return `the program selects ${API} ${api.version}, and instrumentation needs ${OLDEST} or later: go get ${API}@${OLDEST}`;
}

/**
 * Pins beside those of the program.
 * @param own what the hooks' go.mod requires of OpenTelemetry.
 */
export function telemetryPins(own: readonly Pin[], program: readonly Pin[]): Pin[] {
  const selected = program.find(({ path }) => path === API);
  const newest = own.find(({ path }) => path === API);
  const behind = selected && newest ? releasesBetween(selected.version, newest.version) : 0;
  if (!selected || behind <= 0) return [];
  return own
    .filter(({ path }) => !program.some((pin) => pin.path === path))
    .map(({ path, version }) => ({ path, version: earlier(version, behind, selected.version) }));
}

/** 0 where one of them is no release: then nothing is known of the other modules. */
function releasesBetween(older: string, newer: string): number {
  const [a, b] = [parse(older), parse(newer)];
  return a && b && a.prerelease.length === 0 && a.major === b.major ? b.minor - a.minor : 0;
}

/** Modules that are not stable yet count their releases from 0. */
function earlier(version: string, behind: number, api: string): string {
  const parsed = parse(version);
  return parsed?.major === 0 ? `v0.${parsed.minor - behind}.0` : api;
}
