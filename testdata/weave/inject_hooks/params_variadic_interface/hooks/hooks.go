package hooks

import "fmt"

func Before(format string, args ...any) { fmt.Println("before", format, args) }

func BeforeErrors(errs ...error) []error { return errs[:1] }
