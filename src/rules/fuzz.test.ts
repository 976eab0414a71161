import { expect, test } from '@jest/globals';
import { UserError, UserErrors } from '../errors.js';
import { examples } from './testing/examples.js';
import { Problems } from './problems.js';
import { compileRegexp } from './regexp-match.js';
import { translateRegexp } from './regexp.js';
import { parseTemplate, renderTemplate } from './template.js';
import { load } from './testkit.js';

const seeds = Object.values(examples);

const pieces = [
  ...':-?[]{}&*#!|>@`%,"\'\\\t\n\r \u0000\ufeff\u2028😀$<',
  ...[
    '<<: ',
    '- ',
    ': ',
    '? ',
    '---\n',
    '...\n',
    '&a ',
    '*a',
    '*h',
    '!!str ',
    '!!binary ',
    '!x ',
    '{{',
    '}}',
    '[[',
    '~',
    'null',
    'true',
    '0x1F',
  ],
  ...[
    '1e999',
    '.nan',
    '  ',
    '\n  ',
    'do:',
    'where:',
    'target:',
    'file: ',
    'not: ',
    '__proto__: 1',
    'constructor: {}',
    'toString',
    '**',
    '{a,',
    '%YAML 1.1\n',
  ],
  ...[
    '{{ .',
    ' }}',
    '{{- ',
    ' -}}',
    '{{ if ',
    '{{ else }}',
    '{{ end }}',
    '{{ range ',
    '$x := ',
    '(',
    ')',
    ' | ',
    '{{/*',
    '*/',
    '.FuncArgument ',
  ],
  ...['all-of: ', 'one-of: []', 'not: {}', 'wrap: ', 'replace: ', 'field: ', 'struct: S\n', '(?=', '[a-', '\\1', 'x{1000}', 'a**'],
];

/** File, line, column; what was found, what was wanted, or what the YAML parser says; all on one line. */
const message = /^r\.otelc\.yaml:\d+:\d+: (?:.+, want .+|not valid YAML: .+) \[RULE_\w+\]$/;

/** Small, fast, repeatable (mulberry32). */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

function mutate(text: string, random: (below: number) => number): string {
  const at = random(text.length + 1);
  const end = Math.min(text.length, at + random(12));
  const from = random(text.length + 1);
  switch (random(6)) {
    case 0:
      return text.slice(0, at) + text.slice(end);
    case 1:
      return text.slice(0, at) + (pieces[random(pieces.length)] ?? '') + text.slice(at);
    case 2:
      return text.slice(0, at) + (pieces[random(pieces.length)] ?? '') + text.slice(end);
    case 3:
      return text.slice(0, at) + text.slice(from, from + random(80)) + text.slice(at);
    case 4:
      return text.slice(0, at) + (pieces[random(pieces.length)] ?? '').repeat(random(600)) + text.slice(at);
    default:
      return text
        .split('\n')
        .sort(() => random(3) - 1)
        .join('\n');
  }
}

test('a mutated rule file is read or refused, and each message is one line with a position', () => {
  const count = Number(process.env['OTEL_FUZZ'] ?? 1000);
  let accepted = 0;
  for (let seed = 1; seed <= count; seed++) {
    const random = generator(seed);
    let text = seeds[random(seeds.length)] ?? '';
    for (let i = random(4); i >= 0; i--) text = mutate(text, random);
    const started = performance.now();
    try {
      load(text);
      accepted++;
    } catch (error) {
      if (!(error instanceof UserErrors)) throw new Error(`seed ${seed}: ${JSON.stringify(text)}`, { cause: error });
      const bad = error.errors.map((each) => each.format()).find((line) => !message.test(line));
      if (bad !== undefined) throw new Error(`seed ${seed}: message ${JSON.stringify(bad)} of ${JSON.stringify(text)}`, { cause: error });
    }
    if (performance.now() - started > 2000) throw new Error(`seed ${seed} took too long: ${JSON.stringify(text)}`);
  }
  expect(accepted).toBeGreaterThan(count / 50);
});

const templates = [
  '{{- $ctx := .FuncArgumentOfType "context.Context" -}}\n{{- if $ctx -}}f({{ $ctx }}{{ range $i := .CallArgumentCount }}, {{ $.CallArgument $i }}{{ end }}){{ else }}{{ . }}{{ end }}',
  'x := []T{{1, 2}, {a, b}}; {{ with .DirectiveArg "k" }}{{ printf "%q" . }}{{ else }}{{ FuncName | quote }}{{ end }}',
  '{{ range $i, $a := .DirectiveArgs }}{{ if and $i (eq .Key "x") }}{{ $a.Value }}{{ end }}{{ end }}{{/* c */}}{{ index .DirectiveArgs 0 }}',
];

test('a mutated template gives a text or an error that points at it', () => {
  const count = Number(process.env['OTEL_FUZZ'] ?? 1500);
  const position = { file: 'r.otelc.yaml', line: 1, column: 1 };
  const scope = {
    dot: 'f()',
    functionName: 'F',
    arguments: [{ name: 'a', type: 'int' }],
    directiveArgs: [{ key: 'x', value: 'y' }],
    callArguments: ['1'],
  };
  for (let seed = 1; seed <= count; seed++) {
    const random = generator(seed);
    let text = templates[random(templates.length)] ?? '';
    for (let i = random(4); i >= 0; i--) text = mutate(text, random);
    const started = performance.now();
    const problems = new Problems();
    const at = (offset: number): typeof position => ({ ...position, column: offset + 1 });
    const template = parseTemplate({ value: text, position }, { label: '"raw" of rule "a"', at, problems, wraps: true, wrapsCall: true });
    const bad = problems.list.map((each) => each.format()).find((line) => !message.test(line));
    if (bad !== undefined || (template === undefined) !== problems.list.length > 0)
      throw new Error(`seed ${seed}: ${JSON.stringify(bad)} of ${JSON.stringify(text)}`);
    try {
      if (template) renderTemplate(template, scope);
    } catch (error) {
      if (!(error instanceof UserError)) throw new Error(`seed ${seed}: ${JSON.stringify(text)}`, { cause: error });
    }
    if (performance.now() - started > 2000) throw new Error(`seed ${seed} took too long: ${JSON.stringify(text)}`);
  }
});

test('a mutated regular expression is compiled or refused', () => {
  const count = Number(process.env['OTEL_FUZZ'] ?? 300);
  for (let seed = 1; seed <= count; seed++) {
    const random = generator(seed);
    let text = '^(?:a|b+?)[c-e\\d]{2,5}(?i:x)\\pL.*$';
    for (let i = random(4); i >= 0; i--) text = mutate(text, random);
    const started = performance.now();
    if (!('want' in translateRegexp(text))) compileRegexp(text).test('aab12xβ and so on\n'.repeat(20));
    if (performance.now() - started > 2000) throw new Error(`seed ${seed} took too long: ${JSON.stringify(text)}`);
  }
});
