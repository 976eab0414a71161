/** One thing that a build needs. */
export interface Check {
  readonly name: string;
  readonly state: 'ok' | 'warn' | 'fail';
  readonly text: string;
  readonly fix?: string;
}

export function ok(name: string, text: string): Check {
  return { name, state: 'ok', text };
}

export function warn(name: string, text: string, fix?: string): Check {
  return { name, state: 'warn', text, ...(fix === undefined ? {} : { fix }) };
}

export function fail(name: string, text: string, fix?: string): Check {
  return { name, state: 'fail', text, ...(fix === undefined ? {} : { fix }) };
}
