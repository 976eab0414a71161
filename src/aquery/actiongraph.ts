/** An action graph as `bazel aquery` streams it, in terms of paths and labels instead of numbers. */
import { parseParams } from '../worker/paramfile.js';
import { FrameReader } from './frames.js';
import { type Container, decodeContainer, type RawAction } from './messages.js';

export interface Configuration {
  /** Name of the output folder: `k8-fastbuild`, `k8-opt-exec-ST-…`. */
  readonly mnemonic: string;
  readonly platform: string;
  readonly checksum: string;
  /** Built for execution during the build: such targets are never instrumented. */
  readonly isTool: boolean;
}

export interface Action {
  readonly mnemonic: string;
  readonly label: string;
  readonly configuration: Configuration;
  /** Changes with everything that the action does, but not with the contents of its inputs. */
  readonly key: string;
  /** Param files expanded. */
  readonly args: readonly string[];
  /** Path relative to the execution root; empty where the action has none. */
  readonly output: string;
  /** Contents of a file that Bazel itself writes, where they were asked for. */
  readonly contents: string;
}

/** The stream is not what Bazel documents; Bazel's parallel writer is known to garble it now and then. */
export class BrokenStream extends Error {}

/** Reads a stream piece by piece. */
export class ActionGraphReader {
  readonly #frames = new FrameReader();
  readonly #actions: RawAction[] = [];
  readonly #targets = new Map<number, string>();
  readonly #configurations = new Map<number, Configuration>();
  readonly #artifacts = new Map<number, number>();
  readonly #fragments = new Map<number, { readonly label: string; readonly parentId: number }>();

  push(piece: Buffer): void {
    for (const message of broken(() => this.#frames.push(piece))) this.#add(broken(() => decodeContainer(message)));
  }

  finish(): Action[] {
    if (!this.#frames.done) throw new BrokenStream('the last message is cut off');
    return this.#actions.map((action) => this.#resolve(action));
  }

  #add(container: Container): void {
    for (const { id, pathFragmentId } of container.artifacts) this.#artifacts.set(id, pathFragmentId);
    for (const { id, label, parentId } of container.pathFragments) this.#fragments.set(id, { label, parentId });
    for (const { id, label } of container.targets) this.#targets.set(id, label);
    for (const { id, mnemonic, platformName, checksum, isTool } of container.configuration)
      this.#configurations.set(id, { mnemonic, platform: platformName, checksum, isTool });
    this.#actions.push(...container.actions);
  }

  #resolve(action: RawAction): Action {
    const label = this.#targets.get(action.targetId);
    // Middlemen and the like belong to no configuration.
    const configuration = this.#configurations.get(action.configurationId) ?? { mnemonic: '', platform: '', checksum: '', isTool: false };
    if (label === undefined) throw new BrokenStream(`target ${action.targetId} of an action is missing`);
    return {
      mnemonic: action.mnemonic,
      label: displayLabel(label),
      configuration,
      key: action.actionKey,
      args: expandParamFiles(action),
      output: action.primaryOutputId === 0 ? '' : this.#path(action.primaryOutputId),
      contents: action.fileContents,
    };
  }

  #path(artifact: number): string {
    const segments: string[] = [];
    let id = this.#artifacts.get(artifact) ?? 0;
    if (id === 0) throw new BrokenStream(`file ${artifact} is missing`);
    while (id !== 0) {
      const fragment = this.#fragments.get(id);
      if (!fragment || segments.length > 1000) throw new BrokenStream(`path ${id} is missing`);
      segments.push(fragment.label);
      id = fragment.parentId;
    }
    return segments.reverse().join('/');
  }
}

/** The label as its user writes it. */
function displayLabel(label: string): string {
  return label.replace(/^@@?(?=\/\/)/, '');
}

/** Bazel lists arguments expanded; a param file that an action writes itself is expanded here. */
function expandParamFiles({ arguments: args, paramFiles }: RawAction): readonly string[] {
  if (paramFiles.length === 0) return args;
  const files = new Map(paramFiles.map((file) => [file.execPath, file.arguments]));
  return args.flatMap((arg) => {
    const shell = arg.startsWith('-param=');
    const lines = files.get(shell ? arg.slice('-param='.length) : arg.replace(/^@/, ''));
    if (!lines) return [arg];
    return shell ? parseParams(`${lines.join('\n')}\n`) : lines;
  });
}

function broken<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof BrokenStream) throw error;
    throw new BrokenStream(error instanceof Error ? error.message : String(error));
  }
}
