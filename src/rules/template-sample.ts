import { type Origin, pieces, TemplateError } from './template-lex.js';

/** What a template might give, and where in the template each of its characters comes from. */
export interface Sample {
  readonly text: string;
  readonly offsetOf: (index: number) => number;
}

/**
 * Texts that a template might give, for its syntax to be looked at: with every `if` taken and every `range` gone through once, and with
 * none of them; what an action prints is a name, or, where it may be any text, an operator or nothing. A template that cannot be read gives none.
 */
export function templateSamples(source: string): Sample[] {
  try {
    const list = pieces(source);
    const blocks = list.some((piece) => piece.kind === 'action' && /^\s*(?:if|with|range)\b/.test(piece.text));
    const free = list.some((piece) => piece.kind === 'action' && isFree(piece.text));
    return (free ? ['x', '', '+'] : ['x']).flatMap((printed) =>
      (blocks ? [true, false] : [true]).map((taken) => sample(list, taken, printed, source.length)),
    );
  } catch (error) {
    if (error instanceof TemplateError) return [];
    throw error;
  }
}

/** What is about functions and calls prints names and expressions; a directive's arguments are any text. */
function isFree(action: string): boolean {
  return /[$|]|\b(?:DirectiveArgs?|Key|Value|print\w*|index|quote|html|js)\b/.test(action);
}

interface Block {
  readonly outer: boolean;
  /** One of its branches has been taken. */
  taken: boolean;
  here: boolean;
}

function sample(list: ReturnType<typeof pieces>, take: boolean, printed: string, end: number): Sample {
  const blocks: Block[] = [];
  const origins: (Origin & { readonly fixed: boolean })[] = [];
  let text = '';
  for (const piece of list) {
    const here = blocks.at(-1)?.here ?? true;
    if (piece.kind === 'text') {
      if (!here) continue;
      origins.push(...piece.from.map(({ at, offset }) => ({ at: text.length + at, offset, fixed: false })));
      text += piece.text;
      continue;
    }
    const [word = '', next] = piece.text.trim().split(/\s+/, 2);
    if (word === 'end') blocks.pop();
    else if (word === 'if' || word === 'with' || word === 'range') blocks.push({ outer: here, taken: take, here: here && take });
    else if (word === 'else') turn(blocks.at(-1), next !== undefined);
    else if (here && !/^\s*\$\w*\s*:?=(?!=)/.test(piece.text)) {
      origins.push({ at: text.length, offset: piece.start, fixed: true });
      text += isFree(piece.text) ? printed : 'x';
    }
  }
  return {
    text,
    offsetOf: (index) => {
      if (index >= text.length) return end;
      const origin = origins.findLast(({ at }) => at <= index);
      return origin === undefined ? 0 : origin.offset + (origin.fixed ? 0 : index - origin.at);
    },
  };
}

/** `else` alone is taken if nothing was before; `else if` never. */
function turn(block: Block | undefined, conditional: boolean): void {
  if (!block) return;
  block.here = block.outer && !block.taken && !conditional;
  block.taken ||= block.here;
}
