/** What differs between the plain build and the instrumented one, action by action. */
import type { Action } from './actiongraph.js';

export type Change = 'added' | 'removed' | 'changed';

/**
 * What an action is there for. `other` is what the plain build should have too, unchanged: something that dependents can see has
 * leaked there.
 */
export type Role = 'weaving' | 'std package' | 'woven package' | 'hooks' | 'main' | 'link' | 'runfiles' | 'tool' | 'other';

/** What Bazel does itself for runfiles: it names the repositories of toolchains, ours included. */
const RUNFILES: ReadonlySet<string> = new Set(['RepoMappingManifest', 'SourceSymlinkManifest', 'SymlinkTree', 'Middleman', 'RunfilesTree']);

export interface ActionChange {
  readonly change: Change;
  readonly role: Role;
  readonly mnemonic: string;
  readonly label: string;
  readonly configuration: string;
  readonly output: string;
}

export interface GraphDiff {
  readonly version: 1;
  readonly targets: readonly string[];
  readonly equal: number;
  readonly changes: readonly ActionChange[];
}

/**
 * Actions of both builds write the same paths: an action is known by what it is and what it writes. The checksum of its configuration
 * tells nothing: it changes with `--extra_toolchains`, to which no action looks.
 */
export function diffGraphs(plain: readonly Action[], otel: readonly Action[], targets: readonly string[]): GraphDiff {
  const before = byIdentity(plain);
  const after = byIdentity(otel);
  const mains = new Set(
    otel.filter(({ mnemonic }) => mnemonic === 'GoOtelMain').map((action) => `${action.label} ${action.configuration.mnemonic}`),
  );
  const ownConfigurations = new Set(otel.map(({ configuration }) => configuration.mnemonic));
  for (const { configuration } of plain) ownConfigurations.delete(configuration.mnemonic);
  const describe = (change: Change, action: Action): ActionChange => ({
    change,
    role: roleOf(action, change, mains, ownConfigurations),
    mnemonic: action.mnemonic,
    label: action.label,
    configuration: action.configuration.mnemonic,
    output: action.output,
  });
  const changes: ActionChange[] = [];
  let equal = 0;
  for (const [id, action] of after) {
    const old = before.get(id);
    if (!old) changes.push(describe('added', action));
    else if (old.key !== action.key) changes.push(describe('changed', action));
    else equal++;
  }
  for (const [id, action] of before) if (!after.has(id)) changes.push(describe('removed', action));
  return { version: 1, targets, equal, changes: changes.sort(byPlace) };
}

function byIdentity(actions: readonly Action[]): Map<string, Action> {
  return new Map(actions.map((action) => [`${action.mnemonic} ${action.label} ${action.output}`, action]));
}

function roleOf(action: Action, change: Change, mains: ReadonlySet<string>, ownConfigurations: ReadonlySet<string>): Role {
  const { mnemonic, configuration, label, args } = action;
  if (RUNFILES.has(mnemonic) && change === 'changed') return 'runfiles';
  if (configuration.isTool) return change === 'added' ? 'tool' : 'other';
  if (mnemonic === 'GoOtelStdPackage') return 'std package';
  if (mnemonic.startsWith('GoOtel')) return 'weaving';
  // Hook libraries are built in a configuration of their own.
  if (ownConfigurations.has(configuration.mnemonic)) return 'hooks';
  if (mnemonic === 'GoLink' && mains.has(`${label} ${configuration.mnemonic}`)) return 'link';
  if (mnemonic !== 'GoCompilePkg' || !args.some((arg) => arg.endsWith('.otelweave'))) return change === 'added' ? 'tool' : 'other';
  return mains.has(`${label} ${configuration.mnemonic}`) ? 'main' : 'woven package';
}

function byPlace(a: ActionChange, b: ActionChange): number {
  const key = (one: ActionChange): string => `${one.role} ${one.label} ${one.mnemonic} ${one.output} ${one.configuration}`;
  return key(a) < key(b) ? -1 : 1;
}
