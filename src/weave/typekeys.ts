/**
 * The structure of a type (see structureOf) and of the types that its slices, arrays, maps, channels and functions are made of.
 * Anything else (pointers, named and literal types) is one piece.
 */
export function componentsOf(structure: string): string[] {
  const components = new Set<string>();
  collect(structure, components);
  return [...components];
}

function collect(type: string, components: Set<string>): void {
  if (type === '') return;
  if (type.startsWith('...')) return collect(type.slice(3), components);
  components.add(type);
  const constructor = /^(?:\[|map\[|chan\(|chan<-\(|<-chan\(|func\()/.exec(type)?.[0];
  if (constructor === undefined) return;
  const open = constructor.length - 1;
  const close = closing(type, open);
  const inner = type.slice(open + 1, close);
  const rest = type.slice(close + 1);
  if (constructor === '[') collect(rest, components);
  else if (constructor === 'map[') {
    collect(inner, components);
    collect(rest, components);
  } else if (constructor === 'func(') {
    for (const param of list(inner)) collect(param, components);
    for (const result of list(rest.slice(1, -1))) collect(result, components);
  } else collect(inner, components);
}

/** Brackets, and whatever else the structure of a type is made of; quoted import paths and tags are one token. */
const TOKENS = /"(?:[^"\\]|\\.)*"|[\s\S]/g;

/** Offset of the bracket that closes the one at `open`. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (const match of text.slice(open).matchAll(TOKENS)) {
    if (/^[([{]$/.test(match[0])) depth++;
    if (/^[)\]}]$/.test(match[0]) && --depth === 0) return open + match.index;
  }
  return text.length;
}

function list(text: string): string[] {
  const items: string[] = [];
  let start = 0;
  let depth = 0;
  for (const match of text.matchAll(TOKENS)) {
    if (/^[([{]$/.test(match[0])) depth++;
    if (/^[)\]}]$/.test(match[0])) depth--;
    if (match[0] === ',' && depth === 0) {
      items.push(text.slice(start, match.index));
      start = match.index + 1;
    }
  }
  return text === '' ? [] : [...items, text.slice(start)];
}
