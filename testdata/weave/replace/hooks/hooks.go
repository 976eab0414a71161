package hooks

import (
	"example.com/w/api"
	"example.com/w/replace/target"
)

func BeforeParams(t *target.T, n int, parts []string) (int, []string) { return n, parts }

func BeforeParamsAny(h any, n int) (any, int) { return h, n }

func BeforeSkip(n int) (api.Skip, string, error) { return false, "", nil }

func BeforeSkipAny(n int) (api.Skip, any, error) { return false, nil, nil }

func BeforeSkipNothing(n int) api.Skip { return false }

type span struct{}

func BeforeAll(n int) (span, int, api.Skip, any, error) { return span{}, n, false, nil, nil }

func AfterAll(s span, h any, err error) (any, error) { return h, err }

func AfterAllExit(s span, h any, err error, exit api.Exit) (any, error) { return h, err }

func BeforeVoid(n int) (int, api.Skip) { return n, false }

func AfterVoid() {}

func AfterVoidExit(api.Exit) {}
