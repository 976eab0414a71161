import { beforeAll, describe, expect, test } from '@jest/globals';
import { printedSpans, spanMain } from './testing/span-program.js';
import { type Ran, runWoven } from './testing/woven-program.js';

const LIB = `package lib

import (
	"context"
	"errors"
	"fmt"
	"runtime"
)

func Nothing() {}

var Err = errors.New("not found")

type Request struct {
	ID    string
	inner *inner
}

type inner struct{ user string }

func NewRequest(id, user string) *Request { return &Request{id, &inner{user}} }

type Store struct {
	Shard int
	name  string
}

func NewStore() *Store { return &Store{7, "main"} }

//otel:span
func Plain() { leaf() }

//otel:span
func leaf() {}

//otel:span "load user" tier:gold tries:3 ratio:0.5 strict:true text:"a b" arg:id
func Load(ctx context.Context, id string) (string, error) {
	if id == "" {
		return "", Err
	}
	return id + "!", step(ctx, len(id))
}

// step has a doc comment.
//
//otel:span arg:n
func step(ctx context.Context, n int) (err error) {
	defer func() { err = fmt.Errorf("wrapped: %w", Err) }()
	return nil
}

// Get is a method.
//
//otel:span arg:req.ID user:arg:req.inner.user recv:Shard store:recv:name result:0 found:result:ok
func (s *Store) Get(_ context.Context, req *Request) (value string, ok bool) {
	return "v", req != nil
}

//otel:span
func Panics(ctx context.Context) { panic(Err) }

//otel:span
func Exits() { runtime.Goexit() }

//otel:span arg:v result:0
func Generic[T any, K comparable](ctx context.Context, v T, k K) T {
	leafIn(ctx)
	return v
}

//otel:span
func leafIn(context.Context) {}

type List[T any] struct{ items []T }

//otel:span arg:v recv:items
func (l *List[T]) Add(v T) { l.items = append(l.items, v) }

func Literal(ctx context.Context) int {
	type local struct{ n int }
	//otel:span inner arg:l.n
	f := func(ctx context.Context, l local) (local, error) {
		leafIn(ctx)
		return l, Err
	}
	l, _ := f(ctx, local{4})
	func() { //otel:span
		Plain()
	}()
	return l.n
}

//otel:span
var global = func(n int) int { return n + 1 }

func Global() int { return global(1) }

//otel:span
func Named(a, b int) (sum int, err error) {
	sum = a + b
	if sum == 0 {
		err = Err
		return
	}
	return
}

//otel:span
func Iter() func() int { return func() int { leaf(); return 1 } }

//otel:span arg:xs
func Variadic(xs ...int) int { return len(xs) }
`;

test('without the glue nothing happens', async () => {
  const ran = await runWoven({
    lib: { 'lib.go': `${LIB}\nfunc Ignoring() {\n\tPlain() //otel:ignore\n}\n` },
    hooks: 'package hooks\n',
    rules: '',
    sdk: true,
    unlinked: true,
    main: spanMain(
      '\tlib.Ignoring()\n\tfmt.Println(lib.Load(context.Background(), "x"))\n\tfmt.Println(lib.Literal(context.Background()))\n\tshow("none")',
    ),
  });
  expect(ran.report.joinPoints.length).toBeGreaterThan(10);
  expect(ran.stdout).toBe('x! wrapped: not found\n4\n# none\n');
}, 120_000);

describe('//otel:span', () => {
  let ran: Ran;
  beforeAll(async () => {
    ran = await runWoven({
      lib: { 'lib.go': LIB },
      hooks: 'package hooks\n',
      rules: '',
      sdk: true,
      main: spanMain(
        `
	ctx := context.Background()
	lib.Plain()
	show("plain")
	fmt.Println(lib.Load(ctx, "x"))
	show("load")
	lib.Load(ctx, "")
	show("error")
	s := lib.NewStore()
	s.Get(ctx, lib.NewRequest("7", "ann"))
	s.Get(ctx, nil)
	show("fields")
	func() {
		defer func() { fmt.Println("recovered", recover()) }()
		lib.Panics(ctx)
	}()
	show("panic")
	done := make(chan bool)
	go func() { defer close(done); lib.Exits() }()
	<-done
	show("goexit")
	fmt.Println(lib.Generic(ctx, 5, "k"))
	new(lib.List[string]).Add("e")
	show("generic")
	fmt.Println(lib.Literal(ctx), lib.Global())
	show("literal")
	fmt.Println(lib.Named(1, -1))
	show("named")
	lib.Iter()()
	fmt.Println(lib.Variadic(1, 2))
	show("iterator")
	outer(ctx)
	show("goroutine")
	fmt.Println(own(ctx, 3))
	show("own")
	lib.Load(nil, "nil")
	show("nil context")
	lib.Plain()
	for _, kv := range recorder.Ended()[1].Attributes() {
		fmt.Println(kv.Key, kv.Value.Emit())
	}
	show("code")`,
        `
//otel:span root of:main
func outer(ctx context.Context) {
	done := make(chan bool)
	go func() {
		defer close(done)
		lib.Plain()
		lib.Load(context.Background(), "other")
	}()
	<-done
	lib.Load(ctx, "own")
}

//otel:span mine result:0
func own(ctx context.Context, n int) (int, error) { return n + 1, nil }
`,
      ),
    });
  }, 240_000);

  const of = (title: string): string[] => printedSpans(ran.stdout, title);

  test('the program runs', () => {
    expect(ran.stderr).toBe('');
    expect(ran.status).toBe(0);
  });

  test('names, parents, constants', () => {
    expect(of('plain').slice(0, 2)).toEqual(['lib.leaf < lib.Plain', 'lib.Plain']);
    expect(of('load').slice(0, 2)).toEqual([
      'lib.step < load user {n=1 error.type=*fmt.wrapError} error: wrapped: not found [exception]',
      'load user {tier=gold tries=3 ratio=0.5 strict=true text=a b id=x error.type=*fmt.wrapError} error: wrapped: not found [exception]',
    ]);
  });

  test('errors', () => {
    expect(of('error')[0]).toBe(
      'load user {tier=gold tries=3 ratio=0.5 strict=true text=a b id= error.type=*errors.errorString} error: not found [exception]',
    );
  });

  test('fields of arguments and receivers, results', () => {
    expect(of('fields').slice(0, 2)).toEqual([
      'lib.(*Store).Get {req.ID=7 user=ann Shard=7 store=main result.0=v found=true}',
      'lib.(*Store).Get {Shard=7 store=main result.0=v found=false}',
    ]);
  });

  test('panics are recorded and go on', () => {
    expect(ran.stdout).toContain('recovered not found\n');
    expect(of('panic')[0]).toBe('lib.Panics {error.type=*errors.errorString} error: panic: not found [exception]');
    expect(of('goexit')[0]).toBe('lib.Exits');
  });

  test('generic functions and methods', () => {
    expect(of('generic').slice(0, 3)).toEqual([
      'lib.leafIn < lib.Generic',
      'lib.Generic {v=5 result.0=5}',
      'lib.(*List).Add {v=e items=[]}',
    ]);
  });

  test('function literals', () => {
    expect(of('literal').slice(0, 6)).toEqual([
      'lib.leafIn < inner',
      'inner {l.n=4 error.type=*errors.errorString} error: not found [exception]',
      'lib.leaf < lib.Plain',
      'lib.Plain < lib.Literal.func2',
      'lib.Literal.func2',
      'lib.init.func1',
    ]);
  });

  test('named results', () => {
    expect(of('named')[0]).toBe('lib.Named {error.type=*errors.errorString} error: not found [exception]');
  });

  test('a function that returns a function ends with it', () => {
    expect(of('iterator').slice(0, 3)).toEqual(['lib.Iter', 'lib.leaf', 'lib.Variadic {xs=[1,2]}']);
  });

  test('goroutines, and package main', () => {
    expect(
      of('goroutine')
        .slice(0, 7)
        .map((line) => line.replace(/ \{.*/, '')),
    ).toEqual([
      'lib.leaf < lib.Plain',
      'lib.Plain < root',
      'lib.step < load user',
      'load user < root',
      'lib.step < load user',
      'load user < root',
      'root',
    ]);
  });

  test('a function of package main with results', () => {
    expect(ran.stdout).toContain('4 <nil>\n');
    expect(of('own')[0]).toMatch(/^mine \{.*0=4/);
  });

  test('a function that is given no context sees none', () => {
    expect(
      of('nil context')
        .slice(0, 2)
        .map((line) => line.split(' {')[0]),
    ).toEqual(['lib.step < load user', 'load user']);
  });

  test('code attributes', () => {
    expect(ran.stdout).toContain('code.function.name example.com/app/lib.Plain\ncode.file.path lib/lib.go\ncode.line.number 31\n');
  });
});
