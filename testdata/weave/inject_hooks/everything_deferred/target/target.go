package target

import "fmt"

func All(n int) (string, error) { return fmt.Sprint("body ", n), nil }
