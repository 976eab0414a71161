package hooks

import "example.com/w/results/target"

type state struct{ n int }

func BeforeN(n int) *state { return &state{n} }

func AfterUnnamed(st *state, s string, err error) {}

func AfterNamed(s string, err error) {}

func AfterOne(n int) int { return n + 1000 }

func AfterShapes(st *state, p target.Point, _ any, m map[string]int) {}

func AfterLocal(h any, ok bool) (any, bool) { return h, ok }
