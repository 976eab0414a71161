/**
 * A package path as the linker and the runtime write it in the names of functions: cmd/internal/objabi escapes dots after the
 * last slash, and control characters, quotes, per cent signs and bytes above 0x7e everywhere.
 */
export function symbolPath(importMap: string): string {
  const slash = importMap.lastIndexOf('/');
  return [...importMap]
    .map((char, i) => {
      const escaped = char <= ' ' || char > '~' || char === '%' || char === '"' || (char === '.' && i > slash);
      return escaped ? [...Buffer.from(char)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('') : char;
    })
    .join('');
}
