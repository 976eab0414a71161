import { closeSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';

/**
 * What an archive holds, in a few words: files of the go command's cache are named by the hash of their content, all others carry the
 * go command's build id.
 */
export function archiveIdentity(file: string): string {
  const name = basename(file);
  return /^[0-9a-f]{64}-d$/.test(name) ? name : (buildId(file) ?? file);
}

/** First half of the build id: the hash of everything that the archive was made of. */
export function actionId(file: string): string | undefined {
  return buildId(file)?.split('/')[0];
}

function buildId(file: string): string | undefined {
  const fd = openSync(file, 'r');
  try {
    const head = Buffer.alloc(4096);
    const length = readSync(fd, head, 0, head.length, 0);
    return /^build id "([^"]+)"$/m.exec(head.toString('latin1', 0, length))?.[1];
  } finally {
    closeSync(fd);
  }
}
