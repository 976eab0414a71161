import { expect, test } from '@jest/globals';
import { UserErrors } from '../errors.js';
import { load } from './testkit.js';

const seeds = [
  `version: "v1.0.0"
hook:
  target: [net/http, "example.com/{a,b}/**", { not: example.com/a }]
  version: v1.0.0,v2.0.0
  where: { func: ServeHTTP, recv: "*T[K]" }
  do:
    - inject_hooks: &h { before: Before, after: After, path: example.com/h }
    - inject_code: { raw: "x()" }
  order: 3
other:
  target: main
  where: { func: F }
  do: { inject_hooks: *h }
`,
  `flat:
  target: main
  func: Example
  recv: "*T"
  before: MyHook
  path: "example.com/h"
raw:
  target: golang.org/x/time/rate
  version: "v0.11.0"
  func: Every
  raw: |
    fmt.Println("Every")
file: &f
  target: runtime
  file: extra.go
copy:
  <<: *f
  enabled: false
`,
];

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
  const count = Number(process.env['OTEL_FUZZ'] ?? 1500);
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
