package hooks

import "example.com/w/api"

type state struct{}

func BeforeMap(m any, k any) *state { return nil }

func AfterMap(s *state, v any, err error) (any, error) { return v, err }

func BeforeGet(b any) {}

func AfterGet(v any, _ any, exit api.Exit) {}

func BeforeFirst(s any) (any, api.Skip, any) { return s, false, nil }

func AfterSafe(v any, err error) (any, error) { return v, err }

func AfterHidden(v any, err error) {}
