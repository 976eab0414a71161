/** A program that selects the oldest OpenTelemetry that hooks can be compiled against keeps it, and all of OpenTelemetry is of that release. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { CHECKOUT } from '../tools/bazel/index.js';
import { wovenCache } from './support/library.js';
import { run, Scratch, succeed, TIMEOUT_MS } from './support/otel-command.js';
import { OtlpReceiver } from './support/otlp-receiver.js';
import { Program } from './support/program.js';
import { only } from './support/select.js';

const OLDEST = 'v1.30.0';

const scratch = new Scratch('older');
const module = scratch.copy(path.join(CHECKOUT, 'e2e/older-opentelemetry'), 'module');
afterAll(() => {
  scratch.remove();
});

function build(): { readonly status: number | null; readonly stderr: string; readonly program: string } {
  const program = path.join(scratch.folder, 'program');
  const env = { OTEL_GO_CACHE: wovenCache(), GOWORK: 'off' };
  const { status, stderr } = scratch.otelGo(module, ['build', '-trimpath', '-o', program, '.'], env);
  return { status, stderr, program };
}

test(
  `OpenTelemetry ${OLDEST} stays, spans by hand and by hooks are one trace`,
  async () => {
    const mod = readFileSync(path.join(module, 'go.mod'), 'utf8');
    expect(mod).toContain(`go.opentelemetry.io/otel ${OLDEST}`);
    const { status, stderr, program } = build();
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(readFileSync(path.join(module, 'go.mod'), 'utf8')).toBe(mod);
    const linked = succeed(run('go', ['version', '-m', program], module)).stdout;
    const versions = [...linked.matchAll(/go\.opentelemetry\.io\/otel\S*\t(v\S+)/g)].map(([, version]) => version);
    expect(versions.length).toBeGreaterThan(4);
    expect(new Set(versions)).toEqual(new Set([OLDEST]));

    const receiver = await OtlpReceiver.start();
    try {
      expect(await Program.run(program, { env: receiver.environment('older') })).toMatchObject({ code: 0, stdout: 'done\n', stderr: '' });
      const spans = receiver.spans();
      const outer = only(spans, { name: 'outer' });
      const client = only(spans, { kind: 'client', parent: outer });
      only(spans, { name: 'inner', parent: only(spans, { kind: 'server', parent: client }) });
      expect(spans).toHaveLength(4);
    } finally {
      await receiver.stop();
    }
  },
  TIMEOUT_MS,
);

test(
  'an OpenTelemetry that is too old is named',
  () => {
    succeed(run('go', ['get', 'go.opentelemetry.io/otel@v1.24.0'], module, { GOWORK: 'off' }));
    const { status, stderr } = build();
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/go\.opentelemetry\.io\/otel v1\.24\.0/);
  },
  TIMEOUT_MS,
);
