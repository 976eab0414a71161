/**
 * `node tools/bootstrap.mjs <task> [arguments...]`: what npm scripts start on a fresh checkout.
 *
 * Installs the packages if package-lock.json changed since the last time, compiles the TypeScript
 * sources, then runs dist/tools/<task>.js with the arguments. Plain JavaScript without packages,
 * because nothing is installed or compiled yet. Progress goes to stderr: stdout is the task's.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const TASKS = ['demo', 'test', 'bench-bazel', 'bench-weave', 'bench-runtime', 'bazel'];
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const checkout = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const inCheckout = (...parts) => path.join(checkout, ...parts);

/** Runs a program to its end, passes signals on, and returns its exit code. */
async function run(file, args, options) {
  const child = spawn(file, args, options);
  const forward = (signal) => child.kill(signal);
  for (const signal of SIGNALS) process.on(signal, forward);
  try {
    return await new Promise((resolve, reject) => {
      child.on('error', reject);
      // 128 + n is how a shell reports a signal; which one does not matter to our callers.
      child.on('close', (code, signal) => resolve(signal === null ? code : 130));
    });
  } finally {
    for (const signal of SIGNALS) process.off(signal, forward);
  }
}

/** Runs a step that prepares the task; what it prints goes to stderr, a failure ends this process. */
async function prepare(title, file, args) {
  process.stderr.write(`bootstrap: ${title} ...\n`);
  const started = Date.now();
  const code = await run(file, args, { cwd: checkout, stdio: ['ignore', process.stderr.fd, process.stderr.fd] });
  if (code !== 0) {
    process.stderr.write(`bootstrap: ${title}: failed (exit code ${code}): ${file} ${args.join(' ')}\n`);
    process.exit(code);
  }
  process.stderr.write(`bootstrap: ${title}: ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
}

async function installPackages() {
  const lock = createHash('sha256')
    .update(readFileSync(inCheckout('package-lock.json')))
    .digest('hex');
  // Inside node_modules: it vanishes together with what it vouches for.
  const stamp = inCheckout('node_modules', '.otel-bootstrap');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  const options = ['--no-audit', '--no-fund'];
  await prepare('npm ci', 'npm', ['ci', ...options]);
  writeFileSync(stamp, lock);
}

const [task, ...args] = process.argv.slice(2);
if (!TASKS.includes(task)) {
  process.stderr.write(`usage: node tools/bootstrap.mjs <${TASKS.join('|')}> [arguments...]\n`);
  process.exit(2);
}
await installPackages();
await prepare('tsc', process.execPath, [inCheckout('node_modules/typescript/bin/tsc'), '-p', inCheckout('tsconfig.json')]);
// The caller's folder: relative paths in the arguments are the caller's.
process.exitCode = await run(process.execPath, [inCheckout('dist/tools', `${task}.js`), ...args], {
  stdio: 'inherit',
});
