import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { ruleFileSchemaText } from './jsonschema.js';

test('rules/otelc.schema.json is what the loader reads (npm run schema writes it)', () => {
  const file = resolve(dirname(fileURLToPath(import.meta.url)), '../../../rules/otelc.schema.json');
  expect(readFileSync(file, 'utf8')).toBe(ruleFileSchemaText());
});
