/** What this machine is configured to use: its tools, its Debian mirror, its apt settings. */
import { execFileSync } from 'node:child_process';
import { accessSync, constants, lstatSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { PrepareError } from './steps.js';

type Env = Readonly<Record<string, string | undefined>>;

/** The first executable of this name on PATH. */
export function which(name: string, env: Env = process.env): string | undefined {
  // sbin: debootstrap lives there, and a user's PATH may lack it.
  const folders = [...(env['PATH'] ?? '').split(path.delimiter), '/usr/local/sbin', '/usr/sbin'];
  for (const folder of folders) {
    if (!path.isAbsolute(folder)) continue;
    const file = path.join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      if (!lstatSync(realpathSync(file)).isDirectory()) return file;
    } catch {
      // Not here: look in the next folder.
    }
  }
  return undefined;
}

/** One package index that apt knows: what `apt-get indextargets` prints with INDEX_FORMAT. */
const INDEX_FORMAT = '$(REPO_URI)|$(RELEASE)|$(COMPONENT)';

/**
 * Chooses the Debian mirror from apt's index list: the one that serves this release's `main`.
 * Other repositories on the machine (security, vendors) do not carry the whole archive.
 */
export function mirrorFromIndexTargets(listing: string, codename: string): string | undefined {
  for (const line of listing.split('\n')) {
    const [uri = '', release, component] = line.trim().split('|');
    const usable = /^(https?|file|copy):/.test(uri);
    if (usable && release === codename && component === 'main') return uri.replace(/\/$/, '');
  }
  return undefined;
}

/** The Debian mirror this machine is set up to use; OTEL_DEV_DEBIAN_MIRROR overrides it. */
export function debianMirror(env: Env = process.env): string {
  if (env['OTEL_DEV_DEBIAN_MIRROR']) return env['OTEL_DEV_DEBIAN_MIRROR'];
  const osRelease = readFileSync('/etc/os-release', 'utf8');
  const codename = /^VERSION_CODENAME=(.+)$/m.exec(osRelease)?.[1] ?? '';
  const listing = execFileSync('apt-get', ['indextargets', '--format', INDEX_FORMAT, 'Identifier: Packages'], { encoding: 'utf8' });
  const mirror = /^ID=debian$/m.test(osRelease) && mirrorFromIndexTargets(listing, codename);
  if (mirror) return mirror;
  throw new PrepareError(
    'no Debian mirror found in the apt configuration of this machine\n' +
      '  what to do: set OTEL_DEV_DEBIAN_MIRROR to the address of one, or USE_BAZEL_VERSION to\n' +
      '  the absolute path of a Bazel 7.7 binary',
  );
}

/**
 * The settings that decide how apt reaches its servers (proxy, certificates, time-outs), in apt's
 * own syntax. Only these are carried into the root: hooks of the host name programs that are not
 * there.
 */
export function acquireSettings(aptConfigDump: string): string[] {
  return aptConfigDump
    .split('\n')
    .filter((line) => /^Acquire::(http|https|ftp|Retries|ForceIPv[46]|Queue)/.test(line))
    .filter((line) => !/Auto-?Detect/i.test(line));
}

/** Files that those settings refer to, which therefore must be visible inside the root. */
export function filesNamedIn(settings: readonly string[]): string[] {
  return settings.flatMap((line) => {
    const file = /(?:CaInfo|SslCert|SslKey|CRLFile)\s+"(\/[^"]+)"/.exec(line)?.[1];
    return file === undefined ? [] : [file];
  });
}

export function hostAcquireSettings(): string[] {
  return acquireSettings(execFileSync('apt-config', ['dump'], { encoding: 'utf8' }));
}

/** The proxy for plain HTTP that apt is told to use: debootstrap does not read apt's settings. */
export function httpProxy(settings: readonly string[]): string | undefined {
  for (const line of settings) {
    const proxy = /^Acquire::http::Proxy\s+"([^"]+)"/.exec(line)?.[1];
    if (proxy !== undefined && proxy !== 'DIRECT') return proxy;
  }
  return undefined;
}

/** A program of the host that must also work inside the root. */
export interface HostTool {
  readonly name: string;
  /** The real file, links resolved. */
  readonly file: string;
  /** What has to be visible for the file to run. */
  readonly needs: readonly string[];
}

/** node, npm, npx and go, wherever this machine keeps them. */
export function hostTools(env: Env = process.env): HostTool[] {
  const tools: HostTool[] = [{ name: 'node', file: process.execPath, needs: [realpathSync(process.execPath)] }];
  for (const name of ['npm', 'npx']) {
    const found = which(name, env);
    if (found === undefined) continue;
    const file = realpathSync(found);
    // <...>/node_modules/npm/bin/npm-cli.js needs the whole package.
    tools.push({ name, file, needs: [path.dirname(path.dirname(file))] });
  }
  if (which('go', env) !== undefined) {
    // Asked, not derived: what is on PATH may be a version manager's shim.
    const reported = execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim();
    const goroot = realpathSync(reported);
    tools.push({ name: 'go', file: path.join(goroot, 'bin', 'go'), needs: goNeeds(goroot) });
  }
  return tools;
}

/** GOROOT, and what its entries link to (Debian's own Go keeps src in another folder). */
function goNeeds(goroot: string): string[] {
  const linked = readdirSync(goroot, { withFileTypes: true })
    .filter((entry) => entry.isSymbolicLink())
    .map((entry) => realpathSync(path.join(goroot, entry.name)));
  return [goroot, ...linked];
}
