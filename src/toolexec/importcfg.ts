/** The file that tells compiler and linker which archive holds which package. */
import { quoteGo, unquoteGo } from './gostring.js';

export interface ImportConfig {
  /** Archive of each package, by import path. */
  readonly packages: ReadonlyMap<string, string>;
  /** The linker's build information, decoded; empty when there is none. */
  readonly moduleInfo: string;
  /** All other lines as they are. */
  readonly others: readonly string[];
}

/** Stand around the build information (cmd/go/internal/modload/build.go). */
const INFO_START = Buffer.from('3077af0c9274080241e1c107e6d618e6', 'hex').toString('latin1');
const INFO_END = Buffer.from('f932433186182072008242104116d8f2', 'hex').toString('latin1');

export function parseImportConfig(text: string): ImportConfig {
  const packages = new Map<string, string>();
  const others: string[] = [];
  let moduleInfo = '';
  for (const line of text.split('\n')) {
    const entry = /^packagefile ([^=]+)=(.*)$/.exec(line);
    if (entry) packages.set(entry[1] ?? '', entry[2] ?? '');
    else if (line.startsWith('modinfo ')) moduleInfo = decodeInfo(unquoteGo(line.slice('modinfo '.length)));
    else if (line !== '') others.push(line);
  }
  return { packages, moduleInfo, others };
}

export function formatImportConfig({ packages, moduleInfo, others }: ImportConfig): string {
  const lines = [...others, ...[...packages].map(([path, file]) => `packagefile ${path}=${file}`)];
  if (moduleInfo !== '') lines.push(`modinfo ${quoteGo(INFO_START + Buffer.from(moduleInfo, 'utf8').toString('latin1') + INFO_END)}`);
  return `${lines.join('\n')}\n`;
}

function decodeInfo(bytes: string): string {
  const inner = bytes.startsWith(INFO_START) && bytes.endsWith(INFO_END) ? bytes.slice(INFO_START.length, -INFO_END.length) : bytes;
  return Buffer.from(inner, 'latin1').toString('utf8');
}
