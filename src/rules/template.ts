import type { Located } from './types.js';

/** A template of a rule, checked and taken apart; plain data, so that rules survive JSON. */
export interface Template {
  readonly source: Located<string>;
  readonly nodes: readonly TemplateNode[];
}

export type TemplateNode = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'dot' };

/** What a template's functions give at one place. */
export interface TemplateScope {
  /** `{{ . }}`: source text of the expression that is wrapped. */
  readonly dot: string | undefined;
}

/** The text of a template at one place. */
export function renderTemplate(template: Template, scope: TemplateScope): string {
  return template.nodes.map((node) => (node.kind === 'text' ? node.text : (scope.dot ?? ''))).join('');
}

/** A template without any action. */
export function plainTemplate(source: Located<string>): Template {
  return { source, nodes: [{ kind: 'text', text: source.value }] };
}
