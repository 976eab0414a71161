/** A company's own SDK with rules and hooks of its own, built by Bazel and by the go command: the same telemetry (docs/internal-sdk.md). */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { CHECKOUT } from '../tools/bazel/index.js';
import { Scratch, succeed } from './support/otel-command.js';
import { OtlpReceiver } from './support/otlp-receiver.js';
import { Program } from './support/program.js';
import { spanLines } from './support/telemetry-table.js';
import { Workspace } from './support/workspace.js';

const TIMEOUT_MS = 20 * 60_000;
const MODULE = path.join(CHECKOUT, 'e2e/internal-sdk');

const SPANS = `
client POST
  server POST /orders/{kind}
    producer send mails
      consumer process mails
client POST
  server POST /orders/{kind}
    producer send mails
      consumer process mails [error no such address]
client POST
  server POST /orders/{kind}
    producer send mails
      consumer process mails [error panic: no template]
producer send mails [error queue mails: a job without a kind]
`.trim();

const folder = mkdtempSync(path.join(tmpdir(), 'otel-internal-sdk-'));
const scratch = new Scratch('internal-sdk');
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  scratch.remove();
});

async function byBazel(): Promise<string> {
  const workspace = await Workspace.shared('internal-sdk');
  await workspace.succeed('build', ['//services/mailer'], { flags: ['--config=otel'] });
  return (await workspace.keep(['//services/mailer'], folder)).get('//services/mailer') ?? '';
}

function byGo(): Promise<string> {
  const module = scratch.copy(MODULE, 'company');
  const out = path.join(scratch.folder, 'mailer');
  succeed(scratch.otelGo(module, ['build', '-o', out, './services/mailer']));
  return Promise.resolve(out);
}

describe.each([
  ['bazel build --config=otel', byBazel],
  ['otel go build', byGo],
])('%s', (_, build) => {
  test(
    'one trace over the queue, errors and panics on the job, logs with ids, and the jobs stay as they are',
    async () => {
      const program = await build();
      const receiver = await OtlpReceiver.start();
      try {
        const ran = await Program.run(program, { env: receiver.environment('mailer') });
        expect(ran.code).toBe(0);
        expect(spanLines(receiver.spans(), []).join('\n')).toBe(SPANS);
        expect(ran.stdout.split('\n').sort()).toEqual([
          '',
          'failed: job broken: panic: no template',
          'failed: no such address',
          'queued broken, headers map[]',
          'queued invalid, headers map[]',
          'queued welcome, headers map[]',
          'refused: queue mails: a job without a kind',
        ]);
        const consumers = receiver.spans().filter(({ kind }) => kind === 'consumer');
        for (const { traceId, spanId } of consumers) expect(ran.stderr).toContain(`trace_id=${traceId} span_id=${spanId}`);
        expect(receiver.metrics().find(({ name }) => name === 'company.jobs.duration')).toBeDefined();
      } finally {
        await receiver.stop();
      }
    },
    TIMEOUT_MS,
  );
});
