/** The difference of two action graphs for people. */
import type { GraphDiff, Role } from '../aquery/diff.js';
import { columns, type Paint } from './analysis-text.js';

const MEANING: readonly (readonly [Role, string])[] = [
  ['weaving', 'weaves packages, chooses the hooks'],
  ['woven package', 'compiles what is woven'],
  ['std package', 'compiles woven std packages'],
  ['main', 'compiles main with its hooks'],
  ['link', 'links them in'],
  ['runfiles', 'lists of runfiles, written by Bazel itself'],
  ['hooks', 'builds hook libraries, once for all'],
  ['tool', 'builds our own tools and configurations'],
  ['other', 'should be the same in both builds'],
];

/** Roles whose actions are many and all alike are counted, unless all are wanted. */
const COUNTED: ReadonlySet<Role> = new Set(['hooks', 'runfiles', 'tool']);

export function diffLines(diff: GraphDiff, paint: Paint, all: boolean): string[] {
  const groups = MEANING.map(([role, meaning]) => ({ role, meaning, changes: diff.changes.filter((one) => one.role === role) }));
  const lines = groups.flatMap(({ role, meaning, changes }) => {
    if (changes.length === 0) return [];
    const title = `${role === 'other' ? paint.red(role) : paint.bold(role)}: ${changes.length} ${changes.length === 1 ? 'action' : 'actions'}; ${meaning}`;
    if (COUNTED.has(role) && !all) return [title];
    return [
      title,
      ...columns(
        changes.map((one) => [sign(one.change, paint), one.mnemonic, one.label, one.output]),
        '  ',
      ),
    ];
  });
  return [...lines, `${diff.equal} actions are the same in both builds`];
}

function sign(change: GraphDiff['changes'][number]['change'], paint: Paint): string {
  return change === 'added' ? paint.green('+') : change === 'removed' ? paint.red('-') : paint.yellow('~');
}
