import { beforeAll, expect, test } from '@jest/globals';
import { readFileSyntax } from './filesyntax.js';
import { packageFacts } from './packagefacts.js';
import { initParser, type GoParser } from './parser.js';
import type { GoDirective } from './syntax.js';

let parser: GoParser;
beforeAll(async () => {
  parser = await initParser();
});

function read(text: string): string[] {
  const show = ({ name, args, on }: GoDirective): string => {
    const where = 'range' in on ? JSON.stringify(text.slice(on.range.start, on.range.end).split('\n', 1)[0]) : '';
    return `${name} [${args}] ${on.kind} ${where}${'recv' in on ? `${on.recv} ${on.name}` : ''}${'names' in on ? on.names.join() : ''}`.trim();
  };
  return readFileSyntax(parser, text, { imports: [] }, packageFacts(parser, [])).directives.map(show);
}

test('declarations', () => {
  const text =
    '// Copyright\n//otel:ignore whole\npackage a\n\n// F does.\n//\n//otelc:span name k:v\n//otel:span\n// end\nfunc (t *T[K]) F() {}\n\n//otel:ignore\ntype T[K any] struct{}\n\n' +
    '//otel:lost\n\nvar x = 1 //otel:trailing\n//otel:group\nvar (\n\t//otel:one\n\ta, b int\n)\n//otel:end\n';
  expect(read(text)).toEqual([
    'otel:ignore [whole] package',
    'otelc:span [name k:v] function "func (t *T[K]) F() {}"*T F',
    'otel:span [] function "func (t *T[K]) F() {}"*T F',
    'otel:ignore [] type "type T[K any] struct{}"T',
    'otel:lost [] none',
    'otel:trailing [] value "x = 1"x',
    'otel:group [] value "var ("a,b',
    'otel:one [] value "a, b int"a,b',
    'otel:end [] none',
  ]);
});

test('statements and function literals', () => {
  const text =
    'package a\nfunc f() {\n\t//otel:ignore why\n\tx := g(\n\t\t1)\n\tif y { //otel:if\n\t\th() //otel:h\n\t}\n\n\t//otel:lost\n\n\t//otel:span lit\n\tgo func() {\n\t\ti()\n\t}() //otel:after\n' +
    '\tj(func() {}, func() {}) //otel:two\n\tk( //otel:k\n\t\t//otel:arg\n\t\tfunc() {},\n\t)\n\tswitch {\n\tcase a: //otel:case\n\t\t//otel:in\n\t\tl()\n\t//otel:last\n\t}\n\tvar z int //otel:local\n\t//otel:close\n}\n';
  expect(read(text)).toEqual([
    'otel:ignore [why] statement "x := g("',
    'otel:if [] statement "if y { //otel:if"',
    'otel:h [] statement "h()"',
    'otel:lost [] none',
    'otel:span [lit] literal "func() {"',
    'otel:after [] statement "go func() {"',
    'otel:two [] statement "j(func() {}, func() {})"',
    'otel:k [] statement "k( //otel:k"',
    'otel:arg [] literal "func() {}"',
    'otel:case [] none',
    'otel:in [] statement "l()"',
    'otel:last [] none',
    'otel:local [] statement "var z int"',
    'otel:close [] none',
  ]);
});

test('what is no directive', () => {
  expect(
    read(
      'package a\n\n// otel:span x\n//Otel:span\n//TODO: x\n//nolint\n//http://x\nvar s = "//otel:span"\nvar r = `\n//otel:span\n`\n/*\n//otel:span\n*/\n',
    ),
  ).toEqual([]);
});

test('CRLF, byte order mark', () => {
  expect(read('\uFEFF//otel:ignore\r\npackage a\r\n//otel:span x \r\nfunc f() {}\r\n')).toEqual([
    'otel:ignore [] package',
    'otel:span [x] function "func f() {}" f',
  ]);
});
