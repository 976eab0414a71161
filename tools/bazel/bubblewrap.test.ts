import { describe, expect, test } from '@jest/globals';
import { bubblewrapCommand, environmentInside, isWithin, outermost, type RootView } from './bubblewrap.js';

describe('outermost', () => {
  test('drops what lies in another folder, parents first', () => {
    expect(outermost(['/a/b/main', '/tmp', '/a/b', '/tmp'])).toEqual(['/tmp', '/a/b']);
  });

  test('compares whole names', () => {
    expect(outermost(['/a/b', '/a/b2'])).toEqual(['/a/b', '/a/b2']);
    expect(isWithin('/a/b2', '/a/b')).toBe(false);
    expect(isWithin('/a/b/..a', '/a/b')).toBe(false);
  });
});

const VIEW: RootView = {
  root: '/cache/root',
  folders: ['/home/u', '/ws', '/'],
  tools: [
    { name: 'node', file: '/usr/bin/node', needs: ['/usr/bin/node'] },
    { name: 'go', file: '/home/u/go/bin/go', needs: ['/home/u/go'] },
  ],
  toolLinks: '/cache/host-bin',
  cwd: '/ws',
};

/** The pairs that follow an option. */
function binds(command: readonly string[], option: string): string[] {
  return command.flatMap((word, i) => (word === option ? [command[i + 1] ?? ''] : []));
}

describe('bubblewrapCommand', () => {
  const command = bubblewrapCommand(VIEW);

  test('the root comes first: a later bind would hide what was bound before', () => {
    expect(command.slice(0, 4)).toEqual(['bwrap', '--bind', '/cache/root', '/']);
  });

  test('never binds the host over the root itself', () => {
    expect(binds(command, '--bind-try')).toEqual(['/ws', '/home/u', '/usr/local']);
  });

  test('adds tools that no bound folder shows', () => {
    expect(binds(command, '--ro-bind')).toEqual(['/usr/bin/node']);
  });

  test("has no PID name space, and the host's /proc: the Bazel server must live on", () => {
    expect(command).not.toContain('--unshare-pid');
    expect(command).not.toContain('--die-with-parent');
    expect(binds(command, '--bind')).toContain('/proc');
  });
});

describe('environmentInside', () => {
  test('PATH does not depend on the host; variables for the host alone are dropped', () => {
    const env = environmentInside({ PATH: '/x', JAVA_HOME: '/j', GOPROXY: 'off' }, VIEW);
    expect(env['PATH']?.split(':')[0]).toBe('/cache/host-bin');
    expect(env['PATH']).not.toContain('/x:');
    expect(env['JAVA_HOME']).toBeUndefined();
    expect(env['GOPROXY']).toBe('off');
  });
});
