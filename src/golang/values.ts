import type { FileContext } from './filecontext.js';
import type { GoType } from './model.js';
import { specsOf } from './packagefacts.js';
import { listOf } from './scopes.js';
import type { GoValue } from './syntax.js';
import { childOf, childrenOf, namedChildren, type SyntaxNode } from './tree.js';

/** Package-level variables and constants. `readType` takes a type's source apart. */
export function readValues(file: FileContext, readType: (source: string) => GoType | undefined): GoValue[] {
  return namedChildren(file.tree.root).flatMap((declaration) =>
    specsOf(declaration)
      .filter((spec) => spec.type === 'var_spec' || spec.type === 'const_spec')
      .flatMap((spec) => readSpec(spec, file, readType)),
  );
}

function readSpec(spec: SyntaxNode, file: FileContext, readType: (source: string) => GoType | undefined): GoValue[] {
  const names = childrenOf(spec, 'name');
  const type = childOf(spec, 'type');
  const list = listOf(childOf(spec, 'value'));
  const own = list.length === names.length;
  const repeated = spec.type === 'const_spec' && list.length === 0;
  const last = names.at(-1) ?? spec;
  let goType: { readonly type: GoType | undefined } | undefined;
  return names.map((name, i): GoValue => {
    const value = own ? list[i] : undefined;
    return {
      kind: spec.type === 'var_spec' ? 'var' : 'const',
      name: file.textOf(name),
      nameRange: { start: name.start, end: name.end },
      position: file.position(name.start),
      // Reading a type takes a parser run, and few are asked for.
      get type() {
        return (goType ??= { type: type && readType(file.textOf(type)) }).type;
      },
      end: (type ?? last).end,
      value: value && { start: value.start, end: value.end },
      shared: repeated || (list.length > 0 && !own),
    };
  });
}
