/** The example service, built plain and instrumented, for the tests that run it. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ALL_BINARIES, binariesIn, type ServiceBinaries } from './http-service.js';
import { Workspace } from './workspace.js';

export interface Variant extends ServiceBinaries {
  readonly fetch: string;
  readonly version: string;
  readonly folder: string;
}

export interface Variants {
  readonly workspace: Workspace;
  readonly plain: Variant;
  readonly woven: Variant;
  /** To be removed by the caller. */
  readonly folder: string;
}

/** Both builds write the same output paths, so each one's binaries are copied out before the next build. */
export async function buildVariants(): Promise<Variants> {
  const workspace = await Workspace.shared('http-service');
  const folder = mkdtempSync(path.join(tmpdir(), 'otel-binaries-'));
  const variant = async (name: string, flags: readonly string[]): Promise<Variant> => {
    const target = path.join(folder, name);
    await workspace.succeed('build', ALL_BINARIES, { flags });
    await workspace.keep(ALL_BINARIES, target);
    return { ...binariesIn(target), fetch: path.join(target, 'fetch'), version: path.join(target, 'version'), folder: target };
  };
  const plain = await variant('plain', []);
  const woven = await variant('woven', ['--config=otel']);
  return { workspace, plain, woven, folder };
}
