import { expect, test } from '@jest/globals';
import { telemetryPins, tooOld } from './telemetry-pins.js';

const API = 'go.opentelemetry.io/otel';
const own = [
  { path: API, version: 'v1.39.0' },
  { path: `${API}/sdk`, version: 'v1.39.0' },
  { path: `${API}/metric`, version: 'v1.39.0' },
  { path: 'go.opentelemetry.io/contrib/instrumentation/runtime', version: 'v0.64.0' },
];

test('an older API takes the modules of its release with it, but for those that the program selects itself', () => {
  const program = [
    { path: API, version: 'v1.35.0' },
    { path: `${API}/metric`, version: 'v1.36.0' },
  ];
  expect(telemetryPins(own, program)).toEqual([
    { path: `${API}/sdk`, version: 'v1.35.0' },
    { path: 'go.opentelemetry.io/contrib/instrumentation/runtime', version: 'v0.60.0' },
  ]);
});

test.each(['v1.39.0', 'v1.40.0', 'v1.36.1-0.20250601000000-abcdefabcdef', 'nonsense'])('nothing is pinned beside %s', (version) => {
  expect(telemetryPins(own, [{ path: API, version }])).toEqual([]);
});

test('nothing is pinned for a program without OpenTelemetry', () => {
  expect(telemetryPins(own, [{ path: 'example.com/x', version: 'v1.0.0' }])).toEqual([]);
});

test('an API that is too old is named with what to do', () => {
  expect(tooOld([{ path: API, version: 'v1.29.0' }])).toContain(`selects ${API} v1.29.0`);
  expect(tooOld([{ path: API, version: 'v1.30.0' }])).toBeUndefined();
  expect(tooOld([])).toBeUndefined();
});
