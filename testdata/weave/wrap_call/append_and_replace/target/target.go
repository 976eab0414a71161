package target

import "fmt"

func Do(s string) string { return fmt.Sprint(s) }
