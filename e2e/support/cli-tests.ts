/** What the tests of `otel`'s commands have in common: the modules that they ask about. */
import { afterAll, expect } from '@jest/globals';
import { type Ran, Scratch } from './otel-command.js';

/** Packages of `plain`. */
export const LIB = 'example.com/plain/lib';
export const ONE = 'example.com/plain/cmd/one';

/** Jest's matchers have no type of their own. */
export const like = (pattern: RegExp): unknown => expect.stringMatching(pattern);

export interface CommandTests {
  readonly scratch: Scratch;
  readonly folder: string;
  /** A copy of e2e/plain-go with an otel.yaml. */
  readonly plain: string;
  /** A copy of e2e/http-service with an otel.yaml. */
  readonly service: string;
  /** Runs `otel` in `plain`. */
  readonly otel: (...args: string[]) => Ran;
}

/** Modules for the tests of one file, removed after them. */
export function commandTests(name: string): CommandTests {
  const scratch = new Scratch(name);
  afterAll(() => {
    scratch.remove();
  });
  const plain = scratch.plainGo('plain', 'rules: [otel/hooks.otelc.yaml, otel/visible.otelc.yaml]\n');
  const service = scratch.httpService('service', 'rules: otel/greeting.otelc.yaml\n');
  return { scratch, folder: scratch.folder, plain, service, otel: (...args) => scratch.otel(plain, args) };
}
