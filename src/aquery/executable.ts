/** What a finished Go program contains, read from the file: its functions, and its symbols where they were not stripped. */
import { readFileSync } from 'node:fs';

export interface Executable {
  /** Names of all functions, those that were inlined included. */
  readonly functions: ReadonlySet<string>;
  /** Names of the symbol table; undefined when there is none (`-s`, which rules_go passes unless --strip=never). */
  readonly symbols: ReadonlySet<string> | undefined;
}

/** Undefined for a file that is no Go program. */
export function readExecutable(path: string): Executable | undefined {
  const file = readFileSync(path);
  const functions = readFunctionNames(file);
  return functions && { functions, symbols: readSymbols(file) };
}

/** First four bytes of the table of functions since Go 1.20, followed by two zeros (`internal/abi`, Go120PCLnTabMagic). */
const MAGIC = 0xfffffff1;

interface Table {
  readonly start: number;
  readonly end: number;
}

/** The names in the table of functions (`runtime.pcHeader`), which the runtime needs: no stripping removes them. */
function readFunctionNames(file: Buffer): Set<string> | undefined {
  const patterns = [true, false].map((little) => ({ little, bytes: magicBytes(little) }));
  for (const { little, bytes } of patterns) {
    for (let at = file.indexOf(bytes); at >= 0; at = file.indexOf(bytes, at + 1)) {
      const table = nameTable(file, at, little);
      if (!table) continue;
      const names = new Set(file.toString('utf8', table.start, table.end).split('\0'));
      if (names.has('runtime.main') || names.has('main.main')) return names;
    }
  }
  return undefined;
}

function magicBytes(little: boolean): Buffer {
  const bytes = Buffer.alloc(6);
  if (little) bytes.writeUInt32LE(MAGIC);
  else bytes.writeUInt32BE(MAGIC);
  return bytes;
}

function nameTable(file: Buffer, at: number, little: boolean): Table | undefined {
  const pointerSize = file[at + 7];
  if ((pointerSize !== 4 && pointerSize !== 8) || at + 8 + 5 * pointerSize > file.length) return undefined;
  const word = (index: number): number => {
    const offset = at + 8 + index * pointerSize;
    if (pointerSize === 4) return little ? file.readUInt32LE(offset) : file.readUInt32BE(offset);
    return Number(little ? file.readBigUInt64LE(offset) : file.readBigUInt64BE(offset));
  };
  // Number of functions, number of files, start of the code, then the offsets of the names and of what follows them.
  const [start, end] = [at + word(3), at + word(4)];
  return start < end && end <= file.length ? { start, end } : undefined;
}

function readSymbols(file: Buffer): Set<string> | undefined {
  const magic = file.readUInt32BE(0);
  if (magic === 0x7f454c46) return elfSymbols(file);
  if (file.readUInt32LE(0) === 0xfeedfacf) return machoSymbols(file);
  if (file.toString('latin1', 0, 2) === 'MZ') return peSymbols(file);
  return undefined;
}

function text(file: Buffer, at: number): string {
  const end = file.indexOf(0, at);
  return file.toString('utf8', at, end < 0 ? file.length : end);
}

const SHT_SYMTAB = 2;

function elfSymbols(file: Buffer): Set<string> | undefined {
  const wide = file[4] === 2;
  const little = file[5] === 1;
  const u16 = (at: number): number => (little ? file.readUInt16LE(at) : file.readUInt16BE(at));
  const u32 = (at: number): number => (little ? file.readUInt32LE(at) : file.readUInt32BE(at));
  const word = (at: number): number => (wide ? Number(little ? file.readBigUInt64LE(at) : file.readBigUInt64BE(at)) : u32(at));
  const [table, size, count] = wide ? [word(0x28), u16(0x3a), u16(0x3c)] : [word(0x20), u16(0x2e), u16(0x30)];
  const section = (index: number): { type: number; offset: number; length: number; link: number } => {
    const at = table + index * size;
    return wide
      ? { type: u32(at + 4), offset: word(at + 0x18), length: word(at + 0x20), link: u32(at + 0x28) }
      : { type: u32(at + 4), offset: word(at + 0x10), length: word(at + 0x14), link: u32(at + 0x18) };
  };
  const symbols = Array.from({ length: count }, (_, i) => section(i)).find(({ type }) => type === SHT_SYMTAB);
  if (!symbols) return undefined;
  const strings = section(symbols.link).offset;
  const names = new Set<string>();
  for (let at = symbols.offset; at < symbols.offset + symbols.length; at += wide ? 24 : 16) names.add(text(file, strings + u32(at)));
  return names;
}

const LC_SYMTAB = 2;

function machoSymbols(file: Buffer): Set<string> | undefined {
  const commands = file.readUInt32LE(16);
  for (let at = 32, i = 0; i < commands; i++, at += file.readUInt32LE(at + 4)) {
    if (file.readUInt32LE(at) !== LC_SYMTAB) continue;
    const [offset, count, strings] = [file.readUInt32LE(at + 8), file.readUInt32LE(at + 12), file.readUInt32LE(at + 16)];
    if (count === 0) return undefined;
    const names = Array.from({ length: count }, (_, symbol) => text(file, strings + file.readUInt32LE(offset + 16 * symbol)));
    // The system's linker puts `_` before every name.
    const all = new Set(names.flatMap((name) => (name.startsWith('_') ? [name, name.slice(1)] : [name])));
    // Without the Go symbols the table still lists what is imported from libraries.
    return all.has('runtime.main') ? all : undefined;
  }
  return undefined;
}

function peSymbols(file: Buffer): Set<string> | undefined {
  const header = file.readUInt32LE(0x3c);
  const [offset, count] = [file.readUInt32LE(header + 12), file.readUInt32LE(header + 16)];
  if (offset === 0 || count === 0) return undefined;
  const strings = offset + 18 * count;
  const names = new Set<string>();
  for (let i = 0; i < count; i++) {
    const at = offset + 18 * i;
    const long = file.readUInt32LE(at) === 0;
    names.add(long ? text(file, strings + file.readUInt32LE(at + 4)) : file.toString('latin1', at, at + 8).replace(/\0.*$/, ''));
    i += file[at + 17] ?? 0;
  }
  return names;
}
