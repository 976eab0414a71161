/** The libraries that there are rules for, as a table. */
import type { Library, UsedPackage } from '../plan/libraries.js';
import { columns, type Paint } from './analysis-text.js';

const MOST_PACKAGES = 3;

export function libraryLines(libraries: readonly Library[], paint: Paint): string[] {
  const known = libraries.some(({ used }) => used !== undefined);
  const head = ['LIBRARY', 'STATE', 'VERSIONS', 'RULES', ...(known ? ['USED HERE'] : []), 'TARGETS'];
  const rows = libraries.map((library) => [
    library.library,
    library.state === 'on' ? paint.green('on') : paint.yellow(library.state),
    library.versions.join(' or ') || 'any',
    String(library.rules.length),
    ...(known ? [usedText(library.used ?? [], paint)] : []),
    short(library.targets),
  ]);
  const own = libraries.filter(({ builtIn }) => !builtIn);
  const files = [...new Set(own.map(({ file }) => file))];
  return [
    ...columns([head, ...rows], ''),
    '',
    ...(files.length > 0 ? [`yours: ${files.join(', ')}; all others are built in`] : []),
    known ? 'otel list --json lists all rules and hooks; otel plan says what they do here' : 'otel list --json lists all rules and hooks',
  ];
}

function usedText(used: readonly UsedPackage[], paint: Paint): string {
  if (used.length === 0) return paint.dim('no');
  const versions = [...new Set(used.map(({ version, inRange }) => `${version ?? 'unknown version'}${inRange ? '' : ' (outside)'}`))];
  return used.some(({ inRange }) => inRange) ? versions.join(', ') : paint.yellow(versions.join(', '));
}

function short(targets: readonly string[]): string {
  const rest = targets.length - MOST_PACKAGES;
  return targets.slice(0, MOST_PACKAGES).join(', ') + (rest > 0 ? `, and ${rest} more` : '');
}
