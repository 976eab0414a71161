/**
 * The rule format as data: the loader walks it, and the JSON Schema for editors is generated from it. What the format has (otelc's
 * files) but we do not do yet is marked `later`: the loader knows it by name and refuses it as unsupported instead of unknown.
 */

/** Checks of a string's content; `checks.ts` has one function for each. */
export type StringCheck =
  'text' | 'go-code' | 'func' | 'hook' | 'receiver' | 'target' | 'version-range' | 'release' | 'import-path' | 'go-file';

export type ValueSpec =
  | { readonly kind: 'string'; readonly check: StringCheck }
  | { readonly kind: 'integer' }
  | { readonly kind: 'boolean' }
  /** At least one; with `orSingle` a lone element may stand without the list. */
  | { readonly kind: 'list'; readonly of: ValueSpec; readonly orSingle: boolean }
  | { readonly kind: 'object'; readonly of: ObjectName }
  /** A string or an object. */
  | { readonly kind: 'string-or-object'; readonly check: StringCheck; readonly of: ObjectName }
  /** `name: import path` pairs. */
  | { readonly kind: 'imports' }
  /** Whatever it is: keys that are refused anyway. */
  | { readonly kind: 'anything' };

export interface KeySpec {
  readonly doc: string;
  readonly value: ValueSpec;
  readonly required?: true;
  readonly later?: true;
  /** How it is written, for messages and editors; not needed where the key is refused. */
  readonly example?: string;
}

export interface ObjectSpec {
  readonly doc: string;
  readonly keys: Readonly<Record<string, KeySpec>>;
  /** The object is a choice: one key, no more. */
  readonly exactlyOne?: true;
}

const later = (doc: string): KeySpec => ({ doc, value: { kind: 'anything' }, later: true });
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
  },
};

const where: ObjectSpec = {
  doc: 'Selectors.',
  keys: {
    func: { doc: 'Name of the function or method.', value: string('func'), example: 'func: ServeHTTP' },
    recv: {
      doc: 'Receiver of the method: `T`, `"*T"`, `"*T[K]"`. Without it only plain functions match.',
      value: string('receiver'),
      example: 'recv: "*Server"',
    },
    signature: later('Parameter and result types, all of them.'),
    signature_contains: later('Parameter or result types, some of them.'),
    result: later('A type among the results.'),
    last_result: later('Type of the last result.'),
    param: later('A type among the parameters.'),
    struct: later('Name of a struct type.'),
    struct_literal: later('Struct type of composite literals: `import/path.Type`.'),
    function_call: later('Function whose calls are meant: `import/path.Func`.'),
    'function-call': later('Older spelling of `function_call`.'),
    directive: later('Name of a directive comment.'),
    kind: later('Kind of a declaration: var or const.'),
    identifier: later('Name of a declaration.'),
    pattern: later('Regular expression over statements.'),
    placement: later('Before or after the statement that matches `pattern`.'),
    file: later('Conditions on the file.'),
    'all-of': later('Every one of these selectors.'),
    'one-of': later('At least one of these selectors.'),
    not: later('Not this selector.'),
  },
};

const advice: ObjectSpec = {
  doc: 'One thing to do.',
  exactlyOne: true,
  keys: {
    inject_hooks: {
      doc: 'Calls hooks at entry and exit of the function.',
      value: object('inject_hooks'),
      example: '- inject_hooks: { before: BeforeServe, path: example.com/hooks }',
    },
    inject_code: {
      doc: "Inserts statements at the function's entry.",
      value: object('inject_code'),
      example: '- inject_code: { raw: println("entered") }',
    },
    add_file: { doc: 'Compiles one more Go file into the package.', value: object('add_file'), example: '- add_file: { file: extra.go }' },
    add_struct_fields: later('Adds fields to a struct type.'),
    wrap_call: later('Wraps calls of a function.'),
    expand_directive: later('Inserts code where a directive comment stands.'),
    assign_value: later('Replaces or wraps the value of a variable or constant.'),
    set_fields: later('Sets fields of composite literals.'),
  },
};

const hook = (doc: string, example: string): KeySpec => ({ doc, value: string('hook'), example });

export const objects = {
  rule,
  where,
  advice,
  exclusion: {
    doc: 'Packages that are no targets.',
    exactlyOne: true,
    keys: { not: { doc: 'Import path or glob.', value: string('target'), required: true, example: '- not: example.com/app/mock' } },
  },
  inject_hooks: {
    doc: 'Hooks: ordinary Go functions.',
    keys: {
      before: hook('Function called at entry.', 'before: BeforeServe'),
      after: hook('Function called at exit.', 'after: AfterServe'),
      path: {
        doc: 'Import path of the package that declares the hooks.',
        value: string('import-path'),
        required: true,
        example: 'path: example.com/hooks',
      },
    },
  },
  inject_code: {
    doc: 'Code.',
    keys: { raw: { doc: 'Go statements.', value: string('go-code'), required: true, example: 'raw: println("entered")' } },
  },
  add_file: {
    doc: 'A file.',
    keys: {
      file: { doc: 'The file, relative to the rule file.', value: string('go-file'), required: true, example: 'file: extra.go' },
      path: { doc: 'Import path of the package that the file lies in.', value: string('import-path'), example: 'path: example.com/hooks' },
    },
  },
} as const satisfies Record<string, ObjectSpec>;

export type ObjectName = 'rule' | 'where' | 'advice' | 'exclusion' | 'inject_hooks' | 'inject_code' | 'add_file';

export function objectSpec(name: ObjectName): ObjectSpec {
  return objects[name];
}

/** A string of the file itself, beside the rules: the release of otelc that the file was written for. */
export const fileVersionKey = 'version';

/**
 * Older files have no `where` and `do`: selectors and the keys of one piece of advice lie flat in the rule. A key that only one kind
 * of advice comes with tells which it is.
 */
export const flatKinds: ReadonlyMap<string, string> = new Map(
  Object.entries({
    before: 'inject_hooks',
    after: 'inject_hooks',
    raw: 'inject_code',
    file: 'add_file',
    struct: 'add_struct_fields',
    new_field: 'add_struct_fields',
    function_call: 'wrap_call',
    'function-call': 'wrap_call',
    directive: 'expand_directive',
    identifier: 'assign_value',
    struct_literal: 'set_fields',
  }),
);
