package target

import "strings"

func Do(s string) string { return strings.TrimSpace(strings.TrimSpace(s) + " ") }
