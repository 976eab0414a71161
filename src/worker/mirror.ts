import { copyFileSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * A copy of the execution root made of links, in which some files have other contents at the same paths: real directories down
 * to each of those files, links beside them. Paths, and with them positions in export data, embeds and coverage, stay the
 * original ones.
 */
export function buildMirror(root: string, mirror: string, files: ReadonlyMap<string, string>): void {
  const directories = new Set<string>(['.']);
  for (const file of files.keys()) {
    for (let dir = dirname(file); dir !== '.' && dir !== '/'; dir = dirname(dir)) directories.add(dir);
  }
  for (const dir of [...directories].sort()) {
    mkdirSync(join(mirror, dir), { recursive: true });
    if (!existsSync(join(root, dir))) continue;
    for (const entry of readdirSync(join(root, dir))) {
      const path = dir === '.' ? entry : join(dir, entry);
      if (!directories.has(path) && !files.has(path)) symlinkSync(join(root, path), join(mirror, path));
    }
  }
  for (const [path, content] of files) copyFileSync(content, join(mirror, path));
}
