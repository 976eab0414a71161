/** What a build's tools must know: made by the driver before the go command starts, read by every tool that we take over. */
import type { Pin } from './telemetry-pins.js';
import type { BuildContext } from '../golang/constraints.js';
import type { HookPackage } from '../golang/hookpackage.js';
import type { Rule } from '../rules/types.js';
import type { Flag } from './arguments.js';

export interface Session {
  /** Folder in which the go command runs, after -C. */
  readonly cwd: string;
  /** The user's flags that say how packages are compiled, -gcflags included. */
  readonly flags: readonly Flag[];
  readonly goflags: string;
  /** Packages or Go files as the user named them. */
  readonly packages: readonly string[];
  /** Import path of the folder, in a module. */
  readonly here: string | undefined;
  /** Paths of the main modules: `$root`. */
  readonly roots: readonly string[];
  readonly context: BuildContext;
  readonly rules: readonly Rule[];
  /** Packages with a `//otel:span`. */
  readonly spans: readonly string[];
  readonly hooks: readonly HookPackage[];
  /** The go.work that hooks are built with, without pinned versions. */
  readonly workspace: WorkspaceText;
  /** -overlay for that go.work, where the user chose another go.mod. */
  readonly overlay?: string;
  /** Version of this program, which the hooks' module shows. */
  readonly version: string;
  /** Tests are woven, but hooks are linked only if asked for. */
  readonly linkHooks: boolean;
  /** `go test` counts coverage. */
  readonly coveredTests: boolean;
  /** Somebody else runs the go command (`otel toolexec`): its flags are known from what it writes into the program only. */
  readonly foreign: boolean;
  /** Of rules, hooks and weaver: part of each link's key. */
  readonly key: string;
  /** The user's own -toolexec. */
  readonly toolexec: readonly string[];
  readonly launcher: string;
  readonly salt: string;
}

export interface WorkspaceText {
  readonly go: string;
  readonly use: readonly string[];
  /** Lines of the user's go.work. */
  readonly replace: readonly string[];
  /** Text of the user's go.work.sum. */
  readonly sum: string;
  /** What the hooks' own module requires of OpenTelemetry. */
  readonly telemetry: readonly Pin[];
}
