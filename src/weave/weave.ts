import { UserError, UserErrors } from '../errors.js';
import type { GoParser } from '../golang/parser.js';
import type { JoinPoint, WeaveReport } from '../report/report.js';
import { namedFunction } from '../rules/selectors.js';
import type { Advice, Rule } from '../rules/types.js';
import { addFile } from './add_file.js';
import { Edits } from './edits.js';
import { writeExtraFile } from './extrafile.js';
import { injectCode } from './inject_code.js';
import { injectHooks } from './inject_hooks.js';
import { planJoinPoint } from './joinpoint.js';
import { chooseNames, type Names } from './names.js';
import { PackageFiles, parseAddress } from './packagefiles.js';
import { type JoinPlan, reportJoinPoint } from './plan.js';
import { EXTRA_FILE, type WeaveRequest, type WeaveResult } from './request.js';
import { Trampoline } from './trampoline.js';
import { TupleSet } from './tuples.js';
import { outsideRange } from './version.js';
import { type FunctionWork, ruleRef, Weaving } from './weaving.js';

/** Applies the rules to one package. Throws a UserError, or UserErrors for several; then nothing is woven. */
export function weavePackage(parser: GoParser, request: WeaveRequest): WeaveResult {
  const rules = [...request.rules].sort((a, b) => a.order - b.order || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const outside = new Map(rules.flatMap((rule) => entryIf(rule, outsideRange(request.packageVersion, rule.version))));
  const applied = rules.filter((rule) => !outside.has(rule));
  const addresses = applied.flatMap((rule) => {
    const named = namedFunction(rule.where);
    return named ? [parseAddress(named.func.value, named.recv?.value)] : [];
  });
  const weaving = new Weaving(request, new PackageFiles(parser, request, addresses));
  for (const [rule, reason] of outside) weaving.notApplied.push({ rule: ruleRef(rule), reason });
  attempt(applied.flatMap((rule) => rule.advice.map((advice) => () => collect(weaving, rule, advice))));
  return emit(weaving);
}

/** The registry of rule kinds. */
function collect(weaving: Weaving, rule: Rule, advice: Advice): void {
  switch (advice.kind) {
    case 'inject_hooks':
      return injectHooks.collect(weaving, rule, advice);
    case 'inject_code':
      return injectCode.collect(weaving, rule, advice);
    case 'add_file':
      return addFile.collect(weaving, rule, advice);
    default:
      throw new Error(`${advice.kind} is not woven yet`);
  }
}

function entryIf<T>(rule: Rule, value: T | undefined): [Rule, T][] {
  return value === undefined ? [] : [[rule, value]];
}

/** Runs all of the steps, so that independent errors are reported together. */
function attempt<T>(steps: readonly (() => T)[]): T[] {
  const errors: UserError[] = [];
  const values = steps.flatMap((step) => {
    try {
      return [step()];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      if (!errors.some((known) => known.format() === error.format())) errors.push(error);
      return [];
    }
  });
  const [first] = errors;
  if (first && errors.length === 1) throw first;
  if (first) throw new UserErrors(errors);
  return values;
}

function emit(weaving: Weaving): WeaveResult {
  const { request, files } = weaving;
  const names = chooseNames([...files.taking.map((file) => file.text), ...weaving.addedFiles.values()]);
  const fileOrder = new Map(files.taking.map((file, i) => [file, i]));
  const works = [...weaving.functions.values()].sort(
    (a, b) => (fileOrder.get(a.found.file) ?? 0) - (fileOrder.get(b.found.file) ?? 0) || start(a) - start(b),
  );
  const plans = new Map<FunctionWork, JoinPlan>();
  attempt(works.filter((work) => work.joins.length > 0).map((work) => () => plans.set(work, planJoinPoint(work, weaving, names))));
  const tuples = new TupleSet(names);
  const changed = new Map<string, string>();
  for (const file of files.taking) {
    const edits = new Edits(file.text);
    for (const work of works) if (work.found.file === file) editFunction(work, plans.get(work), edits, names, tuples);
    if (edits.changed) changed.set(file.name, edits.toString());
  }
  const result = new Map([...changed, ...weaving.addedFiles]);
  const joins = [...plans.values()];
  if (joins.length > 0) result.set(EXTRA_FILE, writeExtraFile(files.packageName, joins, names, tuples));
  const added = [...weaving.addedFiles.keys(), ...(joins.length > 0 ? [EXTRA_FILE] : [])];
  return { files: result, report: report(weaving, joins, names, [...changed.keys()], added, request) };
}

function start(work: FunctionWork): number {
  return work.found.fn.braces?.open ?? 0;
}

function editFunction(work: FunctionWork, plan: JoinPlan | undefined, edits: Edits, names: Names, tuples: TupleSet): void {
  const trampoline = plan && new Trampoline(plan, names, tuples);
  for (const step of work.steps) edits.insert(start(work) + 1, step.kind === 'raw' ? step.text : (trampoline?.entry() ?? ''));
  if (!plan || !trampoline) return;
  trampoline.editReturns(edits);
  nameParameters(plan, edits);
}

/** Names for parameters and results that have none but are passed on. In a list either all have names or none has. */
function nameParameters(plan: JoinPlan, edits: Edits): void {
  for (const group of [plan.params.filter((slot) => slot.receiver), plan.params.filter((slot) => !slot.receiver), plan.results]) {
    const missing = group.some((slot) => slot.parameter.name === '' && slot.name !== '');
    for (const slot of group) {
      const { nameRange, name, start: at } = slot.parameter;
      if (nameRange && name !== slot.name) edits.replace(nameRange.start, nameRange.end, slot.name);
      else if (!nameRange && missing) edits.insert(at, `${slot.name || '_'} `);
    }
  }
}

function report(
  weaving: Weaving,
  plans: readonly JoinPlan[],
  names: Names,
  changedFiles: readonly string[],
  addedFiles: readonly string[],
  request: WeaveRequest,
): WeaveReport {
  const joinPoints: JoinPoint[] = plans.map((plan) => reportJoinPoint(plan, names.hook(plan.id), names.after(plan.id)));
  return {
    version: 1,
    importPath: request.importPath,
    importMap: request.importMap,
    packageName: weaving.files.packageName,
    label: request.label,
    joinPoints,
    edits: weaving.records,
    changedFiles: [...changedFiles].sort(),
    addedFiles,
    notApplied: weaving.notApplied,
  };
}
