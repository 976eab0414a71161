import type { SourceFile } from '../golang/parsehooks.js';
import type { JoinPoint, WeaveReport } from '../report/report.js';
import { rewritePackage } from '../rewriter/run.js';
import { attempt } from './attempt.js';
import { ignoreDeclarations, reportIgnored } from './directives.js';
import { Edits } from './edits.js';
import { writeExtraFile } from './extrafile.js';
import { planJoinPoint } from './joinpoint.js';
import type { PackageFile } from './packagefile.js';
import { nameParameters } from './parameters.js';
import { type JoinPlan, reportJoinPoint } from './plan.js';
import { EXTRA_FILE, type WeaveResult } from './request.js';
import { stdImportWarnings } from './stdimports.js';
import { Trampoline } from './trampoline.js';
import { TupleSet } from './tuples.js';
import { entrySteps, type FunctionWork, type Weaving } from './weaving.js';

/** Writes what was collected. */
export function emit(weaving: Weaving): WeaveResult {
  const { files, names } = weaving;
  attempt(
    files.files.map((file) => () => {
      file.checkParts();
    }),
  );
  const works = inOrder(weaving);
  const plans = new Map<FunctionWork, JoinPlan>();
  attempt(works.filter((work) => work.joins.length > 0).map((work) => () => plans.set(work, planJoinPoint(work, weaving, names))));
  const tuples = new TupleSet(names);
  const changed = new Map<string, string>();
  const edited = new Map<SourceFile, Edits>();
  const parsed = files.files
    .filter((file) => file.parsed)
    .map((file) => ({
      file,
      woven: works.filter((work) => work.file === file).map((work) => withTrampoline(work, plans.get(work), tuples, weaving)),
      edits: new Edits(file.source.text),
    }));
  for (const { file, woven, edits } of parsed) {
    editEntries(file, woven, edits);
    edited.set(file.source, edits);
  }
  const rewritten = rewritePackage(weaving.request, files, weaving.addedFiles, edited);
  for (const { file, woven, edits } of parsed) rewritten.guard(file.source, () => editRest(file, woven, edits, weaving));
  for (const [source, edits] of edited)
    if (edits.changed)
      changed.set(
        source.name,
        rewritten.guard(source, () => edits.toString()),
      );
  const result = new Map([...changed, ...weaving.addedFiles, ...rewritten.addedFiles]);
  const joins = [...plans.values()];
  const ignoring = ignoreDeclarations(weaving);
  if (joins.length + ignoring.length > 0) result.set(EXTRA_FILE, writeExtraFile(files.packageName, joins, names, tuples, ignoring));
  const added = [...weaving.addedFiles.keys(), ...rewritten.addedFiles.keys(), ...(result.has(EXTRA_FILE) ? [EXTRA_FILE] : [])];
  return {
    files: result,
    report: {
      ...report(weaving, joins, [...changed.keys()], added),
      ...(rewritten.records.length > 0 ? { rewriters: rewritten.records } : {}),
    },
    statistics: { files: files.files.length, parsed: files.files.filter((file) => file.parsed).length },
  };
}

interface Woven {
  readonly work: FunctionWork;
  readonly plan: JoinPlan | undefined;
  readonly trampoline: Trampoline | undefined;
}

/** Functions by file and place: names and the extra file do not depend on the order of the rules. */
function inOrder(weaving: Weaving): FunctionWork[] {
  const fileOrder = new Map(weaving.files.files.map((file, i) => [file, i]));
  const start = (work: FunctionWork): number => work.found.fn.braces?.open ?? 0;
  return [...weaving.functions.values()].sort((a, b) => (fileOrder.get(a.file) ?? 0) - (fileOrder.get(b.file) ?? 0) || start(a) - start(b));
}

function withTrampoline(work: FunctionWork, plan: JoinPlan | undefined, tuples: TupleSet, weaving: Weaving): Woven {
  return { work, plan, trampoline: plan && new Trampoline(plan, weaving.names, tuples) };
}

/** At one offset: entries of functions, then what rules put elsewhere, then what rewriters do, then what hands results over. */
function editEntries(file: PackageFile, woven: readonly Woven[], edits: Edits): void {
  for (const { work, trampoline } of woven) {
    const entry = (work.found.fn.braces?.open ?? 0) + 1;
    for (const step of entrySteps(work.steps)) edits.insert(entry, step.kind === 'code' ? step.text() : (trampoline?.entry() ?? ''));
  }
  for (const change of file.changes) change(edits);
}

function editRest(file: PackageFile, woven: readonly Woven[], edits: Edits, weaving: Weaving): void {
  for (const { trampoline } of woven) trampoline?.editReturns(edits);
  const plans = new Map(woven.map(({ work, plan }) => [work.found.fn, plan]));
  for (const fn of new Set([...plans.keys(), ...weaving.parameterNames.keys()])) {
    if (plans.has(fn) || file.functionAround((fn.braces?.open ?? 0) + 1) === fn) {
      nameParameters(fn, plans.get(fn), weaving.parameterNames.get(fn), edits, file.source.text);
    }
  }
  const imports = weaving.imports.declarations(file, () => edits.toString());
  if (imports !== '') edits.insert(file.model.packageRange.end, imports);
}

function report(weaving: Weaving, plans: readonly JoinPlan[], changedFiles: readonly string[], addedFiles: readonly string[]): WeaveReport {
  const { request, names } = weaving;
  weaving.warnings.push(...stdImportWarnings(weaving));
  const joinPoints: JoinPoint[] = plans.map((plan) => reportJoinPoint(plan, names.hook(plan.id), names.after(plan.id)));
  return {
    version: 1,
    importPath: request.importPath,
    importMap: request.importMap,
    packageName: weaving.files.packageName,
    label: request.label,
    joinPoints,
    edits: weaving.records,
    imports: weaving.imports.needed,
    changedFiles: [...changedFiles].sort(),
    addedFiles,
    notApplied: weaving.notApplied,
    ...reportIgnored(weaving),
  };
}
