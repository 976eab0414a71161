/** The bubblewrap command line with which a program runs inside the Debian root. */
import path from 'node:path';
import type { HostTool } from './host.js';

/** Of the host, as it is: tools that an administrator installed. Other system folders are the root's. */
const PASSED_WHOLE = ['/usr/local'];
/** Network and account settings; the certificates must be the host's, or downloads fail. */
const READ_ONLY = ['/etc/ssl', '/usr/share/ca-certificates', '/etc/resolv.conf', '/etc/hosts', '/etc/passwd', '/etc/group'];
/** Variables of the host that name libraries or compilers which do not exist inside. */
const HOST_ONLY = ['LD_LIBRARY_PATH', 'LD_PRELOAD', 'JAVA_HOME', 'CC', 'CXX', 'PYTHONHOME', 'BAZEL_SH'];

export interface RootView {
  readonly root: string;
  /** Folders that are read and written: workspace, checkout, HOME, cache, temporary files. */
  readonly folders: readonly string[];
  readonly tools: readonly HostTool[];
  /** A folder with links to the tools, first on PATH. */
  readonly toolLinks: string;
  readonly cwd: string;
}

export function isWithin(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative === '' || (!relative.startsWith('..') && !path.isAbsolute(relative));
}

/** Without folders that lie in another one of the list, parents first. */
export function outermost(folders: readonly string[]): string[] {
  const kept: string[] = [];
  for (const folder of [...new Set(folders)].sort((a, b) => a.length - b.length)) {
    if (!kept.some((parent) => isWithin(folder, parent))) kept.push(folder);
  }
  return kept;
}

/** bwrap and its arguments, up to the program that it starts. */
export function bubblewrapCommand(view: RootView): string[] {
  // A user whose HOME is / must not hide the root itself.
  const folders = outermost([...view.folders, ...PASSED_WHOLE].filter((folder) => folder !== '/'));
  const needs = view.tools.flatMap((tool) => tool.needs);
  const toolFiles = outermost(needs.filter((file) => !folders.some((at) => isWithin(file, at))));
  return [
    'bwrap',
    ...['--bind', view.root, '/', '--dev-bind', '/dev', '/dev'],
    // Bound, not mounted anew: the Bazel server must outlive this call, so there is no PID name
    // space of our own; and linux-sandbox mounts its own /proc only if this one is complete.
    ...['--bind', '/proc', '/proc', '--bind', '/sys', '/sys'],
    ...READ_ONLY.flatMap((file) => ['--ro-bind-try', file, file]),
    ...folders.flatMap((folder) => ['--bind-try', folder, folder]),
    ...toolFiles.flatMap((file) => ['--ro-bind', file, file]),
    ...['--chdir', view.cwd],
  ];
}

/**
 * The environment inside. PATH is the same whatever the host's is: it is part of the key of
 * repository rules and of actions.
 */
export function environmentInside(
  env: Readonly<Record<string, string | undefined>>,
  view: Pick<RootView, 'toolLinks'>,
): Record<string, string | undefined> {
  const inside = { ...env };
  for (const name of HOST_ONLY) delete inside[name];
  inside['PATH'] = [view.toolLinks, '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'].join(':');
  inside['LC_ALL'] = 'C.UTF-8';
  return inside;
}
