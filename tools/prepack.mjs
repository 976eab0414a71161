/**
 * What `npm pack` and `npm publish` run first: compiles, removes compiled files whose source is gone, and puts the grammar into the package.
 * As a dependency tree-sitter-go would bring along a native addon, which we never load and which is compiled where no prebuilt one fits.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const inCheckout = (...parts) => path.join(checkout, ...parts);

// stdout is npm's: `npm pack --json` prints JSON.
const { status } = spawnSync(process.execPath, [inCheckout('node_modules/typescript/bin/tsc'), '-p', checkout], {
  stdio: ['ignore', process.stderr.fd, process.stderr.fd],
});
if (status !== 0) process.exit(status ?? 1);

for (const name of readdirSync(inCheckout('dist/src'), { recursive: true, encoding: 'utf8' })) {
  if (name.endsWith('.js') && !existsSync(inCheckout('src', name.replace(/\.js$/, '.ts')))) rmSync(inCheckout('dist/src', name));
}

mkdirSync(inCheckout('grammar'), { recursive: true });
for (const name of ['tree-sitter-go.wasm', 'LICENSE'])
  copyFileSync(inCheckout('node_modules/tree-sitter-go', name), inCheckout('grammar', name));
