import type { FunctionHead, GoFunction } from '../golang/model.js';

/** `func: F`, `recv: T` or `*T` of a rule. */
export type FunctionAddress = FunctionHead;

/** `*T`, `T`, undefined as a rule writes them; type parameters do not count. */
export function parseAddress(func: string, recv: string | undefined): FunctionAddress {
  const plain = (recv ?? '').replace(/\[.*$/, '').trim();
  return { name: func, base: plain.replace(/^\*\s*/, ''), pointer: plain.startsWith('*') };
}

export function addressText(head: FunctionHead): string {
  return head.base === '' ? head.name : `${head.pointer ? '*' : ''}${head.base}.${head.name}`;
}

export function headOf(fn: GoFunction): FunctionHead {
  return { name: fn.name, base: fn.receiver?.base ?? '', pointer: fn.receiver?.pointer ?? false };
}

export function matchesHead(head: FunctionHead, address: FunctionAddress): boolean {
  return head.name === address.name && head.base === address.base && head.pointer === address.pointer;
}

/** Whether a text declares a function in the way gofmt writes it. */
export function mayDeclare(text: string, address: FunctionAddress): boolean {
  if (!text.includes(address.name)) return false;
  const name = escapeName(address.name);
  const pattern =
    address.base === '' ? `^func\\s+${name}\\s*[(\\[]` : `^func\\s*\\([^)]*\\b${escapeName(address.base)}\\b[^)]*\\)\\s*${name}\\s*\\(`;
  return new RegExp(pattern, 'm').test(text);
}

export function escapeName(text: string): string {
  return text.replaceAll(/[^\p{L}\p{Nd}_]/gu, '\\$&');
}
