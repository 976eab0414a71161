import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { examples } from './testing/examples.js';
import { ruleFileSchema } from './jsonschema.js';

const schema = ruleFileSchema() as Record<string, unknown>;
// The validator knows an older draft; what the schema uses is the same in both.
const { $schema: draft, ...rest } = schema;
const validate = new Ajv({ allErrors: true }).compile(rest);

function errors(text: string): readonly string[] {
  return validate(parse(text, { merge: true })) === true
    ? []
    : (validate.errors ?? []).map((error: Ajv.ErrorObject) => `${error.dataPath} ${error.message ?? ''}`);
}

const checkout = resolve(fileURLToPath(import.meta.url), '../../../..');

function ruleFiles(folder: string): string[] {
  return readdirSync(join(checkout, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.otelc.yaml'))
    .map((entry) => relative(checkout, join(entry.parentPath, entry.name)))
    .filter((file) => !/(?:^|\/)(?:node_modules|bazel-[^/]*|invalid|broken)\//.test(file));
}

test('the draft is one that editors know', () => {
  expect(draft).toBe('https://json-schema.org/draft/2020-12/schema');
});

test.each(['rules', 'testdata', 'e2e'].flatMap(ruleFiles))('%s is valid', (file) => {
  expect(errors(readFileSync(join(checkout, file), 'utf8'))).toEqual([]);
});

test.each(Object.entries(examples))('%s: what the loader accepts is valid', (_, text) => {
  expect(errors(text)).toEqual([]);
});

describe('what is refused', () => {
  const hooks = 'do: { inject_hooks: { before: B, path: p } }';
  test.each([
    ['no target', `a:\n  ${hooks}\n`],
    ['nothing to do', 'a:\n  target: main\n'],
    ['an unknown key', `a:\n  target: main\n  colour: red\n  ${hooks}\n`],
    ['a number as a function', `a:\n  target: main\n  where: { func: 1 }\n  ${hooks}\n`],
    ['an unknown selector', `a:\n  target: main\n  where: { fnc: F }\n  ${hooks}\n`],
    ['an unknown condition on the file', `a:\n  target: main\n  where: { func: F, file: { has_fun: x } }\n  ${hooks}\n`],
    ['a scalar as file', `a:\n  target: main\n  where: { func: F, file: init }\n  ${hooks}\n`],
    ['two kinds in one entry', 'a:\n  target: main\n  do: [{ inject_code: { raw: x }, add_file: { file: x.go } }]\n'],
    ['an empty list', 'a:\n  target: main\n  do: []\n'],
    ['an unknown kind', 'a:\n  target: main\n  do: { inject_hook: { before: B, path: p } }\n'],
    [
      'a placement that is none',
      'a:\n  target: main\n  where: { func: F, pattern: x, placement: at }\n  do: { inject_code: { raw: x } }\n',
    ],
    ['a field without name', 'a:\n  target: main\n  where: { struct: S }\n  do: { add_struct_fields: { new_field: [{ type: int }] } }\n'],
    ['a depth of nothing', 'a:\n  target: main\n  do: { trace_functions: { depth: 0 } }\n'],
    ['a file that is not Go', 'a:\n  target: main\n  do: { add_file: { file: x.c } }\n'],
    ['a directive with slashes', 'a:\n  target: main\n  where: { directive: "//x" }\n  do: { expand_directive: { template: x } }\n'],
    [
      'callers that are no list',
      `a:\n  target: main\n  where: { func: F }\n  do: { inject_hooks: { before: B, path: p, exclude_callers: { func: G } } }\n`,
    ],
    ['a list as the file', '- a\n'],
  ])('%s', (_, text) => {
    expect(errors(text)).not.toEqual([]);
  });
});
