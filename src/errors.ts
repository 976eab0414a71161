/** Where in a user's file something stands. Lines and columns count from 1; columns count UTF-16 code units. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Stable codes of every error that a user can cause. */
export type ErrorCode =
  | 'RULE_SYNTAX'
  | 'RULE_UNKNOWN_KEY'
  | 'RULE_VALUE'
  | 'RULE_DUPLICATE'
  | 'RULE_CONFLICT'
  | 'RULE_FUNCTION_NOT_FOUND'
  | 'RULE_UNSUPPORTED'
  | 'HOOK_PACKAGE_NOT_FOUND'
  | 'HOOK_FUNCTION_NOT_FOUND'
  | 'HOOK_SIGNATURE'
  | 'HOOK_CYCLE'
  | 'GO_SYNTAX'
  | 'GO_UNSUPPORTED'
  | 'GO_VERSION'
  | 'EXPORT_DATA'
  | 'DIRECTIVE'
  | 'REWRITER'
  | 'USAGE';

/**
 * An error that a user can cause and mend: printed as one line, `file:line:column: got; want; fix`, exit code 2.
 * Everything else that is thrown is a defect of ours and keeps its stack.
 */
export class UserError extends Error {
  readonly code: ErrorCode;
  readonly position: Position | undefined;
  readonly fix: string | undefined;

  constructor(code: ErrorCode, message: string, options: { position?: Position | undefined; fix?: string | undefined } = {}) {
    super(message);
    this.name = 'UserError';
    this.code = code;
    this.position = options.position;
    this.fix = options.fix;
  }

  /** The one line shown to the user. */
  format(): string {
    const where = this.position ? `${formatPosition(this.position)}: ` : '';
    const fix = this.fix ? `; ${this.fix}` : '';
    return `${where}${this.message}${fix} [${this.code}]`;
  }
}

/** Several independent errors, reported together, one line each. */
export class UserErrors extends Error {
  readonly errors: readonly UserError[];

  constructor(errors: readonly UserError[]) {
    super(errors.map((e) => e.format()).join('\n'));
    this.name = 'UserErrors';
    this.errors = errors;
  }
}

export function formatPosition(position: Position): string {
  return `${position.file}:${position.line}:${position.column}`;
}
