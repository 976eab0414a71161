#!/usr/bin/env node
/**
 * The program `otel`. The go command's tools and `otel go` are started often and must be quick: they do without everything that the other
 * commands load.
 */
const [, , command, ...rest] = process.argv;

if (command === 'go') {
  const { LINKING } = await import('../gobuild/arguments.js');
  if (rest.some((word) => LINKING.has(word))) {
    // The go command answers while we are being loaded. Where it is to work in another folder, it is asked again.
    const { goEnvironment } = await import('../gobuild/goenvironment.js');
    goEnvironment(process.cwd()).catch(() => undefined);
  }
  const { reported } = await import('../toolexec/main.js');
  const { runGoCommand } = await import('./go.js');
  process.exitCode = await reported(() => runGoCommand(rest));
} else if (command === 'toolexec') {
  const { reported } = await import('../toolexec/main.js');
  const { runToolexec } = await import('./toolexec.js');
  process.exitCode = await reported(() => runToolexec(rest));
} else {
  await import('./main.js');
}
