/**
 * The linker's name of a package variable. cmd/internal/objabi escapes dots after the last slash of the package path, and
 * control characters, quotes, per cent signs and bytes above 0x7e everywhere.
 */
export function symbol(importMap: string, name: string): string {
  const slash = importMap.lastIndexOf('/');
  const bytes = [...Buffer.from(importMap, 'utf8')];
  const escaped = bytes.map((byte, i) => {
    const char = String.fromCharCode(byte);
    const escape = byte <= 0x20 || byte >= 0x7f || char === '%' || char === '"' || (char === '.' && i > slash);
    return escape ? `%${byte.toString(16).padStart(2, '0')}` : char;
  });
  return `${escaped.join('')}.${name}`;
}
