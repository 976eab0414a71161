import { type KindCase, rule } from './case.js';

/** `assign_value`, `set_fields`, `add_struct_fields`. */
export const VALUE_CASES: readonly KindCase[] = [
  {
    name: 'variables',
    rules:
      rule('a', '{ kind: var, identifier: A }', 'assign_value: { replace: "2" }') +
      rule('b', '{ kind: var, identifier: B }', 'assign_value: { wrap: "double({{ . }})" }') +
      rule('c', '{ identifier: C }', 'assign_value: { replace: strings.ToUpper("c") }', 'imports: { strings: strings }') +
      rule('d', '{ identifier: D2 }', 'assign_value: { replace: "4" }') +
      rule('e', '{ identifier: E1 }', 'assign_value: { replace: "5" }') +
      rule('f', '{ identifier: F2 }', 'assign_value: { replace: "6" }') +
      rule('g', '{ identifier: G }', 'assign_value: { wrap: "{{ . }} * 2" }') +
      rule('h', '{ identifier: H }', 'assign_value: { replace: "[]int{9}" }'),
    go: `import "fmt"

var A = 1

var (
	B int = 1 + 1
	C string
	D1, D2 = 1, 2
)

var E1, E2 int

var F1, F2 = pair()

var G = 1 + 2

var H = []int{
	1,
	2,
}

func pair() (int, int) { return 1, 2 }

func double(n int) int { return 2 * n }

func Run() { fmt.Println(A, B, C, D1, D2, E1, E2, F1, F2, G, H) }
`,
    out: ['2 4 C 1 4 5 0 1 6 6 [9]'],
    imports: ['strings'],
  },
  {
    name: 'constants',
    rules:
      rule('a', '{ kind: const, identifier: A }', 'assign_value: { replace: "10" }') +
      rule('b', '{ kind: const, identifier: B }', 'assign_value: { replace: "20" }') +
      rule('c', '{ kind: const, identifier: Plain }', 'assign_value: { wrap: \'{{ . }} + "!"\' }') +
      rule('d', '{ kind: const, identifier: X }', 'assign_value: { wrap: "{{ . }} + 1" }'),
    go: `import "fmt"

type T int

const (
	A T = iota + 1
	B
	C
	D
)

const Plain = "p"

const (
	X, Y = iota, iota
	Z, W
)

func Run() { fmt.Println(A, B, C, D, Plain, X, Y, Z, W) }
`,
    out: ['10 20 3 4 p! 0 0 1 1'],
    notApplied: ['declared together'],
  },
  {
    name: 'fields',
    rules:
      rule(
        'a',
        '{ struct_literal: "net/http.Server" }',
        'set_fields: { field: [{ name: Addr, value: \'":1"\', wrap: "strings.ToUpper({{ . }})" }, { name: MaxHeaderBytes, value: "7" }] }',
        'imports: { strings: strings }',
      ) +
      rule('b', '{ struct_literal: TARGET.C }', 'set_fields: { field: [{ name: N, value: "3" }] }') +
      rule('c', '{ struct_literal: TARGET.C }', 'set_fields: { field: [{ name: N, wrap: "{{ . }} * 2" }] }', 'order: 1'),
    go: `import "fmt"
import "net/http"

type C struct {
	N int
	S []int
}

func Run() {
	a := &http.Server{}
	b := http.Server{
		Addr: "a" + "b", MaxHeaderBytes: 1 +
			2,
	}
	fmt.Println(a.Addr, a.MaxHeaderBytes, b.Addr, b.MaxHeaderBytes)
	c := []*C{{N: 1}, {}, {S: []int{
		1,
	}}}
	fmt.Println(c[0].N, c[1].N, c[2].N, len(c[2].S))
	fmt.Println(C{1, nil}.N, C{N: 2, S: nil}.N)
}
`,
    out: [':1 7 AB 7', '6 6 6 1', '1 6'],
    notApplied: ['without field names'],
    imports: ['strings'],
  },
  {
    name: 'newfields',
    rules:
      rule(
        'a',
        '{ struct: A }',
        'add_struct_fields: { new_field: [{ name: At, type: time.Time }, { name: N, type: "map[string]int" }] }',
        'imports: { time: time }',
      ) +
      rule('b', '{ struct: A }', 'add_struct_fields: { new_field: [{ name: M, type: int }] }') +
      rule('c', '{ struct: B }', 'add_struct_fields: { new_field: [{ name: M, type: int }] }') +
      rule('d', '{ struct: C }', 'add_struct_fields: { new_field: [{ name: M, type: int }] }') +
      rule('e', '{ struct: C }', 'add_struct_fields: { new_field: [{ name: O, type: int }] }'),
    go: `import "fmt"

type A struct {
	a int // the last one
	b string \`json:"b"\` // really
	// done
}

type B struct{ b int; }

type C struct {
}

func Run() {
	fmt.Printf("%+v %+v %+v\\n", A{a: 1}.N == nil, B{b: 1}, C{})
}
`,
    out: ['true {b:1 M:0} {M:0 O:0}'],
    imports: ['time'],
  },
];
