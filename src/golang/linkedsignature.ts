import type { LinkedSignature } from './hookpackage.js';
import type { GoParameter } from './model.js';
import { canonicalText, resolveType, type TypeScope } from './resolve.js';

/** The signature of an unexported function as another package, to which the linker gives it, has to declare it. */
export function linkedSignature(
  generic: boolean,
  params: readonly GoParameter[],
  results: readonly GoParameter[],
  scope: TypeScope,
): LinkedSignature {
  const problems = generic ? ['it is generic'] : [];
  const spell = ({ type, variadic }: GoParameter): string => {
    const resolved = resolveType(type, scope);
    const reason = resolved.problem ?? (resolved.nameable === 'no' ? resolved.reason : undefined);
    if (reason !== undefined) problems.push(`its type ${resolved.text} cannot be written there: ${reason}`);
    return `${variadic ? '...' : ''}${canonicalText(resolved)}`;
  };
  const signature = { params: params.map(spell), results: results.map(spell) };
  const [problem] = problems;
  return problem === undefined ? signature : { ...signature, problem };
}
