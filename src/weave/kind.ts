import type { Advice, Rule } from '../rules/types.js';
import type { Place } from './place.js';
import type { PackageFile } from './packagefile.js';
import type { Leaf } from './select.js';
import type { Weaving } from './weaving.js';

/** One kind of advice: what a rule of it does to a package. A new kind is a new file and a line in kinds.ts. */
export interface AdviceKind<K extends Advice['kind']> {
  readonly kind: K;
  /** Conditions of `where` that it understands, beside those on files. */
  readonly selectors: readonly Leaf['kind'][];
  /** Collects the changes into `weaving`; throws UserErrors. Called in the order of the rules. */
  collect(weaving: Weaving, rule: Rule, advice: Extract<Advice, { kind: K }>): void;
}

/** A rule at work. */
export interface Task<K extends Advice['kind']> {
  readonly weaving: Weaving;
  readonly rule: Rule;
  readonly advice: Extract<Advice, { kind: K }>;
}

/** Conditions on the function that a place is or stands in. */
export const FUNCTION_SELECTORS = ['func', 'signature', 'signature_contains', 'param', 'result', 'last_result', 'directive'] as const;

interface PlaceKind<K extends Advice['kind'], P extends Place> {
  readonly kind: K;
  readonly selectors: readonly Leaf['kind'][];
  /** What its places are called in messages. */
  readonly noun: string;
  /**
   * Everything in a file that a rule of this kind could change; the selectors choose among it. `words`: the source of what they
   * choose holds one of these, so that the rest need not be read.
   */
  places(file: PackageFile, words: ReadonlySet<string> | undefined): readonly P[];
  /** Changes one place. */
  change(place: P, task: Task<K>): void;
}

/** A kind that changes places one by one. */
export function placeKind<K extends Advice['kind'], P extends Place>(kind: PlaceKind<K, P>): AdviceKind<K> {
  return {
    kind: kind.kind,
    selectors: kind.selectors,
    collect(weaving, rule, advice) {
      const places = weaving.select(rule, (file, words) => kind.places(file, words));
      if (places.length === 0) weaving.nothingFound(rule, kind.noun);
      for (const place of places) kind.change(place, { weaving, rule, advice });
    },
  };
}
