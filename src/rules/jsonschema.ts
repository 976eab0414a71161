import {
  adviceKinds,
  fileVersionKey,
  flatKinds,
  objects,
  objectSpec,
  type KeySpec,
  type ObjectName,
  type ObjectSpec,
  type StringCheck,
  type ValueSpec,
} from './schema.js';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * The JSON Schema of rule files (`rules/otelc.schema.json`) for editors, from the definition that the loader walks. It accepts
 * no less than the loader; what takes more than one key to see is left to the loader.
 */
export function ruleFileSchema(): Json {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Rules of compile-time OpenTelemetry instrumentation for Go (*.otelc.yaml)',
    type: ['object', 'null'],
    properties: { [fileVersionKey]: { ...stringSchema('release'), description: 'Release of otelc that the file was written for.' } },
    additionalProperties: { $ref: '#/$defs/rule' },
    $defs: Object.fromEntries(
      Object.keys(objects).map((name) => [name, name === 'rule' ? ruleSchema() : objectSchema(objectSpec(name as ObjectName))]),
    ),
  };
}

/** The schema as it is stored: stable, with a line feed at the end. */
export function ruleFileSchemaText(): string {
  return `${JSON.stringify(ruleFileSchema(), null, 2)}\n`;
}

function objectSchema(spec: ObjectSpec): Record<string, Json> {
  const aliased = new Set(Object.values(spec.keys).map((key) => key.aliasOf));
  const required = Object.entries(spec.keys).flatMap(([key, { required }]) => (required && !aliased.has(key) ? [key] : []));
  return {
    description: spec.doc,
    type: 'object',
    properties: Object.fromEntries(Object.entries(spec.keys).map(([key, value]) => [key, keySchema(value)])),
    additionalProperties: false,
    ...(spec.exactlyOne ? { minProperties: 1, maxProperties: 1 } : required.length > 0 ? { required } : {}),
  };
}

/** Also in the flat form of older files: then `do` is not required, and the keys of `where` and of the advice lie beside the others. */
function ruleSchema(): Json {
  const nested = objectSchema(objects.rule);
  const flat: Record<string, Json> = {};
  // A key may belong to several kinds: `path` of hooks and of files. Then the schema takes what any of them takes.
  for (const [key, spec] of [objects.where, ...adviceKinds.map((kind) => objects[kind])].flatMap(({ keys }) => Object.entries(keys))) {
    const known = flat[key] as { anyOf?: readonly Json[] } | undefined;
    const schema = { ...keySchema(spec), deprecated: true };
    flat[key] = known ? { deprecated: true, anyOf: [...(known.anyOf ?? [known]), schema] } : schema;
  }
  const flatKeys = [...flatKinds.keys()].filter((key) => Object.hasOwn(flat, key));
  return {
    description: objects.rule.doc,
    type: 'object',
    properties: { ...flat, ...(nested['properties'] as Record<string, Json>) },
    additionalProperties: false,
    required: ['target'],
    anyOf: [{ required: ['do'] }, ...flatKeys.map((key) => ({ required: [key] }))],
  };
}

function keySchema(key: KeySpec): Record<string, Json> {
  const old = key.aliasOf !== undefined || key.older === true;
  return { description: key.doc, ...valueSchema(key.value), ...(old ? { deprecated: true } : {}) };
}

function valueSchema(spec: ValueSpec): Record<string, Json> {
  switch (spec.kind) {
    case 'string':
      return stringSchema(spec.check);
    case 'choice':
      return { enum: spec.of };
    case 'integer':
      return { type: 'integer', ...(spec.min === undefined ? {} : { minimum: spec.min }) };
    case 'boolean':
      return { type: 'boolean' };
    case 'list': {
      const list = { type: 'array', ...(spec.orEmpty ? {} : { minItems: 1 }), items: valueSchema(spec.of) };
      return spec.orSingle ? { anyOf: [valueSchema(spec.of), list] } : list;
    }
    case 'object':
      return { $ref: `#/$defs/${spec.of}` };
    case 'string-or-object':
      return { anyOf: [stringSchema(spec.check), { $ref: `#/$defs/${spec.of}` }] };
    case 'imports':
      return { type: 'object', additionalProperties: stringSchema('import-path') };
  }
}

/** Looser than the loader where a pattern could not say it. */
const patterns: Readonly<Partial<Record<StringCheck, string>>> = {
  receiver: '^\\*?[^\\s*\\[\\]().,]+(\\[[^\\[\\]]*\\])?$',
  'version-range': '^[^,]*(,[^,]+)?$',
  release: '^v\\d',
  'go-file': '\\.go$',
  callee: '^.+\\.[^.]+$',
  method: '^.+\\..+\\.[^.]+$',
  'qualified-type': '^.+\\.[^.]+$',
  directive: '^(?!//)\\S+$',
};

function stringSchema(check: StringCheck): Record<string, Json> {
  const pattern = patterns[check];
  return { type: 'string', minLength: 1, ...(pattern === undefined ? {} : { pattern }) };
}
