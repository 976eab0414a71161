import { type KindCase, rule } from './case.js';

/** Struct types, and literals of them. */
export const COMPOSITE_CASES: readonly KindCase[] = [
  {
    name: 'literals',
    rules:
      rule('a', '{ struct_literal: TARGET.C }', 'set_fields: { field: [{ name: N, value: "9" }] }') +
      rule('n', '{ struct_literal: TARGET.C }', 'set_fields: { field: [{ name: G, field: [{ name: W, value: "5" }] }] }') +
      rule('b', '{ struct_literal: TARGET.G }', 'set_fields: { field: [{ name: V, wrap: "twice({{ . }})" }] }'),
    go: `import "fmt"

type C struct {
	N int
	G G[int]
}

type G[T any] struct{ V, W T }

var zero G[int]

func twice(n int) int { return 2 * n }

var table = map[string]C{
	"a": {N: 1},
	"b": {
		G: G[int]{V: 1 + 1},
	},
}

func Run() {
	fmt.Println(table["a"].N, table["b"].N, table["b"].G.V)
	pointers := []*C{{}, &C{G: G[int]{
		V: 4,
	}}}
	fmt.Println(pointers[0].N, pointers[1].N, pointers[1].G.V)
	fmt.Println([2]C{1: {N: 3}}[1].N, table["b"].G.W, C{G: zero}.G.W)
}
`,
    out: ['9 9 4', '9 9 8', '9 5 0'],
    notApplied: ['no composite literal', 'no field G'],
  },
  {
    name: 'structs',
    rules:
      rule('a', '{ struct: A }', 'add_struct_fields: { new_field: [{ name: M, type: "[]K" }] }') +
      rule('b', '{ struct: B }', 'add_struct_fields: { new_field: [{ name: M, type: "*B" }] }') +
      rule('c', '{ struct: C, file: { has_struct: D } }', 'add_struct_fields: { new_field: [{ name: M, type: int }] }') +
      rule('d', '{ struct: D, file: { has_directive: "my:other" } }', 'add_struct_fields: { new_field: [{ name: M, type: int }] }'),
    go: `import "fmt"

type A[K comparable] struct {
	k map[K]struct {
		x int
	}
	fmt.Stringer }

type B struct{ fmt.Stringer }

//my:add
type C struct{}

type D struct{}

func Run() { fmt.Println(A[int]{}.M == nil, B{}.M == nil, C{}.M, D{}) }
`,
    out: ['true true 0 {}'],
    notApplied: ['no struct type with struct D'],
  },
];
