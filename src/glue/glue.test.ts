import { describe, expect, test } from '@jest/globals';
import { symbol } from './symbol.js';
import { runWoven } from './testing/woven-program.js';

const rule = (where: string, hooks: string): string => `
r:
  target: example.com/app/lib
  where: { ${where} }
  do:
    - inject_hooks: { ${hooks}, path: example.com/app/hooks }
`;
const main = (body: string): string => `package main

import (
	"fmt"

	"example.com/app/lib"
)

func main() {
${body}
}

var _ = fmt.Sprint
var _ lib.T
`;
const lib = (text: string): Record<string, string> => ({
  'lib.go': `package lib\n\nimport "errors"\n\ntype T struct{ N int }\n\nvar Err = errors.New("bad")\n\n${text}\n`,
});
const hooks = (text: string, imports = ''): string =>
  `package hooks\n\nimport (\n\t"fmt"\n\n\t"otel-go.internal/hooks/api"\n\t"example.com/app/lib"\n${imports})\n\nvar _ = fmt.Sprint\nvar _ api.Exit\nvar _ lib.T\n\n${text}\n`;

describe('forms', () => {
  test('none: a before-hook looks on', async () => {
    const ran = await runWoven({
      lib: lib('func Add(a, b int) int { return a + b }'),
      hooks: hooks('func Before(a, b int) { fmt.Println("before", a, b) }'),
      main: main('\tfmt.Println(lib.Add(1, 2))'),
      rules: rule('func: Add', 'before: Before'),
    });
    expect(ran.stdout).toBe('before 1 2\n3\n');
    expect(ran.report.joinPoints[0]?.form).toBe('none');
  });

  test('none: replaced parameters and skip', async () => {
    const ran = await runWoven({
      lib: lib('func Add(a, b int) (int, error) { return a + b, nil }'),
      hooks: hooks('func Before(a, b int) (int, int, api.Skip, int, error) { return a * 10, b, a == 0, -1, lib.Err }'),
      main: main('\tfmt.Println(lib.Add(1, 2))\n\tfmt.Println(lib.Add(0, 2))'),
      rules: rule('func: Add', 'before: Before'),
    });
    expect(ran.stdout).toBe('12 <nil>\n-1 bad\n');
  });

  test('return: results by value, observed and replaced', async () => {
    const program = (after: string): Promise<{ stdout: string; report: { joinPoints: readonly { form: string; state: boolean }[] } }> =>
      runWoven({
        lib: lib(
          'func Div(a, b int) (int, error) {\n\tif b == 0 {\n\t\treturn 0, Err\n\t}\n\treturn div(a, b)\n}\n\nfunc div(a, b int) (int, error) { return a / b, nil }',
        ),
        hooks: hooks(`func Before(a, b int) { fmt.Println("before", a, b) }\n${after}`),
        main: main('\tfmt.Println(lib.Div(6, 3))\n\tfmt.Println(lib.Div(6, 0))'),
        rules: rule('func: Div', 'before: Before, after: After'),
      });
    const observed = await program('func After(n int, err error) { fmt.Println("after", n, err) }');
    expect(observed.stdout).toBe('before 6 3\nafter 2 <nil>\n2 <nil>\nbefore 6 0\nafter 0 bad\n0 bad\n');
    expect(observed.report.joinPoints[0]).toMatchObject({ form: 'return', state: false });
    const replaced = await program('func After(n int, err error) (int, error) { return n + 1, nil }');
    expect(replaced.stdout).toBe('before 6 3\n3 <nil>\nbefore 6 0\n1 <nil>\n');
  });

  test('return with state of an unexported type', async () => {
    const ran = await runWoven({
      lib: lib('func (t *T) Inc(by ...int) int {\n\tfor _, n := range by {\n\t\tt.N += n\n\t}\n\treturn t.N\n}'),
      hooks: hooks(
        'type call struct{ was int }\n\nfunc Before(t *lib.T, by ...int) *call { return &call{t.N} }\n\nfunc After(c *call, n int) { fmt.Println(c.was, "->", n) }',
      ),
      main: main('\tt := &lib.T{N: 1}\n\tt.Inc(1, 2)\n\tt.Inc()'),
      rules: rule('func: Inc, recv: "*T"', 'before: Before, after: After'),
    });
    expect(ran.stdout).toBe('1 -> 4\n4 -> 4\n');
    expect(ran.report.joinPoints[0]).toMatchObject({ form: 'return', state: true });
  });

  test('deferred: an after-hook with api.Exit sees results, panics and Goexit', async () => {
    const ran = await runWoven({
      lib: {
        'lib.go':
          'package lib\n\nimport "runtime"\n\ntype T struct{}\n\nfunc Do(how string) (string, error) {\n\tswitch how {\n\tcase "panic":\n\t\tpanic("boom")\n\tcase "exit":\n\t\truntime.Goexit()\n\t}\n\treturn how, nil\n}\n',
      },
      hooks: hooks(
        'func Before(how string) string { return "<" + how + ">" }\n\nfunc After(s string, r string, err error, exit api.Exit) {\n\tfmt.Println(s, r, err, exit.Panicked, exit.Panic, exit.Duration > 0)\n}',
      ),
      main: main(
        '\tlib.Do("ok")\n\tfunc() {\n\t\tdefer func() { fmt.Println("recovered", recover()) }()\n\t\tlib.Do("panic")\n\t}()\n\tdone := make(chan bool)\n\tgo func() {\n\t\tdefer close(done)\n\t\tlib.Do("exit")\n\t}()\n\t<-done',
      ),
      rules: rule('func: Do', 'before: Before, after: After'),
    });
    expect(ran.stdout).toBe(
      '<ok> ok <nil> false <nil> true\n<panic>  <nil> true boom true\nrecovered boom\n<exit>  <nil> true <nil> true\n',
    );
    expect(ran.report.joinPoints[0]?.form).toBe('deferred');
  });

  test('closure: a function that recovers into its named results', async () => {
    const ran = await runWoven({
      lib: lib(
        'func Safe(f func()) (err error) {\n\tdefer func() {\n\t\tif recover() != nil {\n\t\t\terr = Err\n\t\t}\n\t}()\n\tf()\n\treturn nil\n}',
      ),
      hooks: hooks('func After(err error, exit api.Exit) { fmt.Println("after", err, exit.Panicked) }'),
      main: main('\tfmt.Println(lib.Safe(func() {}))\n\tfmt.Println(lib.Safe(func() { panic(1) }))'),
      rules: rule('func: Safe', 'after: After'),
    });
    expect(ran.stdout).toBe('after <nil> false\n<nil>\nafter bad false\nbad\n');
    expect(ran.report.joinPoints[0]?.form).toBe('closure');
  });
});

test('an after-hook without api.Exit runs on return, also after the function recovered, and not on a panic', async () => {
  const ran = await runWoven({
    lib: lib(
      'func Safe(f func()) (err error) {\n\tdefer func() {\n\t\tif r := recover(); r != nil {\n\t\t\tif r == 2 {\n\t\t\t\tpanic(r)\n\t\t\t}\n\t\t\terr = Err\n\t\t}\n\t}()\n\tf()\n\treturn nil\n}',
    ),
    hooks: hooks('func After(err error) { fmt.Println("after", err) }'),
    main: main(
      '\tfor i := range 3 {\n\t\tfunc() {\n\t\t\tdefer func() { recover() }()\n\t\t\tlib.Safe(func() {\n\t\t\t\tif i > 0 {\n\t\t\t\t\tpanic(i)\n\t\t\t\t}\n\t\t\t})\n\t\t}()\n\t}',
    ),
    rules: rule('func: Safe', 'after: After'),
  });
  expect(ran.stdout).toBe('after <nil>\nafter bad\n');
});

describe('HookContext', () => {
  const contextHooks = (body: string): string => hooks(`type HookContext = api.HookContext\n\n${body}`);

  test('all of it', async () => {
    const ran = await runWoven({
      lib: lib('func (t *T) Do(a int, s string) (int, error) { return t.N + a + len(s), nil }'),
      hooks: contextHooks(
        'func Before(ictx HookContext, t *lib.T, a int, s string) {\n\tfmt.Println(ictx.GetPackageName(), ictx.GetFuncName(), ictx.GetParamCount(), ictx.GetParam(1), ictx.GetReturnValCount())\n\tictx.SetData("d")\n\tictx.SetKeyData("k", 1)\n\tictx.SetParam(1, a*10)\n\tif s == "skip" {\n\t\tictx.SetSkipCall(true)\n\t\tictx.SetReturnVal(0, -1)\n\t\tictx.SetReturnVal(1, lib.Err)\n\t}\n}\n\nfunc After(ictx HookContext, n int, err error) {\n\tfmt.Println("after", n, err, ictx.GetData(), ictx.HasKeyData("k"), ictx.GetKeyData("k"), ictx.IsSkipCall(), ictx.GetReturnVal(0))\n\tictx.SetReturnVal(0, n+1)\n}',
      ),
      main: main('\tt := &lib.T{N: 1}\n\tfmt.Println(t.Do(2, "abc"))\n\tfmt.Println(t.Do(2, "skip"))'),
      rules: rule('func: Do, recv: "*T"', 'before: Before, after: After'),
    });
    expect(ran.stdout).toBe(
      'example.com/app/lib Do 3 2 2\nafter 24 <nil> d true 1 false 24\n25 <nil>\nexample.com/app/lib Do 3 2 2\nafter -1 bad d true 1 true -1\n0 bad\n',
    );
  });

  test('a blank variadic parameter takes any', async () => {
    const ran = await runWoven({
      lib: lib('func Do(n int, parts ...string) int { return n + len(parts) }'),
      hooks: contextHooks(
        'func Before(_ HookContext, n any, _ ...any) { fmt.Println("before", n) }\n\nfunc After(_ HookContext, n any) { fmt.Println("after", n) }',
      ),
      main: main('\tfmt.Println(lib.Do(1, "a", "b"))'),
      rules: rule('func: Do', 'before: Before, after: After'),
    });
    expect(ran.stdout).toBe('before 1\nafter 3\n3\n');
  });

  test('a map as data is read by key; generic functions have their names', async () => {
    const ran = await runWoven({
      lib: lib('func Do[K comparable, V any](k K, v V) V { return v }'),
      hooks: contextHooks(
        'func Before(ictx HookContext, _, _ any) {\n\tictx.SetData(map[string]any{"span": ictx.GetFuncName()})\n}\n\nfunc After(ictx HookContext, _ any) {\n\tfmt.Println(ictx.GetKeyData("span"))\n\t_ = lib.N\n}',
      ).replace('_ = lib.N', ''),
      main: main('\tfmt.Println(lib.Do(2, "abc"))'),
      rules: rule('func: Do', 'before: Before, after: After'),
    });
    expect(ran.stdout).toBe('Do\nabc\n');
  });
});

describe('safety', () => {
  test('a hook that panics is off, the application goes on', async () => {
    const ran = await runWoven({
      lib: lib('func A() int { return 1 }\n\nfunc B(x int) (int, error) { return x, nil }'),
      hooks: hooks(
        'func BeforeA() { panic("hook A") }\n\ntype s struct{}\n\nfunc BeforeB(x int) *s { panic("hook B") }\n\nfunc AfterB(*s, int, error, api.Exit) { fmt.Println("never") }',
      ),
      main: main('\tfor range 3 {\n\t\tfmt.Println(lib.A())\n\t\tfmt.Println(lib.B(2))\n\t}'),
      rules: `${rule('func: A', 'before: BeforeA')}${rule('func: B', 'before: BeforeB, after: AfterB').replace('\nr:', '\nq:')}`,
    });
    expect(ran.status).toBe(0);
    expect(ran.stdout).toBe('1\n2 <nil>\n'.repeat(3));
    expect(ran.stderr.trim().split('\n')).toHaveLength(2);
    expect(ran.stderr).toContain('otel: hook example.com/app/hooks.BeforeA');
  });

  test('several rules on one function: after-hooks run in reverse', async () => {
    const ran = await runWoven({
      lib: lib('func A(x int) int { return x }'),
      hooks: hooks(
        'func B1(x int) int { fmt.Println("b1", x); return x + 1 }\n\nfunc A1(x int) int { fmt.Println("a1", x); return x * 2 }\n\nfunc B2(x int) string { fmt.Println("b2", x); return "s" }\n\nfunc A2(s string, x int) { fmt.Println("a2", s, x) }',
      ),
      main: main('\tfmt.Println(lib.A(1))'),
      rules: `${rule('func: A', 'before: B1, after: A1').replace('\nr:', '\nr1:')}${rule('func: A', 'before: B2, after: A2').replace('\nr:', '\nr2:')}`,
    });
    expect(ran.stdout).toBe('b1 1\nb2 2\na2 s 2\na1 2\n4\n');
  });

  test('a hook whose types do not fit is reported by the compiler at the rule', async () => {
    const wrong = runWoven({
      lib: lib('func A(x int) int { return x }'),
      hooks: hooks('type int = string\n\nfunc Before(x int) {}'),
      main: main('\tlib.A(1)'),
      rules: rule('func: A', 'before: Before'),
    });
    await expect(wrong).rejects.toThrow(/test\.otelc\.yaml:2:\d+: cannot use .*Before/);
  });
});

test('linker symbols', () => {
  expect(symbol('gopkg.in/yaml.v3', 'v')).toBe('gopkg.in/yaml%2ev3.v');
  expect(symbol('net/http', 'v')).toBe('net/http.v');
});
