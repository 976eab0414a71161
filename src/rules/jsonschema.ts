import {
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
  const required = Object.entries(spec.keys).flatMap(([key, { required }]) => (required ? [key] : []));
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
  const flat = Object.fromEntries(
    ([objects.where, objects.inject_hooks, objects.inject_code, objects.add_file] as readonly ObjectSpec[])
      .flatMap((spec) => Object.entries(spec.keys))
      .filter(([, key]) => !key.later)
      .map(([key, value]) => [key, { ...keySchema(value), deprecated: true }]),
  );
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
  if (key.later) return { description: `${key.doc} Part of the format, but not supported yet.`, not: {} };
  return { description: key.doc, ...valueSchema(key.value) };
}

function valueSchema(spec: ValueSpec): Record<string, Json> {
  switch (spec.kind) {
    case 'string':
      return stringSchema(spec.check);
    case 'integer':
    case 'boolean':
      return { type: spec.kind };
    case 'list': {
      const list = { type: 'array', minItems: 1, items: valueSchema(spec.of) };
      return spec.orSingle ? { anyOf: [valueSchema(spec.of), list] } : list;
    }
    case 'object':
      return { $ref: `#/$defs/${spec.of}` };
    case 'string-or-object':
      return { anyOf: [stringSchema(spec.check), { $ref: `#/$defs/${spec.of}` }] };
    case 'imports':
      return { type: 'object', additionalProperties: stringSchema('import-path') };
    case 'anything':
      return {};
  }
}

/** Looser than the loader where a pattern could not say it. */
const patterns: Readonly<Partial<Record<StringCheck, string>>> = {
  receiver: '^\\*?[^\\s*\\[\\]().,]+(\\[[^\\[\\]]*\\])?$',
  'version-range': '^[^,]*(,[^,]+)?$',
  release: '^v\\d',
  'go-file': '\\.go$',
};

function stringSchema(check: StringCheck): Record<string, Json> {
  const pattern = patterns[check];
  return { type: 'string', minLength: 1, ...(pattern === undefined ? {} : { pattern }) };
}
