/** A build constraint. */
export type Constraint =
  | { readonly op: 'tag'; readonly tag: string }
  | { readonly op: 'not'; readonly of: Constraint }
  | { readonly op: 'and' | 'or'; readonly left: Constraint; readonly right: Constraint };

export function evaluate(constraint: Constraint, hasTag: (tag: string) => boolean): boolean {
  switch (constraint.op) {
    case 'tag':
      return hasTag(constraint.tag);
    case 'not':
      return !evaluate(constraint.of, hasTag);
    case 'and':
      return evaluate(constraint.left, hasTag) && evaluate(constraint.right, hasTag);
    case 'or':
      return evaluate(constraint.left, hasTag) || evaluate(constraint.right, hasTag);
  }
}

/** The expression of a `//go:build` line; undefined if it is malformed, which the go command reports itself. */
export function parseGoBuild(expression: string): Constraint | undefined {
  const tokens = expression.replace(/\/\/.*$/, '').match(/\|\||&&|[!()]|[^\s!()&|]+/g) ?? [];
  const parser = new ExpressionParser(tokens);
  const constraint = parser.or();
  return parser.atEnd() ? constraint : undefined;
}

/** `// +build` lines: lines are and-ed, words of a line or-ed, commas and-ed. */
export function parsePlusBuild(lines: readonly string[]): Constraint | undefined {
  return combine(
    'and',
    lines.map((line) =>
      combine(
        'or',
        line
          .trim()
          .split(/\s+/)
          .map((word) => combine('and', word.split(',').map(plusTag))),
      ),
    ),
  );
}

function plusTag(word: string): Constraint {
  return word.startsWith('!') ? { op: 'not', of: { op: 'tag', tag: word.slice(1) } } : { op: 'tag', tag: word };
}

function combine(op: 'and' | 'or', all: readonly (Constraint | undefined)[]): Constraint | undefined {
  return all.reduce((left, right) => (left && right ? { op, left, right } : (left ?? right)));
}

class ExpressionParser {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  atEnd(): boolean {
    return this.#at === this.#tokens.length;
  }

  or(): Constraint | undefined {
    let left = this.#and();
    while (left && this.#take('||')) {
      const right = this.#and();
      left = right && { op: 'or', left, right };
    }
    return left;
  }

  #and(): Constraint | undefined {
    let left = this.#not();
    while (left && this.#take('&&')) {
      const right = this.#not();
      left = right && { op: 'and', left, right };
    }
    return left;
  }

  #not(): Constraint | undefined {
    if (this.#take('!')) {
      const of = this.#not();
      return of && { op: 'not', of };
    }
    if (this.#take('(')) {
      const inner = this.or();
      return this.#take(')') ? inner : undefined;
    }
    const tag = this.#tokens[this.#at];
    if (tag === undefined || /^[|&!()]/.test(tag)) return undefined;
    this.#at++;
    return { op: 'tag', tag };
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at++;
    return true;
  }
}
