package target

import "strings"

func a(s string) string { return s + "a" }

func b(s string) string { return s + "b" }

func first(s string) string { return s + "1" }

func Do(s string) string { return strings.ToUpper(s) }
