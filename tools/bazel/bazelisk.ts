/** Finds out whether bazelisk can obtain the Bazel that .bazelversion asks for. */
import { spawn } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { NegativeMemo } from './cache.js';
import { type Log, PrepareError } from './steps.js';

/** A download of 60 MB over a slow line; a host that is not reached is noticed at once, below. */
const TIMEOUT_MS = 300_000;

/** The host that bazelisk says it downloads from. */
export function downloadHost(line: string): string | undefined {
  const url = /Downloading (https?:\/\/\S+?)(?:\.\.\.)?$/m.exec(line)?.[1];
  return url === undefined || !URL.canParse(url) ? undefined : new URL(url).hostname;
}

function usesProxy(env: NodeJS.ProcessEnv): boolean {
  return ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'].some((name) => env[name]);
}

/** Undefined if `bazelisk version` works, otherwise why it does not. */
async function probe(bazelisk: string, version: string, log: Log): Promise<string | undefined> {
  return await new Promise((resolve) => {
    const child = spawn(bazelisk, ['version', '--gnu_format'], {
      // Not from a folder's .bazelversion: bazelisk reads it in workspaces only.
      env: { ...process.env, USE_BAZEL_VERSION: version },
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    });
    let stderr = '';
    let reason: string | undefined;
    const stop = (why: string): void => {
      reason ??= why;
      // The group: bazelisk is a script that starts the real program.
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    };
    const timer = setTimeout(() => stop(`no answer within ${TIMEOUT_MS / 1000} s`), TIMEOUT_MS);
    let checked = false;
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      const host = downloadHost(stderr);
      if (host === undefined || checked) return;
      checked = true;
      log(`bazelisk downloads Bazel from ${host}`);
      // bazelisk retries an unknown host for a long time; behind a proxy its name means nothing.
      if (!usesProxy(process.env)) {
        lookup(host).catch((error: unknown) => stop(`${host} is not reached (${String(error)})`));
      }
    });
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve(error.message);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      const last = stderr.trim().split('\n').at(-1) ?? '';
      // bazelisk repeats itself: the end is the cause.
      resolve(code === 0 && reason === undefined ? undefined : (reason ?? last.slice(-200)));
    });
  });
}

/** The version in the checkout's .bazelversion. */
export function bazelVersion(checkout: string): string {
  return readFileSync(path.join(checkout, '.bazelversion'), 'utf8').trim();
}

/** True if bazelisk works here. A failure is remembered for a day; success is bazelisk's cache. */
export async function bazeliskWorks(bazelisk: string, version: string, cache: string, log: Log): Promise<boolean> {
  if (!existsSync(bazelisk)) return false;
  const key = [version, process.env['BAZELISK_BASE_URL'] ?? ''].join(' ');
  const memo = new NegativeMemo(path.join(cache, 'bazelisk-unreachable.json'), key);
  if (memo.read() !== undefined) return false;
  const reason = await probe(bazelisk, version, log);
  if (reason === undefined) return true;
  log(`bazelisk cannot obtain Bazel ${version}: ${reason}`);
  memo.write(reason);
  return false;
}

/** With a version (not a path) in USE_BAZEL_VERSION, only bazelisk can help. */
export function requireBazelisk(bazelisk: string): string {
  if (existsSync(bazelisk)) return bazelisk;
  throw new PrepareError(
    `USE_BAZEL_VERSION names a version, and bazelisk is not installed (${bazelisk})\n` +
      '  what to do: npm ci, or set USE_BAZEL_VERSION to the absolute path of a Bazel binary',
  );
}
