/**
 * Bazel's persistent worker protocol (`src/main/protobuf/worker_protocol.proto` in Bazel): on standard input a stream of
 * WorkRequest messages, each preceded by its length as a varint; on standard output the WorkResponses, framed the same way.
 * Multiplex workers get requests with a non-zero `request_id` at any time and answer them in any order.
 */
import protobuf from 'protobufjs/light.js';

export interface WorkRequest {
  readonly arguments: string[];
  readonly requestId: number;
  readonly cancel: boolean;
  readonly verbosity: number;
  /** Multiplex sandboxing: folder, relative to the working directory, that stands for the execution root. */
  readonly sandboxDir: string;
}

export interface WorkResponse {
  readonly exitCode: number;
  readonly output: string;
  readonly requestId: number;
  readonly wasCancelled?: boolean;
}

const root = protobuf.Root.fromJSON({
  nested: {
    Input: { fields: { path: { type: 'string', id: 1 }, digest: { type: 'bytes', id: 2 } } },
    WorkRequest: {
      fields: {
        arguments: { rule: 'repeated', type: 'string', id: 1 },
        inputs: { rule: 'repeated', type: 'Input', id: 2 },
        requestId: { type: 'int32', id: 3 },
        cancel: { type: 'bool', id: 4 },
        verbosity: { type: 'int32', id: 5 },
        sandboxDir: { type: 'string', id: 6 },
      },
    },
    WorkResponse: {
      fields: {
        exitCode: { type: 'int32', id: 1 },
        output: { type: 'string', id: 2 },
        requestId: { type: 'int32', id: 3 },
        wasCancelled: { type: 'bool', id: 4 },
      },
    },
  },
});
const requestType = root.lookupType('WorkRequest');
const responseType = root.lookupType('WorkResponse');

/** Takes the first complete request off the front of the buffer; undefined while it is incomplete. */
export function takeRequest(buffer: Buffer): { request: WorkRequest; rest: Buffer } | undefined {
  const frame = takeFrame(buffer);
  if (!frame) return undefined;
  const message = requestType.decode(frame.body);
  const object = requestType.toObject(message, { defaults: true, arrays: true }) as WorkRequest;
  return { request: object, rest: frame.rest };
}

export function encodeResponse(response: WorkResponse): Buffer {
  return Buffer.from(responseType.encodeDelimited(responseType.create(response)).finish());
}

/** The other side of the protocol, for tests. */
export function encodeRequest(request: Partial<WorkRequest>): Buffer {
  return Buffer.from(requestType.encodeDelimited(requestType.create(request)).finish());
}

export function takeResponse(buffer: Buffer): { response: WorkResponse; rest: Buffer } | undefined {
  const frame = takeFrame(buffer);
  if (!frame) return undefined;
  const response = responseType.toObject(responseType.decode(frame.body), { defaults: true }) as WorkResponse;
  return { response, rest: frame.rest };
}

function takeFrame(buffer: Buffer): { body: Buffer; rest: Buffer } | undefined {
  let length = 0;
  for (let i = 0; i < buffer.length && i < 5; i++) {
    const byte = buffer[i] as number;
    length += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) {
      const end = i + 1 + length;
      return buffer.length < end ? undefined : { body: buffer.subarray(i + 1, end), rest: buffer.subarray(end) };
    }
  }
  return undefined;
}
