/** An explanation for people. */
import type { ExplainedPackage, Explanation } from './explain.js';
import { formatPosition } from '../errors.js';
import type { FunctionUse, PackageAnalysis, RuleUse } from './analysis.js';
import { columns, type Paint } from './analysis-text.js';

export function explainLines(explanation: Explanation, paint: Paint): string[] {
  const { importPath, function: name, packages, absent, why } = explanation;
  const title = paint.bold(name === undefined ? importPath : `${importPath}.${name}`);
  return [
    title,
    ...packages.flatMap((one) => packageLines(one, name, paint)),
    ...why.map((text) => `  ${paint.yellow('not woven:')} ${text}`),
    ...(packages.length > 0 && absent.length > 0 ? [`  not in ${absent.join(', ')}`] : []),
  ];
}

function packageLines({ binaries, package: pkg, functions, planned }: ExplainedPackage, name: string | undefined, paint: Paint): string[] {
  if (!pkg) return [`  in ${binaries.join(', ')}`];
  const version = pkg.version === undefined ? '' : `, version ${pkg.version}`;
  const title = `  ${stateText(pkg, name, functions, paint)} in ${binaries.join(', ')}${version}`;
  // Of a function that is not woven, the reasons are told once for all binaries.
  if (name !== undefined && functions.length === 0) return [title, ...planned.flatMap((use) => useLines(use, pkg, paint))];
  const uses = name === undefined ? pkg.rules : pkg.rules.filter(({ rule }) => functions.some((fn) => fn.rules.includes(rule)));
  return [
    title,
    ...(pkg.path.length > 1 ? [`    imported by ${pkg.path.join(' → ')}`] : []),
    ...(name === undefined ? pkg.functions : functions).map((fn) => `    ${fn.function}  ${fn.file}:${fn.line}  form ${fn.form}`),
    ...(name === undefined ? pkg.edits : []).map((edit) => `    ${edit.kind}  ${edit.file}:${edit.line}  ${edit.rule}`),
    ...uses.flatMap((use) => useLines(use, pkg, paint)),
    ...exportLines(pkg),
    ...pkg.warnings.map((text) => `    ${paint.yellow('warning:')} ${text}`),
  ];
}

function stateText(pkg: PackageAnalysis, name: string | undefined, functions: readonly FunctionUse[], paint: Paint): string {
  if (name === undefined || functions.length > 0) return pkg.state === 'unchanged' ? paint.dim(pkg.state) : paint.green(pkg.state);
  return `its package is ${pkg.state}`;
}

function useLines(use: RuleUse, pkg: PackageAnalysis, paint: Paint): string[] {
  const versions = `${use.versions === '' ? 'any' : use.versions}${pkg.version === undefined ? '' : ` (the package is ${pkg.version})`}`;
  const rows = [
    ['target', use.target],
    ['version', versions],
    ['selects', use.place],
    ...(use.hooks.length > 0 ? [['hooks', use.hooks.join(', ')]] : []),
    ...(use.reason === undefined ? [] : [['reason', use.reason]]),
  ];
  const state = use.state === 'woven' || use.state === 'planned' ? paint.green(use.state) : paint.yellow(use.state);
  return [`    ${state} by ${use.rule} (${formatPosition(use.position)})`, ...columns(rows, '      ')];
}

function exportLines({ exportData }: PackageAnalysis): string[] {
  if (!exportData) return [];
  return exportData.equal
    ? ['    export data equal to the plain package: nothing that imports it is recompiled']
    : [`    export data differs, what imports it is recompiled: ${exportData.causes.join('; ')}`];
}
