import type { Manifest } from '../report/manifest.js';

/** Package path of the pseudo archive through which the link action gets the script (bazel/private/link.bzl). */
const SCRIPT_ARC = 'otel=otel-link=';

/**
 * The sed script that the launcher runs over the parameters of a link (bazel/private/builder.sh.tpl), where Node would be a part of
 * every link. `-arc` and its value `label=package=file` are two lines, quoted or not. Dropped are std packages that are not swapped in
 * (`otel-std:`), packages that only the libraries bring along where nothing needs them (`otel-hook:`), and the script itself.
 */
export function linkScript(manifest: Manifest): string {
  const needsLibraries = manifest.active || manifest.imports.length > 0;
  const quote = `'\\{0,1\\}`;
  return [
    `/^${quote}-arc${quote}$/{`,
    'N',
    `/\\n${quote}${SCRIPT_ARC}/d`,
    `/\\n${quote}otel-std:/{`,
    ...manifest.stdPackages.map(({ importPath }) => `/=${literal(importPath)}=/b`),
    'd',
    '}',
    ...(needsLibraries ? [] : [`/\\n${quote}otel-hook:/d`]),
    '}',
    '',
  ].join('\n');
}

/** A text as a basic regular expression between slashes. */
function literal(text: string): string {
  return text.replaceAll(/[\\/.*[\]^$]/g, '\\$&');
}
