/** `npm run demo`, as a newcomer calls it. */
import { spawn } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { CHECKOUT } from '../tools/bazel/index.js';

interface Output {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function npm(args: readonly string[]): Promise<Output> {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', args, { cwd: CHECKOUT, stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

test(
  'npm run demo prints traces as trees, and the request durations',
  async () => {
    const { code, stdout, stderr } = await npm(['run', '--silent', 'demo']);
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout.split('\n');
    const greet = lines.findIndex((line) =>
      /^ +frontend {2}GET \/greet {2}\(server\) +[\d.]+ ms .*http\.response\.status_code=200/.test(line),
    );
    expect(lines[greet - 1]).toMatch(/^trace [0-9a-f]{32}$/);
    expect(lines[greet + 1]).toMatch(/^ +├─ frontend {2}GET {2}\(client\)/);
    expect(stdout).toMatch(/└─ greeter {2}GET \/greeting\/\{name\} {2}\(server\)/);
    expect(stdout).toMatch(/└─ greeter {2}rate limit {2}\(internal\)/);
    expect(stdout).toMatch(/frontend {2}GET \/fail {2}\(server\) .*ERROR/);
    expect(stdout).toMatch(/http\.server\.request\.duration \(histogram\)/);
  },
  30 * 60_000,
);

test(
  'npm run demo -- --json prints JSON and nothing else',
  async () => {
    const { code, stdout } = await npm(['run', '--silent', 'demo', '--', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      missing: [],
      spans: expect.arrayContaining([expect.objectContaining({ service: 'greeter' })]),
    });
  },
  30 * 60_000,
);
