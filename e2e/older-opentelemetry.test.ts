/** A program that selects the oldest OpenTelemetry that hooks can be compiled against keeps it, and all of OpenTelemetry is of that release. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { wovenCache } from './support/library.js';
import { OtlpReceiver } from './support/otlp-receiver.js';
import { Program } from './support/program.js';
import { only } from './support/select.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CLI = path.join(ROOT, 'dist/src/cli/otel.js');
const OLDEST = 'v1.30.0';

let folder: string;
const module = (): string => path.join(folder, 'module');

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'otel-older-'));
  cpSync(path.join(ROOT, 'e2e/older-opentelemetry'), module(), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function build(): { readonly status: number | null; readonly stderr: string; readonly program: string } {
  const program = path.join(folder, 'program');
  const env = { ...process.env, OTEL_GO_CACHE: wovenCache(), GOWORK: 'off' };
  const { status, stderr } = spawnSync(process.execPath, [CLI, 'go', 'build', '-trimpath', '-o', program, '.'], {
    cwd: module(),
    env,
    encoding: 'utf8',
  });
  return { status, stderr, program };
}

test(
  `OpenTelemetry ${OLDEST} stays, spans by hand and by hooks are one trace`,
  async () => {
    const mod = readFileSync(path.join(module(), 'go.mod'), 'utf8');
    expect(mod).toContain(`go.opentelemetry.io/otel ${OLDEST}`);
    const { status, stderr, program } = build();
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(readFileSync(path.join(module(), 'go.mod'), 'utf8')).toBe(mod);
    const linked = execFileSync('go', ['version', '-m', program], { encoding: 'utf8' });
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
  10 * 60_000,
);

test(
  'an OpenTelemetry that is too old is named',
  () => {
    execFileSync('go', ['get', 'go.opentelemetry.io/otel@v1.24.0'], {
      cwd: module(),
      env: { ...process.env, GOWORK: 'off' },
      stdio: 'ignore',
    });
    const { status, stderr } = build();
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/go\.opentelemetry\.io\/otel v1\.24\.0/);
  },
  10 * 60_000,
);
