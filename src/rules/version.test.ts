import { describe, expect, test } from '@jest/globals';
import { inRange, parseVersionRange } from './version.js';

const range = { min: 'v1.2.0', max: 'v2.0.0' };

describe('inRange', () => {
  test.each<[string | undefined, boolean | 'unknown']>([
    ['v1.2.0', true],
    ['v1.99.99', true],
    ['v2.0.0', false],
    ['v1.1.9', false],
    ['v1.2.0-rc.1', false],
    ['v2.0.0-rc.1', true],
    ['v1.2.1-0.20240101000000-0123456789ab', true],
    ['v0.0.0-20240101000000-0123456789ab', false],
    ['v1.5.0+incompatible', true],
    ['v2.0.0+incompatible', false],
    ['1.5.0', true],
    ['v1.5', true],
    ['v3', false],
    ['v1.5.0+dirty', true],
    // The three forms of a pseudo-version: without a version before, after a pre-release, after a release.
    ['v2.0.0-20240101000000-0123456789ab', true],
    ['v1.2.0-pre.0.20240101000000-0123456789ab', false],
    ['v1.1.10-0.20240101000000-0123456789ab+incompatible', false],
    // What the go command and package metadata say about replaced, vendored and workspace modules.
    ['(devel)', 'unknown'],
    ['v1.5.0 => ../fork', 'unknown'],
    ['=> ./fork', 'unknown'],
    ['', 'unknown'],
    ['latest', 'unknown'],
    ['0123456789ab', 'unknown'],
    ['main', 'unknown'],
    ['v1.x', 'unknown'],
    ['v01.5.0', 'unknown'],
    [' v1.5.0', 'unknown'],
    ['vv1.5.0', 'unknown'],
    [undefined, 'unknown'],
  ])('%s', (version, expected) => {
    expect(inRange(version, range)).toBe(expected);
  });

  test('open ranges', () => {
    expect(inRange('v9.0.0', { min: 'v1.0.0', max: undefined })).toBe(true);
    expect(inRange('v0.1.0', { min: undefined, max: 'v1.0.0' })).toBe(true);
    expect(inRange('v1.0.0', { min: undefined, max: 'v1.0.0' })).toBe(false);
    expect(inRange('(devel)', { min: undefined, max: undefined })).toBe(true);
    expect(inRange(undefined, undefined)).toBe(true);
  });

  test.each<[string, boolean | 'unknown']>([
    ['go1.25.3', true],
    ['go1.26rc1', true],
    ['go1.26', false],
    ['go1.26.1 X:boringcrypto', false],
    ['go1.24.9', false],
    ['devel go1.27-abc', 'unknown'],
  ])("Go's own version %s", (version, expected) => {
    expect(inRange(version, { min: 'v1.25', max: 'v1.26' })).toBe(expected);
  });
});

describe('parseVersionRange', () => {
  test('ranges', () => {
    expect(parseVersionRange('v1.0.0')).toEqual({ min: 'v1.0.0', max: undefined });
    expect(parseVersionRange(' v1.0.0 , v2.0.0 ')).toEqual({ min: 'v1.0.0', max: 'v2.0.0' });
    expect(parseVersionRange(',v2.0.0')).toEqual({ min: undefined, max: 'v2.0.0' });
  });

  test.each([
    '',
    ',',
    'v1.0.0,',
    'v1,v2,v3',
    'v1.0.0 v2.0.0',
    '1.0.0',
    '[v1.0.0,v2.0.0)',
    'v2.0.0,v1.0.0',
    'v1.0.0,v1.0.0+meta',
    '^v1.0.0',
  ])('refuses %j', (text) => {
    expect(parseVersionRange(text)).toHaveProperty('want');
  });
});
