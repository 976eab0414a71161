/**
 * A Debian root folder that holds Bazel: for machines that reach a Debian mirror but not Bazel's
 * release host. The machine's own packages stay as they are, apart from the two small tools that
 * make and enter the root.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildOnce } from './cache.js';
import { debianMirror, filesNamedIn, hostAcquireSettings, httpProxy, which } from './host.js';
import { type Log, PrepareError, runStep } from './steps.js';

/** The Debian release that has bazel-bootstrap 7.7. */
const SUITE = 'forky';
const PACKAGES = ['bazel-bootstrap', 'default-jdk-headless', 'gcc', 'g++', 'zip', 'unzip', 'git', 'python3-minimal'];
/** Raise it when the steps below change, so that existing roots are built again. */
const RECIPE = 1;
const HOST_CA_BUNDLE = '/etc/ssl/certs/ca-certificates.crt';
/** Java's certificates, at a place that the bind of the host's /etc/ssl does not hide. */
export const JAVA_CERTIFICATES = '/var/lib/otel-dev/cacerts';

const NETWORK_HINT =
  'check that the Debian mirror of this machine is reached (apt-get update), or set\n' +
  '  USE_BAZEL_VERSION to the absolute path of a Bazel 7.7 binary; then run the command again';

/** debootstrap and bubblewrap, installed if this user may. */
async function ensureHostTools(log: Log): Promise<void> {
  const packages = { debootstrap: 'debootstrap', bwrap: 'bubblewrap', unshare: 'util-linux' };
  const missing = Object.entries(packages).flatMap(([tool, name]) => (which(tool) ? [] : [name]));
  if (missing.length === 0) return;
  const install = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0 || which('apt-get') === undefined) {
    throw new PrepareError(`this machine lacks ${missing.join(', ')}, needed to set up Bazel\n` + `  what to do: run as root: ${install}`);
  }
  await runStep(
    {
      title: `install ${missing.join(', ')}`,
      command: ['sh', '-c', install],
      env: { DEBIAN_FRONTEND: 'noninteractive' },
      hint: NETWORK_HINT,
    },
    log,
  );
}

/** The debootstrap script: every release after the ones it knows is built like sid. */
async function debootstrapScript(): Promise<string> {
  const folder = '/usr/share/debootstrap/scripts';
  const known = await readdir(folder).catch((): string[] => []);
  return path.join(folder, known.includes(SUITE) ? SUITE : 'sid');
}

/** Runs a program inside the root that is being built. */
function inside(root: string, visible: readonly string[], command: readonly string[]): string[] {
  return [
    'bwrap',
    ...['--bind', root, '/', '--dev-bind', '/dev', '/dev', '--proc', '/proc', '--bind', '/sys', '/sys'],
    ...['--ro-bind-try', '/etc/resolv.conf', '/etc/resolv.conf'],
    ...['--ro-bind-try', '/etc/hosts', '/etc/hosts'],
    ...visible.flatMap((file) => ['--ro-bind-try', file, file]),
    ...['--chdir', '/', '--setenv', 'PATH', '/usr/sbin:/usr/bin:/sbin:/bin'],
    ...['--setenv', 'DEBIAN_FRONTEND', 'noninteractive', '--setenv', 'LC_ALL', 'C.UTF-8'],
    // The host's variables point to files that are not there yet.
    ...['SSL_CERT_FILE', 'SSL_CERT_DIR', 'LD_LIBRARY_PATH', 'LD_PRELOAD', 'JAVA_HOME'].flatMap((name) => ['--unsetenv', name]),
    ...command,
  ];
}

/** Lets apt inside the root reach its servers the way the host's apt does. */
async function configureApt(root: string, mirror: string): Promise<string[]> {
  const settings = hostAcquireSettings();
  const files = filesNamedIn(settings);
  if (mirror.startsWith('https:') && files.length === 0 && existsSync(HOST_CA_BUNDLE)) {
    // The root has no certificates before apt has installed them. /run: no package owns it.
    await cp(HOST_CA_BUNDLE, path.join(root, 'run/host-ca.crt'));
    settings.push('Acquire::https::CaInfo "/run/host-ca.crt";');
  }
  // A snapshot mirror's index may be past its date.
  settings.push('Acquire::Check-Valid-Until "false";');
  await writeFile(path.join(root, 'etc/apt/apt.conf.d/90host'), `${settings.join('\n')}\n`);
  for (const secret of ['auth.conf', 'auth.conf.d']) {
    const from = path.join('/etc/apt', secret);
    if (existsSync(from)) await cp(from, path.join(root, 'etc/apt', secret), { recursive: true });
  }
  const authorities = '/usr/local/share/ca-certificates';
  if (existsSync(authorities)) {
    await cp(authorities, path.join(root, authorities), { recursive: true });
  }
  // The root can be made again at any time: no need to flush every file to the disk.
  await writeFile(path.join(root, 'etc/dpkg/dpkg.cfg.d/90otel-dev'), 'force-unsafe-io\n');
  return files;
}

async function buildRoot(root: string, log: Log): Promise<void> {
  const mirror = debianMirror();
  const proxy = httpProxy(hostAcquireSettings());
  const script = await debootstrapScript();
  const bootstrap = ['debootstrap', '--variant=minbase', SUITE, root, mirror, script];
  await runStep(
    {
      title: 'Debian base system (1/2, about 40 s)',
      // Mounts of a name space of our own vanish with it, also when we are killed.
      command: ['unshare', '--mount', '--propagation', 'private', ...bootstrap],
      env: proxy === undefined ? {} : { http_proxy: process.env['http_proxy'] ?? proxy },
      hint: NETWORK_HINT,
    },
    log,
  );
  const visible = await configureApt(root, mirror);
  const install = `apt-get update && apt-get install -y --no-install-recommends ${PACKAGES.join(' ')}`;
  await runStep(
    {
      title: 'Bazel, Java and gcc (2/2, about 60 s)',
      command: inside(root, visible, ['sh', '-c', `${install} && apt-get clean`]),
      hint: NETWORK_HINT,
    },
    log,
  );
  await mkdir(path.join(root, path.dirname(JAVA_CERTIFICATES)), { recursive: true });
  const certificates = path.join(root, 'etc/ssl/certs/java/cacerts');
  if (existsSync(certificates)) await cp(certificates, path.join(root, JAVA_CERTIFICATES));
}

/** The name of the root: changes with everything that decides what it holds. */
function rootName(arch: string = process.arch): string {
  const identity = JSON.stringify([RECIPE, SUITE, PACKAGES, arch]);
  return `root-${createHash('sha256').update(identity).digest('hex').slice(0, 12)}`;
}

/** The root folder, built if this machine does not have it yet (about two minutes, 2.2 GB). */
export async function ensureDebianRoot(cache: string, log: Log): Promise<string> {
  if (process.platform !== 'linux') {
    throw new PrepareError(
      'Bazel could not be obtained, and the Debian root works on Linux only\n' +
        '  what to do: set USE_BAZEL_VERSION to the absolute path of a Bazel 7.7 binary',
    );
  }
  const name = rootName();
  if (!existsSync(path.join(cache, name)) || which('bwrap') === undefined) {
    await ensureHostTools(log);
    if (!existsSync(path.join(cache, name)) && process.getuid?.() !== 0) {
      throw new PrepareError(
        `setting up Bazel in ${path.join(cache, name)} needs root, once\n` +
          '  what to do: run as root, with the same OTEL_DEV_CACHE: node tools/bootstrap.mjs bazel . version',
      );
    }
  }
  const root = await buildOnce(cache, name, log, (temporary) => buildRoot(temporary, log));
  return root;
}

/** True if the root has its own copy of Java's certificates. */
export function hasJavaCertificates(root: string): boolean {
  try {
    return readFileSync(path.join(root, JAVA_CERTIFICATES)).length > 0;
  } catch {
    return false;
  }
}
