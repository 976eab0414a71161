package hooks

import "example.com/w/api"

type state int

func Before(n int) state { return state(n) }

func After(state) {}

func AfterPlain() {}

func AfterExit(st state, exit api.Exit) {}
