import { encodeResponse, takeRequest, type WorkRequest } from './protocol.js';

/** Runs one request; the returned output goes to Bazel's user, never to the worker's own streams. */
export type Handler = (args: readonly string[], baseDir: string) => Promise<{ exitCode: number; output: string }>;

/**
 * Serves requests until standard input ends. Requests run concurrently (multiplex worker): the work is short and mostly
 * synchronous, so there is nothing to gain from cancelling it half-way; a cancelled request is answered when it is done.
 */
export async function serve(input: NodeJS.ReadableStream, output: NodeJS.WritableStream, handle: Handler): Promise<void> {
  let pending: Buffer = Buffer.alloc(0);
  const running = new Set<Promise<void>>();
  const cancelled = new Set<number>();

  const answer = async (request: WorkRequest): Promise<void> => {
    const result = await handle(request.arguments, request.sandboxDir || '.');
    const wasCancelled = cancelled.delete(request.requestId);
    // Bazel prints it as it is, and goes on behind it.
    const text = result.output === '' || result.output.endsWith('\n') ? result.output : `${result.output}\n`;
    output.write(
      encodeResponse({ exitCode: result.exitCode, output: text, requestId: request.requestId, ...(wasCancelled ? { wasCancelled } : {}) }),
    );
  };

  for await (const chunk of input) {
    pending = Buffer.concat([pending, chunk as Buffer]);
    for (let next = takeRequest(pending); next; next = takeRequest(pending)) {
      pending = next.rest;
      const { request } = next;
      if (request.cancel) {
        cancelled.add(request.requestId);
        continue;
      }
      const job: Promise<void> = answer(request).finally(() => running.delete(job));
      running.add(job);
    }
  }
  await Promise.all(running);
}
