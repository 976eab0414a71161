import type { Position } from '../errors.js';

/**
 * Stands before the names of rule files in `//line` directives, so that the compiler leaves them as they are; the compile
 * runner takes it off what the compiler prints.
 */
export const RULE_FILE_ROOT = '/otel-rules/';

/** Lines of a generated Go file. A located line is reported by the compiler at the place in the rule file that asked for it. */
export class Lines {
  readonly #lines: string[] = [];
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  add(...lines: readonly string[]): void {
    this.#lines.push(...lines.flatMap((line) => line.split('\n')));
  }

  located(position: Position, line: string): void {
    this.#lines.push(`//line ${RULE_FILE_ROOT}${position.file}:${position.line}:${position.column}`, line);
    this.#lines.push(`//line ${this.#file}:${this.#lines.length + 2}`);
  }

  text(): string {
    return `${this.#lines.join('\n')}\n`;
  }
}
