/**
 * The messages of `bazel aquery --output=streamed_proto` that we read (Bazel, src/main/protobuf/analysis_v2.proto). Fields that are
 * left out here, the input sets above all, are skipped when decoding.
 */
import protobuf from 'protobufjs/light.js';

export interface Container {
  readonly artifacts: readonly { readonly id: number; readonly pathFragmentId: number }[];
  readonly actions: readonly RawAction[];
  readonly targets: readonly { readonly id: number; readonly label: string }[];
  readonly configuration: readonly RawConfiguration[];
  readonly pathFragments: readonly { readonly id: number; readonly label: string; readonly parentId: number }[];
}

export interface RawAction {
  readonly targetId: number;
  readonly actionKey: string;
  readonly mnemonic: string;
  readonly configurationId: number;
  readonly arguments: readonly string[];
  readonly paramFiles: readonly { readonly execPath: string; readonly arguments: readonly string[] }[];
  readonly primaryOutputId: number;
  readonly fileContents: string;
}

export interface RawConfiguration {
  readonly id: number;
  readonly mnemonic: string;
  readonly platformName: string;
  readonly checksum: string;
  readonly isTool: boolean;
}

const text = (id: number): object => ({ type: 'string', id });
const number = (id: number): object => ({ type: 'uint32', id });
const many = (type: string, id: number): object => ({ rule: 'repeated', type, id });

const root = protobuf.Root.fromJSON({
  nested: {
    Artifact: { fields: { id: number(1), pathFragmentId: number(2) } },
    Action: {
      fields: {
        targetId: number(1),
        actionKey: text(3),
        mnemonic: text(4),
        configurationId: number(5),
        arguments: many('string', 6),
        paramFiles: many('ParamFile', 12),
        primaryOutputId: number(13),
        fileContents: text(17),
      },
    },
    ParamFile: { fields: { execPath: text(1), arguments: many('string', 2) } },
    Target: { fields: { id: number(1), label: text(2) } },
    Configuration: {
      fields: { id: number(1), mnemonic: text(2), platformName: text(3), checksum: text(4), isTool: { type: 'bool', id: 5 } },
    },
    PathFragment: { fields: { id: number(1), label: text(2), parentId: number(3) } },
    ActionGraphContainer: {
      fields: {
        artifacts: many('Artifact', 1),
        actions: many('Action', 2),
        targets: many('Target', 3),
        configuration: many('Configuration', 5),
        pathFragments: many('PathFragment', 8),
      },
    },
  },
} as protobuf.INamespace);
export const containerType = root.lookupType('ActionGraphContainer');

/** Fields that are not there have their default values: protobufjs keeps them on the prototype. */
export function decodeContainer(bytes: Uint8Array): Container {
  return containerType.decode(bytes) as unknown as Container;
}
