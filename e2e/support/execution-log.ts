/** Bazel's execution log (`--execution_log_json_file`): the spawns that ran, not those whose result Bazel already had. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

export interface Spawn {
  readonly mnemonic: string;
  readonly label: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Paths relative to the execution root. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly runner: string;
  readonly wallMs: number;
}

interface RawSpawn {
  readonly mnemonic?: string;
  readonly targetLabel?: string;
  readonly commandArgs?: readonly string[];
  readonly environmentVariables?: readonly { readonly name: string; readonly value?: string }[];
  readonly inputs?: readonly { readonly path: string }[];
  readonly listedOutputs?: readonly string[];
  readonly runner?: string;
  readonly metrics?: { readonly executionWallTime?: string };
}

/**
 * The file holds one indented JSON object after the other without separators; a cold build's is larger than a string may be,
 * so it is read object by object: only an object's own braces stand in the first column.
 */
export async function readExecutionLog(file: string): Promise<Spawn[]> {
  const spawns: Spawn[] = [];
  let lines: string[] = [];
  const flush = (): void => {
    if (lines.length > 0) spawns.push(spawnOf(JSON.parse(lines.join('\n')) as RawSpawn));
    lines = [];
  };
  for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) {
    if (!line.startsWith('}')) {
      lines.push(line);
      continue;
    }
    lines.push('}');
    flush();
    if (line.length > 1) lines.push(line.slice(1));
  }
  return spawns;
}

function spawnOf(raw: RawSpawn): Spawn {
  return {
    mnemonic: raw.mnemonic ?? '',
    label: raw.targetLabel ?? '',
    args: raw.commandArgs ?? [],
    env: Object.fromEntries((raw.environmentVariables ?? []).map(({ name, value }) => [name, value ?? ''])),
    inputs: (raw.inputs ?? []).map((input) => input.path),
    outputs: raw.listedOutputs ?? [],
    runner: raw.runner ?? '',
    wallMs: Math.round(Number.parseFloat(raw.metrics?.executionWallTime ?? '0') * 1000),
  };
}

/** What the instrumented build is made of, by what its spawns are. */
export type Role = 'weaving' | 'woven package' | 'hooks' | 'main' | 'link' | 'other';

/** Folders that GoOtelWeave and GoOtelMain write. */
const WOVEN_SUFFIX = '.otelweave';

export function roleOf(spawn: Spawn): Role {
  // Tools of the build are never instrumented: one that runs anew because of --config=otel is a leak, whatever it does.
  if (spawn.outputs.some((output) => /^bazel-out\/[^/]*-exec[-/]/.test(output))) return 'other';
  if (spawn.mnemonic.startsWith('GoOtel')) return 'weaving';
  if (spawn.mnemonic === 'GoLink') return 'link';
  // Hook packages, and the OpenTelemetry SDK under them, are built in a configuration of their own: a transition's output folder.
  if (spawn.outputs.every((output) => /^bazel-out\/[^/]*-ST-[^/]*\//.test(output))) return 'hooks';
  // As an input an empty folder, that of a main package without hooks, does not show; as an argument it does.
  if (![...spawn.inputs, ...spawn.args].some((path) => path.includes(WOVEN_SUFFIX))) return 'other';
  return spawn.args.includes('main') && spawn.args[spawn.args.indexOf('main') - 1] === '-p' ? 'main' : 'woven package';
}

/**
 * The spawns of an instrumented build that the plain build does not explain: neither weaving, nor woven packages, hooks, main
 * or link. None, or something that dependents can see has leaked.
 */
export function otherActions(spawns: readonly Spawn[]): Spawn[] {
  return spawns.filter((spawn) => roleOf(spawn) === 'other');
}

/** The same for the way back: a plain build after `instrumented` may re-run only what writes the same outputs, without weaving. */
export function otherActionsBack(spawns: readonly Spawn[], instrumented: readonly Spawn[]): Spawn[] {
  const replaced = new Set(instrumented.filter((spawn) => roleOf(spawn) !== 'other').flatMap((spawn) => spawn.outputs));
  return spawns.filter((spawn) => !spawn.outputs.some((output) => replaced.has(output)));
}
