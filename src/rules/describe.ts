import type { Advice, FieldValue, Located, Rule, Selector, Where } from './types.js';

type Plain = string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain };
type PlainObject = Readonly<Record<string, Plain>>;

/** A rule as it would be written in the present form of the format. */
export function toRuleFile(rule: Rule): PlainObject {
  const targets: readonly Plain[] = [
    ...rule.targets.map((target) => target.value),
    ...(rule.excludedTargets ?? []).map((target) => ({ not: target.value })),
  ];
  return {
    target: targets.length === 1 && targets[0] !== undefined ? targets[0] : targets,
    ...(rule.version ? { version: versionText(rule) } : {}),
    ...(rule.where ? { where: whereObject(rule.where) } : {}),
    do: rule.advice.map((advice) => ({ [advice.kind]: adviceObject(advice) })),
    ...(rule.imports ? { imports: Object.fromEntries(rule.imports.map(({ name, path }) => [name, path.value])) } : {}),
    ...(rule.order !== 0 ? { order: rule.order } : {}),
    ...(rule.support ? { support: true } : {}),
    ...(rule.enabled === false ? { enabled: false } : {}),
  };
}

export function versionText({ version }: Pick<Rule, 'version'>): string {
  if (!version) return '';
  return version.max === undefined ? (version.min ?? '') : `${version.min ?? ''},${version.max}`;
}

/** The place of a rule in a few words: `(*Server).Serve`, `call net/http.Get`. */
export function placeText(rule: Pick<Rule, 'where'>): string {
  return rule.where ? selectorText(rule.where.selector) || 'package' : 'package';
}

function selectorText(selector: Selector): string {
  switch (selector.kind) {
    case 'all-of':
      return selector.of.map(selectorText).join(' and ');
    case 'one-of':
      return `one of (${selector.of.map(selectorText).join(', ')})`;
    case 'not':
      return `not (${selectorText(selector.of)})`;
    case 'func':
      return functionText(selector);
    case 'has_func':
      return `file with ${functionText(selector)}`;
    case 'signature':
    case 'signature_contains':
      return `${selector.kind} (${types(selector.args)}) (${types(selector.returns)})`;
    case 'result':
    case 'last_result':
    case 'param':
      return `${selector.kind} ${selector.type.value}`;
    case 'struct_literal':
      return `literal ${selector.type.value}`;
    case 'function_call':
      return `call ${selector.callee.value}`;
    case 'identifier':
      return `${selector.declaration ?? 'identifier'} ${selector.name.value}`;
    case 'struct':
    case 'directive':
      return `${selector.kind} ${selector.name.value}`;
    case 'is_test':
      return selector.value ? 'test build' : 'no test build';
    default:
      return `file with ${selector.kind.replace('has_', '')} ${selector.name.value}`;
  }
}

function functionText({ func, recv }: { readonly func: Located<string>; readonly recv: Located<string> | undefined }): string {
  if (!recv) return func.value;
  return recv.value.startsWith('*') ? `(${recv.value}).${func.value}` : `${recv.value}.${func.value}`;
}

function types(list: readonly Located<string>[] | undefined): string {
  return list ? list.map((type) => type.value).join(', ') : '…';
}

function whereObject(where: Where): PlainObject {
  return {
    ...selectorObject(where.selector),
    ...(where.pattern ? { pattern: where.pattern.value, placement: where.placement } : {}),
  };
}

/** Keys of a node of `where`. Conditions that share a key stand under `all-of`. */
function selectorObject(selector: Selector): PlainObject {
  switch (selector.kind) {
    case 'all-of': {
      if (isFile(selector)) return { file: fileObject(selector) };
      const parts = selector.of.map(selectorObject);
      const keys = parts.flatMap(Object.keys);
      return new Set(keys).size === keys.length ? (Object.assign({}, ...parts) as PlainObject) : { 'all-of': parts };
    }
    case 'one-of':
      return isFile(selector) ? { file: fileObject(selector) } : { 'one-of': selector.of.map(selectorObject) };
    case 'not':
      return isFile(selector) ? { file: fileObject(selector) } : { not: selectorObject(selector.of) };
    case 'func':
      return { func: selector.func.value, ...(selector.recv ? { recv: selector.recv.value } : {}) };
    case 'signature':
    case 'signature_contains':
      return {
        [selector.kind]: {
          ...(selector.args ? { args: selector.args.map((type) => type.value) } : {}),
          ...(selector.returns ? { returns: selector.returns.map((type) => type.value) } : {}),
        },
      };
    case 'result':
    case 'last_result':
    case 'param':
    case 'struct_literal':
      return { [selector.kind]: selector.type.value };
    case 'function_call':
      return { function_call: selector.callee.value };
    case 'identifier':
      return { ...(selector.declaration ? { kind: selector.declaration } : {}), identifier: selector.name.value };
    case 'struct':
    case 'directive':
      return { [selector.kind]: selector.name.value };
    default:
      return { file: fileObject(selector) };
  }
}

/** Whether a node comes from `where.file`: all its leaves do, and there is at least one, or it is an empty list of conditions. */
function isFile(selector: Selector): boolean {
  if (selector.kind === 'all-of' || selector.kind === 'one-of') return selector.of.every(isFile);
  if (selector.kind === 'not') return isFile(selector.of);
  return selector.kind.startsWith('has_') || selector.kind === 'is_test';
}

function fileObject(selector: Selector): PlainObject {
  switch (selector.kind) {
    case 'all-of':
    case 'one-of':
      return { [selector.kind]: selector.of.map(fileObject) };
    case 'not':
      return { not: fileObject(selector.of) };
    case 'has_func':
      return { has_func: selector.func.value, ...(selector.recv ? { has_recv: selector.recv.value } : {}) };
    case 'has_struct':
    case 'has_directive':
    case 'has_package':
      return { [selector.kind]: selector.name.value };
    case 'is_test':
      return { is_test: selector.value };
    default:
      return {};
  }
}

function adviceObject(advice: Advice): PlainObject {
  switch (advice.kind) {
    case 'inject_hooks':
      return given({
        before: advice.before?.value,
        after: advice.after?.value,
        path: advice.path.value,
        exclude_callers: advice.excludeCallers?.map((one) => one.value),
      });
    case 'inject_code':
      return { raw: advice.raw.source.value };
    case 'add_file':
      return given({ file: advice.file.value, path: advice.path?.value });
    case 'add_struct_fields':
      return { new_field: advice.fields.map(({ name, type }) => ({ name: name.value, type: type.value })) };
    case 'wrap_call':
      return given({
        replace: advice.replace?.source.value,
        append_args: advice.appendArgs.length > 0 ? advice.appendArgs.map((arg) => arg.value) : undefined,
        variadic_type: advice.variadicType?.value,
      });
    case 'expand_directive':
      return { template: advice.template.source.value };
    case 'assign_value':
      return given({ replace: advice.replace?.value, wrap: advice.wrap?.source.value });
    case 'set_fields':
      return { field: advice.fields.map(fieldObject) };
    case 'trace_functions':
      return given({
        depth: advice.depth,
        min_statements: advice.minStatements > 0 ? advice.minStatements : undefined,
        exclude: advice.exclude.length > 0 ? advice.exclude.map((one) => one.value) : undefined,
      });
  }
}

function fieldObject(field: FieldValue): PlainObject {
  return given({
    name: field.name.value,
    value: field.value?.source.value,
    wrap: field.wrap?.source.value,
    field: field.fields?.map(fieldObject),
  });
}

function given(values: Readonly<Record<string, Plain | undefined>>): PlainObject {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, Plain] => entry[1] !== undefined));
}
