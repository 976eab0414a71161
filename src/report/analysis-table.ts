/** The analysis for people: lines of text. */
import type { Analysis, BinaryAnalysis, BinaryState, PackageAnalysis, RuleAnalysis, RuleUse } from './analysis.js';
import { type Paint, columns } from './analysis-text.js';

const STATES: Readonly<Record<BinaryState, string>> = {
  instrumented: 'instrumented',
  plain: 'plain: it contains no package that a rule targets',
  planned: 'will be instrumented',
  undecided: 'will be instrumented if it links one of the std packages below',
};

export function planLines(analysis: Analysis, paint: Paint, details: boolean): string[] {
  const unused = analysis.rules.filter((rule) => rule.unused !== undefined);
  return [
    ...analysis.binaries.flatMap((binary) => [...binaryLines(binary, paint, details), '']),
    ...(analysis.binaries.length === 0 ? ['no binaries among the targets', ''] : []),
    ...unusedLines(unused, paint, details),
    summary(analysis),
  ];
}

function summary({ binaries, rules, plainTools }: Analysis): string {
  const active = binaries.filter(({ state }) => state === 'instrumented' || state === 'planned').length;
  const used = rules.filter(({ unused }) => unused === undefined).length;
  const tools = plainTools > 0 ? `; ${plainTools} ${plainTools === 1 ? 'tool' : 'tools'} of the build stay plain` : '';
  return `${active} of ${binaries.length} binaries instrumented, ${used} of ${rules.length} rules used${tools}`;
}

function binaryLines(binary: BinaryAnalysis, paint: Paint, details: boolean): string[] {
  const title = `${paint.bold(binary.label)} (${binary.configuration}): ${stateText(binary, paint)}`;
  const shown = binary.packages.filter((one) => details || one.state !== 'unchanged');
  const hidden = binary.packages.length - shown.length;
  const rest = binary.packageCount - binary.packages.filter(({ std }) => !std).length;
  const rows = shown.flatMap((one) => packageRows(one, paint, details || one.state !== 'not linked'));
  const stale = binary.packages.flatMap(({ importPath, newerSource }) =>
    newerSource === undefined ? [] : [`  ${paint.yellow('!')} ${importPath}: ${newerSource} is newer than what was built`],
  );
  const warnings = binary.packages.flatMap((one) => one.warnings.map((text) => `  ${paint.yellow('!')} ${text}`));
  const more = hidden > 0 ? `, ${hidden} that rules name but do not change (--all shows them)` : '';
  return [title, ...columns(rows, '  '), ...warnings, ...stale, `  ${rest} other packages, none of which a rule names${more}`];
}

function stateText({ state, hookPackages }: BinaryAnalysis, paint: Paint): string {
  const text = STATES[state];
  if (state === 'plain') return paint.dim(text);
  const hooks = hookPackages.length > 0 ? `, hooks of ${hookPackages.join(', ')}` : '';
  return (state === 'undecided' ? paint.yellow(text) : paint.green(text)) + hooks;
}

function packageRows(pkg: PackageAnalysis, paint: Paint, details: boolean): string[][] {
  const name = `${pkg.importPath}${pkg.version === undefined ? '' : ` ${pkg.version}`}`;
  const head = [stateMark(pkg, paint), pkg.importPath === '' ? pkg.label : name, exportText(pkg), ''];
  if (!details) return [head];
  return [head, ...functionRows(pkg), ...pkg.rules.flatMap((use) => useRows(use, pkg, paint))];
}

function exportText({ exportData }: PackageAnalysis): string {
  if (!exportData) return '';
  return exportData.equal ? 'export data equal' : `export data differs: ${exportData.causes.join('; ')}`;
}

function stateMark({ state }: PackageAnalysis, paint: Paint): string {
  return state === 'woven' || state === 'planned' ? paint.green(state) : state === 'offered' ? paint.yellow(state) : paint.dim(state);
}

function functionRows({ functions, edits }: PackageAnalysis): string[][] {
  return [
    ...functions.map((fn) => ['', `  ${fn.function}`, `${fn.file}:${fn.line}`, `${fn.rules.join(', ')} → ${hookNames(fn.hooks)}`]),
    ...edits.map((edit) => ['', `  ${edit.kind}`, `${edit.file}:${edit.line}`, edit.rule]),
  ];
}

/** What functions and edits do not say already. */
function useRows(use: RuleUse, { functions, edits }: PackageAnalysis, paint: Paint): string[][] {
  const told = functions.some((fn) => fn.rules.includes(use.rule)) || edits.some((edit) => edit.rule === use.rule);
  if (told) return [];
  const text = use.reason ?? `${use.place}${use.hooks.length > 0 ? ` → ${hookNames(use.hooks)}` : ''}`;
  return [['', `  ${use.rule}`, use.reason === undefined ? use.state : paint.dim(use.state), text]];
}

function hookNames(hooks: readonly string[]): string {
  return hooks.length === 0 ? 'span' : hooks.map((hook) => hook.slice(hook.lastIndexOf('/') + 1)).join(', ');
}

/** Of the rules that we bring along most are for libraries that a program does not use: they are told in a line. */
function unusedLines(rules: readonly RuleAnalysis[], paint: Paint, details: boolean): string[] {
  if (rules.length === 0) return [];
  const shown = details ? rules : rules.filter(({ builtIn }) => builtIn !== true);
  const libraries = [...new Set(rules.filter((rule) => !shown.includes(rule)).map(({ rule }) => rule.slice(0, rule.lastIndexOf('/'))))];
  const rows = shown.map((rule) => [rule.rule, `${rule.position.file}:${rule.position.line}`, rule.unused ?? '']);
  const hidden = rules.length - shown.length;
  const rest = hidden > 0 ? [`  ${hidden} built-in ones, of ${libraries.join(', ')} (--all shows them)`] : [];
  return [paint.bold('rules that match nothing'), ...columns(rows, '  '), ...rest, ''];
}
