/**
 * The rule format as data: the loader walks it, and the JSON Schema for editors is generated from it. The objects of `where` and of
 * `do` stand in `schema-where.ts` and `schema-advice.ts`.
 */
import { adviceObjects } from './schema-advice.js';
import { whereObjects } from './schema-where.js';

/** Checks of a string's content; `checks.ts` has one function for each. */
export type StringCheck =
  | 'text'
  | 'code-template'
  | 'expression-template'
  | 'go-expression'
  | 'go-type'
  | 'func'
  | 'hook'
  | 'receiver'
  | 'struct'
  | 'field'
  | 'identifier'
  | 'package-name'
  | 'qualified-type'
  | 'callee'
  | 'method'
  | 'directive'
  | 'regexp'
  | 'exclusion'
  | 'caller'
  | 'target'
  | 'version-range'
  | 'release'
  | 'import-path'
  | 'go-file';

export type ValueSpec =
  | { readonly kind: 'string'; readonly check: StringCheck }
  /** One of a few words. */
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  | { readonly kind: 'integer'; readonly min?: number }
  | { readonly kind: 'boolean' }
  /** At least one unless `orEmpty`; with `orSingle` a lone element may stand without the list. */
  | { readonly kind: 'list'; readonly of: ValueSpec; readonly orSingle?: true; readonly orEmpty?: true }
  | { readonly kind: 'object'; readonly of: ObjectName }
  /** A string or an object. */
  | { readonly kind: 'string-or-object'; readonly check: StringCheck; readonly of: ObjectName }
  /** `name: import path` pairs. */
  | { readonly kind: 'imports' };

export interface KeySpec {
  readonly doc: string;
  readonly value: ValueSpec;
  readonly required?: true;
  /** An older spelling of this other key of the same object. */
  readonly aliasOf?: string;
  /** Read in older files, but not offered. */
  readonly older?: true;
  /** How it is written, for messages and editors. */
  readonly example?: string;
}

export interface ObjectSpec {
  readonly doc: string;
  readonly keys: Readonly<Record<string, KeySpec>>;
  /** The object is a choice: one key, no more. */
  readonly exactlyOne?: true;
}

const object = (of: ObjectName): ValueSpec => ({ kind: 'object', of });
const string = (check: StringCheck): ValueSpec => ({ kind: 'string', check });

const rule: ObjectSpec = {
  doc: 'One rule: which packages, where in them, what to do there.',
  keys: {
    target: {
      doc: 'Packages: an import path, a glob (`**`, `*`, `?`, `[a-z]`, `{a,b}`), `main`, `$root`, or a list of these with `not:` entries.',
      value: { kind: 'list', of: { kind: 'string-or-object', check: 'target', of: 'exclusion' }, orSingle: true },
      required: true,
      example: 'target: net/http',
    },
    version: {
      doc: 'Versions of the target: `from` or `from,before` (the first is included, the second is not).',
      value: string('version-range'),
      example: 'version: v1.0.0,v2.0.0',
    },
    where: {
      doc: 'The place in the package. Everything that is given must hold.',
      value: object('where'),
      example: 'where: { func: ServeHTTP }',
    },
    do: {
      doc: 'What to do there, in this order.',
      value: { kind: 'list', of: object('advice'), orSingle: true },
      required: true,
      example: 'do: [{ inject_hooks: { before: BeforeServe, path: example.com/hooks } }]',
    },
    imports: {
      doc: 'Imports that injected code needs: `name: path`.',
      value: { kind: 'imports' },
      example: 'imports: { fmt: fmt }',
    },
    name: { doc: "The rule's name, if it is not the key.", value: string('text'), example: 'name: my_rule' },
    order: { doc: 'Lower comes first, default 0; equal ones by name.', value: { kind: 'integer' }, example: 'order: 10' },
    support: {
      doc: 'The rule serves other instrumentation: alone it links nothing into a binary.',
      value: { kind: 'boolean' },
      example: 'support: true',
    },
    enabled: {
      doc: 'false switches the rule off, and with it the rule of the same library and name that it replaces.',
      value: { kind: 'boolean' },
      example: 'enabled: false',
    },
    exclude_targets: {
      doc: 'Packages that are no targets; `target` with `not:` entries says the same.',
      value: { kind: 'list', of: string('target'), orSingle: true },
      example: 'exclude_targets: [example.com/app/mock]',
      older: true,
    },
  },
};

export type ObjectName =
  | 'rule'
  | 'exclusion'
  | 'where'
  | 'where_node'
  | 'signature'
  | 'file'
  | 'advice'
  | 'inject_hooks'
  | 'inject_code'
  | 'add_file'
  | 'add_struct_fields'
  | 'new_field'
  | 'wrap_call'
  | 'expand_directive'
  | 'assign_value'
  | 'set_fields'
  | 'field'
  | 'trace_functions';

export const objects: Readonly<Record<ObjectName, ObjectSpec>> = {
  rule,
  exclusion: {
    doc: 'Packages that are no targets.',
    exactlyOne: true,
    keys: { not: { doc: 'Import path or glob.', value: string('target'), required: true, example: '- not: example.com/app/mock' } },
  },
  ...whereObjects,
  ...adviceObjects,
};

export function objectSpec(name: ObjectName): ObjectSpec {
  return objects[name];
}

export type AdviceKind = keyof typeof adviceObjects.advice.keys;

/** The kinds of advice, which are the keys of an entry of `do`. */
export const adviceKinds = Object.keys(adviceObjects.advice.keys) as readonly AdviceKind[];

/** A string of the file itself, beside the rules: the release of otelc that the file was written for. */
export const fileVersionKey = 'version';

/**
 * Older files have no `where` and `do`: selectors and the keys of one piece of advice lie flat in the rule. A key that only one kind
 * of advice comes with tells which it is.
 */
export const flatKinds: ReadonlyMap<string, AdviceKind> = new Map<string, AdviceKind>([
  ['before', 'inject_hooks'],
  ['after', 'inject_hooks'],
  ['raw', 'inject_code'],
  ['file', 'add_file'],
  ['struct', 'add_struct_fields'],
  ['new_field', 'add_struct_fields'],
  ['function_call', 'wrap_call'],
  ['function-call', 'wrap_call'],
  ['append_args', 'wrap_call'],
  ['directive', 'expand_directive'],
  ['identifier', 'assign_value'],
  ['struct_literal', 'set_fields'],
]);
