package target

import "strings"

func Do(s string) string { return strings.ToUpper(s) }
