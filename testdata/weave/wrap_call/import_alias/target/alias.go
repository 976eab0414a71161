package target

import text "strings"

func Alias(strings string) string { return text.ToUpper(strings) }
