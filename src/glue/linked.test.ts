/** Hooks that are not exported: package main declares them itself, and the linker binds them. */
import { expect, test } from '@jest/globals';
import { UserError } from '../errors.js';
import { runWoven } from './testing/woven-program.js';

const LIB = `package lib

import "time"

//go:noinline
func Wait(d time.Duration, parts ...string) (int, error) {
	return len(parts), nil
}

//go:noinline
func Note(text string) {}
`;

const MAIN = `package main

import (
	"fmt"
	"time"

	"example.com/app/lib"
)

func main() {
	fmt.Println(lib.Wait(time.Second, "a", "b"))
	lib.Note("x")
}
`;

const rules = (after = 'afterWait'): string => `wait:
  target: example.com/app/lib
  where: { func: Wait }
  do:
    - inject_hooks: { before: beforeWait, after: ${after}, path: example.com/app/hooks }
note:
  target: example.com/app/lib
  where: { func: Note }
  do:
    - inject_hooks: { before: beforeNote, path: example.com/app/hooks }
`;

test('typed hooks, with a state and with types of packages', async () => {
  const ran = await runWoven({
    lib: { 'lib.go': LIB },
    main: MAIN,
    rules: rules(),
    hooks: `package hooks

import (
	"fmt"
	clock "time"
)

func beforeWait(d clock.Duration, parts []string) *clock.Duration {
	fmt.Println("before", d, parts)
	return &d
}

func afterWait(d *clock.Duration, n int, err error) {
	fmt.Println("after", *d, n, err)
}

func beforeNote(text string) {
	fmt.Println("note", text)
}
`,
  });
  expect({ stdout: ran.stdout, stderr: ran.stderr }).toEqual({
    stdout: 'before 1s [a b]\nafter 1s 2 <nil>\n2 <nil>\nnote x\n',
    stderr: '',
  });
  expect(ran.glue).toMatch(
    /^\/\/go:linkname \w+ example%2ecom\/app\/hooks\.beforeWait$|^\/\/go:linkname \w+ example\.com\/app\/hooks\.beforeWait$/m,
  );
});

test.each([
  [
    'func afterWait(s state, n int, err error) {}',
    'its type state cannot be written there: state is not exported by example.com/app/hooks',
  ],
  ['func afterWait[T any](s T, n int, err error) {}', 'it is generic'],
])('refused by name: %s', async (after, problem) => {
  const run = runWoven({
    lib: { 'lib.go': LIB },
    main: MAIN,
    rules: rules(),
    hooks: `package hooks

type state struct{}

func beforeWait(d any, parts []string) any { return nil }

${after}

func beforeNote(text string) {}
`,
  });
  const message = await run.then(
    () => 'no error',
    (error: unknown) => (error instanceof UserError ? error.format() : String(error)),
  );
  expect(message).toBe(
    'test.otelc.yaml:5:50: hook afterWait of package example.com/app/hooks is not exported, and package main cannot declare it: ' +
      `${problem}; export the hook, or use types that are exported [HOOK_SIGNATURE]`,
  );
});
