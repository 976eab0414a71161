import type { Advice, Rule } from '../rules/types.js';
import type { Weaving } from './weaving.js';

/** One kind of advice: what a rule of it does to a package. A new kind is a new file and a line in weave.ts. */
export interface AdviceKind<K extends Advice['kind']> {
  readonly kind: K;
  /** Collects the changes into `weaving`; throws UserErrors. Called in the order of the rules. */
  collect(weaving: Weaving, rule: Rule, advice: Extract<Advice, { kind: K }>): void;
}
