/** What a compile of ours must know: stored under the hash of its content, which is the value of the compiler's extra flag. */
import type { BuildContext } from '../golang/constraints.js';
import type { HookPackage } from '../golang/hookpackage.js';
import type { WeaveReport } from '../report/report.js';
import type { Rule } from '../rules/types.js';

export interface Slice {
  /** Empties of our cache make other keys. */
  readonly salt: string;
  readonly weaver: string;
  readonly importPath: string;
  readonly version: string | undefined;
  readonly context: BuildContext;
  readonly rules: readonly Rule[];
  readonly hooks: readonly HookPackage[];
  /** Imports of woven code that the build can provide. */
  readonly provided: readonly string[];
  /** Hooks depend on the package: it cannot import what they are made of. */
  readonly blocked: boolean;
  /** Identities of the archives that the compile takes from outside, by import path: which they are, the run says. */
  readonly archives: Readonly<Record<string, string>>;
  /** These archives stand in for those of the go command: a hook package is compiled against the program's own packages. */
  readonly replaces: boolean;
  /** Set where our cache lost what it knew of a compiled package: another key. */
  readonly again?: string;
  /** The main package of a program: reports of all woven packages that it contains. */
  readonly glue?: { readonly reports: readonly WeaveReport[]; readonly reachable: readonly string[] };
}

/** What such a compile leaves behind, under the action id of its archive. */
export interface Woven {
  readonly report: WeaveReport;
  /** Main packages: hooks are linked. */
  readonly active: boolean;
}

/** Environment variable: a JSON file with the archives, by import path. */
export const ARCHIVES_VARIABLE = 'OTEL_GO_ARCHIVES';
