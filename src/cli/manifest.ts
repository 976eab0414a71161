import type { CommandModule } from 'yargs';
import { readManifest, type Manifest } from '../report/manifest.js';

/** `otel manifest FILE`: what the instrumentation of a built binary consists of. */
export function manifestCommand(write: (line: string) => void): CommandModule {
  return {
    command: 'manifest <file>',
    describe: 'show what is instrumented in a binary, from the .otel_manifest.json beside it',
    builder: (yargs) =>
      yargs.positional('file', { type: 'string', demandOption: true }).option('json', { type: 'boolean', default: false }),
    handler: (args) => {
      const manifest = readManifest(String(args['file']));
      if (args['json'] === true) write(JSON.stringify(manifest, null, 2));
      else for (const line of describeManifest(manifest)) write(line);
    },
  };
}

function describeManifest(manifest: Manifest): string[] {
  if (!manifest.active) return [`${manifest.label}: not instrumented: it contains no package that a rule targets; it is the plain binary`];
  const functions = manifest.functions.map(
    (fn) => `  ${fn.function} (${fn.file}:${fn.line})  ${fn.rules.map((rule) => `${rule.library}/${rule.name}`).join(', ')}`,
  );
  const swapped = manifest.stdPackages.map((std) => std.importPath).join(', ');
  return [
    `${manifest.label}: ${manifest.functions.length} functions instrumented`,
    ...functions,
    ...(swapped ? [`  swapped in at link: ${swapped}`] : []),
  ];
}
