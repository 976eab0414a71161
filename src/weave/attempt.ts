import { UserError, UserErrors } from '../errors.js';

/** Runs all of the steps, so that independent errors are reported together. */
export function attempt<T>(steps: readonly (() => T)[]): T[] {
  const errors: UserError[] = [];
  const values = steps.flatMap((step) => {
    try {
      return [step()];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      if (!errors.some((known) => known.format() === error.format())) errors.push(error);
      return [];
    }
  });
  const [first] = errors;
  if (first && errors.length === 1) throw first;
  if (first) throw new UserErrors(errors);
  return values;
}
