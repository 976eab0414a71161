import type { KeySpec, ObjectSpec, StringCheck, ValueSpec } from './schema.js';

const string = (check: StringCheck): ValueSpec => ({ kind: 'string', check });
const hook = (doc: string, example: string): KeySpec => ({ doc, value: string('hook'), example });
const alias = (of: string, value: ValueSpec): KeySpec => ({ doc: `Older spelling of \`${of}\`.`, value, aliasOf: of });

const advice = {
  doc: 'One thing to do.',
  exactlyOne: true,
  keys: {
    inject_hooks: {
      doc: 'Calls hooks at entry and exit of the function.',
      value: { kind: 'object', of: 'inject_hooks' },
      example: '- inject_hooks: { before: BeforeServe, path: example.com/hooks }',
    },
    inject_code: {
      doc: "Inserts statements at the function's entry, or next to the statement that `where.pattern` means.",
      value: { kind: 'object', of: 'inject_code' },
      example: '- inject_code: { raw: println("entered") }',
    },
    add_file: {
      doc: 'Compiles one more Go file into the package.',
      value: { kind: 'object', of: 'add_file' },
      example: '- add_file: { file: extra.go }',
    },
    add_struct_fields: {
      doc: 'Adds fields to a struct type.',
      value: { kind: 'object', of: 'add_struct_fields' },
      example: '- add_struct_fields: { new_field: [{ name: traceID, type: string }] }',
    },
    wrap_call: {
      doc: 'Changes calls of a function: wraps them, or gives them more arguments.',
      value: { kind: 'object', of: 'wrap_call' },
      example: '- wrap_call: { replace: "traced({{ . }})" }',
    },
    expand_directive: {
      doc: 'Inserts statements at the entry of functions that carry a directive comment.',
      value: { kind: 'object', of: 'expand_directive' },
      example: '- expand_directive: { template: \'println("{{ .FuncName }}")\' }',
    },
    assign_value: {
      doc: 'Replaces or wraps the initial value of a package-level variable or constant.',
      value: { kind: 'object', of: 'assign_value' },
      example: '- assign_value: { wrap: "traced({{ . }})" }',
    },
    set_fields: {
      doc: 'Sets fields of composite literals.',
      value: { kind: 'object', of: 'set_fields' },
      example: '- set_fields: { field: [{ name: Internal, value: "true" }] }',
    },
    trace_functions: {
      doc: 'Makes a span for every function of the target.',
      value: { kind: 'object', of: 'trace_functions' },
      example: '- trace_functions: { depth: 5 }',
    },
  },
} as const satisfies ObjectSpec;

const fields: ValueSpec = { kind: 'list', of: { kind: 'object', of: 'field' } };

export const adviceObjects = {
  advice,
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
      module: {
        doc: 'Module of the hooks, in older files of otelc. Builds know it by themselves.',
        value: string('import-path'),
        example: 'module: example.com/hooks',
        older: true,
      },
      exclude_callers: {
        doc: 'Callers for whose calls the hooks do not run: functions of the target or of other packages, or whole packages.',
        value: { kind: 'list', of: string('caller'), orSingle: true },
        example: 'exclude_callers: ["healthCheck", "example.com/app/jobs/**"]',
      },
    },
  },
  inject_code: {
    doc: 'Code.',
    keys: {
      raw: {
        doc: 'Go statements; a template.',
        value: string('code-template'),
        required: true,
        example: 'raw: println("entered")',
      },
    },
  },
  add_file: {
    doc: 'A file.',
    keys: {
      file: { doc: 'The file, relative to the rule file.', value: string('go-file'), required: true, example: 'file: extra.go' },
      path: { doc: 'Import path of the package that the file lies in.', value: string('import-path'), example: 'path: example.com/hooks' },
    },
  },
  add_struct_fields: {
    doc: 'Fields to add.',
    keys: {
      new_field: {
        doc: 'The fields, in this order.',
        value: { kind: 'list', of: { kind: 'object', of: 'new_field' } },
        required: true,
        example: 'new_field: [{ name: traceID, type: string }]',
      },
    },
  },
  new_field: {
    doc: 'A field to add.',
    keys: {
      name: { doc: 'Its name.', value: string('field'), required: true, example: 'name: traceID' },
      type: { doc: 'Its type, as Go source.', value: string('go-type'), required: true, example: 'type: string' },
    },
  },
  wrap_call: {
    doc: 'What becomes of the call. Arguments are appended first, then the call is replaced.',
    keys: {
      replace: {
        doc: 'An expression; a template in which `{{ . }}` stands for the call.',
        value: string('expression-template'),
        example: 'replace: "traced({{ . }})"',
      },
      append_args: {
        doc: 'Expressions to append to the arguments.',
        value: { kind: 'list', of: string('go-expression') },
        example: 'append_args: ["grpc.WithBlock()"]',
      },
      variadic_type: {
        doc: 'Element type of the variadic parameter, for calls with `xs...`.',
        value: string('go-type'),
        example: 'variadic_type: grpc.DialOption',
      },
      template: alias('replace', string('expression-template')),
      path: {
        doc: 'In older files of otelc; says nothing.',
        value: string('import-path'),
        older: true,
      },
    },
  },
  expand_directive: {
    doc: 'Code for functions that carry a directive.',
    keys: {
      template: {
        doc: 'Go statements; a template.',
        value: string('code-template'),
        required: true,
        example: 'template: \'println("{{ .FuncName }}")\'',
      },
      replace: alias('template', string('code-template')),
    },
  },
  assign_value: {
    doc: 'Another initial value: either `replace` or `wrap`.',
    keys: {
      replace: { doc: 'The value, a Go expression.', value: string('go-expression'), example: 'replace: "true"' },
      wrap: {
        doc: 'An expression; a template in which `{{ . }}` stands for the value so far.',
        value: string('expression-template'),
        example: 'wrap: "traced({{ . }})"',
      },
      value: alias('replace', string('go-expression')),
    },
  },
  set_fields: {
    doc: 'Fields to set.',
    keys: {
      field: { doc: 'The fields.', value: fields, required: true, example: 'field: [{ name: Internal, value: "true" }]' },
      fields: alias('field', fields),
    },
  },
  field: {
    doc: 'A field to set: `value`, `wrap` or both, or `field` for fields of the literal that is its value.',
    keys: {
      name: { doc: 'Its name.', value: string('field'), required: true, example: 'name: Internal' },
      value: {
        doc: 'The value, a Go expression; together with `wrap` only for literals that lack the field.',
        value: string('expression-template'),
        example: 'value: "true"',
      },
      wrap: {
        doc: 'An expression; a template in which `{{ . }}` stands for the value that the literal gives.',
        value: string('expression-template'),
        example: 'wrap: "traced({{ . }})"',
      },
      field: { doc: 'Fields of the literal that is its value.', value: fields, example: 'field: [{ name: MinVersion, value: "1" }]' },
      fields: alias('field', fields),
    },
  },
  trace_functions: {
    doc: 'Which functions get spans, and how deep.',
    keys: {
      depth: {
        doc: 'Spans nest no deeper than this; no limit without it.',
        value: { kind: 'integer', min: 1 },
        example: 'depth: 5',
      },
      min_statements: {
        doc: 'Functions with fewer statements are left out. Default 0.',
        value: { kind: 'integer', min: 0 },
        example: 'min_statements: 3',
      },
      exclude: {
        doc: 'Functions that are left out: `F`, `T.M` or `*T.M`, with `*` for any part of a name.',
        value: { kind: 'list', of: string('exclusion'), orSingle: true },
        example: 'exclude: ["String", "*Cache.*"]',
      },
    },
  },
} as const satisfies Record<string, ObjectSpec>;
