import type { KeySpec, ObjectSpec, ValueSpec } from './schema.js';

const types: ValueSpec = { kind: 'list', of: { kind: 'string', check: 'go-type' }, orEmpty: true };

/** Conditions that may stand in `where` and in the nodes of its combinators. */
const selectors = {
  func: { doc: 'Name of the function or method.', value: { kind: 'string', check: 'func' }, example: 'func: ServeHTTP' },
  recv: {
    doc: 'Receiver of the method: `T`, `"*T"`, `"*T[K]"`. Without it only plain functions match.',
    value: { kind: 'string', check: 'receiver' },
    example: 'recv: "*Server"',
  },
  signature: {
    doc: 'Parameter and result types, all of them and in order.',
    value: { kind: 'object', of: 'signature' },
    example: 'signature: { args: [context.Context, string], returns: [error] }',
  },
  signature_contains: {
    doc: 'Parameter types or result types of which at least one occurs.',
    value: { kind: 'object', of: 'signature' },
    example: 'signature_contains: { args: [context.Context] }',
  },
  result: { doc: 'A type among the results.', value: { kind: 'string', check: 'go-type' }, example: 'result: error' },
  last_result: { doc: 'Type of the last result.', value: { kind: 'string', check: 'go-type' }, example: 'last_result: error' },
  param: { doc: 'A type among the parameters.', value: { kind: 'string', check: 'go-type' }, example: 'param: context.Context' },
  struct: {
    doc: 'Name of a struct type, for add_struct_fields.',
    value: { kind: 'string', check: 'struct' },
    example: 'struct: Server',
  },
  struct_literal: {
    doc: 'Struct type of composite literals, for set_fields: `import/path.Type`.',
    value: { kind: 'string', check: 'qualified-type' },
    example: 'struct_literal: net/http.Transport',
  },
  function_call: {
    doc: 'Function whose calls are meant, for wrap_call: `import/path.Func`, `import/path.Type.Method` or `import/path.(*Type).Method`.',
    value: { kind: 'string', check: 'callee' },
    example: 'function_call: net/http.Get',
  },
  method_call: {
    doc: 'Method whose calls are meant, for wrap_call: `import/path.Type.Method`.',
    value: { kind: 'string', check: 'method' },
    example: 'method_call: database/sql.DB.Query',
  },
  directive: {
    doc: 'Name of a directive comment on the function, without slashes.',
    value: { kind: 'string', check: 'directive' },
    example: 'directive: otelc:span',
  },
  kind: { doc: 'Kind of a declaration.', value: { kind: 'choice', of: ['var', 'const', 'func', 'type'] }, example: 'kind: var' },
  identifier: {
    doc: 'Name of a package-level variable or constant, for assign_value.',
    value: { kind: 'string', check: 'identifier' },
    example: 'identifier: DefaultTransport',
  },
  file: { doc: 'Conditions on the file.', value: { kind: 'object', of: 'file' }, example: 'file: { has_func: init }' },
  'all-of': combinator('where_node', 'Every one of these selectors.', '[{ param: context.Context }, { last_result: error }]'),
  'one-of': combinator('where_node', 'At least one of these selectors.', '[{ func: Get }, { func: Post }]'),
  not: { doc: 'Not this selector.', value: { kind: 'object', of: 'where_node' }, example: 'not: { last_result: error }' },
  'function-call': alias('function_call', 'callee'),
} as const satisfies Record<string, KeySpec>;

function combinator(of: 'where_node' | 'file', doc: string, example: string): KeySpec {
  const name = doc.startsWith('Every') ? 'all-of' : 'one-of';
  return { doc, value: { kind: 'list', of: { kind: 'object', of }, orEmpty: true }, example: `${name}: ${example}` };
}

function alias(of: string, check: Extract<ValueSpec, { kind: 'string' }>['check']): KeySpec {
  return { doc: `Older spelling of \`${of}\`.`, value: { kind: 'string', check }, aliasOf: of };
}

const where: ObjectSpec = {
  doc: 'Selectors. All of them must hold.',
  keys: {
    ...selectors,
    pattern: {
      doc: 'Regular expression over the statements of the function as gofmt writes them, for inject_code; the first that matches is meant.',
      value: { kind: 'string', check: 'regexp' },
      example: "pattern: '^defer mu\\.Unlock\\(\\)$'",
    },
    placement: {
      doc: 'Before (default) or after the statement that matches `pattern`.',
      value: { kind: 'choice', of: ['before', 'after'] },
      example: 'placement: after',
    },
    pos: alias('pattern', 'regexp'),
  },
};

const file: ObjectSpec = {
  doc: 'A condition on the file: one of these, or one combinator of them.',
  keys: {
    has_func: { doc: 'The file declares this function.', value: { kind: 'string', check: 'func' }, example: 'has_func: init' },
    has_recv: {
      doc: 'Receiver of the method that `has_func` names.',
      value: { kind: 'string', check: 'receiver' },
      example: 'has_recv: "*Server"',
    },
    has_struct: { doc: 'The file declares this struct type.', value: { kind: 'string', check: 'struct' }, example: 'has_struct: Server' },
    has_directive: {
      doc: 'The file has this directive comment before its package clause.',
      value: { kind: 'string', check: 'directive' },
      example: 'has_directive: otelc:span',
    },
    has_package: {
      doc: "Name in the file's package clause.",
      value: { kind: 'string', check: 'package-name' },
      example: 'has_package: server',
    },
    is_test: { doc: 'Whether the package is compiled for a test.', value: { kind: 'boolean' }, example: 'is_test: false' },
    'all-of': combinator('file', 'Every one of these conditions.', '[{ has_func: init }, { has_struct: Driver }]'),
    'one-of': combinator('file', 'At least one of these conditions.', '[{ has_struct: Conn }, { has_struct: Stmt }]'),
    not: { doc: 'Not this condition.', value: { kind: 'object', of: 'file' }, example: 'not: { has_struct: MockConn }' },
  },
};

export const whereObjects = {
  where,
  where_node: { doc: 'Selectors of one node of a combinator. All of them must hold.', keys: selectors },
  signature: {
    doc: 'Types as Go source.',
    keys: {
      args: { doc: 'Types of the parameters, without the receiver.', value: types, example: 'args: [context.Context]' },
      returns: { doc: 'Types of the results.', value: types, example: 'returns: [error]' },
    },
  },
  file,
} as const satisfies Record<string, ObjectSpec>;
