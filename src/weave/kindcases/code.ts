import { type KindCase, rule } from './case.js';

/** `inject_code`, `expand_directive`, names and imports. */
export const CODE_CASES: readonly KindCase[] = [
  {
    name: 'entry',
    rules: `r:
  target: TARGET
  where: { func: Do }
  do:
    - inject_code:
        raw: |
          // A comment goes.
          fmt.Println("in", {{ FuncName | printf "%q" }}, \`raw
          string\`)
          if true {
          	fmt.Println("deep") // and this
          }
  imports: { fmt: fmt }
`,
    go: 'import "os"\n\nfunc Do() { os.Stdout.WriteString("do\\n") }\n\nfunc Run() { Do() }\n',
    out: ['in Do raw', 'string', 'deep', 'do'],
    imports: ['fmt'],
  },
  {
    name: 'namesarekept',
    rules:
      rule('a', '{ func: Do }', 'inject_code: { raw: "start := 1" }', 'order: 1') +
      rule(
        'b',
        '{ func: Do }',
        'inject_code: { raw: "fmt.Println(\\"start\\", start)" }',
        'imports: { fmt: fmt }'.replace('imports', 'order: 2\n  imports'),
      ),
    go: 'import "fmt"\n\nfunc Do(start string) { fmt.Println(start) }\n\nfunc Run() { Do("mine") }\n',
    out: ['start 1', 'mine'],
  },
  {
    name: 'redeclaration',
    rules: rule('r', '{ func: Do }', 'inject_code: { raw: "ctx, end := begin(ctx); defer end()" }'),
    go: `import "fmt"

func begin(ctx string) (string, func()) { return ctx + "+", func() { fmt.Println("end") } }

func Do(ctx string) { fmt.Println(ctx) }

func Run() { Do("ctx") }
`,
    out: ['ctx+', 'end'],
  },
  {
    name: 'templatenames',
    rules: `r:
  target: TARGET
  where: { func: Do }
  do:
    - inject_code:
        raw: |
          start := 5
          ctx, end := begin({{ FuncArgument 0 }})
          defer end()
          fmt.Println(start, {{ FuncArgument 1 }}, {{ FuncArgument 2 }})
  imports: { fmt: fmt }
`,
    go: `import "os"

func begin(ctx string) (string, func()) { return ctx + "+", func() { os.Stdout.WriteString("end\\n") } }

func Do(ctx, start, fmt string) { os.Stdout.WriteString(ctx + start + fmt + "\\n") }

func Run() { Do("ctx", "s", "f") }
`,
    out: ['5 s f', 'ctx+sf', 'end'],
    imports: ['fmt'],
  },
  {
    name: 'pattern',
    rules:
      rule('before', '{ func: Do, pattern: \'^println_\\("hello"\\)$\' }', 'inject_code: { raw: \'println_("before")\' }') +
      rule('after', '{ func: Do, pattern: "^x \\\\+= 1$", placement: after }', "inject_code: { raw: 'println_(x)' }"),
    go: `import "fmt"

func println_(x any) { fmt.Println(x) }

func Do() {
	x := 1
	if true { x+=1 }
	for i := range 2 {
		if i == 1 {
			println_( "hello" )
		}
	}
}

func Run() { Do() }
`,
    out: ['2', 'before', 'hello'],
  },
  {
    name: 'results',
    rules: `r:
  target: TARGET
  where: { func: Do }
  do:
    - inject_code:
        raw: 'defer func() { {{ FuncReturn 0 }} += "!"; _unnamedRetVal1 = 5 }()'
s:
  target: TARGET
  where: { func: One }
  do:
    - inject_code: { raw: "defer func() { {{ FuncReturn 0 }} = len({{ FuncArgument 1 }}) }()" }
`,
    go: `import "fmt"

func Do() (string, int) { return "a", 1 }

func One(_ int, _ string) /* result */ int /* here */ { return 1 }

func Run() {
	fmt.Println(Do())
	fmt.Println(One(1, "four"))
}
`,
    out: ['a! 5', '4'],
  },
  {
    name: 'directive',
    rules: `r:
  target: TARGET
  where: { directive: "my:span" }
  do:
    - expand_directive:
        template: |
          fmt.Println("start {{ FuncName }}", "{{ DirectiveArg "name" }}")
          defer fmt.Println("end {{ FuncName }}")
  imports: { fmt: fmt }
`,
    go: `import "fmt"

//my:span name:one
func One() { fmt.Println("one") }

// my:span is no directive here.
func Two() { fmt.Println("two") }

type T struct{}

// Three is documented.
//
//my:span name:"a b"
func (T) Three() { fmt.Println("three") }

func Run() {
	One()
	Two()
	T{}.Three()
}
`,
    out: ['start One one', 'one', 'end One', 'two', 'start Three a b', 'three', 'end Three'],
  },
  {
    name: 'addedimports',
    rules: `r:
  target: TARGET
  do:
    - add_file: { file: extra.go }
  imports: { str: strings }
`,
    go: 'import "fmt"\n\nfunc Run() { fmt.Println(upper("a")) }\n',
    added: { 'extra.go': '//go:build ignore\n\npackage ignored\n\nfunc upper(s string) string { return str.ToUpper(s) }\n' },
    out: ['A'],
    imports: ['strings'],
  },
  {
    name: 'samerule',
    rules: rule('a', '{ func: Do }', 'inject_code: { raw: "n++" }') + rule('b', '{ func: Do }', 'inject_code: { raw: "n++" }'),
    go: 'import "fmt"\n\nvar n int\n\nfunc Do() int { return n }\n\nfunc Run() { fmt.Println(Do()) }\n',
    out: ['1'],
  },
  {
    name: 'selectors',
    rules:
      rule('a', '{ func: A, one-of: [{ param: "http.Request" }, { param: "*net/http.Request" }] }', 'inject_code: { raw: "say(1)" }') +
      rule('b', '{ last_result: error, not: { func: A } }', 'inject_code: { raw: "say(2)" }') +
      rule('c', '{ func: C, signature: { args: [string, "[]byte"], returns: [] } }', 'inject_code: { raw: "say(3)" }') +
      rule('d', '{ func: C, signature_contains: { args: [uint8] } }', 'inject_code: { raw: "say(4)" }') +
      rule('e', '{ func: C, signature: { args: [string] } }', 'inject_code: { raw: "say(5)" }') +
      rule('f', '{ func: C, file: { has_func: missing } }', 'inject_code: { raw: "say(6)" }') +
      rule(
        'g',
        '{ func: C, file: { all-of: [{ has_func: Run }, { not: { has_struct: S } }, { is_test: false }, { has_package: selectors }] } }',
        'inject_code: { raw: "say(7)" }',
      ),
    go: `import "fmt"
import web "net/http"

func say(n int) { fmt.Print(n, " ") }

func A(r *web.Request) error { return nil }

func B() (int, error) { return 0, nil }

func C(s string, b []byte) {}

func Run() {
	A(nil)
	B()
	C("", nil)
	fmt.Println()
}
`,
    out: ['1 2 3 4 7 '],
    notApplied: ['no function with func C, the signature', 'no function with func C'],
  },
];
