package target

import "fmt"

func All(n int) (s string, err error) { return fmt.Sprint("body ", n), nil }
