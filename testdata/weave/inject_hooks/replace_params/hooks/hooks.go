package hooks

import "example.com/w/inject_hooks/replace_params/target"

func Before(t *target.T, n int, parts []string) (int, []string) { return n + 10, append(parts, "more") }
