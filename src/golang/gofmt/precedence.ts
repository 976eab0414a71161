import { childOf, type SyntaxNode } from '../tree.js';

const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!=', '<', '<=', '>', '>='],
  ['+', '-', '|', '^'],
  ['*', '/', '%', '<<', '>>', '&', '&^'],
];

/** 1 (`||`) to 5 (`*`). */
export function precedence(operator: string): number {
  return LEVELS.findIndex((level) => level.includes(operator)) + 1;
}

/**
 * gofmt's rule for blanks around binary operators: those that bind closer than the result are written without. At the outermost
 * level `a + b*c`, further inside `a+b*c`; operators that would run together with a unary one get blanks.
 */
export function cutoff(node: SyntaxNode, depth: number): number {
  const { has4, has5, problem } = operatorsOf(node);
  if (problem > 0) return problem + 1;
  if (has4 && has5) return depth === 1 ? 5 : 4;
  return depth === 1 ? 6 : 4;
}

interface Operators {
  readonly has4: boolean;
  readonly has5: boolean;
  /** Precedence of an operator that must have blanks; 0 without one. */
  readonly problem: number;
}

function operatorsOf(node: SyntaxNode): Operators {
  const operator = childOf(node, 'operator')?.type ?? '';
  const own = precedence(operator);
  const [left, right] = [childOf(node, 'left'), childOf(node, 'right')];
  const found: Operators[] = [{ has4: own === 4, has5: own === 5, problem: unaryProblem(operator, right) }];
  if (left?.type === 'binary_expression' && precedence(childOf(left, 'operator')?.type ?? '') >= own) found.push(operatorsOf(left));
  if (right?.type === 'binary_expression' && precedence(childOf(right, 'operator')?.type ?? '') > own) found.push(operatorsOf(right));
  return {
    has4: found.some((one) => one.has4),
    has5: found.some((one) => one.has5),
    problem: Math.max(...found.map((one) => one.problem)),
  };
}

function unaryProblem(operator: string, right: SyntaxNode | undefined): number {
  if (right?.type !== 'unary_expression') return 0;
  const pair = operator + (right.children[0]?.type ?? '');
  if (['/*', '&&', '&^'].includes(pair)) return 5;
  return pair === '++' || pair === '--' ? 4 : 0;
}
