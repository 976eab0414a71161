import type { GoImport } from './model.js';

/** What a qualifier stands for in a file. */
export type QualifierMeaning =
  | { readonly kind: 'found'; readonly path: string }
  | { readonly kind: 'ambiguous'; readonly paths: readonly string[] }
  | { readonly kind: 'missing' };

/**
 * The import that a package qualifier means. A package's name stands in its own files, which are not at hand: without an alias it
 * is guessed from the path, as people name packages.
 */
export function importOf(qualifier: string, imports: readonly GoImport[]): QualifierMeaning {
  const aliased = imports.find((spec) => spec.alias === qualifier);
  if (aliased) return { kind: 'found', path: aliased.path };
  const plain = imports.filter((spec) => spec.alias === '');
  for (const fits of [
    (path: string) => path.slice(path.lastIndexOf('/') + 1) === qualifier,
    (path: string) => likelyNames(path).has(qualifier),
  ]) {
    const paths = [...new Set(plain.map((spec) => spec.path).filter(fits))];
    const [only] = paths;
    if (only !== undefined && paths.length === 1) return { kind: 'found', path: only };
    if (paths.length > 1) return { kind: 'ambiguous', paths };
  }
  return { kind: 'missing' };
}

/** `github.com/x/go-foo/v2` → foo, go-foo, …; `gopkg.in/yaml.v3` → yaml. */
export function likelyNames(path: string): Set<string> {
  const elements = path.split('/');
  if (elements.length > 1 && /^v\d+$/.test(elements.at(-1) ?? '')) elements.pop();
  const last = (elements.at(-1) ?? '').replace(/\.v\d+$/, '');
  const names = new Set<string>([last]);
  for (const stripped of [
    last.replace(/^(go|golang)[-_.]/, ''),
    last.replace(/[-_.](go|golang)$/, ''),
    last.replace(/^(go|golang)[-_.]/, '').replace(/[-_.](go|golang)$/, ''),
  ]) {
    names.add(stripped);
    names.add(stripped.replaceAll(/[-.]/g, ''));
    names.add(stripped.replaceAll(/[-.]/g, '_'));
    names.add(stripped.slice(Math.max(stripped.lastIndexOf('-'), stripped.lastIndexOf('.')) + 1));
    names.add(stripped.split(/[-.]/, 1)[0] ?? '');
  }
  names.add(last.replace(/^go/, ''));
  names.delete('');
  return names;
}

/** How the package is most likely called: for messages. */
export function shortName(path: string): string {
  const elements = path.split('/');
  if (elements.length > 1 && /^v\d+$/.test(elements.at(-1) ?? '')) elements.pop();
  return (elements.at(-1) ?? '')
    .replace(/\.v\d+$/, '')
    .replace(/^go-/, '')
    .replaceAll(/[^\p{L}\p{Nd}_]/gu, '_');
}
