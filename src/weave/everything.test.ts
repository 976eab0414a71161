/**
 * Weaves every function of whole std packages with empty hooks: they compile, and pass their own tests. `npm test` does the
 * bounded part; OTEL_EVERYTHING=1 gives every function every shape of hooks, and runs the tests of all packages (ten minutes).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { initParser, type GoParser } from '../golang/parser.js';
import type { WeaveResult } from './request.js';
import { settingTestFile, SHAPES } from './testing/empty-hooks.js';
import { type Everything, weaveEverything } from './testing/everything.js';
import { Toolchain } from './testing/toolchain.js';

const all = process.env['OTEL_EVERYTHING'] === '1';
const PACKAGES = [
  'bufio',
  'database/sql',
  'encoding/json',
  'go/parser',
  'net/http',
  'net/url',
  'regexp',
  'sort',
  'strconv',
  'text/template',
];
const TESTED = all ? PACKAGES : ['bufio', 'net/url', 'sort', 'text/template'];
/** Shapes are given to functions in turn; each rotation gives each function another one. */
const ROTATIONS = all ? SHAPES.map((_, i) => i) : [0];

/** Functions without a body: nothing can be woven into them. */
const REFUSED: Readonly<Record<string, readonly string[]>> = {
  'net/http': ['badRoundTrip', 'badServeHTTP'],
  'net/url': ['badSetPath'],
};

/**
 * Functions whose hooks dependents see although nothing of the usual reasons holds. The helper's instance for their result types
 * brings type descriptors that the package has not had; the compiler numbers symbols by name, and export data names some of the
 * shifted ones by number. Found by bisection, and by comparing the symbols of both archives.
 */
const VISIBLE: Readonly<Record<string, readonly string[]>> = {
  'encoding/json': ['newScanner'],
  'net/http': [
    ...['checkIfMatch', 'checkIfModifiedSince', 'checkIfNoneMatch', 'checkIfRange', 'checkIfUnmodifiedSince'],
    ...['http2SettingsFrame_Value', 'http2parseDataFrame', 'http2parseGoAwayFrame', 'http2parseHeadersFrame', 'http2parsePriorityFrame'],
    ...['http2parsePushPromise', 'http2parseSettingsFrame', 'http2parseWindowUpdateFrame'],
  ],
};

/** Tests that count allocations: values that hooks look at escape, and a deferred hook needs a frame. */
const COUNTS_ALLOCATIONS: Readonly<Record<string, string>> = {
  bufio: '^TestReadStringAllocs$',
  'database/sql': '^(TestGrabConnAllocs|TestRawBytesAllocs)$',
  strconv: '^(TestAllocationsFromBytes|TestCountMallocs)$',
};

const scratch = mkdtempSync(join(tmpdir(), 'otel-everything-'));
const toolchain = new Toolchain(scratch);
let parser: GoParser;

beforeAll(async () => {
  parser = await initParser();
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function weave(pkg: string, rotation: number): Everything {
  return weaveEverything(parser, toolchain, pkg, toolchain.sources(pkg), {
    shapeOf: (n) => SHAPES[(n + rotation) % SHAPES.length] ?? 'pair',
  });
}

describe.each(PACKAGES)('%s', (pkg) => {
  test.each(ROTATIONS)(
    'every function, woven with shapes in turn from %d on, compiles',
    (rotation) => {
      const { result, refused, woven } = weave(pkg, rotation);
      expect([...refused.keys()].sort()).toEqual(REFUSED[pkg] ?? []);
      for (const message of refused.values()) expect(message).toContain('has no body');
      expect(woven).toBeGreaterThan(40);
      expect(result.report.notApplied).toEqual([]);
      expect(toolchain.exportData(pkg, result.files, result.report.addedFiles).length).toBeGreaterThan(0);
    },
    600_000,
  );

  test('dependents cannot see hooks that look at no value, around functions that are not inlined', () => {
    const sources = toolchain.sources(pkg);
    const candidates = toolchain.notInlined(pkg);
    const blind = (only: (at: string) => boolean): WeaveResult =>
      weaveEverything(parser, toolchain, pkg, sources, { shapeOf: () => 'blind', only: (file, line) => only(`${file}:${line}`) }).result;
    // A deferred function literal that changes results is one closure more, which dependents do see.
    const seen = blind((at) => candidates.has(at)).report.joinPoints.filter(
      (point) => point.form === 'closure' || VISIBLE[pkg]?.includes(point.id),
    );
    const left = new Set(seen.map(({ position }) => `${basename(position.file)}:${position.line}`));
    const result = blind((at) => candidates.has(at) && !left.has(at));
    expect(result.report.joinPoints.length).toBeGreaterThan(10);
    const plain = toolchain.exportData(pkg, new Map(), []);
    expect(toolchain.exportData(pkg, result.files, result.report.addedFiles).equals(plain)).toBe(true);
  }, 600_000);
});

describe.each(TESTED)('the own tests of %s', (pkg) => {
  test.each(ROTATIONS)(
    'pass, shapes in turn from %d on',
    (rotation) => {
      const { result } = weave(pkg, rotation);
      const skip = COUNTS_ALLOCATIONS[pkg] ?? '';
      expect(toolchain.test(pkg, result.files, skip)).toBe('');
      const hooks: [string, string] = ['zz_otel_hooks_test.go', settingTestFile(result.report)];
      expect(toolchain.test(pkg, new Map([...result.files, hooks]), skip)).toBe('');
    },
    600_000,
  );
});
