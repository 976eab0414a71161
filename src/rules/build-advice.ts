import type { Position } from '../errors.js';
import { foundIn, type GoSyntax } from './gosyntax.js';
import { quote, type Problems } from './problems.js';
import { parseTemplate, templateUses, type Template } from './template.js';
import type { Advice, FieldValue, Located } from './types.js';
import { integerOf, objectsOf, stringOf, stringsOf, textOf, type TextValue } from './values-of.js';
import type { ObjectValue } from './values.js';

/** The text of a file that a rule names, by its path relative to the rule file; the package that it lies in, where the rule says so. */
export type ReadFile = (relativePath: string, importPath: string | undefined) => string | undefined;

export interface AdviceContext {
  /** `rule "a"`. */
  readonly owner: string;
  readonly readFile: ReadFile;
  readonly goSyntax: GoSyntax | undefined;
  readonly problems: Problems;
}

/** Makes the advice of one entry of `do`; nothing if it was refused. */
export function readAdvice(entry: ObjectValue, context: AdviceContext): Advice[] {
  return [...entry.values].flatMap(([kind, value]) => {
    const read = value.kind === 'object' && Object.hasOwn(readers, kind) ? readers[kind] : undefined;
    return read ? (read(value as ObjectValue, entry.present.get(kind) ?? entry.position, context) ?? []) : [];
  });
}

type Reader = (value: ObjectValue, position: Position, context: AdviceContext) => Advice | undefined;

const readers: Readonly<Record<string, Reader>> = {
  inject_hooks: readHooks,
  inject_code: (value, _, context) => {
    const raw = readTemplate(value, 'raw', context);
    return raw && { kind: 'inject_code', raw };
  },
  add_file: readAddFile,
  add_struct_fields: readStructFields,
  wrap_call: readWrapCall,
  expand_directive: (value, position, context) => {
    const template = readTemplate(value, 'template', context);
    return template && { kind: 'expand_directive', position, template };
  },
  assign_value: readAssignValue,
  set_fields: (value, position, context) => ({ kind: 'set_fields', position, fields: readFields(value, context) }),
  trace_functions: (value, position) => ({
    kind: 'trace_functions',
    position,
    depth: integerOf(value, 'depth'),
    minStatements: integerOf(value, 'min_statements') ?? 0,
    exclude: stringsOf(value, 'exclude') ?? [],
  }),
};

function readHooks(value: ObjectValue, position: Position, { owner, problems }: AdviceContext): Advice | undefined {
  const [before, after, path] = [stringOf(value, 'before'), stringOf(value, 'after'), stringOf(value, 'path')];
  if (!value.present.has('before') && !value.present.has('after')) {
    const message = `neither "before" nor "after" in "inject_hooks" of ${owner}, want at least one`;
    problems.add('RULE_VALUE', position, message, 'add for example before: BeforeServe');
  }
  const excludeCallers = stringsOf(value, 'exclude_callers');
  return path && (before ?? after)
    ? { kind: 'inject_hooks', before, after, path, ...(excludeCallers ? { excludeCallers } : {}) }
    : undefined;
}

function readAddFile(value: ObjectValue, _: Position, { owner, readFile, goSyntax, problems }: AdviceContext): Advice | undefined {
  const [file, path] = [stringOf(value, 'file'), stringOf(value, 'path')];
  if (!file) return undefined;
  const text = readFile(file.value, path?.value);
  if (text === undefined) {
    const where = path ? `next to the rule file or in ${path.value}` : 'next to the rule file';
    const message = `"file" of ${owner} is ${quote(file.value)}, want a file that exists ${where}`;
    problems.add('RULE_VALUE', file.position, message, 'create it or correct the name');
    return undefined;
  }
  const wrong = goSyntax?.file(file.value, text);
  if (wrong) {
    const message = `the file of ${owner} is not Go: ${foundIn(wrong.message)}, want a Go file`;
    problems.add(
      'GO_SYNTAX',
      { file: path ? `${path.value}/${file.value}` : besideOf(file), ...wrong.position },
      message,
      'correct the file',
    );
  }
  return { kind: 'add_file', file, ...(path ? { path } : {}), text };
}

/** A file next to the rule file, as messages show it. */
function besideOf({ value, position }: Located<string>): string {
  return position.file.slice(0, position.file.lastIndexOf('/') + 1) + value;
}

function readStructFields(value: ObjectValue, position: Position, context: AdviceContext): Advice {
  const entries = objectsOf(value, 'new_field');
  const fields = entries.flatMap((entry) => {
    const [name, type] = [stringOf(entry, 'name'), stringOf(entry, 'type')];
    return name && type ? [{ name, type }] : [];
  });
  checkNames(entries, 'new_field', context);
  return { kind: 'add_struct_fields', position, fields };
}

function readWrapCall(value: ObjectValue, position: Position, context: AdviceContext): Advice | undefined {
  const { owner, problems } = context;
  const replace = readTemplate(value, 'replace', context, { wraps: true, wrapsCall: true });
  const appendArgs = stringsOf(value, 'append_args') ?? [];
  const variadic = value.present.get('variadic_type');
  if (!value.present.has('replace') && !value.present.has('append_args')) {
    const message = `neither "replace" nor "append_args" in "wrap_call" of ${owner}, want at least one`;
    problems.add('RULE_VALUE', position, message, 'add for example replace: "traced({{ . }})"');
  } else if (variadic && !value.present.has('append_args')) {
    const message = `"variadic_type" without "append_args" in "wrap_call" of ${owner}, want both`;
    problems.add('RULE_VALUE', variadic, message, 'it is the type of the slice that arguments are appended to');
  }
  if (replace) checkDot(replace, ['.', 'CallArgument'], 'replace', context);
  if (!replace && appendArgs.length === 0) return undefined;
  return { kind: 'wrap_call', position, replace, appendArgs, variadicType: stringOf(value, 'variadic_type') };
}

function readAssignValue(value: ObjectValue, position: Position, context: AdviceContext): Advice | undefined {
  const { owner, problems } = context;
  const [first, second] = [value.present.get('replace'), value.present.get('wrap')];
  if (first && second) {
    const message = `"replace" together with "wrap" in "assign_value" of ${owner}, want one of them`;
    problems.add('RULE_CONFLICT', later(first, second), message, 'a wrapped value is written with {{ . }} in "wrap"');
  } else if (!first && !second) {
    const message = `neither "replace" nor "wrap" in "assign_value" of ${owner}, want one of them`;
    problems.add('RULE_VALUE', position, message, 'add for example replace: "true"');
  }
  const replace = stringOf(value, 'replace');
  const wrap = readTemplate(value, 'wrap', context, { wraps: true });
  if (wrap) checkDot(wrap, ['.'], 'wrap', context);
  return replace || wrap ? { kind: 'assign_value', position, replace, wrap } : undefined;
}

function later(a: Position, b: Position): Position {
  return a.line > b.line || (a.line === b.line && a.column > b.column) ? a : b;
}

function readFields(value: ObjectValue, context: AdviceContext): FieldValue[] {
  const { owner, problems } = context;
  const entries = objectsOf(value, 'field');
  checkNames(entries, 'field', context);
  return entries.flatMap((entry) => {
    const name = stringOf(entry, 'name');
    const [hasValue, hasWrap, hasFields] = ['value', 'wrap', 'field'].map((key) => entry.present.get(key));
    const plain = hasValue ?? hasWrap;
    if (!plain && !hasFields) {
      const message = `neither "value" nor "wrap" nor "field" in an entry of "field" of ${owner}, want at least one`;
      problems.add('RULE_VALUE', entry.position, message, 'add for example value: "true"');
    } else if (plain && hasFields) {
      const message = `"field" together with "${hasValue ? 'value' : 'wrap'}" in an entry of "field" of ${owner}, want one of them`;
      problems.add('RULE_CONFLICT', hasFields, message, 'set the fields of the nested literal, or the whole of it');
    }
    const wrap = readTemplate(entry, 'wrap', context, { wraps: true });
    if (wrap) checkDot(wrap, ['.'], 'wrap', context);
    const given = readTemplate(entry, 'value', context);
    if (!name) return [];
    return [{ name, value: given, wrap, fields: hasFields ? readFields(entry, context) : undefined }];
  });
}

function checkNames(entries: readonly ObjectValue[], key: string, { owner, problems }: AdviceContext): void {
  const seen = new Map<string, Position>();
  for (const entry of entries) {
    const name = stringOf(entry, 'name');
    const first = name && seen.get(name.value);
    if (first) {
      const message = `field ${quote(name.value)} a second time in "${key}" of ${owner} (first on line ${first.line}), want it once`;
      problems.add('RULE_DUPLICATE', name.position, message, 'rename or remove one of them');
    } else if (name) seen.set(name.value, name.position);
  }
}

function readTemplate(
  value: ObjectValue,
  key: string,
  { owner, problems }: AdviceContext,
  { wraps = false, wrapsCall = false } = {},
): Template | undefined {
  const text: TextValue | undefined = textOf(value, key);
  return text && parseTemplate(text.located, { label: `"${key}" of ${owner}`, at: text.at, problems, wraps, wrapsCall });
}

/** A wrapper without what it wraps would drop the user's code. */
function checkDot(template: Template, wanted: readonly string[], key: string, { owner, problems }: AdviceContext): void {
  const used = templateUses(template);
  if (wanted.some((name) => used.has(name))) return;
  const message = `"${key}" of ${owner} is ${quote(template.source.value)}, want {{ . }} in it, which stands for the user's code`;
  problems.add('RULE_VALUE', template.source.position, message, `write for example ${key}: "traced({{ . }})"`);
}
