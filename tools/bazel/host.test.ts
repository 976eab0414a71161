import { describe, expect, test } from '@jest/globals';
import { acquireSettings, filesNamedIn, httpProxy, mirrorFromIndexTargets } from './host.js';

describe('mirrorFromIndexTargets', () => {
  test("takes the mirror of this release's main, without a slash at the end", () => {
    const listing = [
      'https://vendor.example/apt/|stable|main',
      'http://mirror.example/debian-security/|bookworm-security|main',
      'http://mirror.example/debian/|bookworm|contrib',
      'http://mirror.example/debian/|bookworm|main',
    ].join('\n');
    expect(mirrorFromIndexTargets(listing, 'bookworm')).toBe('http://mirror.example/debian');
  });

  test('skips transports that debootstrap lacks', () => {
    expect(mirrorFromIndexTargets('mirror+file:/etc/m|bookworm|main', 'bookworm')).toBeUndefined();
  });
});

const DUMP = [
  'APT::Architecture "amd64";',
  'Acquire::IndexTargets::deb::Packages "";',
  'Acquire::http::Proxy "http://proxy.example:3128";',
  'Acquire::http::Proxy-Auto-Detect "/usr/local/bin/detect";',
  'Acquire::https::CaInfo "/etc/company/ca.pem";',
  'Acquire::https::Verify-Peer "true";',
  'DPkg::Post-Invoke:: "rm -f /var/cache/apt/archives/*.deb";',
].join('\n');

describe('the settings carried into the root', () => {
  const settings = acquireSettings(DUMP);

  test('are those that reach servers, without hooks and programs of the host', () => {
    expect(settings).toEqual([
      'Acquire::http::Proxy "http://proxy.example:3128";',
      'Acquire::https::CaInfo "/etc/company/ca.pem";',
      'Acquire::https::Verify-Peer "true";',
    ]);
  });

  test('name the files to show and the proxy', () => {
    expect(filesNamedIn(settings)).toEqual(['/etc/company/ca.pem']);
    expect(httpProxy(settings)).toBe('http://proxy.example:3128');
    expect(httpProxy([])).toBeUndefined();
  });
});
