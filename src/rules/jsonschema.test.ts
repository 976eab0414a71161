import { expect, test } from '@jest/globals';
import { ruleFileSchema, ruleFileSchemaText } from './jsonschema.js';
import { flatKinds, objects, objectSpec, type ObjectName } from './schema.js';

interface Definition {
  readonly properties: Record<string, object>;
  readonly required?: readonly string[];
}

const schema = ruleFileSchema() as unknown as { $defs: Record<string, Definition> };

test('every key of the definition is in the schema', () => {
  for (const name of Object.keys(objects) as ObjectName[]) {
    expect(Object.keys(schema.$defs[name]?.properties ?? {})).toEqual(expect.arrayContaining(Object.keys(objectSpec(name).keys)));
  }
});

test('a rule needs a target and something to do, in the present form or flat', () => {
  expect(schema.$defs['rule']).toMatchObject({
    required: ['target'],
    anyOf: ['do', ...flatKinds.keys()].map((key) => ({ required: [key] })),
    properties: { before: { deprecated: true }, order: { type: 'integer' }, version: { type: 'string' } },
  });
});

test('references lead somewhere', () => {
  const names = [...ruleFileSchemaText().matchAll(/"#\/\$defs\/(\w+)"/g)].map(([, name = '']) => name);
  expect(names.length).toBeGreaterThan(5);
  expect(names.filter((name) => !(name in schema.$defs))).toEqual([]);
});
