import { UserError, UserErrors, type ErrorCode, type Position } from '../errors.js';

/** Collects the errors of one rule file, so that its author sees all of them at once. */
export class Problems {
  readonly #errors: UserError[] = [];

  add(code: ErrorCode, position: Position, message: string, fix?: string): void {
    this.#errors.push(new UserError(code, oneLine(message), { position, fix: fix === undefined ? undefined : oneLine(fix) }));
  }

  addAll(errors: readonly UserError[]): void {
    this.#errors.push(...errors);
  }

  get list(): readonly UserError[] {
    return this.#errors;
  }

  /** Throws what was collected, in the order of the file, each line once (an alias may lead to the same mistake twice). */
  throwIfAny(): void {
    if (this.#errors.length === 0) return;
    const unique = new Map(this.#errors.map((error) => [error.format(), error]));
    throw new UserErrors([...unique.values()].sort(byPosition));
  }
}

function byPosition(a: UserError, b: UserError): number {
  return (a.position?.line ?? 0) - (b.position?.line ?? 0) || (a.position?.column ?? 0) - (b.position?.column ?? 0);
}

const longestQuote = 60;

/** Text of a user as it appears in a message: quoted, on one line, cut where it is long. */
export function quote(text: string): string {
  const points = [...text];
  return oneLine(JSON.stringify(points.length > longestQuote ? `${points.slice(0, longestQuote).join('')}…` : text));
}

/** Makes line ends, control characters and changes of writing direction visible, which JSON's quoting leaves in part. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\uFEFF]/gu, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** `a`, `a or b`, `a, b or c`. */
export function orList(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} or ${words[words.length - 1] ?? ''}`;
}
