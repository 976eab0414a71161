import { renderTemplate } from '../rules/template.js';
import type { Selector } from '../rules/types.js';
import { putAtEntry } from './inject_code.js';
import { type AdviceKind, FUNCTION_SELECTORS } from './kind.js';
import { directiveArguments, templateScope } from './scope.js';
import { leavesOf } from './select.js';
import { ruleRef, type FunctionWork } from './weaving.js';

/** `expand_directive`: statements at the entry of functions that carry a directive comment. */
export const expandDirective: AdviceKind<'expand_directive'> = {
  kind: 'expand_directive',
  selectors: FUNCTION_SELECTORS,
  collect(weaving, rule, { template }) {
    for (const work of weaving.functionsOf(rule)) {
      const { file, found } = work;
      const directiveArgs = directiveArguments(argumentsOf(work, rule.where?.selector));
      const scope = templateScope(weaving, rule, file, found.fn, template.source, { directiveArgs });
      putAtEntry(weaving, rule, work, renderTemplate(template, scope), template.source);
      weaving.records.push({ rule: ruleRef(rule), kind: 'expand_directive', position: { file: found.file.path, ...found.fn.position } });
    }
  },
};

/** What the comment says behind its name. */
function argumentsOf({ file, found }: FunctionWork, selector: Selector | undefined): string {
  const names = selector ? leavesOf(selector).flatMap((leaf) => (leaf.kind === 'directive' ? leaf.name.value : [])) : [];
  const open = found.fn.braces?.open ?? 0;
  const directive = file.syntax.directives.find(
    ({ name, on }) => names.includes(name) && on.kind === 'function' && on.range.start <= open && open < on.range.end,
  );
  return directive?.args ?? '';
}
