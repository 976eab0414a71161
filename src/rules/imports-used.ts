import { quote, type Problems } from './problems.js';
import type { Template, TemplateExpression, TemplateNode } from './template.js';
import type { Advice, FieldValue, RuleImport, Selector, Where } from './types.js';

/** Reports imports that no code and no type of the rule mentions. `_` and `.` are imported for other reasons than their name. */
export function checkImports(
  imports: readonly RuleImport[],
  advice: readonly Advice[],
  where: Where | undefined,
  owner: string,
  problems: Problems,
): void {
  const texts = [...advice.flatMap(codeOf), ...(where ? typesOf(where.selector) : [])].map(withoutLiterals);
  for (const { name, path } of imports) {
    if (name === '_' || name === '.' || texts.some((text) => mentions(text, name))) continue;
    const used = advice.every(({ kind }) => kind === 'inject_hooks') ? 'hooks import what they need themselves: remove it' : 'remove it';
    const message = `import ${quote(name)} (${quote(path.value)}) of ${owner}, which no code of the rule mentions, want only imports that are used`;
    problems.add('RULE_VALUE', path.position, message, used);
  }
}

function mentions(code: string, name: string): boolean {
  for (let at = code.indexOf(name); at >= 0; at = code.indexOf(name, at + 1)) {
    const [before, after] = [code.slice(0, at), code.slice(at + name.length)];
    // A field or method of this name is not the package.
    if (!/[\p{L}\p{Nd}_]$/u.test(before) && !/(?<!\.\.)\.\s*$/.test(before) && !/^[\p{L}\p{Nd}_]/u.test(after)) return true;
  }
  return false;
}

/** Comments and strings mention nothing. */
function withoutLiterals(code: string): string {
  return code.replace(/"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*'|\/\/[^\n]*|\/\*[^]*?\*\//g, ' ');
}

function codeOf(advice: Advice): string[] {
  switch (advice.kind) {
    case 'inject_hooks':
    case 'trace_functions':
      return [];
    case 'inject_code':
      return templateTexts(advice.raw);
    case 'expand_directive':
      return templateTexts(advice.template);
    case 'add_file':
      return [advice.text];
    case 'add_struct_fields':
      return advice.fields.map((field) => field.type.value);
    case 'wrap_call':
      return [...templateTexts(advice.replace), ...advice.appendArgs.map((arg) => arg.value), advice.variadicType?.value ?? ''];
    case 'assign_value':
      return [advice.replace?.value ?? '', ...templateTexts(advice.wrap)];
    case 'set_fields':
      return advice.fields.flatMap(fieldTexts);
  }
}

function fieldTexts({ value, wrap, fields }: FieldValue): string[] {
  return [...templateTexts(value), ...templateTexts(wrap), ...(fields ?? []).flatMap(fieldTexts)];
}

/** The code of a template as one text, with a space for each action, and the strings that its actions may print. */
function templateTexts(template: Template | undefined): string[] {
  if (!template) return [];
  const strings: string[] = [];
  const expression = (value: TemplateExpression): void => {
    if (value.kind === 'literal' && typeof value.value === 'string') strings.push(value.value);
    if (value.kind === 'call') [...(value.of ? [value.of] : []), ...value.args].forEach(expression);
  };
  const text = (nodes: readonly TemplateNode[]): string =>
    nodes
      .map((node) => {
        if (node.kind === 'text') return node.text;
        if (node.kind !== 'dot') expression(node.value);
        return 'then' in node ? text([...node.then, ...node.otherwise]) : ' ';
      })
      .join('');
  return [text(template.nodes), ...strings];
}

function typesOf(selector: Selector): string[] {
  switch (selector.kind) {
    case 'all-of':
    case 'one-of':
      return selector.of.flatMap(typesOf);
    case 'not':
      return typesOf(selector.of);
    case 'signature':
    case 'signature_contains':
      return [...(selector.args ?? []), ...(selector.returns ?? [])].map((type) => type.value);
    case 'result':
    case 'last_result':
    case 'param':
      return [selector.type.value];
    default:
      return [];
  }
}
