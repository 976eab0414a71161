import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Ran, runWoven } from './testing/woven-program.js';

const LIB = `package lib

import "fmt"

type Quiet struct{}

//otel:ignore methods of a type in another file

func (Quiet) Call() { fmt.Println("quiet") }

func Call(n int) (int, error) { fmt.Println("body", n); return n, nil }

func Typed(n int) int { return n }

func Skipping(n int) int { return n }

//otel:ignore noisy
func Noisy() {}

func Noisier() {}

func (l *Loud) Call() {}

func Caller() {
	Call(1)
	Call(2) //otel:ignore health check
	//otel:ignore
	n, err := Call(3)
	fmt.Println(n, err)
	Call(4)
	Typed(5)
	fmt.Println(Typed(6), Skipping(6)) //otel:ignore
	fmt.Println(Skipping(7))
	//otel:ignore
	for i := range 2 {
		if i == 1 {
			break
		}
		Call(10 + i)
	}
	Call(12)
}

func Returns() (int, error) {
	defer Call(20)
	return Call(21) //otel:ignore
}

func Panics() {
	defer func() { fmt.Println(recover()); Call(31) }()
	//otel:ignore
	if true {
		Call(30)
		panic("over")
	}
}

func Literal() {
	call := func() {
		Call(40) //otel:ignore
		Call(41)
	}
	call()
}

func Goroutine() {
	done := make(chan bool)
	//otel:ignore
	func() {
		go func() { defer close(done); Call(50) }()
		<-done
	}()
	Call(51)
}

func Switch(n int) int {
	//otel:ignore
	switch n {
	case 1:
		Call(60)
		return 1
	default:
		Call(61)
		return 2
	}
}
`;
const TYPES = `package lib

//otel:ignore too many
type Loud struct{}
`;
const HOOKS = `package hooks

import (
	"fmt"

	"otel-go.internal/hooks/api"
)

func BeforeCall(n int) { fmt.Println("before", n) }

func AfterCall(n int, err error) { fmt.Println("after", n) }

type state struct{ n int }

func BeforeTyped(n int) state { return state{n} }

func AfterTyped(s state, n int, exit api.Exit) { fmt.Println("typed", s.n) }

func BeforeContext(ctx api.HookContext, n int) { ctx.SetSkipCall(true); ctx.SetReturnVal(0, 100) }

func BeforeNoisy() { fmt.Println("noisy") }

func BeforeQuiet(_ any) { fmt.Println("method") }
`;
const RULES = `
call:
  target: example.com/app/lib
  where: { func: Call }
  do: [{ inject_hooks: { before: BeforeCall, after: AfterCall, path: example.com/app/hooks } }]
typed:
  target: example.com/app/lib
  where: { func: Typed }
  do: [{ inject_hooks: { before: BeforeTyped, after: AfterTyped, path: example.com/app/hooks } }]
skipping:
  target: example.com/app/lib
  where: { func: Skipping }
  do: [{ inject_hooks: { before: BeforeContext, path: example.com/app/hooks } }]
noisy:
  target: example.com/app/lib
  where: { func: Noisy }
  do: [{ inject_hooks: { before: BeforeNoisy, path: example.com/app/hooks } }]
noisier:
  target: example.com/app/lib
  where: { func: Noisier }
  do: [{ inject_hooks: { before: BeforeNoisy, path: example.com/app/hooks } }]
loud:
  target: example.com/app/lib
  where: { func: Call, recv: '*Loud' }
  do: [{ inject_hooks: { before: BeforeQuiet, path: example.com/app/hooks } }]
`;
const MAIN = `package main

import (
	"fmt"

	"example.com/app/lib"
)

func main() {
	lib.Caller()
	fmt.Println(lib.Returns())
	lib.Panics()
	lib.Literal()
	lib.Goroutine()
	fmt.Println(lib.Switch(1), lib.Switch(2))
	lib.Noisy()
	lib.Noisier()
	new(lib.Loud).Call()
	lib.Call(99)
}
`;

describe('//otel:ignore', () => {
  let ran: Ran;
  beforeAll(async () => {
    ran = await runWoven({ lib: { 'lib.go': LIB, 'types.go': TYPES }, hooks: HOOKS, rules: RULES, sdk: true, main: MAIN });
  }, 240_000);

  test('callee-side rules stop at ignored statements only', () => {
    expect(ran.stderr).toBe('');
    const seen = (word: string): number[] =>
      ran.stdout.split('\n').flatMap((line) => (line.startsWith(`${word} `) ? [Number(line.split(' ')[1])] : []));
    expect(seen('body')).toEqual([1, 2, 3, 4, 10, 12, 21, 20, 30, 31, 40, 41, 50, 51, 60, 61, 99]);
    // A deferred call of a function whose return statement is ignored, or whose ignored statement panics, is ignored too.
    expect(seen('before')).toEqual([1, 4, 12, 41, 51, 99]);
    expect(seen('after')).toEqual([1, 4, 12, 41, 51, 99]);
    expect(seen('typed')).toEqual([5]);
    expect(ran.stdout).toContain('\n6 6\n100\n');
    expect(ran.stdout).toContain('\nover\n');
    expect(ran.stdout).toContain('\n1 2\nnoisy\n');
  });

  test('functions and types are left as they are', () => {
    expect(ran.report.joinPoints.map((point) => point.id).sort()).toEqual(['Call', 'Noisier', 'Skipping', 'Typed']);
  });

  test('the report tells', () => {
    expect(ran.report.ignored?.map(({ position, reason, what, rules }) => [position.file, position.line, reason, what, rules])).toEqual([
      ['lib/lib.go', 17, 'noisy', 'func Noisy', ['noisy']],
      ['lib/lib.go', 26, 'health check', 'the statement in line 26', []],
      ['lib/lib.go', 27, '', 'the statement in line 28', []],
      ['lib/lib.go', 32, '', 'the statement in line 32', []],
      ['lib/lib.go', 34, '', 'the statement in line 35', []],
      ['lib/lib.go', 46, '', 'the statement in line 46', []],
      ['lib/lib.go', 51, '', 'the statement in line 52', []],
      ['lib/lib.go', 60, '', 'the statement in line 60', []],
      ['lib/lib.go', 68, '', 'the function literal in line 69', []],
      ['lib/lib.go', 77, '', 'the statement in line 78', []],
      ['lib/types.go', 3, 'too many', 'type Loud', ['loud']],
    ]);
    expect(ran.report.warnings).toEqual([
      { position: { file: 'lib/lib.go', line: 7, column: 1 }, message: '//otel:ignore has no effect: nothing follows it' },
    ]);
  });

  test('every line stays where it is', () => {
    expect(ran.woven.get('lib.go')?.split('\n').length).toBe(LIB.split('\n').length);
  });
});
