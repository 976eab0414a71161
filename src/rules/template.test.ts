import { describe, expect, test } from '@jest/globals';
import { UserError } from '../errors.js';
import { Problems } from './problems.js';
import { parseTemplate, renderTemplate, templateUses, type Template, type TemplateScope } from './template.js';

const file = 'r.otelc.yaml';

function parse(
  source: string,
  options: { wraps?: boolean; wrapsCall?: boolean } = {},
): { template: Template | undefined; errors: string[] } {
  const problems = new Problems();
  const position = { file, line: 1, column: 1 };
  const template = parseTemplate(
    { value: source, position },
    {
      label: '"raw" of rule "a"',
      at: (offset) => ({ file, line: 1, column: offset + 1 }),
      problems,
      wraps: options.wraps ?? true,
      wrapsCall: options.wrapsCall ?? true,
    },
  );
  return { template, errors: problems.list.map((error) => error.format()) };
}

const scope: TemplateScope = {
  dot: 'http.Get(url)',
  functionName: 'Serve',
  receiver: { name: 's', type: '*Server' },
  arguments: [
    { name: 'ctx', type: 'context.Context' },
    { name: 'url', type: 'string' },
  ],
  results: [{ name: 'err', type: 'error' }],
  directiveArgs: [
    { key: 'span.name', value: 'fetch' },
    { key: 'slow', value: '' },
  ],
  callArguments: ['url', 'f(1)'],
};

/** Rules travel as JSON; so must their templates. */
function render(source: string, from: TemplateScope = scope): string {
  const { template, errors } = parse(source);
  if (!template) throw new Error(errors.join('\n'));
  return renderTemplate(JSON.parse(JSON.stringify(template)) as Template, from);
}

test.each([
  ['no action', 'x := 1', 'x := 1'],
  ['the expression', 'traced({{ . }})', 'traced(http.Get(url))'],
  [
    'the expression, with all spellings',
    '{{.}}|{{- . -}}|{{-.-}}|{{ . -}} |{{$}}',
    'http.Get(url)|http.Get(url)|http.Get(url)|http.Get(url)|http.Get(url)',
  ],
  ['names with and without dot', '{{FuncName}} {{ .FuncName }} {{ $.FuncName }}', 'Serve Serve Serve'],
  ['receiver', '{{ .Receiver }}.close()', 's.close()'],
  ['arguments', 'f({{ .FuncArgument 0 }}, {{FuncArgument 1}}) // {{ FuncArgumentCount }}', 'f(ctx, url) // 2'],
  ['results', 'f({{ .FuncReturn 0 }}) // {{ FuncReturnCount }}', 'f(err) // 1'],
  ['by type', 'f({{ .FuncArgumentOfType "context.Context" }}, {{ FuncReturnOfType "error" }})', 'f(ctx, err)'],
  ['by a type without quotes', 'f({{ FuncArgumentOfType context.Context }}, {{ FuncReturnOfType error }})', 'f(ctx, err)'],
  ['by a type that is missing, in a string', 'f("{{ .FuncArgumentOfType "io.Reader" }}")', 'f("")'],
  ['directive arguments', '{{ .DirectiveArg "span.name" }}{{ .DirectiveArg "no" }}', 'fetch'],
  ['all directive arguments', '{{ range .DirectiveArgs }}{{ .Key }}={{ .Value }};{{ end }}', 'span.name=fetch;slow=;'],
  [
    'with index and element',
    '{{ range $i, $a := .DirectiveArgs }}{{ $i }}{{ $a.Key }}{{ $.FuncName }};{{ end }}',
    '0span.nameServe;1slowServe;',
  ],
  ['call arguments', 'f(ctx{{ range $i := .CallArgumentCount }}, {{ $.CallArgument $i }}{{ end }})', 'f(ctx, url, f(1))'],
  ['range over nothing', '{{ range .CallArgumentCount }}x{{ else }}none{{ end }}', 'xx'],
  ['if', '{{ if .FuncReturnCount }}a{{ else }}b{{ end }}', 'a'],
  ['else if', '{{ if eq .FuncReturnCount 0 }}a{{ else if eq .FuncReturnCount 1 }}b{{ else }}c{{ end }}', 'b'],
  ['with', '{{ with .DirectiveArg "span.name" }}{{ printf "%q" . }}{{ else }}{{ FuncName | quote }}{{ end }}', '"fetch"'],
  ['with else', '{{ with .DirectiveArg "no" }}{{ . }}{{ else }}{{ FuncName | quote }}{{ end }}', '"Serve"'],
  ['and, or, not', '{{ if and (eq FuncName "Serve") (not (ne 1 1)) (or false 1) }}yes{{ end }}', 'yes'],
  ['comparisons', '{{ lt 1 2 }} {{ le 2 2 }} {{ gt "a" "b" }} {{ ge 1 2 }} {{ eq "a" "b" "a" }}', 'true true false false true'],
  ['printf', '{{ printf "%s-%d-%v-%q-%t-%%" FuncName 3 . "x" true }}', 'Serve-3-http.Get(url)-"x"-true-%'],
  ['len and index', '{{ len .DirectiveArgs }} {{ len "äb" }} {{ index .DirectiveArgs 1 }}', '2 3 slow:'],
  ['print', '{{ print 1 2 "a" 3 }}', '1 2a3'],
  ['variables', '{{- $x := .FuncArgument 0 -}} f({{ $x }})', 'f(ctx)'],
  ['assignment', '{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ end }}{{ $x }}', '2'],
  ['a variable of a block', '{{ $x := 1 }}{{ if true }}{{ $x := 2 }}{{ $x }}{{ end }}{{ $x }}', '21'],
  ['comments', 'a{{/* no }} */}} b {{- /* c */ -}} d', 'a bd'],
  ['trim markers', 'a  {{- " {b} " -}}  c', 'a {b} c'],
  ['strings', '{{ "{{" }}{{ `}}` }}{{ "\\"\\t\\x41{" }}', '{{}}"\tA{'],
  ['nested parentheses', '{{ printf "%s" (printf "%s" (FuncName)) }}', 'Serve'],
  ['numbers', '{{ $x := -1 }}{{ $x }}', '-1'],
])('%s', (_, source, expected) => {
  expect(render(source)).toBe(expected);
});

test('the choice that a rule of the field makes', () => {
  const source = `{{- $ctx := .FuncArgumentOfType "context.Context" -}}
{{- $req := .FuncArgumentOfType "*net/http.Request" -}}
{{- if $ctx -}}
  client.Get({{ $ctx }}{{ range $i := .CallArgumentCount }}, {{ $.CallArgument $i }}{{ end }})
{{- else if $req -}}
  client.Get({{ $req }}.Context())
{{- else -}}
  {{ . }}
{{- end -}}`;
  expect(render(source)).toBe('client.Get(ctx, url, f(1))');
  const request = { name: 'r', type: '*http.Request' };
  const sameType = (wanted: string, type: string): boolean => wanted.endsWith('http.Request') && type.endsWith('http.Request');
  expect(render(source, { ...scope, arguments: [request], sameType })).toBe('client.Get(r.Context())');
  expect(render(source, { ...scope, arguments: [] })).toBe('http.Get(url)');
});

describe('composite literals are no templates', () => {
  test.each([
    'x := [][]int{{1}, {len(xs)}}',
    'y := []T{{a, b}}',
    'y := []T{{a}}',
    'y := []T{{name: 1}, {name: 2}}',
    'y := []T{{"a", "b"}, {"c", "d"}}',
    'y := []T{{"a"}}',
    'y := []T{{f(1)}}',
    'y := []T{{len(x)}}',
    'y := []T{{.5, 1}}',
    'y := []T{{\n\tX: 1,\n}}',
    'y := map[T]U{{a: 1}: {b: 2}}',
    'y := []T{{index}}',
    'if x { if y {{}} }',
  ])('%s', (source) => {
    if (source.includes('{{}}')) expect(parse(source).errors).toHaveLength(1);
    else expect(render(source)).toBe(source);
  });

  test('beside actions', () => {
    expect(render('f([]T{{X: 1}}, {{ .FuncName }})')).toBe('f([]T{{X: 1}}, Serve)');
  });
});

test.each([
  ['{{ FuncNam }}', '1:4: the unknown function "FuncNam" in "raw" of rule "a", want a template that can be read; did you mean "FuncName"?'],
  ['{{FuncNam}}', '1:3: the unknown function "FuncNam" in "raw" of rule "a", want a template that can be read; did you mean "FuncName"?'],
  ['{{ .Name }}', '1:4: the unknown function "Name" in "raw" of rule "a", want a template that can be read; known are FuncName,'],
  ['{{ .Key }}', '1:4: the unknown function "Key" in "raw"'],
  ['{{ .printf "a" }}', '1:4: the unknown function "printf" in'],
  [
    'ab {{ FuncArgument }}',
    '1:7: FuncArgument with no argument in "raw" of rule "a", want a template that can be read; write for example {{ FuncArgument 0 }}',
  ],
  ['{{ FuncName 1 }}', '1:4: FuncName with 1 argument in'],
  ['{{ if true }}x', '1:1: {{ if }} without {{ end }} in'],
  ['{{ if }}x{{ end }}', '1:1: {{ if }} without a value in'],
  ['{{ end }}', '1:1: {{ end }} without {{ if }}, {{ range }} or {{ with }} before it in'],
  ['{{ if 1 }}{{ else }}{{ else }}{{ end }}', '1:21: a second {{ else }} in'],
  ['{{ if 1 }}{{ end x }}', '1:18: "x" after "end" in'],
  ['a {{ .FuncName', '1:3: an action without "}}" in'],
  ['{{ .FuncName {{ . }}', '1:1: an action without "}}" in'],
  [
    '{{ $x }}',
    '1:4: the variable "$x", which is not declared, in "raw" of rule "a", want a template that can be read; declare it: {{ $x := … }}',
  ],
  ['{{ $x := 1 }}{{ if 1 }}{{ $y := 1 }}{{ end }}{{ $y }}', '1:49: the variable "$y", which is not declared, in'],
  ['{{ }}', '1:1: an empty action in'],
  ['{{/* x', '1:1: a comment without end in'],
  ['{{ ( 1 }}', '1:4: "(" without ")" in'],
  ['{{ .FuncName | }}', '1:1: nothing after "|" in'],
  ['{{ .FuncName | 1 }}', '1:16: "1", where a function is wanted, in'],
  ['{{ template "x" }}', '1:1: {{ template }}, which rules do not have, in'],
  ['{{ range $a, $b, $c := .DirectiveArgs }}{{ end }}', '1:1: more than an index and an element before ":=" in'],
  ['{{ printf "%s" \\ }}', '1:16: "\\\\", which is not understood there, in'],
])('%s is refused', (source, message) => {
  const { template, errors } = parse(source);
  expect(template).toBeUndefined();
  expect(errors).toHaveLength(1);
  expect(errors[0]).toContain(`${file}:${message}`);
});

test('what the place does not have', () => {
  expect(parse('f({{ . }})', { wraps: false }).errors[0]).toContain('1:3: "{{ . }}" where no expression is wrapped in "raw" of rule "a"');
  expect(parse('f({{ print . }})', { wraps: false }).errors[0]).toContain('1:12: "." where no expression is wrapped in');
  expect(parse('{{ range .DirectiveArgs }}{{ . }}{{ end }}', { wraps: false }).errors).toEqual([]);
  expect(parse('{{ .CallArgument 0 }}', { wrapsCall: false }).errors[0]).toContain('1:4: CallArgument where no call is wrapped in');
});

test.each([
  ['f({{ .FuncArgument 2 }})', '1:3: {{ FuncArgument 2 }} for Serve, which has 2 arguments, want an index from 0 to 1'],
  ['f({{ .FuncReturn 1 }})', '1:3: {{ FuncReturn 1 }} for Serve, which has 1 result, want an index from 0 to 0'],
  ['f({{ .FuncArgument "x" }})', '1:3: {{ FuncArgument "x" }} for Serve, which has 2 arguments'],
  ['f({{ .CallArgument 2 }})', '1:3: {{ CallArgument 2 }} for a call with 2 arguments, want an index from 0 to 1'],
  [
    'f({{ .FuncArgumentOfType "io.Reader" }})',
    '1:3: {{ FuncArgumentOfType "io.Reader" }} for Serve, which has no argument of this type, want one',
  ],
  ['{{ $r := .FuncArgumentOfType "io.Reader" }}f({{ $r }})', '1:1: {{ FuncArgumentOfType "io.Reader" }} for Serve, which has no argument'],
  ['{{ range .DirectiveArgs }}{{ .FuncName }}{{ end }}', '1:27: {{ FuncName }} is asked of something else than the place, want'],
  ['{{ index .DirectiveArgs 7 }}', '1:1: {{ index … 7 }} beyond the end of the list, want an index within it'],
  ['{{ printf "%d %d" 1 }}', '1:1: {{ printf "%d %d" 1 }} with fewer values than its format names'],
  ['{{ printf "%x" 1 }}', '1:1: {{ printf "%x" 1 }} with "%x", want %s, %v, %d, %q, %t or %%'],
  ['{{ .DirectiveArgs }}', "1:1: the template's action gives a list, want a text"],
  ['{{ nil }}', "1:1: the template's action gives nothing, want a text"],
  ['{{ lt 1 "a" }}', '1:1: {{ lt 1 "a" }} of values that cannot be compared'],
])('%s fails where it is rendered', (source, message) => {
  const { template } = parse(source);
  const error = ((): unknown => {
    try {
      return template && renderTemplate(template, scope);
    } catch (thrown) {
      return thrown;
    }
  })();
  expect(error).toBeInstanceOf(UserError);
  expect((error as UserError).format()).toContain(`${file}:${message}`);
});

test('a place outside of functions', () => {
  const { template } = parse('f({{ . }}, {{ .FuncName }})');
  expect(() => template && renderTemplate(template, { dot: 'x' })).toThrow('{{ FuncName }} stands outside of any function');
  const { template: receiver } = parse('{{ .Receiver }}');
  expect(() => receiver && renderTemplate(receiver, { dot: 'x', functionName: 'F' })).toThrow(
    '{{ Receiver }} for F, which has no receiver, want a method',
  );
});

test('what a template uses', () => {
  const uses = (source: string): string[] => {
    const { template } = parse(source);
    return template ? [...templateUses(template)].sort() : [];
  };
  expect(uses('x')).toEqual([]);
  expect(uses('f({{ . }})')).toEqual(['.']);
  expect(uses('{{ if .FuncReturnCount }}{{ $x := .FuncReturn 0 }}{{ else }}{{ . }}{{ end }}')).toEqual([
    '.',
    'FuncReturn',
    'FuncReturnCount',
  ]);
});
