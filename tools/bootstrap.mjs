/**
 * `node tools/bootstrap.mjs <task> [arguments...]`: what npm scripts start on a fresh checkout.
 *
 * Installs the packages if package-lock.json changed since the last time, compiles the TypeScript
 * sources, then runs dist/tools/<task>.js with the arguments. Plain JavaScript without packages,
 * because nothing is installed or compiled yet. Progress goes to stderr: stdout is the task's.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const TASKS = ['demo', 'test', 'bench-bazel', 'bazel'];
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

/**
 * Runs a step that prepares the task; its output goes to stderr. A failure ends this process,
 * unless `mayFail` says that this output is no reason to: then the step returns false.
 */
async function prepare(title, file, args, mayFail = () => false) {
  process.stderr.write(`bootstrap: ${title} ...\n`);
  const started = Date.now();
  const log = path.join(mkdtempSync(path.join(tmpdir(), 'otel-bootstrap-')), 'output');
  const fd = openSync(log, 'w');
  const code = await run(file, args, { cwd: checkout, stdio: ['ignore', fd, fd] });
  closeSync(fd);
  const output = readFileSync(log, 'utf8');
  rmSync(path.dirname(log), { recursive: true });
  if (code !== 0 && mayFail(output)) return false;
  process.stderr.write(output);
  if (code !== 0) {
    process.stderr.write(`bootstrap: ${title}: failed (exit code ${code}): ${file} ${args.join(' ')}\n`);
    process.exit(code);
  }
  process.stderr.write(`bootstrap: ${title}: ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
  return true;
}

/**
 * True if `npm ci` refused only because the lock file lacks optional packages that the registry
 * in use did not offer when it was written ("Missing: name@ from lock file", without a version).
 * A package.json that drifted from the lock file names versions, or "Invalid:".
 */
function lacksOptionalPackagesOnly(output) {
  const complaints = output.match(/(?:Missing|Invalid): .*/g) ?? [];
  return complaints.length > 0 && complaints.every((line) => /^Missing: \S+@ from lock file$/.test(line.trim()));
}

async function installPackages() {
  const lock = createHash('sha256')
    .update(readFileSync(inCheckout('package-lock.json')))
    .digest('hex');
  // Inside node_modules: it vanishes together with what it vouches for.
  const stamp = inCheckout('node_modules', '.otel-bootstrap');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  const options = ['--no-audit', '--no-fund'];
  if (!(await prepare('npm ci', 'npm', ['ci', ...options], lacksOptionalPackagesOnly))) {
    process.stderr.write('bootstrap: npm ci: refused, as the lock file lacks optional packages of other platforms\n');
    // Installs what the lock file says, checksums included, and leaves the lock file as it is.
    await prepare('npm install --no-save', 'npm', ['install', '--no-save', ...options]);
  }
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
