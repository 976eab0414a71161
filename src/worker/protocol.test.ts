import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { encodeRequest, encodeResponse, takeRequest, takeResponse } from './protocol.js';
import { serve } from './server.js';

describe('worker protocol', () => {
  test('a request survives the wire', () => {
    const bytes = encodeRequest({ arguments: ['weave', '--out', 'ä'], requestId: 7, verbosity: 10, sandboxDir: 's/1' });
    const taken = takeRequest(Buffer.concat([bytes, Buffer.from([1])]));
    expect(taken?.request).toMatchObject({ arguments: ['weave', '--out', 'ä'], requestId: 7, cancel: false, sandboxDir: 's/1' });
    expect(taken?.rest).toEqual(Buffer.from([1]));
  });

  test('an incomplete request waits', () => {
    const bytes = encodeRequest({ arguments: ['x'.repeat(300)] });
    for (const cut of [0, 1, 2, bytes.length - 1]) expect(takeRequest(bytes.subarray(0, cut))).toBeUndefined();
    expect(takeRequest(bytes)?.request.arguments[0]).toHaveLength(300);
  });

  test('several requests run at once and are answered by id', async () => {
    const input = new PassThrough();
    const output = new PassThrough();
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const served = serve(input, output, async ([name = ''], dir) => {
      if (name === 'slow') await gate;
      else release();
      return { exitCode: name === 'slow' ? 0 : 2, output: `${name} in ${dir}` };
    });
    const first = encodeRequest({ arguments: ['slow'], requestId: 1, sandboxDir: 'box' });
    input.write(first.subarray(0, 3));
    input.write(Buffer.concat([first.subarray(3), encodeRequest({ arguments: ['fast'], requestId: 2 })]));
    input.write(encodeRequest({ requestId: 1, cancel: true }));
    input.end();
    await served;
    const one = takeResponse(output.read() as Buffer);
    const two = takeResponse(one?.rest ?? Buffer.alloc(0));
    expect(one?.response).toMatchObject({ requestId: 2, exitCode: 2, output: 'fast in .\n' });
    expect(two?.response).toMatchObject({ requestId: 1, exitCode: 0, output: 'slow in box\n', wasCancelled: true });
  });

  test('a response is length-delimited', () => {
    expect(takeResponse(encodeResponse({ exitCode: 1, output: 'no', requestId: 3 }))?.response).toMatchObject({
      exitCode: 1,
      requestId: 3,
    });
  });
});
