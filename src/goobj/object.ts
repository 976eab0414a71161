import { closeSync, openSync, readSync, fstatSync } from 'node:fs';

/**
 * What we read from a compiled package: the packages it imports directly, std included, and the fingerprint of its export
 * data, which the linker compares. Follows `cmd/internal/goobj` (object format "go120ld") and `cmd/internal/archive`.
 */
export interface GoObject {
  readonly imports: readonly string[];
  /** Sixteen hexadecimal digits. */
  readonly fingerprint: string;
}

const ARCHIVE_MAGIC = '!<arch>\n';
const ENTRY_SIZE = 60;
const OBJECT_MAGIC = Buffer.from('\0go120ld', 'latin1');
const HEADER_END = Buffer.from('\n!\n', 'latin1');
/** Magic, fingerprint and flags stand before the block offsets; the first two blocks are the imports and the package index. */
const BLOCKS_AT = 8 + 8 + 4;
/** Enough for most text headers and the import lists behind them: cgo lines may need more. */
const FIRST_READ = 4 * 1024;
const LONGEST_HEADER = 64 * 1024;

/** Reads the object of an archive; undefined when the archive holds none that we know (assembly only, another format). */
export function readGoObject(path: string): GoObject | undefined {
  const fd = openSync(path, 'r');
  try {
    const size = fstatSync(fd).size;
    const read = (offset: number, length: number): Buffer => {
      const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - offset)));
      readSync(fd, buffer, 0, buffer.length, offset);
      return buffer;
    };
    if (read(0, 8).toString('latin1') !== ARCHIVE_MAGIC) return undefined;
    let offset = 8;
    while (offset + ENTRY_SIZE <= size) {
      const entry = read(offset, ENTRY_SIZE).toString('latin1');
      const length = Number.parseInt(entry.slice(48, 58), 10);
      if (!Number.isFinite(length)) return undefined;
      if (entry.slice(0, 16).trim() === '_go_.o') return parseObject(offset + ENTRY_SIZE, length, read);
      offset += ENTRY_SIZE + length + (length % 2);
    }
    return undefined;
  } finally {
    closeSync(fd);
  }
}

function parseObject(start: number, length: number, read: (offset: number, length: number) => Buffer): GoObject | undefined {
  // A text header ("go object linux amd64 …", possibly cgo and build id lines) precedes the binary object.
  let head = read(start, Math.min(length, FIRST_READ));
  let end = head.indexOf(HEADER_END);
  if (end < 0 || head.length < end + HEADER_END.length + BLOCKS_AT + 8) {
    head = read(start, Math.min(length, LONGEST_HEADER));
    end = head.indexOf(HEADER_END);
  }
  const at = end < 0 ? -1 : end + HEADER_END.length;
  if (at < 0 || !head.subarray(at, at + 8).equals(OBJECT_MAGIC)) return undefined;
  // Each of the many small reads would be a system call: what has been read serves where it reaches.
  const bytes = (offset: number, size: number): Buffer =>
    at + offset + size <= head.length ? head.subarray(at + offset, at + offset + size) : read(start + at + offset, size);
  const header = bytes(0, BLOCKS_AT + 8);
  const from = header.readUInt32LE(BLOCKS_AT);
  const to = header.readUInt32LE(BLOCKS_AT + 4);
  const table = bytes(from, to - from);
  const imports: string[] = [];
  for (let i = 0; i + 16 <= table.length; i += 16) {
    const nameLength = table.readUInt32LE(i);
    const nameOffset = table.readUInt32LE(i + 4);
    imports.push(bytes(nameOffset, nameLength).toString('utf8'));
  }
  return { imports, fingerprint: header.subarray(8, 16).toString('hex') };
}
