import { type KindCase, rule } from './case.js';

/** Several kinds together, unusual source texts. */
export const CORNER_CASES: readonly KindCase[] = [
  {
    name: 'hooksandcalls',
    hooks: 'package hooks\n\nfunc B(s string) {}\n\nfunc A(s string, err error) {}\n',
    rules:
      rule('h', '{ func: Do }', 'inject_hooks: { before: B, after: A, path: example.com/k/hooks }') +
      rule('w', '{ function_call: TARGET.inner }', 'wrap_call: { replace: "outer({{ . }})" }') +
      rule('x', '{ function_call: TARGET.up, func: Do }', 'wrap_call: { replace: "{{ . }} + \\"!\\"" }') +
      rule('c', '{ func: Do, pattern: "^return inner", placement: before }', 'inject_code: { raw: \'s += "."\' }') +
      rule('e', '{ func: Do }', 'inject_code: { raw: \'s += ","\' }'),
    go: `import "fmt"
import "strings"

func inner(s string) (string, error) { return s + "i", nil }

func outer(s string, err error) (string, error) { return s + "o", err }

func up(s string) string { return strings.ToUpper(s) }

func Do(s string) (string, error) {
	if s == "a," { return inner(up(s)) }
	return inner(s)
}

func Run() {
	fmt.Println(Do("a"))
	fmt.Println(Do("b"))
}
`,
    out: ['A,.!io <nil>', 'b,io <nil>'],
  },
  {
    name: 'twoadvices',
    rules: `r:
  target: TARGET
  where: { func: Do }
  do:
    - inject_code: { raw: "begin := now()" }
    - inject_code: { raw: "defer func() { fmt.Println(begin) }()" }
  imports: { fmt: fmt }
`,
    go: `import "os"

func now() int { return 7 }

func Do() { begin := "b"; os.Stdout.WriteString(begin + "\\n") }

func Run() { Do() }
`,
    out: ['b', '7'],
    imports: ['fmt'],
  },
  {
    name: 'hiddenlocally',
    rules: rule('r', '{ function_call: TARGET.f }', 'wrap_call: { replace: "strings.ToUpper({{ . }})" }', 'imports: { strings: strings }'),
    go: `import "fmt"
import "strings"

func f() string { return "f" }

type has struct{ strings int }

func Run() {
	strings := strings.TrimSpace(" x ")
	fmt.Println(f(), strings, has{strings: 1}.strings)
}

var early = f()
`,
    out: ['F x 1'],
  },
  {
    name: 'controlclauses',
    rules:
      rule('a', '{ function_call: TARGET.f }', 'wrap_call: { replace: "T{ {{ . }} }" }') +
      rule('b', '{ function_call: TARGET.g }', 'wrap_call: { replace: "!{{ . }}" }') +
      rule('c', '{ function_call: TARGET.h }', 'wrap_call: { replace: "func() int { return {{ . }} + 1 }()" }'),
    go: `import "fmt"

type T struct{ n int }

func f() int { return 1 }

func g() bool { return false }

func h() int { return 1 }

func Run() {
	if f() == (T{1}) {
		fmt.Println("same")
	}
	for i := h(); g() && i < 3; i += h() {
		fmt.Println(i)
		break
	}
	switch h() * 2 {
	case 4:
		h()
		fmt.Println("four")
	}
	defer fmt.Println(h(), !g())
	go h()
	func() int { return h() }()
}
`,
    out: ['same', '2', 'four', '2 false'],
  },
  {
    name: 'calledliteral',
    rules: rule(
      'r',
      '{ function_call: TARGET.f }',
      'wrap_call: { replace: "(func() (int, error) { n, e := {{ . }}; _ = unsafe.Sizeof(n); return n + 1, e })()" }',
      'imports: { unsafe: unsafe }',
    ),
    go: `import "fmt"

func f() (int, error) { return 1, nil }

func Run() {
	n, err := f()
	f()
	defer f()
	fmt.Println(n, err)
}
`,
    out: ['2 <nil>'],
  },
  {
    name: 'replacedvalue',
    rules:
      rule('a', '{ function_call: TARGET.f }', 'wrap_call: { replace: "strings.ToUpper({{ . }})" }', 'imports: { strings: strings }') +
      rule('b', '{ struct_literal: TARGET.C }', 'set_fields: { field: [{ name: S, value: \'"new"\' }] }') +
      rule('c', '{ struct_literal: TARGET.C }', 'set_fields: { field: [{ name: S, wrap: \'{{ . }} + "!"\' }] }', 'order: 1'),
    go: `import "fmt"

type C struct{ S string }

func f() string { return "f" }

func Run() { fmt.Println(C{S: "<" + f()}.S) }
`,
    out: ['new!'],
  },
  {
    name: 'labelsandtwins',
    rules:
      rule('a', '{ func: Do }', 'inject_code: { raw: "L: for { break L }; x := 1; say(x)" }') +
      rule('b', '{ func: Do }', 'inject_code: { raw: "L: for { x := 5; say(x); break L }; x := 2; say(x)" }'),
    go: `import "fmt"

func say(n int) { fmt.Println(n) }

func Do() {
L:
	for {
		break L
	}
}

func Run() { Do() }
`,
    out: ['1', '5', '2'],
  },
  {
    name: 'crlf',
    rules:
      rule('a', '{ func: Do }', 'inject_code: { raw: "fmt.Println(1)" }', 'imports: { fmt: fmt }') +
      rule('b', '{ identifier: V }', 'assign_value: { replace: "[]int{}" }') +
      rule('c', '{ struct: S }', 'add_struct_fields: { new_field: [{ name: M, type: int }] }'),
    go: 'import "os"\r\n\r\ntype S struct {\r\n\ta int // c\r\n}\r\n\r\nvar V = []int{\r\n\t1,\r\n}\r\n\r\nfunc Do() {\r\n\tos.Stdout.WriteString("do\\n")\r\n}\r\n\r\nfunc Run() {\r\n\tDo()\r\n\tprint(len(V), S{}.M)\r\n}\r\n',
    out: ['1', 'do'],
    imports: ['fmt'],
  },
  {
    name: 'clauses',
    rules:
      rule('a', '{ func: Do, pattern: "^say\\\\(\\"case\\"\\\\)$" }', 'inject_code: { raw: \'say("before")\' }') +
      rule('b', '{ func: Do, pattern: "^outer:", placement: after }', 'inject_code: { raw: \'say("after for")\' }') +
      rule('c', '{ func: Do, pattern: "^defer " }', 'inject_code: { raw: \'say("before defer")\' }'),
    go: `import "fmt"

func say(s string) { fmt.Println(s) }

func Do(n int) {
	switch n { case 1: say("case"); say("more") }
outer:
	for { for { break outer } }
	func() { defer say("deferred") }()
}

func Run() { Do(1) }
`,
    out: ['before', 'case', 'more', 'after for', 'before defer', 'deferred'],
  },
  {
    name: 'blankimport',
    rules: rule('r', '{ func: Do }', 'inject_code: { raw: "n++" }', 'imports: { _: unsafe }'),
    go: 'import "fmt"\n\nvar n int\n\nfunc Do() int { return n }\n\nfunc Run() { fmt.Println(Do()) }\n',
    out: ['1'],
  },
  {
    name: 'callsindirective',
    rules: rule('r', '{ function_call: TARGET.f, all-of: [{ directive: "my:wrap" }] }', 'wrap_call: { append_args: ["1"] }'),
    go: `import "fmt"

func f(n ...int) int { return len(n) }

//my:wrap
func A() int { return f() }

func B() int { return f() }

func Run() { fmt.Println(A(), B()) }
`,
    out: ['1 0'],
  },
  {
    name: 'libraries',
    rules: rule('a', '{ func: Do }', 'inject_code: { raw: "x := 1; say(x)" }'),
    otherLibrary: rule('b', '{ func: Do }', 'inject_code: { raw: "x := 2; say(x)" }'),
    go: `import "fmt"

var x = 3

func say(n int) { fmt.Println(n) }

func Do() { say(x) }

func Run() { Do() }
`,
    out: ['1', '2', '3'],
  },
];
