import { type KindCase, rule } from './case.js';

const UPPER = '{ replace: "strings.ToUpper({{ . }})" }';

/** `wrap_call`. */
export const CALL_CASES: readonly KindCase[] = [
  {
    name: 'packagefunction',
    rules: rule('r', '{ function_call: strings.TrimSpace }', `wrap_call: ${UPPER}`, 'imports: { strings: strings }'),
    go: 'import "fmt"\nimport "strings"\n\nfunc Run() { fmt.Println(strings.TrimSpace(" a "), (strings.TrimSpace)(" b ")) }\n',
    out: ['A B'],
  },
  {
    name: 'aliasandshadow',
    rules: rule(
      'r',
      '{ function_call: strings.TrimSpace }',
      'wrap_call: { replace: "strings.ToUpper({{ . }})" }',
      'imports: { strings: strings }',
    ),
    go: `import "fmt"
import s "strings"

type other struct{}

func (other) TrimSpace(x string) string { return x + "!" }

func Run() {
	fmt.Println(s.TrimSpace(" a "))
	strings := 1
	fmt.Println(s.TrimSpace(" b "), strings)
	{
		s := other{}
		fmt.Println(s.TrimSpace("c"))
	}
}
`,
    out: ['A', 'B 1', 'c!'],
  },
  {
    name: 'shadowedimport',
    rules: rule('r', '{ function_call: strings.TrimSpace }', 'wrap_call: { replace: "fmt.Sprint({{ . }}, 1)" }', 'imports: { fmt: fmt }'),
    go: 'import "strings"\n\nvar fmt = 3\n\nfunc Run() { println_(strings.TrimSpace(" a "), fmt) }\n',
    out: ['a1 3'],
    imports: ['fmt', 'os'],
    added: {
      'print.go':
        'package x\n\nimport "os"\n\nfunc println_(s string, n int) { os.Stdout.WriteString(s + " " + string(rune(n+48)) + "\\n") }\n',
    },
  },
  {
    name: 'ownanddotimport',
    rules:
      rule('own', '{ function_call: TARGET.helper }', 'wrap_call: { replace: "{{ . }} + 1" }') +
      rule('dot', '{ function_call: strings.TrimSpace }', 'wrap_call: { replace: "ToUpper({{ . }})" }'),
    go: `import "fmt"
import . "strings"

func helper(x int) int { return x }

func Run() {
	fmt.Println(helper(2)*10, helper(helper(1)))
	fmt.Println(TrimSpace(" a "))
}
`,
    out: ['30 3', 'A'],
  },
  {
    name: 'methods',
    rules:
      rule('a', '{ function_call: "strings.(*Builder).String" }', 'wrap_call: { replace: "{{ . }} + \\"!\\"" }') +
      rule('b', '{ function_call: TARGET.T.Get }', 'wrap_call: { append_args: ["2"] }'),
    go: `import "fmt"
import "strings"

type T struct{ b strings.Builder }

func (t *T) Get(n ...int) int { return len(n) }

func Run() {
	var b strings.Builder
	b.WriteString("x")
	fmt.Println(b.String())
	t := &T{}
	t.b.WriteString("y")
	fmt.Println(t.b.String(), t.Get(), t.Get(1))
	other := fmt.Stringer(&b)
	fmt.Println(other.String())
}
`,
    out: ['x!', 'y! 1 2', 'x'],
  },
  {
    name: 'appendargs',
    rules: rule('r', '{ function_call: TARGET.sum }', 'wrap_call: { append_args: ["10", "n()"] }'),
    go: `import "fmt"

func n() int { return 100 }

func sum(xs ...int) int {
	t := 0
	for _, x := range xs {
		t += x
	}
	return t
}

func Run() {
	fmt.Println(sum(), sum(1), sum(1, 2,), sum(
		1,
		2,
	), sum(1, // one
		2 /* two */), sum(sum(1)))
}
`,
    out: ['110 111 113 113 113 221'],
  },
  {
    name: 'ellipsis',
    rules:
      rule('a', '{ function_call: TARGET.sum }', 'wrap_call: { append_args: ["10"], variadic_type: int, replace: "-{{ . }}" }') +
      rule('b', '{ function_call: TARGET.sum }', 'wrap_call: { append_args: ["1000"], variadic_type: int }') +
      rule('c', '{ function_call: TARGET.any }', 'wrap_call: { append_args: ["1"] }'),
    go: `import "fmt"

func sum(first int, xs ...int) int {
	for _, x := range xs {
		first += x
	}
	return first
}

func any(xs ...interface{}) int { return len(xs) }

func Run() {
	backing := []int{1, 2, 3, 4}
	part := backing[:2]
	fmt.Println(sum(0, part...), 2*sum(0, part...), sum(5))
	fmt.Println(backing, any([]interface{}{1}...), any(1))
}
`,
    out: ['-1013 -2026 -1015', '[1 2 3 4] 1 2'],
    notApplied: ['no variadic_type'],
  },
  {
    name: 'statements',
    rules:
      rule(
        'a',
        '{ function_call: TARGET.say }',
        'wrap_call: { replace: "func() { fmt.Print(\\"<\\"); {{ . }} }()" }',
        'imports: { fmt: fmt }',
      ) +
      rule('b', '{ function_call: TARGET.num }', 'wrap_call: { replace: "{{ . }} + 1" }') +
      rule('c', '{ function_call: TARGET.say }', 'wrap_call: { append_args: ["\\"+\\""] }'),
    go: `import "fmt"

func say(xs ...string) { fmt.Println(xs) }

func num() int { return 1 }

func Run() {
	say("a")
	num()
	x := "b"
	defer say(x)
	defer say("c")
	defer num()
	func() {
		defer say()
	}()
	x = "changed"
	if num() == 2 {
		say("d")
	}
}
`,
    out: ['<[a +]', '<[+]', '<[d +]', '<[c +]', '[b +]'],
    notApplied: ['is a statement', 'evaluated later', 'made at once'],
  },
  {
    name: 'severaldots',
    rules: rule('r', '{ function_call: TARGET.next }', 'wrap_call: { replace: "pair({{ . }}, {{ . }})" }'),
    go: `import "fmt"

var n int

func next() int { n++; return n }

func pair(a, b int) string { return fmt.Sprint(a, "-", b) }

func Run() {
	fmt.Println(next())
}
`,
    out: ['1-2'],
  },
  {
    name: 'multivalue',
    rules:
      rule('r', '{ function_call: TARGET.two }', 'wrap_call: { replace: "swap({{ . }})" }', 'order: 3') +
      rule('s', '{ function_call: TARGET.two, func: g }', 'wrap_call: { replace: "swap({{ . }})" }', 'order: 4'),
    go: `import "fmt"

func two() (int, string) { return 1, "a" }

func swap(n int, s string) (int, string) { return n + 1, s + "b" }

func f() (int, string) { return two() }

func g() (n int, s string) {
	n, s = two()
	return
}

func Run() {
	a, b := f()
	c, d := g()
	fmt.Println(a, b, c, d)
}
`,
    out: ['2 ab 3 abb'],
  },
  {
    name: 'templatefunctions',
    rules: rule(
      'r',
      '{ function_call: TARGET.say }',
      'wrap_call: { replace: "note(\\"{{ FuncName }}\\", {{ FuncArgument 0 }}, {{ . }})" }',
    ),
    go: `import "fmt"

func say(x string) string { return x }

func note(f string, n int, s string) string { return fmt.Sprint(f, n, s) }

func outer(int) string { return say("x") }

func Run() { fmt.Println(outer(7)) }
`,
    out: ['outer7x'],
  },
];
