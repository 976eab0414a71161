import { expect, test } from '@jest/globals';
import { ruleFileSchema, ruleFileSchemaText } from './jsonschema.js';
import { flatKinds, objects, objectSpec, type ObjectName } from './schema.js';

interface Definition {
  readonly properties: Record<string, { not?: object }>;
  readonly required?: readonly string[];
}

const schema = ruleFileSchema() as unknown as { $defs: Record<string, Definition> };

test('every key of the definition is in the schema, later ones are refused', () => {
  for (const name of Object.keys(objects) as ObjectName[]) {
    for (const [key, { later }] of Object.entries(objectSpec(name).keys)) {
      expect([name, key, schema.$defs[name]?.properties[key]?.not !== undefined]).toEqual([name, key, later === true]);
    }
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
