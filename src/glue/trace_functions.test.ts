import { beforeAll, describe, expect, test } from '@jest/globals';
import { printedSpans, spanMain } from './testing/span-program.js';
import { type Ran, runWoven } from './testing/woven-program.js';

const LIB = `package lib

import (
	"context"
	"errors"
	"fmt"
)

func Nothing() {}

var Err = errors.New("bad")

type Node struct{ Left, Right *Node }

func (n *Node) Depth() int {
	if n == nil {
		return 0
	}
	return 1 + max(n.Left.Depth(), n.Right.Depth())
}

func (n *Node) String() string { return "node" }

func A() { B() }
func B() { C() }
func C() { D() }
func D() {}

func Spread() {
	done := make(chan bool)
	go func() { defer close(done); B() }()
	<-done
}

func Recover() (n int, err error) {
	defer func() {
		if r := recover(); r != nil {
			n, err = -1, fmt.Errorf("recovered: %v", r)
		}
	}()
	panics()
	return 1, nil
}

func panics() { panic("p") }

//otel:span hooked arg:n result:0
func Hooked(ctx context.Context, n int) (int, error) { return n, nil }

//otel:span skipped arg:n
func Skipped(ctx context.Context, n int) (int, error) { return n, nil }

//otel:span value
func ByValue(ctx context.Context, n int) (m int, err error) {
	defer func() { m++ }()
	return n, nil
}
`;
const HOOKS = `package hooks

import (
	"context"
	"fmt"

	"go.opentelemetry.io/otel/trace"
	"otel-go.internal/hooks/api"
)

func recording(ctx context.Context) bool { return trace.SpanFromContext(ctx).IsRecording() }

func Before(ctx context.Context, n int) (context.Context, int) {
	fmt.Println("in the span:", recording(ctx), n)
	return ctx, n * 10
}

func After(n int, err error) (int, error) { return n + 1, err }

func Skip(ctx api.HookContext, c context.Context, n int) {
	if n == 0 {
		ctx.SetSkipCall(true)
		ctx.SetReturnVal(0, 77)
	}
}

func End(n int, err error, exit api.Exit) { fmt.Println("end", n) }
`;
const RULES = `
trace:
  target: example.com/app/lib
  do: [{ trace_functions: { depth: 2, exclude: [panics] } }]
hooked:
  target: example.com/app/lib
  where: { func: Hooked }
  do: [{ inject_hooks: { before: Before, after: After, path: example.com/app/hooks } }]
skipped:
  target: example.com/app/lib
  where: { func: Skipped }
  do: [{ inject_hooks: { before: Skip, path: example.com/app/hooks } }]
value:
  target: example.com/app/lib
  where: { func: ByValue }
  do: [{ inject_hooks: { after: End, path: example.com/app/hooks } }]
`;

describe('trace_functions', () => {
  let ran: Ran;
  beforeAll(async () => {
    ran = await runWoven({
      lib: { 'lib.go': LIB },
      hooks: HOOKS,
      rules: RULES,
      sdk: true,
      main: spanMain(`
	ctx := context.Background()
	lib.A()
	show("levels")
	lib.Spread()
	show("goroutine")
	n := &lib.Node{Left: &lib.Node{}}
	fmt.Println(n.Depth(), n)
	show("recursion")
	fmt.Println(lib.Recover())
	show("recover")
	fmt.Println(lib.Hooked(ctx, 1))
	show("hooked")
	fmt.Println(lib.Skipped(ctx, 0))
	fmt.Println(lib.Skipped(ctx, 5))
	show("skipped")
	fmt.Println(lib.ByValue(ctx, 5))
	show("value")`),
    });
  }, 240_000);
  const of = (title: string): string[] => printedSpans(ran.stdout, title);

  test('spans nest no deeper than the depth', () => {
    expect(ran.stderr).toBe('');
    expect(of('levels').slice(0, 3)).toEqual(['lib.C < lib.B', 'lib.B < lib.A', 'lib.A']);
    expect(of('goroutine').slice(0, 3)).toEqual(['lib.C < lib.B', 'lib.B < lib.Spread', 'lib.Spread']);
  });

  test('recursion, and methods that are left out', () => {
    expect(of('recursion').filter((line) => line.startsWith('lib.'))).toEqual([
      'lib.(*Node).Depth < lib.(*Node).Depth',
      'lib.(*Node).Depth < lib.(*Node).Depth',
      'lib.(*Node).Depth < lib.(*Node).Depth',
      'lib.(*Node).Depth < lib.(*Node).Depth',
      'lib.(*Node).Depth',
    ]);
    expect(ran.stdout).toContain('2 node\n');
  });

  test('a function that recovers returns an error', () => {
    expect(ran.stdout).toContain('-1 recovered: p\n');
    expect(of('recover')[0]).toContain('error: recovered: p');
  });

  test("spans lie around the user's hooks", () => {
    expect(ran.stdout).toContain('in the span: true 1\n11 <nil>\n');
    expect(of('hooked')[0]).toBe('hooked {n=1 result.0=11}');
    expect(ran.stdout).toContain('77 <nil>\n5 <nil>\n');
    expect(of('skipped').slice(0, 2)).toEqual(['skipped {n=0}', 'skipped {n=5}']);
    expect(ran.stdout).toContain('end 6\n6 <nil>\n');
    expect(of('value')[0]).toBe('value');
  });
});
